SELECT seq, id, site, visitor, session, name, at, received, page, props
FROM events
WHERE true
  {{AND site = :site}}
  {{AND visitor = :visitor}}
  {{AND session = :session}}
  {{AND name = :name}}
  {{AND at >= :since}}
  {{AND at < :until}}
  {{AND (at, seq) < (:after, :after_seq)}}
ORDER BY at DESC, seq DESC
LIMIT :limit
