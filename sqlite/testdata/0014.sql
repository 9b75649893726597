INSERT INTO users (id, email, name, role, created, password_hash, signed_in) VALUES ('v', 'v@example.com', '', 'viewer', 1, '', 2);
INSERT INTO sign_ins (hash, user, once, expires, by_link) VALUES ('i', 'v', 0, 1, 1);
