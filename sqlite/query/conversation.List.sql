SELECT c.seq, c.id, c.site, c.visitor, c.session, c.decision, c.team, c.page, c.lang, c.status, c.opened, c.updated,
  m.id, m.sender, m.name, m.text, m.at
FROM conversations c LEFT JOIN messages m ON m.seq = c.last
WHERE true
  {{AND c.site = :site}}
  {{AND c.visitor = :visitor}}
  {{AND c.session = :session}}
  {{AND c.status = :name}}
  {{AND c.updated >= :since}}
  {{AND c.updated < :until}}
  {{AND (c.updated, c.seq) < (:after, :after_seq)}}
ORDER BY c.updated DESC, c.seq DESC
LIMIT :limit
