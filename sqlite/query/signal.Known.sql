SELECT id FROM signals WHERE id IN (SELECT value FROM json_each(?))
