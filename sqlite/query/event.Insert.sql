INSERT INTO events (id, site, visitor, session, name, at, received, page, props)
VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)
ON CONFLICT (id) DO NOTHING
