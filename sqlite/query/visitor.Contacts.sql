-- The unary plus keeps the planner on the index of visitors, who have few rows.
SELECT id, intercept, session, at
FROM decisions
WHERE visitor = ?1 AND +site = ?2 AND +intercept IS NOT NULL
ORDER BY at DESC, seq DESC
LIMIT ?3
