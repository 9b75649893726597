-- What of responses a filter selects by.
-- A walk back through the order by time asks each row, down to the floor, whether it is meant; the plus keeps it so. What has few rows leads to
-- them instead. A language is also meant in all its regions, as in basic filtering of RFC 4647: de is de-AT too.
  {{AND (started, seq) > (:floor, :floor_seq)}}
  {{AND started >= :since}}
  {{AND started < :until}}
  {{AND intercept = :intercept}}
  {{AND device = :device}}
  {{AND substr(lower(lang) || '-', 1, length(:lang) + 1) = lower(:lang) || '-'}}
  {{AND channel = :channel}}
  {{AND source = :source}}
  {{AND evidence ->> '$.kind' = :kind}}
  {{AND evidence ->> '$.step' = :step}}
  {{AND page GLOB :page}}
  {{AND +seq IN (SELECT docid FROM words WHERE words MATCH :words AND docid BETWEEN :low_seq AND :high_seq)}}
  {{AND seq IN (SELECT docid FROM words WHERE words MATCH :rare_words)}}
  {{AND NOT EXISTS (SELECT 1 FROM json_each(:inside) AS i WHERE instr(lower(coalesce((SELECT c0text FROM words_content WHERE docid = responses.seq), '')), lower(i.value)) = 0)}}
  {{AND EXISTS (SELECT 1 FROM choices AS c WHERE c.response = responses.seq AND c.question = :answered)}}
  {{AND EXISTS (SELECT 1 FROM choices AS c WHERE c.response = responses.seq AND c.question = :question AND c.option = :value)}}
  {{AND seq IN (SELECT response FROM choices WHERE question = :rare_question AND option = :rare_value)}}
  {{AND EXISTS (SELECT 1 FROM choices AS c WHERE c.response = responses.seq AND c.question = :question AND c.type IN ('nps', 'csat', 'ces', 'rating') AND CAST(c.option AS INTEGER) BETWEEN :low AND :high)}}
  {{AND EXISTS (SELECT 1 FROM visitors AS v WHERE v.site = responses.site AND v.id = responses.visitor AND CASE WHEN json_type(v.traits, :trait) IN ('true', 'false') THEN json_type(v.traits, :trait) = :trait_value WHEN json_type(v.traits, :trait) IN ('array', 'object') THEN EXISTS (SELECT 1 FROM json_each(v.traits, :trait) AS t WHERE iif(t.type IN ('true', 'false'), t.type, CAST(t.atom AS TEXT)) = :trait_value) ELSE CAST(v.traits ->> :trait AS TEXT) = :trait_value END)}}
