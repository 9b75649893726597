-- What reading answers needs: the answers in force by option, counted by day, and the words of open answers. All of it is derived,
-- kept by triggers in the transaction that writes, and right again when rows are deleted.

ALTER TABLE responses ADD COLUMN intercept TEXT NOT NULL DEFAULT ''; -- of the decision
ALTER TABLE responses ADD COLUMN device TEXT NOT NULL DEFAULT '';    -- phone, tablet or desktop; '' when unknown
ALTER TABLE responses ADD COLUMN asked INTEGER;                      -- derived: when the decision was made; null for a follow-up's survey
ALTER TABLE responses ADD COLUMN tester INTEGER NOT NULL DEFAULT 0 CHECK (tester IN (0, 1)); -- derived: what a tester answers is read, not counted
ALTER TABLE answers ADD COLUMN type TEXT NOT NULL DEFAULT '';        -- of the question when it was answered; '' when unknown

-- The survey that a decision itself asks; null for one that asks none.
ALTER TABLE decisions ADD COLUMN survey TEXT GENERATED ALWAYS AS (CASE json_extract(action, '$.type')
  WHEN 'survey' THEN json_extract(action, '$.survey') WHEN 'callback' THEN 'callback' WHEN 'tap' THEN 'precision' END) VIRTUAL;

-- A list or a tally that selects by these walks back through the index alone until it has found enough.
DROP INDEX responses_survey;
DELETE FROM sqlite_stat1 WHERE idx = 'responses_survey';
CREATE INDEX responses_survey ON responses (site, survey, started, seq, lang, device, intercept, page, done, tester);
INSERT INTO sqlite_stat1 (tbl, idx, stat) VALUES ('responses', 'responses_survey', '1000000 100000 10000 1 1 1 1 1 1 1 1 noskipscan');

-- Older rows get what is still known. Built-in surveys are in no document.
UPDATE responses SET
  intercept = coalesce((SELECT intercept FROM decisions WHERE id = responses.decision), ''),
  tester = coalesce((SELECT tester FROM visitors WHERE visitors.site = responses.site AND visitors.id = responses.visitor), 0),
  asked = (SELECT at FROM decisions WHERE id = responses.decision AND survey = responses.survey),
  device = coalesce((SELECT CASE WHEN coalesce(device ->> 'w', 0) = 0 THEN '' WHEN NOT coalesce(device ->> 'touch', 0) THEN 'desktop'
    WHEN min(device ->> 'w', device ->> 'h') < 600 THEN 'phone' ELSE 'tablet' END
    FROM visitors WHERE visitors.site = responses.site AND visitors.id = responses.visitor), '');
UPDATE answers SET type = coalesce(
  (SELECT q.value ->> 'type' FROM responses AS r
    JOIN documents AS d ON d.kind = 'survey' AND d.site = r.site AND d.name = r.survey, json_each(d.body, '$.questions') AS q
    WHERE r.id = answers.response AND q.value ->> 'id' = answers.question ORDER BY d.revision DESC LIMIT 1),
  (SELECT b.type FROM responses AS r JOIN (SELECT 'feedback' AS survey, 'rating' AS question, 'csat' AS type
    UNION ALL VALUES ('feedback', 'more', 'text'), ('callback', 'phone', 'phone'), ('callback', 'when', 'choice'), ('precision', 'wrong', 'choice'))
    AS b ON b.survey = r.survey WHERE r.id = answers.response AND b.question = answers.question), '');

-- The answers in force: a row each option. What was answered in words, and what is of unknown type, has the option ''. An optional
-- question that was passed over has none.
CREATE TABLE choices (
  response INTEGER NOT NULL REFERENCES responses (seq) ON DELETE CASCADE,
  question TEXT NOT NULL,
  option   TEXT NOT NULL,
  type     TEXT NOT NULL,
  lead     INTEGER NOT NULL CHECK (lead IN (0, 1)), -- one a question: counts who answered
  PRIMARY KEY (response, question, option)
) STRICT, WITHOUT ROWID;

CREATE INDEX choices_option ON choices (question, option, response);

-- How often an option was chosen, and by how many people an answer was given, by the day on which the response began. Days are UTC's,
-- counted since 1970.
CREATE TABLE choice_days (
  site     TEXT NOT NULL,
  survey   TEXT NOT NULL,
  question TEXT NOT NULL,
  type     TEXT NOT NULL,
  option   TEXT NOT NULL,
  day      INTEGER NOT NULL,
  n        INTEGER NOT NULL,
  people   INTEGER NOT NULL,
  PRIMARY KEY (site, survey, question, type, option, day)
) STRICT, WITHOUT ROWID;

-- Responses by the day on which they began; and by the day of the decision, how often it was seen that a survey was asked, and how
-- often at least one question was answered then. Who answered has seen it, whatever became of the page's report.
CREATE TABLE survey_days (
  site      TEXT NOT NULL,
  survey    TEXT NOT NULL,
  day       INTEGER NOT NULL,
  responses INTEGER NOT NULL DEFAULT 0,
  done      INTEGER NOT NULL DEFAULT 0,
  seen      INTEGER NOT NULL DEFAULT 0,
  replied   INTEGER NOT NULL DEFAULT 0,
  PRIMARY KEY (site, survey, day)
) STRICT, WITHOUT ROWID;

-- The words of open answers, a row each response. Full-text search of the fourth edition: the driver compiles it in without a build
-- tag, and of the fifth edition's more, its ranking, a list by time has no use.
CREATE VIRTUAL TABLE words USING fts4 (text, matchinfo=fts3, tokenize=unicode61 "remove_diacritics=2");

CREATE VIEW answers_in_force AS
SELECT * FROM answers AS a WHERE NOT EXISTS (
  SELECT 1 FROM answers AS b WHERE b.response = a.response AND b.question = a.question AND (b.at, b.seq) > (a.at, a.seq));

-- What is in force, by option.
CREATE VIEW answers_by_option AS
SELECT a.response, a.question, a.type, coalesce(o.key, 0) IN (0, 'other') AS lead,
  CASE WHEN a.type IN ('', 'text', 'email', 'phone') THEN ''
    WHEN 'object' IN (json_type(a.value), o.type) THEN 'other'
    WHEN o.type IN ('true', 'false') THEN o.type
    ELSE CAST(o.value AS TEXT) END AS option
FROM answers_in_force AS a, json_each(a.value) AS o
WHERE o.type <> 'null';

-- What is in force of open answers: texts, and own words beside options. Mail addresses and numbers are not to be searched for.
CREATE VIEW answers_in_words AS
SELECT a.response, a.seq, a.value ->> '$' AS text FROM answers_in_force AS a WHERE a.type = 'text' AND json_type(a.value) = 'text'
UNION ALL
SELECT a.response, a.seq, a.value ->> '$.other' FROM answers_in_force AS a WHERE a.type IN ('choice', 'choices') AND json_type(a.value) = 'object'
UNION ALL
SELECT a.response, a.seq, o.value ->> '$.other' FROM answers_in_force AS a, json_each(a.value) AS o
WHERE a.type = 'choices' AND json_type(a.value) = 'array' AND o.type = 'object';

INSERT INTO survey_days (site, survey, day, responses, done)
SELECT site, survey, started / 86400000, count(*), sum(done) FROM responses WHERE NOT tester GROUP BY 1, 2, 3;
INSERT INTO survey_days (site, survey, day, seen)
SELECT site, survey, at / 86400000, count(*) FROM decisions WHERE survey IS NOT NULL AND coalesce(shown, answered) IS NOT NULL
  AND NOT EXISTS (SELECT 1 FROM visitors WHERE visitors.site = decisions.site AND visitors.id = decisions.visitor AND tester)
GROUP BY 1, 2, 3
ON CONFLICT DO UPDATE SET seen = excluded.seen;

CREATE TRIGGER responses_added AFTER INSERT ON responses WHEN NOT NEW.tester BEGIN
  INSERT INTO survey_days (site, survey, day, responses, done) VALUES (NEW.site, NEW.survey, NEW.started / 86400000, 1, NEW.done)
  ON CONFLICT DO UPDATE SET responses = responses + 1, done = done + excluded.done;
END;

CREATE TRIGGER responses_finished AFTER UPDATE OF done ON responses WHEN NEW.done <> OLD.done AND NOT NEW.tester BEGIN
  UPDATE survey_days SET done = done + NEW.done - OLD.done WHERE site = NEW.site AND survey = NEW.survey AND day = NEW.started / 86400000;
END;

CREATE TRIGGER responses_removed BEFORE DELETE ON responses BEGIN
  DELETE FROM choices WHERE response = OLD.seq;
  DELETE FROM words WHERE docid = OLD.seq;
  UPDATE survey_days SET responses = responses - 1, done = done - OLD.done
  WHERE site = OLD.site AND survey = OLD.survey AND day = OLD.started / 86400000 AND NOT OLD.tester;
END;

CREATE TRIGGER choices_added AFTER INSERT ON choices BEGIN
  INSERT INTO choice_days (site, survey, question, type, option, day, n, people)
  SELECT site, survey, NEW.question, NEW.type, NEW.option, started / 86400000, 1, NEW.lead FROM responses WHERE seq = NEW.response AND NOT tester
  ON CONFLICT DO UPDATE SET n = n + 1, people = people + excluded.people;
  INSERT INTO survey_days (site, survey, day, replied)
  SELECT site, survey, asked / 86400000, 1 FROM responses WHERE seq = NEW.response AND asked IS NOT NULL AND NOT tester
    AND (SELECT count(*) FROM (SELECT 1 FROM choices WHERE response = NEW.response LIMIT 2)) = 1
  ON CONFLICT DO UPDATE SET replied = replied + 1;
END;

CREATE TRIGGER choices_removed AFTER DELETE ON choices BEGIN
  UPDATE choice_days SET n = n - 1, people = people - OLD.lead FROM (SELECT site AS s, survey AS v, started / 86400000 AS d FROM responses WHERE seq = OLD.response AND NOT tester)
  WHERE site = s AND survey = v AND question = OLD.question AND type = OLD.type AND option = OLD.option AND day = d;
  UPDATE survey_days SET replied = replied - 1 FROM (SELECT site AS s, survey AS v, asked / 86400000 AS d FROM responses WHERE seq = OLD.response AND asked IS NOT NULL AND NOT tester)
  WHERE site = s AND survey = v AND day = d AND NOT EXISTS (SELECT 1 FROM choices WHERE response = OLD.response);
END;

CREATE TRIGGER decisions_seen_added AFTER INSERT ON decisions
WHEN NEW.survey IS NOT NULL AND coalesce(NEW.shown, NEW.answered) IS NOT NULL
  AND NOT EXISTS (SELECT 1 FROM visitors WHERE site = NEW.site AND id = NEW.visitor AND tester) BEGIN
  INSERT INTO survey_days (site, survey, day, seen) VALUES (NEW.site, NEW.survey, NEW.at / 86400000, 1) ON CONFLICT DO UPDATE SET seen = seen + 1;
END;

CREATE TRIGGER decisions_seen AFTER UPDATE OF shown, answered ON decisions
WHEN NEW.survey IS NOT NULL AND coalesce(OLD.shown, OLD.answered) IS NULL AND coalesce(NEW.shown, NEW.answered) IS NOT NULL
  AND NOT EXISTS (SELECT 1 FROM visitors WHERE site = NEW.site AND id = NEW.visitor AND tester) BEGIN
  INSERT INTO survey_days (site, survey, day, seen) VALUES (NEW.site, NEW.survey, NEW.at / 86400000, 1) ON CONFLICT DO UPDATE SET seen = seen + 1;
END;

CREATE TRIGGER decisions_seen_removed AFTER DELETE ON decisions
WHEN OLD.survey IS NOT NULL AND coalesce(OLD.shown, OLD.answered) IS NOT NULL
  AND NOT EXISTS (SELECT 1 FROM visitors WHERE site = OLD.site AND id = OLD.visitor AND tester) BEGIN
  UPDATE survey_days SET seen = seen - 1 WHERE site = OLD.site AND survey = OLD.survey AND day = OLD.at / 86400000;
END;

INSERT INTO choices (response, question, option, type, lead)
SELECT r.seq, o.question, o.option, o.type, o.lead FROM answers_by_option AS o JOIN responses AS r ON r.id = o.response WHERE true
ON CONFLICT DO NOTHING;
INSERT INTO words (docid, text)
SELECT r.seq, group_concat(w.text, char(10)) FROM answers_in_words AS w JOIN responses AS r ON r.id = w.response GROUP BY r.seq;

-- An answer that comes late, behind a newer one, changes nothing.
CREATE TRIGGER answers_added AFTER INSERT ON answers
WHEN NOT EXISTS (SELECT 1 FROM answers WHERE response = NEW.response AND question = NEW.question AND at > NEW.at) BEGIN
  DELETE FROM choices WHERE response = (SELECT seq FROM responses WHERE id = NEW.response) AND question = NEW.question;
  INSERT INTO choices (response, question, option, type, lead)
  SELECT r.seq, o.question, o.option, o.type, o.lead FROM answers_by_option AS o JOIN responses AS r ON r.id = o.response
  WHERE o.response = NEW.response AND o.question = NEW.question
  ON CONFLICT DO NOTHING; -- an option that is named twice counts once
END;

-- An option alone has words only to take away, which then were of an answer before it.
CREATE TRIGGER answers_added_in_words AFTER INSERT ON answers
WHEN NEW.type = 'text' OR NEW.type IN ('choice', 'choices') AND (json_type(NEW.value) IN ('object', 'array')
  OR EXISTS (SELECT 1 FROM answers WHERE response = NEW.response AND question = NEW.question AND seq <> NEW.seq)) BEGIN
  DELETE FROM words WHERE docid = (SELECT seq FROM responses WHERE id = NEW.response);
  INSERT INTO words (docid, text)
  SELECT r.seq, group_concat(w.text, char(10)) FROM answers_in_words AS w JOIN responses AS r ON r.id = w.response
  WHERE w.response = NEW.response GROUP BY r.seq;
END;
