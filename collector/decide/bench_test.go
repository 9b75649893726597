package decide

import (
	"fmt"
	"runtime"
	"slices"
	"testing"
	"time"

	"heed/agent"
	"heed/collector/core"
)

// twoHundred are intercepts as a large site might have them: every kind of signal, forty conditions, three zones, pages, limits,
// rollouts and holdouts.
func twoHundred() []core.Intercept {
	zones := []string{"Europe/Berlin", "America/New_York", "Asia/Tokyo"}
	conditions := []string{
		`cart.value >= %d && !("staff" in traits.tags)`, `traits.plan == "pro%d" || visitor.new`,
		`device.touch && device.w < %d`, `page.path startsWith "/product/%d"`, `traits.value > %d && cart.items > 0`,
	}
	var out []core.Intercept
	for n := range 200 {
		out = append(out, valid(fmt.Sprintf("intercept-%03d", n), func(i *core.Intercept) {
			i.Priority = n % 10
			i.When = core.When{Any: []core.Trigger{
				{Signal: agent.Kind(1 + n%15).String(), MinScore: 0.5, Count: 1 + n%3},
				{Signal: "exit_intent", Page: "/cart*"},
			}}
			i.Where = core.Where{Include: []string{"/cart*", "/checkout*", "/product/*"}, Exclude: []string{"/checkout/done"}}
			i.Who = fmt.Sprintf(conditions[n%5], n%40)
			i.Schedule = &core.Schedule{From: "2026-01-01", Hours: "Mon-Fri 00:00-23:00, Sat 10:00-16:00", Zone: zones[n%3]}
			i.Limits = core.Limits{PerVisitor: 3, Every: core.Duration(30 * 24 * time.Hour), Quota: 1 << 30}
			i.Rollout, i.Holdout = percent(float64(50+n%50)), percent(20)
		}))
	}
	return out
}

// apart makes them share nothing: no two have the same triggers, pages, conditions or hours, and all wait for the signal that comes.
func apart(list []core.Intercept) []core.Intercept {
	for n := range list {
		i := &list[n]
		i.When.Any = []core.Trigger{{Signal: "exit_intent", MinScore: 0.5 + float64(n)/1000, Count: 3, Page: fmt.Sprintf("/cart*%d", n)}}
		if n%4 == 0 {
			i.When.Any[0].Page = "/cart*"
		}
		i.Where.Exclude = append(i.Where.Exclude, fmt.Sprintf("/cart/%d", n))
		i.Who += fmt.Sprintf(" || cart.value == %d.5", n)
		i.Schedule.Hours = fmt.Sprintf("Mon-Fri 00:00-23:00, Sat 10:00-%02d:%02d", 11+n/60, n%60)
	}
	return list
}

// BenchmarkDecide200 is one decision over 200 live intercepts, explained, for a visitor with a past. The budget is a p99 of 100 µs. What
// the machine itself adds is measured right after it: idle-p99 is that of a loop which does nothing for as long as a decision takes.
func BenchmarkDecide200(b *testing.B) {
	for name, list := range map[string][]core.Intercept{"shared": twoHundred(), "apart": apart(twoHundred())} {
		b.Run(name, func(b *testing.B) { decideOften(b, list) })
	}
}

// TestDecideAllocatesLittle holds what a decision allocates whatever the intercepts share: the numbers, verdicts and draws of the
// explanation, its texts twice (the bytes and where each lies), and the sentence. The identifier is the caller's.
func TestDecideAllocatesLittle(t *testing.T) {
	if raceDetector {
		t.Skip("with the race detector a sync.Pool forgets at random")
	}
	const most = 6
	for name, list := range map[string][]core.Intercept{"shared": twoHundred(), "apart": apart(twoHundred())} {
		e := New(func() string { return "d" })
		if err := e.Load(core.Site{Name: "shop"}, list, nil); err != nil {
			t.Fatal(err)
		}
		h, sig := experienced()
		contacts := slices.Grow(h.Contacts, 1)
		if n := testing.AllocsPerRun(200, func() {
			h.Contacts = contacts
			if d := e.Decide(noon, sig, h); d.Outcome == core.Idle {
				t.Fatal(d.Arbitration)
			}
		}); n > most {
			t.Errorf("%s: %v allocations, want at most %d", name, n, most)
		}
	}
}

// BenchmarkWhy200 asks how each of 200 live intercepts stands with a visitor, as the debug panel does.
func BenchmarkWhy200(b *testing.B) {
	e := loaded(b, core.Site{Name: "shop"}, twoHundred()...)
	h, sig := experienced()
	b.ReportAllocs()
	for b.Loop() {
		all, err := e.WhyAll(noon, sig, *h)
		if err != nil {
			b.Fatal(err)
		}
		for n := range 200 {
			if _, err := all.Of(fmt.Sprintf("intercept-%03d", n)); err != nil {
				b.Fatal(err)
			}
		}
	}
}

// experienced is a visitor with a past, and their next signal.
func experienced() (*core.History, core.Signal) {
	h := history("018f4e6a-7d3a-7c55-9d6e-0f1c2b3a4d5e")
	h.Visitor.Traits = map[string]any{"plan": "pro7", "tags": []any{"vip", "beta"}, "value": 512.0}
	h.Visitor.Cart = core.Cart{Value: 80, Items: 3, Currency: "EUR"}
	for n := range 40 {
		h.Contacts = append(h.Contacts, core.Contact{
			Intercept: fmt.Sprintf("intercept-%03d", n), Session: "old", At: noon.Add(-time.Duration(n+40) * 24 * time.Hour),
		})
	}
	sig := rage(h.Visitor.ID, noon)
	sig.Kind = "exit_intent"
	for range core.SignalsKept {
		h.Hear(sig)
	}
	return h, sig
}

func decideOften(b *testing.B, list []core.Intercept) {
	e := loaded(b, core.Site{Name: "shop"}, list...)
	h, sig := experienced()
	contacts := slices.Grow(h.Contacts, 1)
	var took, idle []time.Duration
	visitors := visitorsInMemory()
	defer runtime.KeepAlive(visitors)
	decide := func() time.Duration {
		h.Contacts = contacts
		begin := time.Now()
		d := e.Decide(noon, sig, h)
		spent := time.Since(begin)
		if d.Outcome == core.Idle {
			b.Fatal(d.Arbitration)
		}
		return spent
	}
	const warm = 500
	for range warm {
		took = append(took, decide())
	}
	slices.Sort(took)
	usual := took[warm/2]
	took = took[:0]
	b.ReportAllocs()
	for b.Loop() {
		took = append(took, decide())
	}
	b.StopTimer() // not in between: it stops the world each time, to read the memory's statistics
	for range took {
		begin := time.Now()
		for time.Since(begin) < usual {
		}
		idle = append(idle, time.Since(begin))
	}
	b.ReportMetric(quantile(took, 50), "p50-µs")
	b.ReportMetric(quantile(took, 99), "p99-µs")
	b.ReportMetric(quantile(idle, 99), "idle-p99-µs")
}

// visitorsInMemory fill the memory of a collector: with an empty one the garbage collector would come every three hundred decisions,
// which is no collector's life.
func visitorsInMemory() []core.History {
	all := make([]core.History, 20_000)
	for n := range all {
		all[n] = *history(fmt.Sprintf("visitor-%d", n))
		for range 12 {
			all[n].Hear(rage("visitor", noon))
		}
	}
	return all
}

// quantile is in microseconds.
func quantile(took []time.Duration, percent int) float64 {
	slices.Sort(took)
	return float64(took[len(took)*percent/100].Nanoseconds()) / 1e3
}
