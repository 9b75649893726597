INSERT INTO sign_ins (hash, user, once, expires) VALUES (?, ?, ?, ?)
