-- The latest ones, in the order they were stored.
SELECT id, conversation, sender, name, text, at
FROM (SELECT * FROM messages WHERE conversation = ? ORDER BY seq DESC LIMIT ?)
ORDER BY seq
