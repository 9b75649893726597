INSERT INTO responses (id, site, survey, decision, visitor, session, page, lang, started, updated, done, channel, source)
VALUES ('l/why', 'shop', 'why', 'l', '', '', '/s/why', 'en', 3, 3, 0, 'link', 'receipt');
