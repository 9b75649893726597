-- Where the newest signals came from.
SELECT kind, target, page, count(*) FILTER (WHERE NOT muted), count(*) FILTER (WHERE muted),
  coalesce(max(score) FILTER (WHERE NOT muted), 0), coalesce(max(frustration) FILTER (WHERE NOT muted), 0), min(at)
FROM (
  SELECT kind, target, page, muted, score, frustration, at
  FROM signals
  WHERE site = ?1 AND at >= ?2
  ORDER BY at DESC, seq DESC
  LIMIT ?3
)
GROUP BY kind, target, page
