-- The first report of each kind counts; what is shown was rendered.
UPDATE decisions SET
  rendered = coalesce(rendered, shown, ?5, ?2),
  shown = coalesce(shown, ?2),
  reason = iif(dismissed IS NULL AND ?3 IS NOT NULL, ?4, reason),
  dismissed = coalesce(dismissed, ?3)
WHERE id = ?1
