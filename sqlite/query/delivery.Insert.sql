-- At most ?9 may wait. ON CONFLICT needs the WHERE to be told from a join.
INSERT INTO deliveries (id, site, webhook, event, made, state, attempts, began, due, payload)
SELECT ?1, ?2, ?3, ?4, ?5, 'waiting', 0, ?6, ?7, ?8
WHERE NOT EXISTS (SELECT 1 FROM deliveries WHERE site = ?2 AND webhook = ?3 AND state = 'waiting' LIMIT 1 OFFSET ?9 - 1)
  AND (?10 = '' OR NOT EXISTS (SELECT 1 FROM deliveries WHERE id > ?10 AND id < ?10 || '~' LIMIT 1 OFFSET ?11 - 1))
ON CONFLICT (id) DO NOTHING
