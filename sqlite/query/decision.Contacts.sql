-- What has an intercept acted or held.
SELECT intercept, count(*)
FROM decisions
WHERE site = ? AND intercept IS NOT NULL
GROUP BY intercept
