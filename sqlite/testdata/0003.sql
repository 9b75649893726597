INSERT INTO documents VALUES (1, 'site', 'shop', 'shop', 1, 'maya', 1, '{}');
INSERT INTO users VALUES ('u', 'u@example.com', 'U', 'admin', 1, '');
INSERT INTO tokens VALUES ('t', 'T', '["read"]', 1, 'h');
INSERT INTO sign_ins VALUES ('h', 'u', 0, 1);
