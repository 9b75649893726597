package storetest

import (
	"slices"
	"testing"

	"heed/collector/core"
)

// testLeaving: a return withdraws what is held of its visitor on its site, from before it and until after it, and nothing else.
func testLeaving(t *testing.T, s core.Store) {
	held := func(i int, change func(g *core.Signal)) core.Signal {
		g := aSignal(i)
		g.Until = ptr(after(1000))
		change(&g)
		return g
	}
	as := func(reason string) func(*core.Signal) { return func(g *core.Signal) { g.Reason = reason } }
	signals := []core.Signal{
		held(0, as("")),
		held(1, as(core.Returned)), // so it came
		held(2, func(g *core.Signal) { g.Until = ptr(after(600)) }),
		held(3, func(g *core.Signal) { g.At = after(650) }),
		held(4, func(g *core.Signal) { g.Visitor = "somebody" }),
		held(5, func(g *core.Signal) { g.Site = "other" }),
		held(6, func(g *core.Signal) { g.Until = nil }),
	}
	want := func(step string, withdrawn map[int]string) {
		t.Helper()
		items, _, err := s.ListSignals(t.Context(), core.Query{})
		if err != nil || len(items) != len(signals) {
			t.Fatalf("%s: %d signals, %v", step, len(items), err)
		}
		for _, g := range items {
			n := slices.IndexFunc(signals, func(o core.Signal) bool { return o.ID == g.ID })
			if g.Reason != withdrawn[n] || (g.Reason != "") != (g.State == core.SignalWithdrawn) {
				t.Errorf("%s: signal %d is %q for %q, want %q", step, n, g.State, g.Reason, withdrawn[n])
			}
			if (g.Until == nil) != (g.State == "") || g.Until != nil && !g.Until.Equal(*signals[n].Until) {
				t.Errorf("%s: signal %d until %v is %q", step, n, g.Until, g.State)
			}
		}
	}
	commit(t, s, core.Change{Signals: signals})
	want("as they came", map[int]string{1: core.Returned})

	back := core.Return{Site: "shop", Visitor: "visitor", At: after(600), Reason: core.Returned}
	commit(t, s, core.Change{Returns: []core.Return{back}}, core.Change{Returns: []core.Return{back}})
	want("returned", map[int]string{0: core.Returned, 1: core.Returned})

	bought := core.Return{Site: "shop", Visitor: "visitor", At: after(700), Reason: core.Purchased}
	commit(t, s, core.Change{Returns: []core.Return{bought}}, core.Change{Returns: []core.Return{back}})
	want("bought", map[int]string{0: core.Purchased, 1: core.Purchased, 3: core.Purchased})

	h := must(s.History(t.Context(), "shop", "visitor"))(t)
	equal(t, "what counts", names(h.Signals, func(g core.Seen) string { return g.ID }),
		[]string{signals[2].ID, signals[6].ID})
	equal(t, "until", h.Signals[0].Until, after(600))
}
