UPDATE audit SET outcome = ?2, detail = ?3
WHERE id = ?1 AND outcome = 'begun'
