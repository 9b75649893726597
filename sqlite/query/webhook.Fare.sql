INSERT INTO webhook_states (site, webhook, failing, disabled, why) VALUES (?, ?, ?, ?, ?)
ON CONFLICT (site, webhook) DO UPDATE SET failing = excluded.failing, disabled = excluded.disabled, why = excluded.why
