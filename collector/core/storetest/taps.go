package storetest

import (
	"encoding/json"
	"slices"
	"strings"
	"testing"

	"heed/collector/core"
)

// aTap is the change that a tap is read from: a signal, what was decided on it, and the answer.
func aTap(tap core.Tap) core.Change {
	value := core.PrecisionNo
	if tap.Right {
		value = core.PrecisionYes
	}
	id := tap.Decision + "/" + core.PrecisionName
	return core.Change{
		Signals: []core.Signal{{ID: tap.Signal, Site: tap.Site, Kind: tap.Kind, Target: tap.Target, Page: tap.Page, Score: tap.Score,
			At: tap.At, Received: tap.At}},
		Decisions: []core.Decision{{ID: tap.Decision, Site: tap.Site, Signal: tap.Signal, Kind: tap.Kind, Page: tap.Page, At: tap.At,
			Outcome: core.Acted, Intercept: core.PrecisionName}},
		Responses: []core.ResponseChange{{Response: core.Response{ID: id, Site: tap.Site, Survey: core.PrecisionName,
			Decision: tap.Decision, Started: tap.At, Updated: tap.At, Done: true, Answers: []core.Answer{
				{ID: id, Question: core.PrecisionQuestion, Value: json.RawMessage(`"` + value + `"`), At: tap.At},
			}}}},
	}
}

func testTaps(t *testing.T, s core.Store) {
	yes := core.Tap{Decision: "d1", Signal: "s1", Site: "shop", Kind: "dead_click", Target: "#pay", Page: "/cart", Score: .7, Right: true, At: after(1)}
	no := core.Tap{Decision: "d2", Signal: "s2", Site: "shop", Kind: "exit_intent", Page: "/", Score: .4, At: after(2)}
	commit(t, s, aTap(yes), aTap(no), aTap(yes))
	equal(t, "taps", listed(s.ListTaps(t.Context(), core.Query{}))(t).items, []core.Tap{no, yes})

	changed := core.Response{ID: "d1/precision", Site: "shop", Survey: core.PrecisionName, Decision: "d1", Started: after(1), Updated: after(9),
		Answers: []core.Answer{{ID: "later", Question: core.PrecisionQuestion, Value: json.RawMessage(`"no"`), At: after(9)}}}
	commit(t, s, core.Change{Responses: []core.ResponseChange{{Response: changed}}})
	yes.Right = false
	equal(t, "the latest answer counts", listed(s.ListTaps(t.Context(), core.Query{}))(t).items, []core.Tap{no, yes})

	empty := aTap(core.Tap{Decision: "d3", Signal: "s3", Site: "shop", At: after(3)})
	empty.Responses[0].Response.Answers = nil
	lost := aTap(core.Tap{Decision: "d4", Signal: "s4", Site: "shop", At: after(4)})
	lost.Signals = nil
	commit(t, s, empty, lost, core.Change{Responses: []core.ResponseChange{{Response: aResponse(1, anAnswer(5, "wrong", `"yes"`))}}})
	equal(t, "without an answer, a signal, or of another survey",
		listed(s.ListTaps(t.Context(), core.Query{}))(t).items, []core.Tap{no, yes})
}

// testTesters: what a tester of the site said measures nothing, whenever they became one.
func testTesters(t *testing.T, s core.Store) {
	said := func(i int, site string) core.Tap {
		tap := core.Tap{Decision: number("decision", i), Signal: number("signal", i), Site: site, Kind: "dead_click", At: after(i)}
		change := aTap(tap)
		change.Responses[0].Response.Visitor = "owner"
		commit(t, s, change)
		return tap
	}
	first, elsewhere := said(1, "shop"), said(2, "other")
	equal(t, "a visitor", listed(s.ListTaps(t.Context(), core.Query{}))(t).items, []core.Tap{elsewhere, first})
	owner := core.Visitor{Site: "shop", ID: "owner", Last: after(3), Tester: true}
	commit(t, s, core.Change{Visitors: []core.Visitor{owner}})
	said(4, "shop")
	equal(t, "a tester of one site", listed(s.ListTaps(t.Context(), core.Query{}))(t).items, []core.Tap{elsewhere})
	if !must(s.History(t.Context(), "shop", "owner"))(t).Visitor.Tester {
		t.Error("the history has forgotten that it is a tester's")
	}
}

// testSources groups by kind and element, among the newest signals of one site only.
func testSources(t *testing.T, s core.Store) {
	equal(t, "none", must(s.Sources(t.Context(), "shop"))(t), []core.Source{})
	signal := func(i int, kind, target, page, label string) core.Change {
		g := core.Signal{ID: number("signal", i), Site: "shop", Kind: kind, Target: target, Page: page, At: after(i), Received: after(i)}
		if label != "" {
			g.Data = map[string]any{"label": label}
		}
		return core.Change{Signals: []core.Signal{g}}
	}
	other := signal(9, "rage_click", "#pay", "/", "")
	other.Signals[0].Site = "other"
	commit(t, s, signal(1, "rage_click", "#pay", "/cart", "Buy"), signal(4, "rage_click", "#pay", "/checkout", "Pay now"),
		signal(2, "dead_click", "#pay", "/cart", ""), signal(3, "exit_intent", "", "/", ""), other)
	equal(t, "sources", must(s.Sources(t.Context(), "shop"))(t), []core.Source{
		{Kind: "rage_click", Target: "#pay", Label: "Pay now", Page: "/checkout", Signals: 2, Latest: after(4)},
		{Kind: "dead_click", Target: "#pay", Page: "/cart", Signals: 1, Latest: after(2)},
		{Kind: "exit_intent", Page: "/", Signals: 1, Latest: after(3)},
	})
	changes := make([]core.Change, core.MaxSourced)
	for i := range changes {
		changes[i] = signal(1000+i, "slow_click", number("target", i%(core.MaxSources+1)), "/", "")
	}
	commit(t, s, changes...)
	got := must(s.Sources(t.Context(), "shop"))(t)
	equal(t, "bounded", len(got), core.MaxSources)
	n := 0
	for _, from := range got {
		n += from.Signals
		equal(t, "kind of the newest", from.Kind, "slow_click")
	}
	if n > core.MaxSourced {
		t.Errorf("%d signals counted, at most %d should be", n, core.MaxSourced)
	}
}

// testReach groups what came since a time by kind, element and page, and tells muted ones apart.
func testReach(t *testing.T, s core.Store) {
	equal(t, "none", must(s.Reach(t.Context(), "shop", after(0)))(t), core.Reach{Since: after(0)})
	signal := func(i int, edit func(*core.Signal)) core.Change {
		g := core.Signal{ID: number("signal", i), Site: "shop", Kind: "rage_click", Target: "#pay", Page: "/cart", At: after(i), Received: after(i),
			Score: float64(i) / 10, Frustration: float64(i) / 20}
		edit(&g)
		return core.Change{Signals: []core.Signal{g}}
	}
	commit(t, s, signal(1, func(g *core.Signal) {}), signal(2, func(g *core.Signal) {}), signal(3, func(g *core.Signal) {}),
		signal(4, func(g *core.Signal) { g.Muted = true }), signal(5, func(g *core.Signal) { g.Muted, g.Target = true, "#next" }),
		signal(6, func(g *core.Signal) { g.Site = "other" }))
	r := must(s.Reach(t.Context(), "shop", after(2)))(t)
	slices.SortFunc(r.Sources, func(a, b core.Reached) int { return strings.Compare(a.Target, b.Target) })
	equal(t, "reach", r, core.Reach{Since: after(2), Signals: 4, Sources: []core.Reached{
		{Kind: "rage_click", Target: "#next", Page: "/cart", Muted: 1},
		{Kind: "rage_click", Target: "#pay", Page: "/cart", Signals: 2, Muted: 1, Score: .3, Frustration: .15},
	}})
}

// testMuted: a muted signal is listed as such, and is no part of a visitor's history.
func testMuted(t *testing.T, s core.Store) {
	muted, heard := aSignal(1), aSignal(2)
	muted.Muted = true
	commit(t, s, core.Change{Signals: []core.Signal{muted, heard}})
	equal(t, "signals", listed(s.ListSignals(t.Context(), core.Query{}))(t).items, []core.Signal{heard, muted})
	h := must(s.History(t.Context(), heard.Site, heard.Visitor))(t)
	equal(t, "history", len(h.Signals), 1)
	equal(t, "history of", h.Signals[0].At, heard.At)
}
