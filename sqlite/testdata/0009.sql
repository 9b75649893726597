INSERT INTO audit (id, at, who, account, action, target, origin, outcome, detail)
VALUES ('a1', 1767225600000, 'maya@example.com', 'u1', 'configuration.apply', '', '192.0.2.1', 'done', 'intercept stuck changed');
