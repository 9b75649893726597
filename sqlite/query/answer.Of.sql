-- All answers to the responses whose ids are in the JSON array, in the order they were given.
SELECT response, id, question, type, at, value
FROM answers
WHERE response IN (SELECT value FROM json_each(?))
ORDER BY at, seq
