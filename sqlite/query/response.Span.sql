-- Between which rows those lie that are looked at.
SELECT coalesce(min(seq), 0), coalesce(max(seq), 0)
FROM responses
WHERE true
  {{AND (started, seq) > (:floor, :floor_seq)}}
  {{AND site = :site}}
  {{AND survey = :name}}
  {{AND started >= :since}}
  {{AND started < :until}}
  {{AND (started, seq) < (:after, :after_seq)}}
