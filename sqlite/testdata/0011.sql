INSERT INTO answers (seq, id, response, question, type, at, value) VALUES (2, 'b', 'd/why', 'more', 'text', 2, '"two words"');
