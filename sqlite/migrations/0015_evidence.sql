-- What was known when a response began, as JSON: the signal that led to it, the step towards payment, the cart.
ALTER TABLE responses ADD COLUMN evidence TEXT CHECK (json_valid(evidence));

-- Older responses get what still is: their carts are not.
UPDATE responses SET evidence = (
  SELECT json_patch('{}', json_object('kind', d.kind, 'signal', d.signal, 'target', nullif(s.target, ''), 'label', s.data ->> '$.label',
    'step', CASE s.data ->> '$.stage' WHEN 1 THEN 'cart' WHEN 2 THEN 'checkout' WHEN 3 THEN 'payment' END))
  FROM decisions AS d LEFT JOIN signals AS s ON s.id = d.signal WHERE d.id = responses.decision);
