package storetest

import (
	"errors"
	"testing"
	"time"

	"heed/collector/core"
)

// testRecordings walks through a past: in the order of times, of one site, within its bounds, and over more rows than one read takes.
func testRecordings(t *testing.T, s core.Store) {
	signal := func(i int, at time.Time) core.Signal {
		return core.Signal{ID: number("signal", i), Site: "shop", Visitor: "v", Session: "one", Kind: "rage_click", At: at, Received: at.Add(time.Second),
			Score: .5, Page: "/cart", Target: "#pay"}
	}
	later, first, same := signal(1, after(9)), signal(2, after(5)), signal(3, after(5))
	first.Score, first.Page, first.Target = float64(float32(.7)), "/a \"b\" \\ ü\x01,]", `a[href="/x"]`
	first.Data, same.Reason = map[string]any{"presses": 4.0}, core.Returned
	until := after(100)
	same.Until = &until
	other := signal(4, after(6))
	other.Site = "other"
	d := core.Decision{ID: "d", Site: "shop", Visitor: "v", Session: "one", Signal: same.ID, Kind: "rage_click", At: after(6), Outcome: core.Held, Intercept: "stuck"}
	idle := core.Decision{ID: "idle", Site: "shop", Visitor: "v", Signal: later.ID, Kind: "rage_click", At: after(7), Outcome: core.Idle}
	young := core.Visitor{Site: "shop", ID: "young", User: `"u"`, Session: "one", Visits: 2, First: after(1), Last: after(8), Cart: core.Cart{Value: 40, Items: 1},
		Traits: map[string]any{"plan": "gold"}, Query: map[string]string{"utm_source": "mail"}, Tags: []string{"needs-help"}}
	old := core.Visitor{Site: "shop", ID: "old", Session: "one", Visits: 1, First: after(1), Last: after(2)}
	commit(t, s, core.Change{Signals: []core.Signal{later, first, same, other}, Decisions: []core.Decision{d, idle}, Visitors: []core.Visitor{young, old}})

	walked := func(since, until time.Time) (out []core.Recorded) {
		if err := s.EachSignal(t.Context(), "shop", since, until, func(r core.Recorded) error { out = append(out, r); return nil }); err != nil {
			t.Fatal(err)
		}
		equal(t, "count", must(s.CountSignals(t.Context(), "shop", since, until))(t), len(out))
		return out
	}
	bare := func(g core.Signal) core.Signal { g.Data, g.Until = nil, nil; return g }
	all := []core.Recorded{{Signal: bare(first), JSON: `{"presses":4}`}, {Signal: bare(same), Decided: true}, {Signal: bare(later), Decided: true}}
	equal(t, "all", walked(after(0), after(10)), all)
	equal(t, "from its own time on, and before its own", walked(after(5), after(9)), all[:2])
	equal(t, "the last", walked(after(6), after(10)), all[2:])
	equal(t, "none", walked(after(10), after(20)), []core.Recorded(nil))

	var contacts []core.Contact
	each := func(visitor string, c core.Contact) error {
		contacts = append(contacts, c)
		equal(t, "visitor", visitor, "v")
		return nil
	}
	if err := errors.Join(s.EachContact(t.Context(), "shop", after(6), each), s.EachContact(t.Context(), "shop", after(7), each)); err != nil {
		t.Fatal(err)
	}
	equal(t, "contacts", contacts, []core.Contact{{Decision: "d", Intercept: "stuck", Session: "one", At: after(6), Dismissed: after(6)}})
	var visitors []core.Visitor
	if err := s.EachVisitor(t.Context(), "shop", after(8), func(r core.RecordedVisitor) error {
		v, err := r.Visitor("shop")
		visitors = append(visitors, v)
		return err
	}); err != nil {
		t.Fatal(err)
	}
	equal(t, "visitors", visitors, []core.Visitor{young})

	stop := errors.New("enough")
	if err := s.EachSignal(t.Context(), "shop", after(0), after(10), func(core.Recorded) error { return stop }); !errors.Is(err, stop) {
		t.Errorf("a walk that was ended gives %v", err)
	}
	const many = 25_000 // of one millisecond: pages must go on within it
	changes := make([]core.Change, many)
	for i := range changes {
		changes[i] = core.Change{Signals: []core.Signal{signal(1000+i, after(50))}}
	}
	commit(t, s, changes...)
	seen := map[string]bool{}
	for _, r := range walked(after(50), after(51)) {
		seen[r.ID] = true
	}
	equal(t, "each once", len(seen), many)
}
