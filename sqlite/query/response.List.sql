SELECT seq, id, site, survey, decision, visitor, session, page, lang, started, updated, done
FROM responses
WHERE true
  {{AND site = :site}}
  {{AND visitor = :visitor}}
  {{AND session = :session}}
  {{AND survey = :name}}
  {{AND started >= :since}}
  {{AND started < :until}}
  {{AND (started, seq) < (:after, :after_seq)}}
ORDER BY started DESC, seq DESC
LIMIT :limit
