-- When each user last signed in, in Unix ms; null when that is not known.
ALTER TABLE users ADD COLUMN signed_in INTEGER;
-- A session that began with a link: its user may set a password without the old one.
ALTER TABLE sign_ins ADD COLUMN by_link INTEGER NOT NULL DEFAULT 0 CHECK (by_link IN (0, 1));
