SELECT seq, id, site, visitor, session, signal, kind, page, at, outcome, intercept, revision, arm, action, expires,
  arbitration, coalesce(rendered, shown), shown, dismissed, reason, answered, NULL, NULL, NULL
FROM decisions
WHERE true
  {{AND site = :site}}
  {{AND visitor = :visitor}}
  {{AND session = :session}}
  {{AND kind = :kind}}
  {{AND intercept = :name}}
  {{AND outcome = :outcome}}
  {{AND at >= :since}}
  {{AND at < :until}}
  {{AND (at, seq) < (:after, :after_seq)}}
ORDER BY at DESC, seq DESC
LIMIT :limit
