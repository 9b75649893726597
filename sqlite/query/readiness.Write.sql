INSERT INTO readiness (id, at) VALUES (1, ?)
ON CONFLICT (id) DO UPDATE SET at = excluded.at
