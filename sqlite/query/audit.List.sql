SELECT seq, id, at, who, account, action, target, origin, outcome, detail
FROM audit
WHERE true
  {{AND action = :kind}}
  {{AND who = :name}}
  {{AND outcome = :outcome}}
  {{AND at >= :since}}
  {{AND at < :until}}
  {{AND (at, seq) < (:after, :after_seq)}}
ORDER BY at DESC, seq DESC
LIMIT :limit
