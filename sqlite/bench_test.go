package sqlite

import (
	"database/sql"
	"fmt"
	"slices"
	"strings"
	"sync"
	"sync/atomic"
	"testing"
	"time"

	"heed/collector/core"
)

// arrival is what one signal of a page typically leads to: the signal, its decision with an explanation of three intercepts of
// ten gates, and the visitor.
func arrival(i int64) core.Change {
	at := time.UnixMilli(1_700_000_000_000 + i)
	visitor := fmt.Sprintf("0190-visitor-%08d", i%10_000)
	var considered []core.Evaluation
	for _, name := range []string{"stuck", "cart-rescue", "leaving"} {
		e := core.Evaluation{Intercept: name, Revision: 2, Priority: 50}
		for _, gate := range []string{"status", "trigger", "page", "who", "schedule", "rollout", "per_visitor", "per_session",
			"quota", "budget"} {
			e.Gates = append(e.Gates, core.Gate{Name: gate, Pass: true, Got: core.Number(1), Want: core.String("live")})
		}
		considered = append(considered, e)
	}
	explanation, err := core.Explain(considered)
	if err != nil {
		panic(err) // written just above
	}
	id := fmt.Sprintf("%012d", i)
	return core.Change{
		Signals: []core.Signal{{ID: "g" + id, Site: "shop", Visitor: visitor, Session: visitor, Kind: "rage_click", At: at,
			Received: at, Score: 0.8, Page: "/cart", Target: "#pay > button.primary", Data: map[string]any{"clicks": 4.0}}},
		Decisions: []core.Decision{{ID: "d" + id, Site: "shop", Visitor: visitor, Session: visitor, Signal: "g" + id,
			Kind: "rage_click", Page: "/cart", At: at, Outcome: core.Idle, Considered: explanation}},
		Visitors: []core.Visitor{{Site: "shop", ID: visitor, Session: visitor, Visits: 1, First: at, Last: at}},
	}
}

// BenchmarkCommit measures acknowledged arrivals a second, and how long an acknowledgement takes, with so many producers that each
// wait for one before the next. Of-bare is the rate's share of the bare group commit's, measured in the same run: one row of one
// table through the same writer.
func BenchmarkCommit(b *testing.B) {
	for _, producers := range []int{1, 64, 1000} {
		b.Run(fmt.Sprintf("producers=%d", producers), func(b *testing.B) {
			s := open(b, b.TempDir(), Options{})
			bare, _ := produce(b, producers, func(i int64) error {
				return s.writer.do(b.Context(), func(tx *sql.Tx) error {
					return execute(tx, s.queries.get("event.Insert"), i, "shop", "v", "s", "bare", i, i, "/", strings.Repeat(" ", 200))
				})
			})
			b.ResetTimer()
			rate, waits := produce(b, producers, func(i int64) error {
				return s.Commit(b.Context(), []core.Change{arrival(i)})[0]
			})
			b.ReportMetric(rate, "acks/s")
			b.ReportMetric(rate/bare, "of-bare")
			b.ReportMetric(waits[len(waits)/2].Seconds()*1000, "p50-ms")
			b.ReportMetric(waits[len(waits)*99/100].Seconds()*1000, "p99-ms")
		})
	}
}

// produce calls commit b.N times from so many goroutines, and returns the calls a second and how long each took, sorted.
func produce(b *testing.B, producers int, commit func(i int64) error) (rate float64, waits []time.Duration) {
	took := make([][]time.Duration, producers)
	var next atomic.Int64
	var wg sync.WaitGroup
	begin := time.Now()
	for p := range producers {
		wg.Go(func() {
			for i := next.Add(1); i <= int64(b.N); i = next.Add(1) {
				start := time.Now()
				if err := commit(i); err != nil {
					b.Error(err)
					return
				}
				took[p] = append(took[p], time.Since(start))
			}
		})
	}
	wg.Wait()
	rate = float64(b.N) / time.Since(begin).Seconds()
	return rate, slices.Sorted(slices.Values(slices.Concat(took...)))
}

// BenchmarkHistory loads a visitor's past from among a hundred thousand arrivals of ten thousand visitors.
func BenchmarkHistory(b *testing.B) {
	s := open(b, b.TempDir(), Options{})
	const arrivals = 100_000
	for first := int64(0); first < arrivals; first += groupSize {
		changes := make([]core.Change, groupSize)
		for i := range changes {
			changes[i] = arrival(first + int64(i))
		}
		for _, err := range s.Commit(b.Context(), changes) {
			if err != nil {
				b.Fatal(err)
			}
		}
	}
	for b.Loop() {
		h, err := s.History(b.Context(), "shop", "0190-visitor-00000042")
		if err != nil || len(h.Signals) != 10 {
			b.Fatalf("%d signals, error %v", len(h.Signals), err)
		}
	}
}
