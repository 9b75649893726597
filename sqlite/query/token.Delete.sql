DELETE FROM tokens WHERE id = ? RETURNING id, name, scopes, created, hash
