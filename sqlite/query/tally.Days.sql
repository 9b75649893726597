SELECT question, type, option, day, n, people
FROM choice_days
WHERE site = :site
  AND survey = :name
  AND n > 0
  {{AND day >= :since_day}}
  {{AND day < :until_day}}
ORDER BY question, type, option, day
