SELECT seq, visitor, id, intercept, session, at, coalesce(dismissed, iif(outcome = 'hold', at, NULL)), answered
FROM decisions
WHERE site = ?1 AND intercept = ?6 AND (at, seq) > (?2, ?3) AND at < ?4
ORDER BY at, seq
LIMIT ?5
