SELECT site, id, user, session, visits, first, last, traits, device, cart, page, query, tags, tester
FROM visitors
WHERE site = ? AND id = ?
