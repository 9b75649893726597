package decide

import (
	"fmt"
	"testing"
	"time"

	"heed/collector/core"
)

// noon is a Tuesday at 12:00 UTC.
var noon = time.Date(2026, 3, 3, 12, 0, 0, 0, time.UTC)

// counted makes ids that can be told apart.
func counted() core.IDs {
	n := 0
	return func() string { n++; return fmt.Sprintf("d%d", n) }
}

// valid is an intercept that passes Check; edit changes it.
func valid(name string, edit func(i *core.Intercept)) core.Intercept {
	i := core.Intercept{
		Site: "shop", Name: name, Status: core.Live, Owner: "maya@example.com", Hypothesis: "It helps.",
		Metric: &core.Metric{Event: "purchase"},
		When:   core.When{Any: []core.Trigger{{Signal: "rage_click"}}},
		Action: core.Action{Type: core.ActSurvey, Survey: "why"},
	}
	if edit != nil {
		edit(&i)
	}
	return i
}

func loaded(tb testing.TB, site core.Site, intercepts ...core.Intercept) *Engine {
	tb.Helper()
	e := New(counted())
	if err := e.Load(site, intercepts, nil); err != nil {
		tb.Fatal(err)
	}
	return e
}

func rage(visitor string, at time.Time) core.Signal {
	return core.Signal{
		ID: "s", Site: "shop", Visitor: visitor, Session: "one", Kind: "rage_click", At: at, Received: at, Score: 0.9, Page: "/cart",
	}
}

func history(visitor string) *core.History {
	return &core.History{Visitor: core.Visitor{Site: "shop", ID: visitor}}
}

func percent(p float64) *float64 { return &p }

// loose is a site whose budget never stands in the way.
var loose = core.Site{Name: "shop", Budget: core.Budget{Contacts: 1 << 30, Every: core.Duration(time.Second)}}

// gateOf finds one gate of one intercept.
func gateOf(tb testing.TB, d core.Decision, intercept, name string) core.Gate {
	tb.Helper()
	for _, e := range d.Considered.Evaluations() {
		for _, g := range e.Gates {
			if e.Intercept == intercept && g.Name == name {
				return g
			}
		}
	}
	tb.Fatalf("no gate %s of %s in %+v", name, intercept, d.Considered)
	return core.Gate{}
}
