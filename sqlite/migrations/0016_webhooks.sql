-- What webhooks are told, from the transaction of what it tells of until it was taken, and some days beyond; and how they fare.

CREATE TABLE deliveries (
  seq      INTEGER PRIMARY KEY,
  id       TEXT NOT NULL UNIQUE CHECK (id <> ''),
  site     TEXT NOT NULL,
  webhook  TEXT NOT NULL,
  event    TEXT NOT NULL,
  made     INTEGER NOT NULL,
  state    TEXT NOT NULL CHECK (state IN ('waiting', 'sent', 'dead')),
  attempts INTEGER NOT NULL CHECK (attempts >= 0),
  began    INTEGER NOT NULL,
  due      INTEGER NOT NULL,
  tried    INTEGER,
  reason   TEXT NOT NULL DEFAULT '',
  payload  TEXT NOT NULL CHECK (json_valid(payload))
) STRICT;

CREATE INDEX deliveries_waiting ON deliveries (site, webhook, due) WHERE state = 'waiting';
CREATE INDEX deliveries_made    ON deliveries (made);
CREATE INDEX deliveries_site    ON deliveries (site, made);
CREATE INDEX deliveries_webhook ON deliveries (site, webhook, made);

CREATE TABLE webhook_states (
  site      TEXT NOT NULL,
  webhook   TEXT NOT NULL,
  failing   INTEGER,
  disabled  INTEGER,
  why       TEXT NOT NULL DEFAULT '',
  shed      INTEGER NOT NULL DEFAULT 0,
  rotated   INTEGER,
  salt      TEXT NOT NULL DEFAULT '',
  old       TEXT NOT NULL DEFAULT '',
  old_until INTEGER,
  PRIMARY KEY (site, webhook)
) STRICT;

INSERT INTO sqlite_stat1 (tbl, idx, stat) VALUES
  ('deliveries', 'deliveries_waiting', '1000 500 500 1'),
  ('deliveries', 'deliveries_made', '100000 1'),
  ('deliveries', 'deliveries_site', '100000 50000 1 noskipscan'),
  ('deliveries', 'deliveries_webhook', '100000 50000 20000 1 noskipscan');
