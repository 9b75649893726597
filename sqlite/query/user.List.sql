SELECT rowid, id, email, name, role, created, signed_in, password_hash
FROM users
WHERE true
  {{AND role = :kind}}
  {{AND (created, rowid) < (:after, :after_seq)}}
ORDER BY created DESC, rowid DESC
LIMIT :limit
