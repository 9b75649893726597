INSERT INTO conversations (id, site, visitor, session, decision, team, page, lang, status, opened, updated)
VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?10)
ON CONFLICT (id) DO UPDATE SET status = excluded.status
