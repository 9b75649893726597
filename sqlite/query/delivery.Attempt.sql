UPDATE deliveries SET state = ?2, attempts = ?3, due = ?4, tried = ?5, reason = ?6
WHERE id = ?1 AND state = 'waiting'
