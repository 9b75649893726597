SELECT site, id, user, session, visits, first, last, traits, device, cart, page
FROM visitors
WHERE site = ?1 AND last >= ?2 AND id > ?3
ORDER BY id
LIMIT ?4
