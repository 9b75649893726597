INSERT INTO responses (id, site, survey, decision, visitor, session, page, lang, started, updated, done, evidence)
VALUES ('e/why', 'shop', 'why', 'e', 'v', 's', '/cart', 'en', 4, 4, 0, '{"kind":"cart_abandonment","step":"checkout"}');
