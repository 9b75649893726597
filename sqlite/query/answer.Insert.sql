INSERT INTO answers (id, response, question, type, at, value)
VALUES (?, ?, ?, ?, ?, ?)
ON CONFLICT (id) DO NOTHING
