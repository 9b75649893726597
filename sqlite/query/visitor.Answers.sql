-- The answers of a visitor, those of the latest response first, and of one response the latest first.
SELECT responses.survey, answers.question, answers.value
FROM responses CROSS JOIN answers ON answers.response = responses.id
WHERE responses.visitor = ?1 AND responses.site = ?2
ORDER BY responses.started DESC, responses.seq DESC, answers.at DESC, answers.seq DESC
LIMIT ?3
