-- Testers' are not in the rollup.
SELECT coalesce(sum(responses), 0)
FROM survey_days
WHERE site = ? AND survey = ?
