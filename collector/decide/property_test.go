package decide

import (
	"fmt"
	"math"
	"math/rand/v2"
	"reflect"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"
	"pgregory.net/rapid"

	"heed/collector/core"
)

// anySite draws a site with a few intercepts that differ in everything a decision depends on.
func anySite(t *rapid.T) (core.Site, []core.Intercept) {
	site := core.Site{Name: "shop", Budget: core.Budget{
		Contacts: rapid.IntRange(1, 3).Draw(t, "contacts"),
		Every:    core.Duration(rapid.IntRange(1, 90).Draw(t, "every")) * core.Duration(time.Minute),

		AfterDismissal: core.Duration(rapid.IntRange(0, 30).Draw(t, "after any dismissal")) * core.Duration(time.Minute),
	}}
	var list []core.Intercept
	for n := range rapid.IntRange(1, 5).Draw(t, "intercepts") {
		list = append(list, valid(fmt.Sprintf("i%d", n), func(i *core.Intercept) {
			i.Priority = rapid.IntRange(0, 2).Draw(t, "priority")
			i.When.Any[0].Count = rapid.IntRange(0, 2).Draw(t, "count")
			i.Who = rapid.SampledFrom([]string{"", `"vip" in traits.tags`, "visitor.new"}).Draw(t, "who")
			i.Value = float64(rapid.IntRange(0, 2).Draw(t, "value"))
			i.Limits = core.Limits{PerSession: rapid.IntRange(0, 5).Draw(t, "session"), Quota: rapid.IntRange(0, 9).Draw(t, "quota"),
				PerVisitor: rapid.IntRange(0, 3).Draw(t, "visitor"), Every: core.Duration(rapid.IntRange(0, 60).Draw(t, "each")) * core.Duration(time.Minute),
				AfterAnswer:    core.Duration(rapid.IntRange(0, 60).Draw(t, "after answer")) * core.Duration(time.Minute),
				AfterDismissal: core.Duration(rapid.IntRange(0, 60).Draw(t, "after dismissal")) * core.Duration(time.Minute)}
			i.Rollout = percent(rapid.Float64Range(0, 100).Draw(t, "rollout"))
			i.Holdout = percent(rapid.Float64Range(0, 100).Draw(t, "holdout"))
		}))
	}
	return site, list
}

// anySignals draws signals of one visitor, in any order of time.
func anySignals(t *rapid.T) []core.Signal {
	visitor := rapid.StringN(1, 40, -1).Draw(t, "visitor")
	return rapid.SliceOfN(rapid.Custom(func(t *rapid.T) core.Signal {
		sig := rage(visitor, noon.Add(time.Duration(rapid.IntRange(0, 300).Draw(t, "minute"))*time.Minute))
		sig.Session = rapid.SampledFrom([]string{"one", "two"}).Draw(t, "session")
		return sig
	}), 1, 30).Draw(t, "signals")
}

func mustLoad(t *rapid.T, site core.Site, list []core.Intercept) *Engine {
	e := New(counted())
	if err := e.Load(site, list, nil); err != nil {
		t.Fatal(err)
	}
	return e
}

func TestDecisionsAreRepeatable(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		site, list := anySite(t)
		signals := anySignals(t)
		a, b := mustLoad(t, site, list), mustLoad(t, site, list)
		ha, hb := history(signals[0].Visitor), history(signals[0].Visitor)
		arms := map[string]core.Arm{}
		for _, sig := range signals {
			da, db := a.Decide(sig.At, sig, ha), b.Decide(sig.At, sig, hb)
			if diff := differ(da, db); diff != "" {
				t.Fatalf("the same again gave something else: %s", diff)
			}
			if was, ok := arms[da.Intercept]; ok && was != da.Arm {
				t.Fatalf("%s: the arm went from %s to %s", da.Intercept, was, da.Arm)
			}
			arms[da.Intercept] = da.Arm
		}
		if diff := cmp.Diff(ha, hb); diff != "" {
			t.Fatal(diff)
		}
	})
}

// TestBudgetHolds looks at every window of the budget's length over all that was decided, whatever order signals come in from two tabs, late
// ones and such as come again too, and whatever the visitor does with what is shown.
func TestBudgetHolds(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		site, list := anySite(t)
		signals := anySignals(t)
		site.Budget.AfterDismissal = 0
		for k := range list { // so that nothing but the budget stands in the way
			list[k].Limits, list[k].Rollout = core.Limits{PerSession: 1000}, nil
		}
		e, h := mustLoad(t, site, list), history(signals[0].Visitor)
		var contacts []time.Time
		for _, sig := range signals {
			now := sig.At.Add(time.Duration(rapid.IntRange(0, 40).Draw(t, "seconds late")) * time.Second)
			again := rapid.IntRange(1, 2).Draw(t, "times")
			for range again {
				d := e.Decide(now, sig, h)
				if d.Outcome != core.Idle {
					contacts = append(contacts, d.At)
				}
				switch rapid.IntRange(0, 3).Draw(t, "then") {
				case 0:
					h.Dismiss(d.ID, now)
				case 1:
					h.Answer(d.ID, now)
				}
			}
		}
		for _, begin := range contacts {
			n := 0
			for _, at := range contacts {
				if age := at.Sub(begin); age >= 0 && age < time.Duration(site.Budget.Every) {
					n++
				}
			}
			if n > site.Budget.Contacts {
				t.Fatalf("%d contacts within %s of %s, the budget is %d: %v", n, site.Budget.Every, begin, site.Budget.Contacts, contacts)
			}
		}
	})
}

// differ says how two of the same kind differ, "" when they do not. To find that they are equal it does not take cmp's time.
func differ[T any](a, b T) string {
	if reflect.DeepEqual(a, b) {
		return ""
	}
	return cmp.Diff(a, b, comparable)
}

// TestArmsAdvanceAlike runs the same signals with everybody held out and with nobody: all but the arms must be equal.
func TestArmsAdvanceAlike(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		site, list := anySite(t)
		signals := anySignals(t)
		engines := [2]*Engine{}
		for n, share := range [2]float64{0, 100} {
			for k := range list {
				list[k].Holdout = percent(share)
			}
			engines[n] = mustLoad(t, site, list)
		}
		shown, held := history(signals[0].Visitor), history(signals[0].Visitor)
		for _, sig := range signals {
			a, b := engines[0].Decide(sig.At, sig, shown), engines[1].Decide(sig.At, sig, held)
			if a.Outcome == core.Held || b.Outcome == core.Acted || (a.Outcome == core.Idle) != (b.Outcome == core.Idle) {
				t.Fatalf("outcomes %s and %s", a.Outcome, b.Outcome)
			}
			if diff := differ(a.Considered, b.Considered); diff != "" {
				t.Fatal(diff)
			}
			shown.Dismiss(a.ID, sig.At) // what a contact that was held back counts as
		}
		if diff := cmp.Diff(shown, held); diff != "" {
			t.Fatal(diff)
		}
	})
}

// TestDraws measures shares and independence over 100,000 visitors, whose ids are as close to each other as real ones. The bound is
// five standard deviations: with these fixed ids the test never changes its mind, and a bad hash is off by far more.
func TestDraws(t *testing.T) {
	const visitors = 100_000
	rollout, holdout := newDraw(forRollout, "shop", "stuck"), newDraw(forHoldout, "shop", "stuck")
	other := newDraw(forHoldout, "shop", "stuck2")
	for _, share := range []float64{0.01, 0.2, 0.5, 0.9} {
		in := map[string]int{}
		rng := rand.New(rand.NewPCG(1, 2))
		for n := range visitors {
			id := fmt.Sprintf("019cb393-%04x-7%03x-8000-%012x", n>>16, rng.IntN(4096), n)
			v := hashOf(id)
			r, h, o := rollout.of(v) < share, holdout.of(v) < share, other.of(v) < share
			for name, yes := range map[string]bool{"rollout": r, "holdout": h, "both": r && h, "two holdouts": h && o} {
				if yes {
					in[name]++
				}
			}
		}
		for name, p := range map[string]float64{"rollout": share, "holdout": share, "both": share * share, "two holdouts": share * share} {
			sigma := math.Sqrt(visitors * p * (1 - p))
			if off := math.Abs(float64(in[name])-visitors*p) / sigma; off > 5 {
				t.Errorf("%s of %v: %d, which is %.1f standard deviations from %.0f", name, share, in[name], off, visitors*p)
			}
		}
	}
}

// TestHoldoutShare decides for 100,000 visitors, rolled out to half: a fifth of those contacted are held, and a revision moves nobody.
func TestHoldoutShare(t *testing.T) {
	const visitors, rollout, holdout = 100_000, 50, 20
	i := valid("stuck", func(i *core.Intercept) { i.Rollout, i.Holdout = percent(rollout), percent(holdout) })
	before := loaded(t, loose, i)
	i.Revision, i.Hypothesis, i.Rollout = 2, "Changed.", percent(rollout+10)
	after := loaded(t, loose, i)
	outcomes := map[core.Outcome]int{}
	for n := range visitors {
		name := fmt.Sprintf("visitor-%d", n)
		a := before.Decide(noon, rage(name, noon), history(name))
		b := after.Decide(noon, rage(name, noon), history(name))
		outcomes[a.Outcome]++
		if a.Outcome != core.Idle && a.Arm != b.Arm {
			t.Fatalf("%s went from %q to %q with a revision", name, a.Arm, b.Arm)
		}
	}
	for outcome, share := range map[core.Outcome]float64{core.Idle: 0.5, core.Held: 0.1, core.Acted: 0.4} {
		sigma := math.Sqrt(visitors * share * (1 - share))
		if off := math.Abs(float64(outcomes[outcome])-visitors*share) / sigma; off > 5 {
			t.Errorf("%s: %d, which is %.1f standard deviations from %.0f", outcome, outcomes[outcome], off, visitors*share)
		}
	}
}

// TestTiesAreShared lets two equal intercepts meet many visitors: each wins about half of them.
func TestTiesAreShared(t *testing.T) {
	const visitors = 10_000
	e, won := loaded(t, loose, valid("a", nil), valid("b", nil)), 0
	for n := range visitors {
		name := fmt.Sprintf("visitor-%d", n)
		if e.Decide(noon, rage(name, noon), history(name)).Intercept == "a" {
			won++
		}
	}
	if math.Abs(float64(won)-visitors/2) > 5*math.Sqrt(visitors)/2 {
		t.Errorf("a won %d of %d", won, visitors)
	}
}

// TestDrawsNeverChange holds the numbers of a few visitors: with other ones, an upgrade would move visitors between the arms of
// running experiments.
func TestDrawsNeverChange(t *testing.T) {
	for _, row := range []struct {
		purpose, visitor string
		want             float64
	}{
		{"rollout", "ann", 0.4307239951176841},
		{"holdout", "ann", 0.32929077675264673},
		{"tie", "ann", 0.36009609618533456},
		{"holdout", "019cb393-6700-7000-8000-000000000000", 0.5007115340380842},
		{"holdout", "", 0.5345910256853894},
	} {
		if got := newDraw(row.purpose, "shop", "stuck").of(hashOf(row.visitor)); got != row.want {
			t.Errorf("%s of %q: %v, was %v", row.purpose, row.visitor, got, row.want)
		}
	}
}
