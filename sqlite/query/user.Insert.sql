INSERT INTO users (id, email, name, role, created, signed_in, password_hash) VALUES (?, ?, ?, ?, ?, ?, ?)
