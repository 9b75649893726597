UPDATE decisions SET answered = ?2 WHERE id = ?1 AND answered IS NULL
