INSERT INTO answers (id, response, question, at, value)
VALUES (?, ?, ?, ?, ?)
ON CONFLICT (id) DO NOTHING
