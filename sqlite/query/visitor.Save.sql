INSERT INTO visitors (site, id, user, session, visits, first, last, traits, device, cart, page, query, tags, tester)
VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
ON CONFLICT (site, id) DO UPDATE SET
  user = excluded.user, session = excluded.session, visits = excluded.visits, last = excluded.last,
  traits = excluded.traits, device = excluded.device, cart = excluded.cart, page = excluded.page,
  query = excluded.query, tags = excluded.tags, tester = excluded.tester
WHERE excluded.last >= last
