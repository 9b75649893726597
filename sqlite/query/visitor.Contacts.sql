SELECT id, intercept, session, at
FROM decisions
WHERE visitor = ?1 AND site = ?2 AND intercept IS NOT NULL
ORDER BY at DESC, seq DESC
LIMIT ?3
