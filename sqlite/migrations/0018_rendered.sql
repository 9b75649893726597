-- When what was decided stood in the page, before it was seen. Of what was shown before this was told, both are the same moment.
ALTER TABLE decisions ADD COLUMN rendered INTEGER;
