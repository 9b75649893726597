DELETE FROM sign_ins WHERE user = ?1 AND hash <> ?2
