-- What of responses a filter selects by.
-- The plus keeps the order by time: a list walks back through it and asks each row whether it is in the set. A range of scores, which most
-- answers are in or not in, is looked up for each row instead: the set would be large.
  {{AND started >= :since}}
  {{AND started < :until}}
  {{AND intercept = :intercept}}
  {{AND device = :device}}
  {{AND lang = :lang}}
  {{AND channel = :channel}}
  {{AND source = :source}}
  {{AND evidence ->> '$.kind' = :kind}}
  {{AND evidence ->> '$.step' = :step}}
  {{AND page GLOB :page}}
  {{AND +seq IN (SELECT docid FROM words WHERE words MATCH :words)}}
  {{AND +seq IN (SELECT response FROM choices WHERE question = :answered)}}
  {{AND +seq IN (SELECT response FROM choices WHERE question = :question AND option = :value)}}
  {{AND EXISTS (SELECT 1 FROM choices AS c WHERE c.response = responses.seq AND c.question = :question AND c.type IN ('nps', 'csat', 'ces', 'rating') AND CAST(c.option AS INTEGER) BETWEEN :low AND :high)}}
  {{AND EXISTS (SELECT 1 FROM visitors AS v, json_each(v.traits, :trait) AS t WHERE v.site = responses.site AND v.id = responses.visitor AND iif(t.type IN ('true', 'false'), t.type, CAST(t.atom AS TEXT)) = :trait_value)}}
