-- One that was held back counts as dismissed at once.
SELECT id, intercept, session, at, coalesce(dismissed, iif(outcome = 'hold', at, NULL)), answered
FROM decisions
WHERE visitor = ?1 AND site = ?2 AND intercept IS NOT NULL
ORDER BY at DESC, seq DESC
LIMIT ?3
