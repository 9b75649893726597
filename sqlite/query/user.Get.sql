SELECT id, email, name, role, created, signed_in, password_hash FROM users WHERE id = ?
