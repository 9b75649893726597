package storetest

import (
	"testing"

	"heed/collector/core"
)

func testDecisions(t *testing.T, s core.Store) {
	_, err := s.Decision(t.Context(), "x")
	refused(t, "unknown decision", err, core.NotFound, "")
	_, err = s.DecisionOfSignal(t.Context(), "x")
	refused(t, "unknown signal", err, core.NotFound, "")

	full := aDecision(1)
	byHand := core.Decision{ID: "by-hand", Site: "shop", Kind: "open", At: after(2), Outcome: core.Acted,
		Action: &core.Action{Type: core.ActChat}, Arbitration: "Opened by the visitor."}
	another := byHand
	another.ID, another.At = "by-hand-2", after(3)
	commit(t, s, core.Change{Decisions: []core.Decision{full, byHand, another}})
	equal(t, "full", must(s.Decision(t.Context(), full.ID))(t), full)
	equal(t, "of its signal", must(s.DecisionOfSignal(t.Context(), full.Signal))(t), full)
	equal(t, "by hand", must(s.Decision(t.Context(), byHand.ID))(t), byHand)
	_, err = s.DecisionOfSignal(t.Context(), "")
	refused(t, "no signal", err, core.NotFound, "")

	full.Considered = core.Explanation{} // «leaves Considered empty»
	equal(t, "list", listed(s.ListDecisions(t.Context(), core.Query{}))(t).items, []core.Decision{another, byHand, full})
}

// testDecisionOfSignal: a second decision on a signal is not kept, and costs nothing else of its change.
func testDecisionOfSignal(t *testing.T, s core.Store) {
	first, second := aDecision(1), aDecision(2)
	second.Signal, second.Arbitration = first.Signal, "Made twice."
	commit(t, s, core.Change{Decisions: []core.Decision{first}})
	commit(t, s, core.Change{Decisions: []core.Decision{second}, Events: []core.Event{anEvent(1)}})
	equal(t, "decision", must(s.DecisionOfSignal(t.Context(), first.Signal))(t), first)
	_, err := s.Decision(t.Context(), second.ID)
	refused(t, "second decision", err, core.NotFound, "")
	equal(t, "events", len(listed(s.ListEvents(t.Context(), core.Query{}))(t).items), 1)
}

// testReports: the first of each kind counts, whatever comes with it or later.
func testReports(t *testing.T, s core.Store) {
	d := aDecision(1)
	commit(t, s, core.Change{Decisions: []core.Decision{d, aDecision(2)}})
	for i, step := range []struct {
		report core.Report
		change func()
	}{
		{core.Report{}, func() {}},
		{core.Report{Rendered: ptr(after(8))}, func() { d.Rendered = ptr(after(8)) }},
		{core.Report{Rendered: ptr(after(9))}, func() {}},
		{core.Report{Shown: ptr(after(10))}, func() { d.Shown = ptr(after(10)) }},
		{core.Report{Shown: ptr(after(5))}, func() {}},
		{core.Report{Reason: "without a time"}, func() {}},
		{core.Report{Dismissed: ptr(after(20)), Reason: "no_thanks"},
			func() { d.Dismissed, d.Reason = ptr(after(20)), "no_thanks" }},
		{core.Report{Shown: ptr(after(30)), Dismissed: ptr(after(30)), Reason: "close"}, func() {}},
	} {
		step.report.Decision = d.ID
		commit(t, s, core.Change{Reports: []core.Report{step.report}})
		step.change()
		equal(t, number("after report", i), must(s.Decision(t.Context(), d.ID))(t), d)
	}
	equal(t, "another decision", must(s.Decision(t.Context(), number("decision", 2)))(t), aDecision(2))

	both := core.Report{Decision: number("decision", 2), Shown: ptr(after(1)), Dismissed: ptr(after(2)), Reason: "escape"}
	commit(t, s, core.Change{Reports: []core.Report{both}})
	got := must(s.Decision(t.Context(), both.Decision))(t)
	both.Rendered = both.Shown // what is shown was rendered
	equal(t, "both at once", core.Report{Decision: got.ID, Rendered: got.Rendered, Shown: got.Shown, Dismissed: got.Dismissed, Reason: got.Reason}, both)
}

// testContacts counts what an intercept acted or held on one site, ever.
func testContacts(t *testing.T, s core.Store) {
	equal(t, "none", must(s.Contacts(t.Context(), "shop"))(t), map[string]int{})
	for i, d := range []core.Decision{
		{Outcome: core.Acted, Intercept: "stuck"}, {Outcome: core.Held, Intercept: "stuck", Arm: core.Control},
		{Outcome: core.Acted, Intercept: "leaving"}, {Outcome: core.Idle}, {Outcome: core.Acted /* by hand */},
		{Outcome: core.Acted, Intercept: "stuck", Site: "other"},
	} {
		d.ID, d.At = number("decision", i), after(i)
		if d.Site == "" {
			d.Site = "shop"
		}
		commit(t, s, core.Change{Decisions: []core.Decision{d}}, core.Change{Decisions: []core.Decision{d}})
	}
	equal(t, "contacts", must(s.Contacts(t.Context(), "shop"))(t), map[string]int{"stuck": 2, "leaving": 1})
	equal(t, "of another site", must(s.Contacts(t.Context(), "other"))(t), map[string]int{"stuck": 1})
}
