SELECT seq, kind, site, name, revision, author, at, body
FROM documents
WHERE kind = ? AND site = ? AND name = ?
ORDER BY revision DESC
