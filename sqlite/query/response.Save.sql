INSERT INTO responses (id, site, survey, decision, visitor, session, page, lang, started, updated, done)
VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
ON CONFLICT (id) DO UPDATE SET updated = max(updated, excluded.updated), done = max(done, excluded.done)
