DELETE FROM sign_ins WHERE hash = ? AND expires > ? AND once RETURNING hash, user, once, by_link, expires
