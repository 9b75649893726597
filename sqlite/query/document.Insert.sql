INSERT INTO documents (kind, site, name, revision, author, at, body)
VALUES (?, ?, ?, ?, ?, ?, ?)
