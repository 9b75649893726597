INSERT INTO readiness VALUES (1, 1);
INSERT INTO visitors VALUES ('shop', 'v', 'u', 's', 1, 1, 2, '{}', '{}', '{}', '{}');
INSERT INTO signals (seq, id, site, visitor, session, kind, at, received, score, page, target, data)
VALUES (1, 'g', 'shop', 'v', 's', 'rage_click', 1, 2, 0.5, '/', 'a', '{}');
INSERT INTO decisions VALUES
  (1, 'd', 'shop', 'v', 's', 'g', 'rage_click', '/', 1, 'act', 'stuck', 1, 'treatment', '{}', 2, '', 3, NULL, '', NULL, X'5B5D');
INSERT INTO events VALUES (1, 'e', 'shop', 'v', 's', 'purchase', 1, 2, '/', '{}');
