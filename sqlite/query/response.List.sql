SELECT seq, id, site, survey, decision, visitor, session, page, lang, intercept, device, channel, source, evidence, started, updated, done
FROM responses
WHERE true
  {{AND site = :site}}
  {{AND visitor = :visitor}}
  {{AND session = :session}}
  {{AND survey = :name}}
  {{> responses}}
  {{AND (started, seq) < (:after, :after_seq)}}
ORDER BY started DESC, seq DESC
LIMIT :limit
