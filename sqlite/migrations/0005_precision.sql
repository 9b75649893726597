-- Whether the site listened to such signals when this one came.
ALTER TABLE signals ADD COLUMN muted INTEGER NOT NULL DEFAULT 0 CHECK (muted IN (0, 1));

-- The answers that detectors are measured by, of all sites: few among many.
CREATE INDEX responses_taps ON responses (started) WHERE survey = 'precision';
INSERT INTO sqlite_stat1 (tbl, idx, stat) VALUES ('responses', 'responses_taps', '10000 1');
