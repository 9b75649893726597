SELECT count(*) FROM (SELECT docid FROM words WHERE words MATCH :words LIMIT :few)
