SELECT c.seq, c.id, c.site, c.visitor, c.session, c.decision, c.team, c.page, c.lang, c.status, c.opened, c.updated,
  m.id, m.sender, m.name, m.text, m.at
FROM conversations c LEFT JOIN messages m ON m.seq = c.last
WHERE c.visitor = ?1 AND c.site = ?2 AND c.updated >= ?3 AND c.status = 'open'
ORDER BY c.updated DESC, c.seq DESC
LIMIT 1
