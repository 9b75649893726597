SELECT seq, id, site, visitor, session, kind, at, received, score, page, target, data, frustration, muted, until, reason
FROM signals
WHERE true
  {{AND site = :site}}
  {{AND visitor = :visitor}}
  {{AND session = :session}}
  {{AND kind = :kind}}
  {{AND at >= :since}}
  {{AND at < :until}}
  {{AND (at, seq) < (:after, :after_seq)}}
ORDER BY at DESC, seq DESC
LIMIT :limit
