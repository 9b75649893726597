-- The other way round than the list, and without what no backtest looks at. All but the score, which is to keep its last bit, and the
-- data comes as one JSON array: handing over a column costs far more than reading it.
SELECT score, coalesce(data, ''), json_array(seq, at, received, EXISTS (SELECT 1 FROM decisions WHERE signal = signals.id),
  id, visitor, session, kind, page, target, reason)
FROM signals
WHERE site = ?1 AND (at, seq) > (?2, ?3) AND at < ?4
ORDER BY at, seq
LIMIT ?5
