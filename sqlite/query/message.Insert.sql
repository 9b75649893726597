INSERT INTO messages (id, conversation, sender, name, text, at)
VALUES (?, ?, ?, ?, ?, ?)
ON CONFLICT (id) DO NOTHING
