INSERT INTO webhook_states (site, webhook, salt, old, old_until, rotated) VALUES (?, ?, ?, ?, ?, ?)
ON CONFLICT (site, webhook) DO UPDATE
SET salt = excluded.salt, old = excluded.old, old_until = excluded.old_until, rotated = excluded.rotated
