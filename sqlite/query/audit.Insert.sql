INSERT INTO audit (id, at, who, account, action, target, origin, outcome, detail)
VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)
