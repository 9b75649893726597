package app

import (
	"encoding/json"
	"fmt"
	"math/rand/v2"
	"syscall"
	"testing"
	"time"

	"heed/collector/core"
	"heed/collector/server"
	"heed/sqlite"
	"heed/sqlite/sqlitetest"
)

// past is a time that was recorded: so many signals of so many visitors, in 30 days.
type past struct{ signals, visitors int }

// pastEnd is the end of those days.
var pastEnd = time.Date(2026, 3, 31, 0, 0, 0, 0, time.UTC)

const pastLength = 30 * 24 * time.Hour

// BenchmarkBacktest runs a draft over a million recorded signals of 300,000 visitors in a real file, beside three live intercepts, one
// of which asks for the cart. It is to take less than five seconds, over all of it: reading, replaying, counting. What the machine can do
// is measured beside it: cpu-s/op is the processor time, and scans/op how many times a bare reading of the same signals it took.
func BenchmarkBacktest(b *testing.B) {
	p := past{signals: 1_000_000, visitors: 300_000}
	store := sqlitetest.Open(b, sqlite.Options{})
	p.record(b, store)
	tester := newBacktester(store, "", time.Now)
	for _, one := range []struct{ name, who string }{{"signals", ""}, {"visitors", "cart.value >= 20"}} {
		b.Run(one.name, func(b *testing.B) {
			spent, scanning := time.Duration(0), time.Duration(0)
			for b.Loop() {
				b.StopTimer()
				begun := time.Now()
				if n := scan(b, store); n != p.signals {
					b.Fatalf("%d signals are recorded", n)
				}
				scanning += time.Since(begun)
				b.StartTimer()
				before := processorTime(b)
				if r := p.test(b, tester, one.who, "2026-03-30"); r.Moments == 0 || r.Signals != p.signals {
					b.Fatalf("%d moments of %d signals", r.Moments, r.Signals)
				}
				spent += processorTime(b) - before
			}
			b.ReportMetric(float64(b.N*p.signals)/b.Elapsed().Seconds(), "signals/s")
			b.ReportMetric(spent.Seconds()/float64(b.N), "cpu-s/op")
			b.ReportMetric(b.Elapsed().Seconds()/scanning.Seconds(), "scans/op")
		})
	}
}

// scan only reads what a backtest reads.
func scan(t testing.TB, store core.Store) (n int) {
	t.Helper()
	err := store.EachSignal(t.Context(), "shop", pastEnd.Add(-pastLength-lead), pastEnd, func(core.Recorded) error { n++; return nil })
	if err != nil {
		t.Fatal(err)
	}
	return n
}

// TestBacktestIsLinear: five times the signals take five times the work, not more.
func TestBacktestIsLinear(t *testing.T) {
	p := past{signals: 50_000, visitors: 5_000}
	store := sqlitetest.Open(t, sqlite.Options{})
	p.record(t, store)
	tester := newBacktester(store, "", time.Now)
	cost := func(to string, want int) (perSignal time.Duration) {
		perSignal = time.Hour
		const often = 3 // the least is what others on the machine have disturbed least
		for range often {
			before := processorTime(t)
			r := p.test(t, tester, "cart.value >= 20", to)
			if perSignal = min(perSignal, (processorTime(t)-before)/time.Duration(want)); r.Signals != want {
				t.Fatalf("%d signals until %s, want %d", r.Signals, to, want)
			}
		}
		return perSignal
	}
	few, all := cost("2026-03-06", p.signals/5), cost("2026-03-30", p.signals)
	t.Logf("a signal of a fifth takes %v, one of all %v", few, all)
	if 2*all > 3*few {
		t.Errorf("a signal among five times as many takes %v in place of %v", all, few)
	}
}

func processorTime(t testing.TB) time.Duration {
	t.Helper()
	var used syscall.Rusage
	if err := syscall.Getrusage(syscall.RUSAGE_SELF, &used); err != nil {
		t.Fatal(err)
	}
	return time.Duration(used.Utime.Nano() + used.Stime.Nano())
}

// test runs a draft over the days up to one.
func (p past) test(t testing.TB, tester *backtester, who, to string) server.Backtest {
	t.Helper()
	draft := benchIntercept("draft", 90, "rage_click")
	draft.Who = who
	r, err := tester.Backtest(t.Context(), server.BacktestRequest{Intercept: &draft, From: "2026-03-01", To: to}, func(int, int) {})
	if err != nil {
		t.Fatal(err)
	}
	return r
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
func (p past) record(t testing.TB, store core.Store) {
	t.Helper()
	docs := []core.Document{document(t, core.KindSite, "shop", core.Site{Name: "shop", Origins: []string{"https://shop.example"}})}
	rescue := benchIntercept("cart-rescue", 50, "cart_abandonment", "exit_intent")
	rescue.Who = "cart.value >= 40"
	for _, i := range []core.Intercept{benchIntercept("stuck", 80, "rage_click", "dead_click"), rescue, benchIntercept("leaving", 20, "exit_intent")} {
		docs = append(docs, document(t, core.KindIntercept, i.Name, i))
	}
	if _, err := store.SaveDocuments(t.Context(), docs); err != nil {
		t.Fatal(err)
	}
	kinds := []string{"dead_click", "rage_click", "exit_intent", "hesitation", "slow_click", "excessive_scroll", "error_shown", "form_struggle"}
	random := rand.New(rand.NewPCG(1, 2))
	changes := make([]core.Change, 0, 5000)
	for i := range p.signals {
		at := pastEnd.Add(-time.Duration(p.signals-i) * (pastLength / time.Duration(p.signals)))
		visitor := fmt.Sprintf("0195e5a0-0000-7000-8000-%012d", random.IntN(p.visitors))
		id := fmt.Sprintf("%08x-%04x-7000-8000-%012d", at.UnixMilli()>>16, at.UnixMilli()&0xffff, i)
		sig := core.Signal{ID: id, Site: "shop", Visitor: visitor, Session: visitor, Kind: kinds[random.IntN(len(kinds))], At: at, Received: at,
			Score: random.Float64(), Page: fmt.Sprint("/product/", random.IntN(60)), Target: fmt.Sprint("#button-", random.IntN(200)),
			Data: map[string]any{"label": "Add to cart", "presses": 4.0}}
		change := core.Change{Signals: []core.Signal{sig}, Decisions: []core.Decision{{ID: "d" + id, Site: "shop", Visitor: visitor, Session: visitor, Signal: id,
			Kind: sig.Kind, Page: sig.Page, At: at, Outcome: core.Idle}}}
		if i < p.visitors {
			v := fmt.Sprintf("0195e5a0-0000-7000-8000-%012d", i)
			change.Visitors = []core.Visitor{{Site: "shop", ID: v, Session: v, Visits: 1, First: at, Last: pastEnd, Cart: core.Cart{Value: float64(i % 80), Items: 1}}}
		}
		if changes = append(changes, change); len(changes) == cap(changes) {
			for _, err := range store.Commit(t.Context(), changes) {
				if err != nil {
					t.Fatal(err)
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
