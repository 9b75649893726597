SELECT seq, id, site, survey, decision, visitor, session, page, lang, started, updated, done
FROM responses
WHERE id = ?
