package storetest

import (
	"encoding/json"
	"testing"
	"time"

	"heed/collector/core"
)

func maxTime(a, b time.Time) time.Time {
	if a.After(b) {
		return a
	}
	return b
}

func testVisitors(t *testing.T, s core.Store) {
	_, err := s.Visitor(t.Context(), "shop", "visitor")
	refused(t, "unknown visitor", err, core.NotFound, "")

	want := aVisitor(10)
	commit(t, s, core.Change{Visitors: []core.Visitor{want}})
	equal(t, "first write", must(s.Visitor(t.Context(), "shop", "visitor"))(t), want)
	_, err = s.Visitor(t.Context(), "other", "visitor")
	refused(t, "the same id on another site", err, core.NotFound, "")

	for _, step := range []struct {
		name   string
		change func(v *core.Visitor)
		kept   bool
	}{
		{"later", func(v *core.Visitor) { v.Last, v.Cart.Items, v.Visits = after(20), 9, 11 }, true},
		{"First stays", func(v *core.Visitor) { v.Last, v.First, v.User = after(30), after(-5), "u2" }, true},
		{"same moment", func(v *core.Visitor) { v.Traits, v.Page.Path = nil, "/" }, true},
		{"late", func(v *core.Visitor) { v.Last, v.User = after(29), "late" }, false},
		{"tester", func(v *core.Visitor) { v.Last, v.Tester = after(35), true }, true},
		{"reset", func(v *core.Visitor) { *v = core.Visitor{Site: "shop", ID: "visitor", Last: after(40)} }, true},
	} {
		next := want
		step.change(&next)
		commit(t, s, core.Change{Visitors: []core.Visitor{next}})
		if step.kept {
			next.First = want.First
			want = next
		}
		equal(t, step.name, must(s.Visitor(t.Context(), "shop", "visitor"))(t), want)
	}
}

// testEngines: each visitor who was there since counts once, under the engine of the last time.
func testEngines(t *testing.T, s core.Store) {
	equal(t, "none", must(s.Engines(t.Context(), "shop", after(0)))(t), core.Engines{})
	var visitors []core.Visitor
	for i, engine := range []string{core.EngineJS, core.EngineWasm, core.EngineWasm, "", core.EngineNone} {
		v := aVisitor(i)
		v.ID, v.Device.Engine, v.Last = string(rune('a'+i)), engine, after(i)
		visitors = append(visitors, v)
	}
	again, elsewhere := visitors[4], visitors[4]
	again.Device.Engine, again.Last = core.EngineWasm, after(9)
	elsewhere.Site = "other"
	commit(t, s, core.Change{Visitors: append(visitors, again, elsewhere)})
	equal(t, "all", must(s.Engines(t.Context(), "shop", after(0)))(t), core.Engines{JS: 1, Wasm: 3})
	equal(t, "since", must(s.Engines(t.Context(), "shop", after(2)))(t), core.Engines{Wasm: 2})
	equal(t, "another site", must(s.Engines(t.Context(), "other", after(0)))(t), core.Engines{None: 1})
}

// testHistory: the latest contacts and signals of one visitor of one site, oldest first.
func testHistory(t *testing.T, s core.Store) {
	equal(t, "never seen", must(s.History(t.Context(), "shop", "nobody"))(t),
		core.History{Visitor: core.Visitor{Site: "shop", ID: "nobody"}, Contacts: []core.Contact{}, Signals: []core.Seen{}})

	want := core.History{Visitor: aVisitor(1)}
	change := core.Change{Visitors: []core.Visitor{want.Visitor}}
	for i := range 2*core.ContactsKept + 20 { // half of them contacts
		g, d := aSignal(i), aDecision(i)
		g.Score, g.Frustration = float64(i%100)/100, float64(i%99)/100
		want.Signals = append(want.Signals, g.Seen())
		switch i % 4 {
		case 1:
			d.Outcome, d.Arm = core.Held, core.Control
		case 2:
			d.Outcome, d.Intercept = core.Idle, ""
		case 3:
			d.Intercept, d.Signal = "", "" // by hand: what a visitor asked for is no contact
		}
		if d.Intercept != "" {
			contact := core.Contact{Decision: d.ID, Intercept: d.Intercept, Session: d.Session, At: d.At}
			switch {
			case d.Outcome == core.Held:
				contact.Dismissed = d.At
			case i%8 == 0:
				d.Dismissed, d.Answered = ptr(after(i+3)), ptr(after(i+2))
				contact.Dismissed, contact.Answered = *d.Dismissed, *d.Answered
			}
			want.Contacts = append(want.Contacts, contact)
		}
		change.Signals, change.Decisions = append(change.Signals, g), append(change.Decisions, d)
	}
	elsewhere, other := aSignal(50_000), aDecision(50_000)
	elsewhere.Site, other.Site = "other", "other"
	somebody := aSignal(50_001)
	somebody.Visitor = "somebody"
	change.Signals, change.Decisions = append(change.Signals, elsewhere, somebody), append(change.Decisions, other)
	commit(t, s, change)

	want.Contacts = want.Contacts[len(want.Contacts)-core.ContactsKept:]
	want.Signals = want.Signals[len(want.Signals)-core.SignalsKept:]
	equal(t, "history", must(s.History(t.Context(), "shop", "visitor"))(t), want)
	for i, a := range []core.Answer{
		{ID: "a1", Question: "help", Value: json.RawMessage(`"no"`), At: after(1)},
		{ID: "a3", Question: "help", Value: json.RawMessage(`"yes"`), At: after(3)},
		{ID: "a2", Question: "why", Value: json.RawMessage(`["price",{"other":"x"}]`), At: after(2)},
	} {
		r := core.Response{ID: number("response", i), Site: "shop", Survey: "cart-why", Visitor: "visitor", Started: a.At, Updated: a.At,
			Answers: []core.Answer{a}}
		elsewhere := r
		elsewhere.ID, elsewhere.Site, elsewhere.Answers = r.ID+"-other", "other", []core.Answer{{ID: a.ID + "-other", Question: "q", Value: a.Value, At: a.At}}
		commit(t, s, core.Change{Responses: []core.ResponseChange{{Response: r}, {Response: elsewhere}}})
	}
	equal(t, "answers", must(s.History(t.Context(), "shop", "visitor"))(t).Answers, map[string]map[string]any{"cart-why": {
		"help": "yes", "why": []any{"price", map[string]any{"other": "x"}}}})
	equal(t, "of a site where only a signal came", must(s.History(t.Context(), "shop", "somebody"))(t), core.History{
		Visitor: core.Visitor{Site: "shop", ID: "somebody"}, Contacts: []core.Contact{},
		Signals: []core.Seen{somebody.Seen()}})
}
