package sqlite

import (
	"strings"
	"testing"
	"time"

	"heed/collector/core"
)

// TestAuditIsKept: whoever gets at the writer, by whatever query, can neither delete an entry nor rewrite one.
func TestAuditIsKept(t *testing.T) {
	s := open(t, t.TempDir(), Options{})
	entry := core.Audit{ID: "a", At: time.UnixMilli(1), Who: "maya", Action: "user.add", From: core.CommandLine, Outcome: core.AuditBegun}
	if err := s.AddAudit(t.Context(), entry); err != nil {
		t.Fatal(err)
	}
	for _, c := range []struct{ statement, says string }{
		{`DELETE FROM audit`, "not deleted from"},
		{`UPDATE audit SET who = 'ben'`, "not rewritten"},
		{`UPDATE audit SET outcome = 'done', detail = 'fine'`, ""},
		{`UPDATE audit SET outcome = 'refused'`, "not rewritten"},
	} {
		_, err := s.writer.db.ExecContext(t.Context(), c.statement)
		if (err == nil) != (c.says == "") || err != nil && !strings.Contains(err.Error(), c.says) {
			t.Errorf("%s: %v, want %q", c.statement, err, c.says)
		}
	}
}
