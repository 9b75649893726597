-- Derives a conversation's last message and time from its messages; doing it twice changes nothing.
UPDATE conversations
SET last = newest.seq, updated = max(updated, newest.at)
FROM (SELECT seq, at FROM messages WHERE conversation = ?1 ORDER BY seq DESC LIMIT 1) AS newest
WHERE id = ?1
