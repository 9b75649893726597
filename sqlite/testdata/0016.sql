INSERT INTO deliveries (id, site, webhook, event, made, state, attempts, began, due, tried, reason, payload)
VALUES ('msg_1', 'shop', 'crm', 'answer.given', 1, 'dead', 2, 1, 2, 2, 'It answered 5xx.', '{"type":"answer.given"}');
INSERT INTO webhook_states (site, webhook, failing, disabled, why, shed, rotated, salt, old, old_until)
VALUES ('shop', 'crm', 2, 3, 'It answered 410 Gone.', 1, 1, 's', 'o', 4);
