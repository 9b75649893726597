INSERT INTO signals (id, site, visitor, session, kind, at, received, score, page, target, data, frustration, muted, until, reason)
VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
ON CONFLICT (id) DO NOTHING
