SELECT count(*) FROM (SELECT 1 FROM choices WHERE question = :question AND option = :value LIMIT :few)
