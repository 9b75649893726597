-- A newer link is the one that counts: an older one in somebody's mail or log is of no use any more.
DELETE FROM sign_ins WHERE user = ? AND once
