SELECT json_array(id, user, session, visits, first, last),
  '{"traits":' || coalesce(traits, 'null') || ',"device":' || device || ',"cart":' || cart || ',"page":' || page ||
  ',"query":' || coalesce(query, 'null') || ',"tags":' || coalesce(tags, 'null') || '}'
FROM visitors
WHERE site = ?1 AND last >= ?2 AND id > ?3
ORDER BY id
LIMIT ?4
