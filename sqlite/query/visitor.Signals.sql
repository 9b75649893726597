SELECT session, kind, score, page, at
FROM signals
WHERE visitor = ?1 AND site = ?2
ORDER BY at DESC, seq DESC
LIMIT ?3
