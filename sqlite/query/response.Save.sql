INSERT INTO responses (id, site, survey, decision, visitor, session, page, lang, intercept, device, started, updated, done, channel, source, asked, tester)
VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11, ?12, ?13, ?14, ?15, (SELECT at FROM decisions WHERE id = ?4 AND survey = ?3),
  coalesce((SELECT tester FROM visitors WHERE site = ?2 AND id = ?5), 0))
ON CONFLICT (id) DO UPDATE SET updated = max(updated, excluded.updated), done = max(done, excluded.done)
