UPDATE deliveries SET state = 'waiting', attempts = 0, began = ?2, due = ?2
WHERE id = ?1
