-- What people set up: configuration, and who may sign in.

-- Revisions are only added; the highest of a document is in force. The highest seq of all is the configuration's version.
CREATE TABLE documents (
  seq      INTEGER PRIMARY KEY,
  kind     TEXT NOT NULL CHECK (kind <> ''),
  site     TEXT NOT NULL CHECK (site <> ''),
  name     TEXT NOT NULL CHECK (name <> ''),
  revision INTEGER NOT NULL CHECK (revision > 0),
  author   TEXT NOT NULL,
  at       INTEGER NOT NULL,
  body     TEXT NOT NULL CHECK (json_valid(body)),
  UNIQUE (kind, site, name, revision)
) STRICT;

CREATE TABLE users (
  id            TEXT NOT NULL PRIMARY KEY CHECK (id <> ''),
  email         TEXT NOT NULL UNIQUE CHECK (email <> ''),
  name          TEXT NOT NULL,
  role          TEXT NOT NULL,
  created       INTEGER NOT NULL,
  password_hash TEXT NOT NULL
) STRICT;

CREATE TABLE tokens (
  id      TEXT NOT NULL PRIMARY KEY CHECK (id <> ''),
  name    TEXT NOT NULL,
  scopes  TEXT NOT NULL, -- JSON
  created INTEGER NOT NULL,
  hash    TEXT NOT NULL UNIQUE CHECK (hash <> '')
) STRICT;

CREATE TABLE sign_ins (
  hash    TEXT NOT NULL PRIMARY KEY CHECK (hash <> ''),
  user    TEXT NOT NULL REFERENCES users (id),
  once    INTEGER NOT NULL CHECK (once IN (0, 1)),
  expires INTEGER NOT NULL
) STRICT;

CREATE INDEX sign_ins_user    ON sign_ins (user); -- for the foreign key
CREATE INDEX sign_ins_expires ON sign_ins (expires);
