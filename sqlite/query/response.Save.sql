-- One more begins only while the quota is not used up, which nobody else can do meanwhile: there is one writer.
INSERT INTO responses (id, site, survey, decision, visitor, session, page, lang, intercept, device, started, updated, done, channel, source, evidence, asked, tester)
SELECT ?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11, ?12, ?13, ?14, ?15, ?17, (SELECT at FROM decisions WHERE id = ?4 AND survey = ?3),
  coalesce((SELECT tester FROM visitors WHERE site = ?2 AND id = ?5), 0)
WHERE ?16 = 0 OR EXISTS (SELECT 1 FROM responses WHERE id = ?1)
  OR (SELECT coalesce(sum(responses), 0) FROM survey_days WHERE site = ?2 AND survey = ?3) < ?16
ON CONFLICT (id) DO UPDATE SET updated = max(updated, excluded.updated), done = max(done, excluded.done)
