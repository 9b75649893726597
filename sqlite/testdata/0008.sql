INSERT INTO rulebooks (id, body) VALUES ('r1', x'5b5d');
UPDATE decisions SET rulebook = 'r1';
