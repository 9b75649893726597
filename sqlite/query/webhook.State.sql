SELECT site, webhook, failing, disabled, why, shed, rotated, salt, old, old_until
FROM webhook_states
WHERE site = ? AND webhook = ?
