-- What pages send and what was decided on it. Times are Unix milliseconds. `seq` is the order of arrival; ids are the senders'.

PRAGMA application_id = 0x48656564; -- «Heed»: tells our file from any other SQLite file

-- Written by every check of readiness.
CREATE TABLE readiness (
  id INTEGER PRIMARY KEY CHECK (id = 1),
  at INTEGER NOT NULL
) STRICT;

CREATE TABLE visitors (
  site    TEXT NOT NULL CHECK (site <> ''),
  id      TEXT NOT NULL CHECK (id <> ''),
  user    TEXT NOT NULL,
  session TEXT NOT NULL,
  visits  INTEGER NOT NULL,
  first   INTEGER NOT NULL,
  last    INTEGER NOT NULL,
  traits  TEXT,          -- JSON, as device, cart and page
  device  TEXT NOT NULL,
  cart    TEXT NOT NULL,
  page    TEXT NOT NULL,
  PRIMARY KEY (site, id)
) STRICT;

CREATE TABLE signals (
  seq      INTEGER PRIMARY KEY,
  id       TEXT NOT NULL UNIQUE CHECK (id <> ''),
  site     TEXT NOT NULL CHECK (site <> ''),
  visitor  TEXT NOT NULL,
  session  TEXT NOT NULL,
  kind     TEXT NOT NULL,
  at       INTEGER NOT NULL,
  received INTEGER NOT NULL,
  score    REAL NOT NULL,
  page     TEXT NOT NULL,
  target   TEXT NOT NULL,
  data     TEXT -- JSON
) STRICT;

CREATE INDEX signals_at      ON signals (at);
CREATE INDEX signals_site    ON signals (site, at);
CREATE INDEX signals_kind    ON signals (site, kind, at);
CREATE INDEX signals_visitor ON signals (visitor, at);

CREATE TABLE decisions (
  seq         INTEGER PRIMARY KEY,
  id          TEXT NOT NULL UNIQUE CHECK (id <> ''),
  site        TEXT NOT NULL CHECK (site <> ''),
  visitor     TEXT NOT NULL,
  session     TEXT NOT NULL,
  signal      TEXT CHECK (signal <> ''), -- null when opened by hand
  kind        TEXT NOT NULL,
  page        TEXT NOT NULL,
  at          INTEGER NOT NULL,
  outcome     TEXT NOT NULL,
  intercept   TEXT CHECK (intercept <> ''), -- null when none won
  revision    INTEGER NOT NULL,
  arm         TEXT NOT NULL,
  action      TEXT, -- JSON
  expires     INTEGER NOT NULL,
  arbitration TEXT NOT NULL,
  shown       INTEGER,
  dismissed   INTEGER,
  reason      TEXT NOT NULL DEFAULT '',
  answered    INTEGER,
  considered  BLOB, -- JSON; long, so it is last: lists stop reading a row before it
  CHECK (outcome <> 'none' OR intercept IS NULL) -- so that «has an intercept» is «acted or held»
) STRICT;

-- One decision a signal, whatever is sent twice.
CREATE UNIQUE INDEX decisions_signal ON decisions (signal) WHERE signal IS NOT NULL;
CREATE INDEX decisions_at        ON decisions (at);
CREATE INDEX decisions_site      ON decisions (site, at);
CREATE INDEX decisions_outcome   ON decisions (site, outcome, at);
CREATE INDEX decisions_intercept ON decisions (site, intercept, at) WHERE intercept IS NOT NULL;
CREATE INDEX decisions_visitor   ON decisions (visitor, at);

CREATE TABLE events (
  seq      INTEGER PRIMARY KEY,
  id       TEXT NOT NULL UNIQUE CHECK (id <> ''),
  site     TEXT NOT NULL CHECK (site <> ''),
  visitor  TEXT NOT NULL,
  session  TEXT NOT NULL,
  name     TEXT NOT NULL,
  at       INTEGER NOT NULL,
  received INTEGER NOT NULL,
  page     TEXT NOT NULL,
  props    TEXT -- JSON
) STRICT;

CREATE INDEX events_at      ON events (at);
CREATE INDEX events_site    ON events (site, at);
CREATE INDEX events_name    ON events (site, name, at);
CREATE INDEX events_visitor ON events (visitor, at);

-- The planner's statistics, written by hand instead of measured, so that a plan depends neither on the data nor on when somebody
-- ran ANALYZE (sqlite.org/lang_analyze.html, «Fixed Results Of ANALYZE»). What they say: a visitor has few rows, a kind or an
-- intercept many, a site very many. Rows in the table, then rows per distinct value of each longer prefix of the index;
-- noskipscan because a list that skips through sites would have to be sorted.
ANALYZE sqlite_schema;
INSERT INTO sqlite_stat1 (tbl, idx, stat) VALUES
  ('signals', 'signals_at', '10000000 1'),
  ('signals', 'signals_site', '10000000 1000000 1 noskipscan'),
  ('signals', 'signals_kind', '10000000 1000000 100000 1 noskipscan'),
  ('signals', 'signals_visitor', '10000000 10 1'),
  ('decisions', 'decisions_at', '10000000 1'),
  ('decisions', 'decisions_site', '10000000 1000000 1 noskipscan'),
  ('decisions', 'decisions_outcome', '10000000 1000000 300000 1 noskipscan'),
  ('decisions', 'decisions_intercept', '10000000 1000000 100000 1 noskipscan'),
  ('decisions', 'decisions_visitor', '10000000 10 1'),
  ('events', 'events_at', '10000000 1'),
  ('events', 'events_site', '10000000 1000000 1 noskipscan'),
  ('events', 'events_name', '10000000 1000000 100000 1 noskipscan'),
  ('events', 'events_visitor', '10000000 10 1');
