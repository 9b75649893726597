-- What a site allows of the query of the address that a visit began with, and the tags that answers led to; JSON.
ALTER TABLE visitors ADD COLUMN query TEXT;
ALTER TABLE visitors ADD COLUMN tags TEXT;
