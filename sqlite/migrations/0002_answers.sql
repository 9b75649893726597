-- What visitors say: answers to surveys, and chats.

CREATE TABLE responses (
  seq      INTEGER PRIMARY KEY,
  id       TEXT NOT NULL UNIQUE CHECK (id <> ''),
  site     TEXT NOT NULL CHECK (site <> ''),
  survey   TEXT NOT NULL,
  decision TEXT NOT NULL,
  visitor  TEXT NOT NULL,
  session  TEXT NOT NULL,
  page     TEXT NOT NULL,
  lang     TEXT NOT NULL,
  started  INTEGER NOT NULL,
  updated  INTEGER NOT NULL,
  done     INTEGER NOT NULL CHECK (done IN (0, 1))
) STRICT;

CREATE INDEX responses_at      ON responses (started);
CREATE INDEX responses_site    ON responses (site, started);
CREATE INDEX responses_survey  ON responses (site, survey, started);
CREATE INDEX responses_visitor ON responses (visitor, started);

-- Answers are only added: the latest to a question counts. So an answer that arrives twice, or late, changes nothing.
CREATE TABLE answers (
  seq      INTEGER PRIMARY KEY,
  id       TEXT NOT NULL UNIQUE CHECK (id <> ''),
  response TEXT NOT NULL REFERENCES responses (id),
  question TEXT NOT NULL,
  at       INTEGER NOT NULL,
  value    TEXT NOT NULL CHECK (json_valid(value))
) STRICT;

CREATE INDEX answers_response ON answers (response, at);

CREATE TABLE conversations (
  seq      INTEGER PRIMARY KEY,
  id       TEXT NOT NULL UNIQUE CHECK (id <> ''),
  site     TEXT NOT NULL CHECK (site <> ''),
  visitor  TEXT NOT NULL,
  session  TEXT NOT NULL,
  decision TEXT NOT NULL,
  team     TEXT NOT NULL,
  page     TEXT NOT NULL,
  lang     TEXT NOT NULL,
  status   TEXT NOT NULL,
  opened   INTEGER NOT NULL,
  updated  INTEGER NOT NULL,                 -- derived: the latest message, or the opening
  last     INTEGER REFERENCES messages (seq) -- derived: the message that was stored last
) STRICT;

CREATE INDEX conversations_at      ON conversations (updated);
CREATE INDEX conversations_site    ON conversations (site, updated);
CREATE INDEX conversations_status  ON conversations (site, status, updated);
CREATE INDEX conversations_visitor ON conversations (visitor, updated);
CREATE INDEX conversations_last    ON conversations (last); -- for the foreign key

CREATE TABLE messages (
  seq          INTEGER PRIMARY KEY,
  id           TEXT NOT NULL UNIQUE CHECK (id <> ''),
  conversation TEXT NOT NULL REFERENCES conversations (id),
  sender       TEXT NOT NULL,
  name         TEXT NOT NULL,
  text         TEXT NOT NULL,
  at           INTEGER NOT NULL
) STRICT;

CREATE INDEX messages_conversation ON messages (conversation);

INSERT INTO sqlite_stat1 (tbl, idx, stat) VALUES
  ('responses', 'responses_at', '1000000 1'),
  ('responses', 'responses_site', '1000000 100000 1 noskipscan'),
  ('responses', 'responses_survey', '1000000 100000 10000 1 noskipscan'),
  ('responses', 'responses_visitor', '1000000 3 1'),
  ('conversations', 'conversations_at', '1000000 1'),
  ('conversations', 'conversations_site', '1000000 100000 1 noskipscan'),
  ('conversations', 'conversations_status', '1000000 100000 50000 1 noskipscan'),
  ('conversations', 'conversations_visitor', '1000000 3 1');
