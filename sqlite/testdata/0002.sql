INSERT INTO responses VALUES (1, 'd/why', 'shop', 'why', 'd', 'v', 's', '/', 'en', 1, 2, 1);
INSERT INTO answers VALUES (1, 'a', 'd/why', 'q', 1, '"x"');
INSERT INTO conversations VALUES (1, 'c', 'shop', 'v', 's', 'd', '', '/', 'en', 'open', 1, 2, NULL);
INSERT INTO messages VALUES (1, 'm', 'c', 'visitor', '', 'Hello', 2);
UPDATE conversations SET last = 1;
