SELECT rowid, id, name, scopes, created, hash
FROM tokens
WHERE true
  {{AND (created, rowid) < (:after, :after_seq)}}
ORDER BY created DESC, rowid DESC
LIMIT :limit
