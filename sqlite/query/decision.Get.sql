SELECT seq, id, site, visitor, session, signal, kind, page, at, outcome, intercept, revision, arm, action, expires,
  arbitration, coalesce(rendered, shown), shown, dismissed, reason, answered, considered,
  rulebook, (SELECT body FROM rulebooks WHERE rulebooks.id = rulebook)
FROM decisions
WHERE id = ?
