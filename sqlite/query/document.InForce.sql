SELECT revision, body
FROM documents
WHERE kind = ? AND site = ? AND name = ?
ORDER BY revision DESC
LIMIT 1
