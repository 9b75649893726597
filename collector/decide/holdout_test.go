package decide

import (
	"fmt"
	"math"
	"strings"
	"testing"
	"time"

	"heed/collector/core"
)

// TestSiteHoldout decides for 100,000 visitors of a site with a holdout of its own, and of an intercept with another: the two are drawn
// independently, whoever is withheld is so from every intercept and from the tap, and the contact counts all the same.
func TestSiteHoldout(t *testing.T) {
	const visitors, ofSite, ofIntercept = 100_000, 10, 20
	site := asking(100, func(s *core.Site) { s.Holdout, s.Budget = percent(ofSite), loose.Budget })
	e := loaded(t, site, valid("stuck", func(i *core.Intercept) { i.Holdout = percent(ofIntercept) }),
		valid("leaving", func(i *core.Intercept) { i.When.Any[0].Signal = "exit_intent" }))
	arms := map[core.Arm]int{}
	for n := range visitors {
		name := fmt.Sprintf("visitor-%d", n)
		h := history(name)
		d := e.Decide(noon, rage(name, noon), h)
		arms[d.Arm]++
		if (d.Outcome == core.Acted) != (d.Arm == core.Treatment) || len(h.Contacts) != 1 {
			t.Fatalf("%s in arm %s: %d contacts", d.Outcome, d.Arm, len(h.Contacts))
		}
		left := rage(name, noon)
		left.Kind = "exit_intent"
		if again := e.Decide(noon, left, h); (again.Arm == core.Withheld) != (d.Arm == core.Withheld) {
			t.Fatalf("%s is in arm %s of one intercept and in %s of another", name, d.Arm, again.Arm)
		}
		left.Kind = "dead_click"
		if tap := e.Decide(noon, left, h); (tap.Outcome == core.Idle) != (d.Arm == core.Withheld) {
			t.Fatalf("%s in arm %s: the tap's decision is %s", name, d.Arm, tap.Outcome)
		}
	}
	for arm, share := range map[core.Arm]float64{core.Withheld: 0.1, core.Control: 0.9 * 0.2, core.Treatment: 0.9 * 0.8} {
		sigma := math.Sqrt(visitors * share * (1 - share))
		if off := math.Abs(float64(arms[arm])-visitors*share) / sigma; off > 5 {
			t.Errorf("%s: %d, which is %.1f standard deviations from %.0f", arm, arms[arm], off, visitors*share)
		}
	}
}

func TestHoldoutIsExplained(t *testing.T) {
	ofSite := newDraw(forSite, "shop", "").percent(hashOf("ann"))
	ofStuck := newDraw(forHoldout, "shop", "stuck").percent(hashOf("ann"))
	for _, row := range []struct {
		site, own float64
		arm       core.Arm
		says      string
	}{
		{0, ofStuck, core.Treatment, "is the only eligible intercept of 1."}, // a place at the edge is outside
		{0, ofStuck + 1e-6, core.Control, "is below the holdout of " + decimal(ofStuck+1e-6) + "."},
		{ofSite, 0, core.Treatment, "is the only eligible intercept of 1."},
		{ofSite + 1e-6, 0, core.Withheld, "is below the site's own holdout of " + decimal(ofSite+1e-6) + "."},
		{100, 0, core.Withheld, "is below the site's own holdout of 100."},
		{100, 100, core.Withheld, "is below the site's own holdout of 100."},
		{0, 100, core.Control, "is below the holdout of 100."},
		{0, 0, core.Treatment, "is the only eligible intercept of 1."},
	} {
		site := loose
		site.Holdout = percent(row.site)
		d := loaded(t, site, valid("stuck", func(i *core.Intercept) { i.Holdout = percent(row.own) })).Decide(noon, rage("ann", noon), history("ann"))
		if d.Arm != row.arm || !strings.HasSuffix(d.Arbitration, row.says) {
			t.Errorf("%+v: %s, %s", row, d.Arm, d.Arbitration)
		}
	}
}

// TestDeal: a visitor's place is the same all through a period and drawn anew in the next, over which the share stays what it is.
func TestDeal(t *testing.T) {
	day := func(s string) time.Time {
		at, err := time.Parse(time.RFC3339, s)
		if err != nil {
			t.Fatal(err)
		}
		return at
	}
	for _, row := range []struct {
		name          string
		before, after core.Deal
		a, b          string
		same          bool
	}{
		{"forever", core.Deal{}, core.Deal{}, "2026-01-01T00:00:00Z", "2036-01-01T00:00:00Z", true},
		{"one month", core.Deal{Period: "month"}, core.Deal{Period: "month"}, "2028-02-01T00:00:00Z", "2028-02-29T23:59:59Z", true},
		{"the next month", core.Deal{Period: "month"}, core.Deal{Period: "month"}, "2028-02-29T23:59:59Z", "2028-03-01T00:00:00Z", false},
		{"by the clock of UTC", core.Deal{Period: "month"}, core.Deal{Period: "month"}, "2026-03-01T01:00:00+02:00", "2026-02-01T00:00:00Z", true},
		{"one quarter", core.Deal{Period: "quarter"}, core.Deal{Period: "quarter"}, "2026-04-01T00:00:00Z", "2026-06-30T23:59:59Z", true},
		{"the next quarter", core.Deal{Period: "quarter"}, core.Deal{Period: "quarter"}, "2026-03-31T23:59:59Z", "2026-04-01T00:00:00Z", false},
		{"that quarter of another year", core.Deal{Period: "quarter"}, core.Deal{Period: "quarter"}, "2026-04-01T00:00:00Z", "2027-04-01T00:00:00Z", false},
		{"one year", core.Deal{Period: "year"}, core.Deal{Period: "year"}, "2026-01-01T00:00:00Z", "2026-12-31T23:59:59Z", true},
		{"the next year", core.Deal{Period: "year"}, core.Deal{Period: "year"}, "2026-12-31T23:59:59Z", "2027-01-01T00:00:00Z", false},
		{"another salt", core.Deal{}, core.Deal{Salt: "2"}, "2026-01-01T00:00:00Z", "2026-01-01T00:00:00Z", false},
		{"another salt in a period", core.Deal{Period: "year"}, core.Deal{Period: "year", Salt: "2"}, "2026-01-01T00:00:00Z", "2026-01-01T00:00:00Z", false},
	} {
		const visitors, share = 20_000, 0.2
		hold := newDraw(forHoldout, "shop", "stuck")
		in, moved := [2]int{}, 0
		for n := range visitors {
			name := fmt.Sprintf("visitor-%d", n)
			a := hold.of(salted(name, row.before.SaltAt(day(row.a)))) < share
			b := hold.of(salted(name, row.after.SaltAt(day(row.b)))) < share
			if a {
				in[0]++
			}
			if b {
				in[1]++
			}
			if a != b {
				moved++
			}
		}
		within := func(n int, p float64) bool {
			return math.Abs(float64(n)-visitors*p) < 5*math.Sqrt(visitors*p*(1-p))
		}
		if !within(in[0], share) || !within(in[1], share) {
			t.Errorf("%s: %v of %d are held", row.name, in, visitors)
		}
		if row.same && moved > 0 || !row.same && !within(moved, 2*share*(1-share)) {
			t.Errorf("%s: %d of %d have moved", row.name, moved, visitors)
		}
	}
}

// TestDealIsInForce: the engine draws with the salt of the moment it decides in.
func TestDealIsInForce(t *testing.T) {
	site := loose
	site.Deal = core.Deal{Period: core.Monthly}
	e := loaded(t, site, valid("stuck", func(i *core.Intercept) { i.Rollout = percent(50) }))
	places := map[string]bool{}
	for month := range 12 {
		for _, day := range []int{1, 28} {
			at := time.Date(2026, time.Month(month+1), day, 12, 0, 0, 0, time.UTC)
			g := gateOf(t, e.Decide(at, rage("ann", at), history("ann")), "stuck", "rollout")
			places[g.Got.String()] = true
			if !strings.Contains(g.Note, "in this month") {
				t.Errorf("note %q", g.Note)
			}
		}
	}
	if len(places) != 12 {
		t.Errorf("%d places in 12 months", len(places))
	}
}

// TestStopped: nothing acts, nothing counts, and every intercept's explanation says why.
func TestStopped(t *testing.T) {
	yes := true
	site := asking(100, func(s *core.Site) { s.Stopped = &yes })
	e, h := loaded(t, site, valid("stuck", nil), valid("other", nil)), history("ann")
	for _, kind := range []string{"rage_click", "dead_click"} {
		sig := rage("ann", noon)
		sig.Kind = kind
		d := e.Decide(noon, sig, h)
		if d.Outcome != core.Idle || len(h.Contacts) > 0 || !strings.HasPrefix(d.Arbitration, "The site is stopped") {
			t.Errorf("%s: %s, %s", kind, d.Outcome, d.Arbitration)
		}
		for _, name := range []string{"stuck", "other"} {
			if g := gateOf(t, d, name, "running"); g.Pass || g.Got.String() != "stopped" || g.Want.String() != "running" {
				t.Errorf("%s: %+v", name, g)
			}
		}
	}
	why, err := e.Why(noon, dead("s"), *h, core.PrecisionName)
	if last := why.Gates[len(why.Gates)-1]; err != nil || why.Eligible || last.Name != "running" || last.Pass {
		t.Errorf("the tap: %+v, %v", why, err)
	}
}
