SELECT seq, id, site, visitor, session, kind, at, received, score, page, target, data, frustration, muted, until, reason
FROM signals
WHERE id = ?
