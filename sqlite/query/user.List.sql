SELECT id, email, name, role, created, password_hash FROM users ORDER BY email
