-- How the visitor came to the survey, and what a link says of where it stood.
ALTER TABLE responses ADD COLUMN channel TEXT NOT NULL DEFAULT 'page' CHECK (channel IN ('page', 'link'));
ALTER TABLE responses ADD COLUMN source TEXT NOT NULL DEFAULT '' CHECK (source = '' OR channel = 'link');
