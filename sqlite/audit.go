package sqlite

import (
	"context"
	"database/sql"

	"heed/collector/core"
)

// AddAudit implements core.Audits.
func (s *Store) AddAudit(ctx context.Context, a core.Audit) error {
	return s.writer.do(ctx, func(tx *sql.Tx) error {
		return execute(tx, s.queries.get("audit.Insert"), a.ID, millis(a.At), a.Who, a.By, a.Action, a.Target, a.From, string(a.Outcome), a.Detail)
	})
}

// FinishAudit implements core.Audits.
func (s *Store) FinishAudit(ctx context.Context, id string, outcome core.AuditOutcome, detail string) error {
	return s.mustChange(ctx, core.Errorf(core.NotFound, "unknown_audit", "There is no entry %q that has only begun.", id),
		"audit.Finish", id, string(outcome), detail)
}

func scanAudit(scan scanner) (l listed[core.Audit], err error) {
	a := &l.item
	err = scan(&l.seq, &a.ID, timeIn{&a.At}, &a.Who, &a.By, &a.Action, &a.Target, &a.From, textIn[core.AuditOutcome]{&a.Outcome}, &a.Detail)
	l.at = millis(a.At)
	return l, err
}

// ListAudits implements core.Audits.
func (s *Store) ListAudits(ctx context.Context, q core.Query) ([]core.Audit, string, error) {
	return listOf(ctx, s, "audit.List", q, scanAudit)
}
