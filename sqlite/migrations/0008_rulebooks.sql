-- What the intercepts of a site wanted at one time, once for all decisions made by it; id names the content. A decision then stores only
-- what was seen and which gates passed. Decisions from before have no rulebook, and all of their explanation in `considered`.
CREATE TABLE rulebooks (
  id   TEXT PRIMARY KEY CHECK (id <> ''),
  body BLOB NOT NULL -- JSON
) STRICT;

ALTER TABLE decisions ADD COLUMN rulebook TEXT REFERENCES rulebooks (id);
