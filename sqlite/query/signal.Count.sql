SELECT count(*) FROM signals WHERE site = ?1 AND at >= ?2 AND at < ?3
