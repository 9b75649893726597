-- Where the newest signals came from. With max(), the bare columns come from the newest of each group.
SELECT kind, target, json_extract(data, '$.label'), page, count(*), max(at)
FROM (
  SELECT kind, target, data, page, at
  FROM signals
  WHERE site = ?1
  ORDER BY at DESC, seq DESC
  LIMIT ?2
)
GROUP BY kind, target
ORDER BY count(*) DESC, kind, target
LIMIT ?3
