package app

import (
	"encoding/json"
	"fmt"
	"math/rand/v2"
	"testing"
	"time"

	"heed/collector/core"
	"heed/collector/server"
	"heed/sqlite"
	"heed/sqlite/sqlitetest"
)

// The size of the past that BenchmarkBacktest goes over.
const (
	benchSignals  = 1_000_000
	benchVisitors = 300_000
)

// benchEnd is the end of that past, which is 30 days long.
var benchEnd = time.Date(2026, 3, 31, 0, 0, 0, 0, time.UTC)

// BenchmarkBacktest runs a draft over a million recorded signals of 300,000 visitors in a real file, beside three live intercepts, one
// of which asks for the cart. Signals/s is over all of it: reading, replaying, counting.
func BenchmarkBacktest(b *testing.B) {
	store := sqlitetest.Open(b, sqlite.Options{})
	record(b, store)
	tester := newBacktester(store, "", time.Now)
	for _, one := range []struct{ name, who string }{{"signals", ""}, {"visitors", "cart.value >= 20"}} {
		b.Run(one.name, func(b *testing.B) {
			for b.Loop() {
				draft := benchIntercept("draft", 90, "rage_click")
				draft.Who = one.who
				r, err := tester.Backtest(b.Context(), server.BacktestRequest{Intercept: &draft, From: "2026-03-01", To: "2026-03-30"}, func(int, int) {})
				if err != nil || r.Moments == 0 || r.Signals < benchSignals*9/10 {
					b.Fatalf("%d moments of %d signals: %v", r.Moments, r.Signals, err)
				}
			}
			b.ReportMetric(float64(b.N)*benchSignals/b.Elapsed().Seconds(), "signals/s")
		})
	}
}

func benchIntercept(name string, priority int, kinds ...string) core.Intercept {
	i := core.Intercept{Site: "shop", Name: name, Status: core.Live, Owner: "o", Hypothesis: "h", Metric: &core.Metric{Event: core.Purchase}, Priority: priority,
		Limits: core.Limits{PerVisitor: 1, Every: core.Duration(30 * 24 * time.Hour)}, Action: core.Action{Type: core.ActChat}}
	for _, k := range kinds {
		i.When.Any = append(i.When.Any, core.Trigger{Signal: k, MinScore: .5})
	}
	return i
}

// record writes the past, each signal with its decision.
func record(b testing.TB, store core.Store) {
	b.Helper()
	docs := []core.Document{document(b, core.KindSite, "shop", core.Site{Name: "shop", Origins: []string{"https://shop.example"}})}
	rescue := benchIntercept("cart-rescue", 50, "cart_abandonment", "exit_intent")
	rescue.Who = "cart.value >= 40"
	for _, i := range []core.Intercept{benchIntercept("stuck", 80, "rage_click", "dead_click"), rescue, benchIntercept("leaving", 20, "exit_intent")} {
		docs = append(docs, document(b, core.KindIntercept, i.Name, i))
	}
	if _, err := store.SaveDocuments(b.Context(), docs); err != nil {
		b.Fatal(err)
	}
	kinds := []string{"dead_click", "rage_click", "exit_intent", "hesitation", "slow_click", "excessive_scroll", "error_shown", "form_struggle"}
	random := rand.New(rand.NewPCG(1, 2))
	changes := make([]core.Change, 0, 5000)
	for i := range benchSignals {
		at := benchEnd.Add(-time.Duration(benchSignals-i) * (30 * 24 * time.Hour / benchSignals))
		visitor := fmt.Sprintf("0195e5a0-0000-7000-8000-%012d", random.IntN(benchVisitors))
		id := fmt.Sprintf("%08x-%04x-7000-8000-%012d", at.UnixMilli()>>16, at.UnixMilli()&0xffff, i)
		sig := core.Signal{ID: id, Site: "shop", Visitor: visitor, Session: visitor, Kind: kinds[random.IntN(len(kinds))], At: at, Received: at,
			Score: random.Float64(), Page: fmt.Sprint("/product/", random.IntN(60)), Target: fmt.Sprint("#button-", random.IntN(200)),
			Data: map[string]any{"label": "Add to cart", "presses": 4.0}}
		change := core.Change{Signals: []core.Signal{sig}, Decisions: []core.Decision{{ID: "d" + id, Site: "shop", Visitor: visitor, Session: visitor, Signal: id,
			Kind: sig.Kind, Page: sig.Page, At: at, Outcome: core.Idle}}}
		if i < benchVisitors {
			v := fmt.Sprintf("0195e5a0-0000-7000-8000-%012d", i)
			change.Visitors = []core.Visitor{{Site: "shop", ID: v, Session: v, Visits: 1, First: at, Last: benchEnd, Cart: core.Cart{Value: float64(i % 80), Items: 1}}}
		}
		if changes = append(changes, change); len(changes) == cap(changes) {
			for _, err := range store.Commit(b.Context(), changes) {
				if err != nil {
					b.Fatal(err)
				}
			}
			changes = changes[:0]
		}
	}
}

func document(t testing.TB, kind, name string, noun any) core.Document {
	t.Helper()
	body, err := json.Marshal(noun)
	if err != nil {
		t.Fatal(err)
	}
	return core.Document{Kind: kind, Site: "shop", Name: name, Body: body, Author: "test", At: time.Unix(0, 0)}
}
