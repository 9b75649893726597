UPDATE webhook_states SET failing = NULL, disabled = NULL, why = ''
WHERE site = ? AND webhook = ?
