-- Until when a signal of leaving is held, null for others; and why it was withdrawn in that time, '' when it was not.
ALTER TABLE signals ADD COLUMN until INTEGER;
ALTER TABLE signals ADD COLUMN reason TEXT NOT NULL DEFAULT '' CHECK (reason = '' OR until IS NOT NULL);

CREATE INDEX signals_held_visitor ON signals (visitor, until) WHERE until IS NOT NULL;
INSERT INTO sqlite_stat1 (tbl, idx, stat) VALUES ('signals', 'signals_held_visitor', '100000 2 1');
