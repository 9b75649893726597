SELECT id, name, scopes, created, hash FROM tokens WHERE hash = ?
