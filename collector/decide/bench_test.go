package decide

import (
	"fmt"
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

// BenchmarkDecide200 is one decision over 200 live intercepts for a visitor with a past. The budget is a p99 of 100 µs.
func BenchmarkDecide200(b *testing.B) {
	e := loaded(b, core.Site{Name: "shop"}, twoHundred()...)
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
	contacts := h.Contacts
	took := make([]time.Duration, 0, b.N)
	b.ReportAllocs()
	for b.Loop() {
		h.Contacts = contacts[:len(contacts):len(contacts)]
		begin := time.Now()
		d := e.Decide(noon, sig, h)
		took = append(took, time.Since(begin))
		if d.Outcome == core.Idle {
			b.Fatal(d.Arbitration)
		}
	}
	slices.Sort(took)
	b.ReportMetric(float64(took[len(took)/2].Nanoseconds())/1e3, "p50-µs")
	b.ReportMetric(float64(took[len(took)*99/100].Nanoseconds())/1e3, "p99-µs")
}
