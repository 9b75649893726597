-- Who was here lately, by what ran the agent.
SELECT
  count(*) FILTER (WHERE device ->> 'engine' = 'wasm'),
  count(*) FILTER (WHERE device ->> 'engine' = 'js'),
  count(*) FILTER (WHERE device ->> 'engine' = 'none')
FROM visitors
WHERE site = ? AND last >= ?
