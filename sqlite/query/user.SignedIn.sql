UPDATE users SET signed_in = ?2 WHERE id = ?1
