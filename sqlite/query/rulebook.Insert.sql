INSERT INTO rulebooks (id, body) VALUES (?, ?) ON CONFLICT (id) DO NOTHING
