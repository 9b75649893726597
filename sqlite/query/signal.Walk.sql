-- The other way round than the list, and without what no backtest looks at.
SELECT seq, id, visitor, session, kind, at, received, score, page, target, coalesce(data, ''), reason,
  EXISTS (SELECT 1 FROM decisions WHERE signal = signals.id)
FROM signals
WHERE site = ?1 AND (at, seq) > (?2, ?3) AND at < ?4
ORDER BY at, seq
LIMIT ?5
