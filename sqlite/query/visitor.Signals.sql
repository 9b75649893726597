SELECT id, session, kind, score, page, at, frustration
FROM signals
WHERE visitor = ?1 AND site = ?2 AND NOT muted
ORDER BY at DESC, seq DESC
LIMIT ?3
