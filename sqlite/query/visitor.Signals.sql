SELECT id, session, kind, score, page, at, frustration, coalesce(until, 0)
FROM signals
WHERE visitor = ?1 AND site = ?2 AND NOT muted AND reason = ''
ORDER BY at DESC, seq DESC
LIMIT ?3
