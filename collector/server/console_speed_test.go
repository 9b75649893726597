package server

import (
	"net/http"
	"slices"
	"testing"
	"time"

	"heed/collector/core"
	"heed/sqlite/sqlitetest"
)

// opensWithin is how long a page of the console may take to be made, at a million responses: up to a third of a second what is asked for
// feels as if it came at once, and the way to the browser takes its part.
const opensWithin = 300 * time.Millisecond

// BenchmarkPages opens every page that reads responses, through the whole handler, at a million responses (make bench-console). It fails where
// one in twenty takes longer than it may.
func BenchmarkPages(b *testing.B) {
	bench := newBenchOn(b, sqlitetest.Million(b))
	bench.now = sqlitetest.MillionFrom.AddDate(1, 0, 0)
	who := bench.stays("maya@example.com")
	decision := sqlitetest.MillionDecision(500_000)
	d, err := bench.store.Decision(b.Context(), decision)
	if err != nil {
		b.Fatal(err)
	}
	for _, page := range []struct{ name, address string }{
		{"live", "/console"},
		{"decisions", "/console/decisions"},
		{"decision", decisionURL(decision)},
		{"response", responseURL(decision + "/" + d.Action.Survey)},
		{"visitor", visitorURL("shop", d.Visitor)},
		{"conversations", "/console/conversations"},
		{"intercepts", "/console/intercepts"},
		{"intercept", interceptURL("shop", "ask-nps")},
		{"surveys", "/console/surveys"},
		{"survey", surveyURL("shop", "nps")},
		{"sites", "/console/sites"},
		{"detectors", "/console/detectors"},
		{"answers", "/console/responses"},
		{"answers/one-survey", "/console/responses?survey=nps"},
		{"answers/quarter", "/console/responses?since=2026-04-01&until=2026-07-01"},
		{"answers/half-a-day", "/console/responses?since=2026-04-01T06:00:00Z&until=2026-04-01T18:00:00Z"},
		{"answers/language", "/console/responses?lang=de"},
		{"answers/no-such-language", "/console/responses?lang=xx"},
		{"answers/device", "/console/responses?device=tablet"},
		{"answers/page", "/console/responses?page=/product/1*"},
		{"answers/rare-page", "/console/responses?page=/product/299"},
		{"answers/intercept", "/console/responses?intercept=ask-returns"},
		{"answers/kind", "/console/responses?kind=rage_click"},
		{"answers/no-such-kind", "/console/responses?kind=dead_click"},
		{"answers/step", "/console/responses?step=cart"},
		{"answers/no-such-step", "/console/responses?step=payment"},
		{"answers/option", "/console/responses?question=why&value=price"},
		{"answers/no-such-option", "/console/responses?question=why&value=none"},
		{"answers/detractors", "/console/responses?question=score&max=6"},
		{"answers/nobody-scores", "/console/responses?question=score&min=11"},
		{"answers/trait", "/console/responses?trait=plan%3Dgold"},
		{"answers/no-such-trait", "/console/responses?trait=plan%3Dsilver"},
		{"answers/word", "/console/responses?text=delivery"},
		{"answers/rare-word", "/console/responses?text=voucher4711"},
		{"answers/two-words", "/console/responses?text=delivery+costs"},
	} {
		b.Run(page.name, func(b *testing.B) {
			var took []time.Duration
			for b.Loop() {
				begin := time.Now()
				w := bench.get(who, page.address)
				took = append(took, time.Since(begin))
				if w.Code != http.StatusOK {
					b.Fatalf("%s: status %d\n%.300s", page.address, w.Code, w.Body)
				}
			}
			slices.Sort(took)
			p95 := took[(len(took)*95+99)/100-1]
			b.ReportMetric(float64(p95.Microseconds())/1e3, "p95-ms")
			if p95 > opensWithin {
				b.Errorf("%s opens in %s, and may take %s", page.address, p95.Round(time.Millisecond), opensWithin)
			}
		})
	}
}

// stays signs in somebody who may be there already: the store outlives the run.
func (b *bench) stays(email string) *http.Cookie {
	b.t.Helper()
	list, _, err := b.store.ListUsers(b.t.Context(), core.Query{})
	if err != nil {
		b.t.Fatal(err)
	}
	if !slices.ContainsFunc(list, func(u core.User) bool { return u.Email == email }) {
		b.add(email, core.Admin)
	}
	return b.enter(email)
}
