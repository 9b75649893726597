UPDATE signals SET reason = ?4
WHERE visitor = ?1 AND site = ?2 AND until > ?3 AND at < ?3 AND (reason = '' OR ?4 = 'purchased')
