-- The responses that match, of those that are looked at, counted as the rollup counts; first of all how many they are, and how many were finished.
WITH found AS MATERIALIZED (
SELECT seq, started / 86400000 AS day, done
FROM responses
WHERE site = :site
  AND survey = :name
  AND NOT tester
  {{> responses}}
)
SELECT '' AS question, '' AS type, '' AS option, 0 AS day, count(*) AS n, coalesce(sum(done), 0) AS people
FROM found
UNION ALL
SELECT c.question, c.type, c.option, f.day, count(*), sum(c.lead)
FROM found AS f
CROSS JOIN choices AS c ON c.response = f.seq
GROUP BY 1, 2, 3, 4
ORDER BY question, type, option, day
