SELECT site, id, user, session, visits, first, last, traits, device, cart, page, tester
FROM visitors
WHERE site = ? AND id = ?
