SELECT id, name, scopes, created, hash FROM tokens ORDER BY created, id
