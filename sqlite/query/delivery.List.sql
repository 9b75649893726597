SELECT seq, id, site, webhook, event, made, state, attempts, began, due, tried, reason, payload
FROM deliveries
WHERE true
  {{AND site = :site}}
  {{AND webhook = :name}}
  {{AND event = :kind}}
  {{AND state = :outcome}}
  {{AND made >= :since}}
  {{AND made < :until}}
  {{AND (made, seq) < (:after, :after_seq)}}
ORDER BY made DESC, seq DESC
LIMIT :limit
