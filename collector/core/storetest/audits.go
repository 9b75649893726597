package storetest

import (
	"testing"

	"heed/collector/core"
)

func anAudit(i int) core.Audit {
	return core.Audit{ID: number("audit", i), At: after(i), Who: "maya@example.com", By: "u1", Action: "intercept.restore",
		Target: "intercepts/stuck", From: "192.0.2.1", Outcome: core.AuditBegun}
}

func testAudits(t *testing.T, s core.Store) {
	equal(t, "nothing", listed(s.ListAudits(t.Context(), core.Query{}))(t).items, []core.Audit{})
	first, second, third := anAudit(1), anAudit(2), anAudit(3)
	second.Who, second.By, second.From, second.Action, second.Outcome = "ben", "", core.CommandLine, "user.add", core.AuditRefused
	for _, a := range []core.Audit{first, second, third} {
		if err := s.AddAudit(t.Context(), a); err != nil {
			t.Fatal(err)
		}
	}
	if err := s.AddAudit(t.Context(), first); err == nil {
		t.Error("an entry was written over")
	}
	if err := s.FinishAudit(t.Context(), first.ID, core.AuditDone, "revision 3"); err != nil {
		t.Error(err)
	}
	first.Outcome, first.Detail = core.AuditDone, "revision 3"
	for _, id := range []string{first.ID, second.ID, "nobody"} {
		refused(t, "finishing "+id, s.FinishAudit(t.Context(), id, core.AuditFailed, "forged"), core.NotFound, "")
	}
	equal(t, "all, newest first", listed(s.ListAudits(t.Context(), core.Query{}))(t).items, []core.Audit{third, second, first})
	for _, c := range []struct {
		what string
		q    core.Query
		want []core.Audit
	}{
		{"action", core.Query{Kind: "user.add"}, []core.Audit{second}},
		{"who", core.Query{Name: "maya@example.com"}, []core.Audit{third, first}},
		{"outcome", core.Query{Outcome: "done"}, []core.Audit{first}},
		{"since and until", core.Query{Since: after(2), Until: after(3)}, []core.Audit{second}},
		{"all of it", core.Query{Name: "maya@example.com", Kind: "intercept.restore", Outcome: "begun"}, []core.Audit{third}},
	} {
		equal(t, c.what, listed(s.ListAudits(t.Context(), c.q))(t).items, c.want)
	}
	page := listed(s.ListAudits(t.Context(), core.Query{Limit: 2}))(t)
	equal(t, "first page", page.items, []core.Audit{third, second})
	page = listed(s.ListAudits(t.Context(), core.Query{Limit: 2, After: page.next}))(t)
	equal(t, "second page", page.items, []core.Audit{first})
	equal(t, "nothing behind it", page.next, "")
}
