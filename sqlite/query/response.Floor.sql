-- The newest response that is not looked at any more.
SELECT started, seq
FROM responses
WHERE true
  {{AND site = :site}}
  {{AND survey = :name}}
  {{AND started >= :since}}
  {{AND started < :until}}
  {{AND (started, seq) < (:after, :after_seq)}}
ORDER BY started DESC, seq DESC
LIMIT 1 OFFSET :looked
