SELECT coalesce(sum(responses), 0), coalesce(sum(done), 0), coalesce(sum(seen), 0), coalesce(sum(replied), 0)
FROM survey_days
WHERE site = :site
  AND survey = :name
  {{AND day >= :since_day}}
  {{AND day < :until_day}}
