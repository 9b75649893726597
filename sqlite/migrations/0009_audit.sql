-- Who did what, when, and from where. Nothing here is deleted, and an entry changes once, when what it tells of has ended.

CREATE TABLE audit (
  seq     INTEGER PRIMARY KEY,
  id      TEXT NOT NULL UNIQUE CHECK (id <> ''),
  at      INTEGER NOT NULL,
  who     TEXT NOT NULL,
  account TEXT NOT NULL, -- the user's or token's id
  action  TEXT NOT NULL CHECK (action <> ''),
  target  TEXT NOT NULL,
  origin  TEXT NOT NULL,
  outcome TEXT NOT NULL CHECK (outcome IN ('begun', 'done', 'refused', 'failed')),
  detail  TEXT NOT NULL
) STRICT;

CREATE INDEX audit_at     ON audit (at);
CREATE INDEX audit_who    ON audit (who, at);
CREATE INDEX audit_action ON audit (action, at);

CREATE TRIGGER audit_stays BEFORE DELETE ON audit
BEGIN SELECT raise(ABORT, 'the audit log is not deleted from'); END;

CREATE TRIGGER audit_holds BEFORE UPDATE ON audit
WHEN old.outcome <> 'begun' OR (new.id, new.at, new.who, new.account, new.action, new.target, new.origin)
  IS NOT (old.id, old.at, old.who, old.account, old.action, old.target, old.origin)
BEGIN SELECT raise(ABORT, 'an entry of the audit log is not rewritten'); END;

INSERT INTO sqlite_stat1 (tbl, idx, stat) VALUES
  ('audit', 'audit_at', '100000 1'),
  ('audit', 'audit_who', '100000 5000 1 noskipscan'),
  ('audit', 'audit_action', '100000 10000 1 noskipscan');
