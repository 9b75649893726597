SELECT seq, id, site, survey, decision, visitor, session, page, lang, intercept, device, channel, source, evidence, started, updated, done
FROM responses
WHERE id = ?
