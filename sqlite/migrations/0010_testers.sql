-- Who watched on a page of their own with a pass is no visitor whose judgement measures anything.
ALTER TABLE visitors ADD COLUMN tester INTEGER NOT NULL DEFAULT 0 CHECK (tester IN (0, 1));
