INSERT INTO visitors (site, id, user, session, visits, first, last, traits, device, cart, page, tester)
VALUES ('shop', 't', '', 's', 1, 1, 2, '{}', '{}', '{}', '{}', 1);
