INSERT INTO users (id, email, name, role, created, password_hash) VALUES (?, ?, ?, ?, ?, ?)
