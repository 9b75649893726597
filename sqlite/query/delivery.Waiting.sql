SELECT seq, id, site, webhook, event, made, state, attempts, began, due, tried, reason, payload
FROM deliveries
WHERE site = ? AND webhook = ? AND state = 'waiting'
ORDER BY due, seq
LIMIT ?
