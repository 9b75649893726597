-- Either the id or the signal may be known already.
INSERT INTO decisions (id, site, visitor, session, signal, kind, page, at, outcome, intercept, revision, arm, action, expires,
  arbitration, rendered, shown, dismissed, reason, answered, considered, rulebook)
VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
ON CONFLICT (id) DO NOTHING
ON CONFLICT (signal) WHERE signal IS NOT NULL DO NOTHING
