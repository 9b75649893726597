-- Answers to the built-in question, each with its signal. A decision without its signal is none of ours and is left out; so is what a
-- tester said.
SELECT r.seq, d.id, s.id, s.site, s.kind, s.target, s.page, s.score, r.started,
  (SELECT value FROM answers WHERE response = r.id AND question = 'wrong' ORDER BY at DESC, seq DESC LIMIT 1) = '"yes"'
FROM responses AS r
CROSS JOIN decisions AS d ON d.id = r.decision
CROSS JOIN signals AS s ON s.id = d.signal
WHERE r.survey = :name
  AND EXISTS (SELECT 1 FROM answers WHERE response = r.id AND question = 'wrong')
  AND NOT EXISTS (SELECT 1 FROM visitors WHERE site = r.site AND id = r.visitor AND tester)
  {{AND r.site = :site}}
  {{AND s.kind = :kind}}
  {{AND r.started >= :since}}
  {{AND r.started < :until}}
  {{AND (r.started, r.seq) < (:after, :after_seq)}}
ORDER BY r.started DESC, r.seq DESC
LIMIT :limit
