-- What was just to be stored and is not there was one too many.
INSERT INTO webhook_states (site, webhook, shed)
SELECT ?2, ?3, 1
WHERE NOT EXISTS (SELECT 1 FROM deliveries WHERE id = ?1)
ON CONFLICT (site, webhook) DO UPDATE SET shed = shed + 1
