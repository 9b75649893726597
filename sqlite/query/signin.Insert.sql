INSERT INTO sign_ins (hash, user, once, by_link, expires) VALUES (?, ?, ?, ?, ?)
