-- The newest responses that match, counted as the rollup counts; first of all how many they are, and how many were finished.
WITH found AS MATERIALIZED (
SELECT seq, started / 86400000 AS day, done
FROM responses
WHERE site = :site
  AND survey = :name
  AND NOT tester
  {{AND started >= :since}}
  {{AND started < :until}}
  {{AND intercept = :intercept}}
  {{AND device = :device}}
  {{AND lang = :lang}}
  {{AND channel = :channel}}
  {{AND source = :source}}
  {{AND evidence ->> '$.kind' = :kind}}
  {{AND evidence ->> '$.step' = :step}}
  {{AND page GLOB :page}}
  {{AND +seq IN (SELECT docid FROM words WHERE words MATCH :words)}}
  {{AND +seq IN (SELECT response FROM choices WHERE question = :answered)}}
  {{AND +seq IN (SELECT response FROM choices WHERE question = :question AND option = :value)}}
  {{AND EXISTS (SELECT 1 FROM choices AS c WHERE c.response = responses.seq AND c.question = :question AND c.type IN ('nps', 'csat', 'ces', 'rating') AND CAST(c.option AS INTEGER) BETWEEN :low AND :high)}}
  {{AND EXISTS (SELECT 1 FROM visitors AS v, json_each(v.traits, :trait) AS t WHERE v.site = responses.site AND v.id = responses.visitor AND iif(t.type IN ('true', 'false'), t.type, CAST(t.atom AS TEXT)) = :trait_value)}}
ORDER BY started DESC, seq DESC
LIMIT :most
)
SELECT '' AS question, '' AS type, '' AS option, 0 AS day, count(*) AS n, coalesce(sum(done), 0) AS people
FROM found
UNION ALL
SELECT c.question, c.type, c.option, f.day, count(*), sum(c.lead)
FROM found AS f
CROSS JOIN choices AS c ON c.response = f.seq
GROUP BY 1, 2, 3, 4
ORDER BY question, type, option, day
