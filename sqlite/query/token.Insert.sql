INSERT INTO tokens (id, name, scopes, created, hash) VALUES (?, ?, ?, ?, ?)
