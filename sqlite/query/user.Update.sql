UPDATE users SET email = ?2, name = ?3, role = ?4, password_hash = ?5 WHERE id = ?1
