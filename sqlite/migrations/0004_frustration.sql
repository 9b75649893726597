-- The visitor's frustration right after each signal, as it was judged then; 0 for signals from before there was a score.

ALTER TABLE signals ADD COLUMN frustration REAL NOT NULL DEFAULT 0 CHECK (frustration >= 0 AND frustration < 1);
