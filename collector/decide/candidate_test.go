package decide

import (
	"fmt"
	"reflect"
	"slices"
	"strings"
	"testing"

	"heed/collector/core"
)

// TestCandidatesAreKept: a decision keeps every eligible intercept's score, and no other's; whoever wins is the first by them, whatever
// the visitor's draw.
func TestCandidatesAreKept(t *testing.T) {
	rival := func(name string) core.Intercept {
		return valid(name, func(i *core.Intercept) { i.Priority, i.Value = 7, 2.5 })
	}
	e := loaded(t, loose, valid("low", func(i *core.Intercept) { i.Priority = 1 }), rival("a"), rival("b"), rival("c"),
		valid("other", func(i *core.Intercept) { i.Priority, i.When.Any[0].Signal = 99, "exit_intent" }))
	won := map[string]int{}
	for n := range 300 {
		visitor := fmt.Sprint("visitor-", n)
		d := e.Decide(noon, rage(visitor, noon), history(visitor))
		candidates := d.Considered.Candidates()
		if len(candidates) != 4 || candidates[0].Intercept != d.Intercept || candidates[0].Lost != "" || candidates[3].Intercept != "low" {
			t.Fatalf("%s won, and the candidates are %+v", d.Intercept, candidates)
		}
		if c := candidates[1]; c.Lost != core.ByDraw || c.Priority != 7 || c.Value != 2.5 || c.Draw <= candidates[0].Draw || c.Draw >= 100 {
			t.Fatalf("the second of %+v", candidates)
		}
		won[d.Intercept]++
	}
	if won["a"] < 60 || won["b"] < 60 || won["c"] < 60 {
		t.Errorf("the draw is not even: %v", won)
	}
}

// TestDrawsOutliveTheirSalt: what a decision keeps is what it was decided by, also when the site deals anew afterwards.
func TestDrawsOutliveTheirSalt(t *testing.T) {
	site := loose
	list := []core.Intercept{valid("a", nil), valid("b", nil)}
	e := loaded(t, site, list...)
	kept := e.Decide(noon, rage("ann", noon), history("ann")).Considered
	before := kept.Candidates()
	site.Deal.Salt = "another"
	if err := e.Load(site, list, nil); err != nil {
		t.Fatal(err)
	}
	after := e.Decide(noon, rage("ann", noon), history("ann")).Considered.Candidates()
	if before[0].Draw == after[0].Draw || !slices.Equal(before, kept.Candidates()) {
		t.Errorf("before %+v, after %+v, kept %+v", before, after, kept.Candidates())
	}
}

// TestArbitrationNamesFew: a sentence over hundreds of rivals is not read; it names three and counts the others.
func TestArbitrationNamesFew(t *testing.T) {
	list := []core.Intercept{valid("top", func(i *core.Intercept) { i.Priority = 9 })}
	for n := range 5 {
		list = append(list, valid(fmt.Sprint("low-", n), nil))
	}
	d := loaded(t, loose, list...).Decide(noon, rage("ann", noon), history("ann"))
	want := "top (priority 9) wins over low-0 (priority 0), low-1 (priority 0), low-2 (priority 0) and 2 more: it has the highest priority."
	if d.Arbitration != want {
		t.Errorf("got  %s\nwant %s", d.Arbitration, want)
	}
	if d = loaded(t, loose, list[:4]...).Decide(noon, rage("ann", noon), history("ann")); strings.Contains(d.Arbitration, "more") {
		t.Error(d.Arbitration)
	}
}

// TestWhyRanks: who asks about one intercept is told all that are eligible with it, and none when the site does not listen.
func TestWhyRanks(t *testing.T) {
	site := loose
	list := []core.Intercept{valid("low", nil), valid("top", func(i *core.Intercept) { i.Priority = 9 }),
		valid("full", func(i *core.Intercept) { i.Limits.Quota = 1 })}
	e := New(counted())
	if err := e.Load(site, list, map[string]int{"full": 1}); err != nil {
		t.Fatal(err)
	}
	for name, eligible := range map[string]bool{"low": true, "top": true, "full": false, core.PrecisionName: false} {
		found, err := e.Why(noon, rage("ann", noon), *history("ann"), name)
		if err != nil || found.Intercept != name || found.Eligible != eligible || (found.Draw != nil) != eligible {
			t.Errorf("%s: %+v, %v", name, found.Evaluation, err)
		}
		if c := found.Candidates; len(c) != 2 || c[0].Intercept != "top" || c[1].Intercept != "low" || c[1].Lost != core.ByPriority {
			t.Errorf("%s: candidates %+v", name, c)
		}
	}
	site.Mutes = []core.Mute{{Kind: "rage_click"}}
	if err := e.Load(site, list, nil); err != nil {
		t.Fatal(err)
	}
	if found, err := e.Why(noon, rage("ann", noon), *history("ann"), "top"); err != nil || found.Eligible || len(found.Candidates) > 0 {
		t.Errorf("muted: %+v, %v", found, err)
	}
}

// TestWhyAll: one evaluation says of each of 200 intercepts what a decision on that signal says, and of a muted one that nobody listens.
func TestWhyAll(t *testing.T) {
	for _, mutes := range [][]core.Mute{nil, {{Kind: "exit_intent", Target: "#pay"}}} {
		e := loaded(t, asking(100, func(s *core.Site) { s.Mutes = mutes }), twoHundred()...)
		h, sig := experienced()
		sig.ID, sig.Target = "new", "#pay"
		all, err := e.WhyAll(noon, sig, *h)
		if err != nil {
			t.Fatal(err)
		}
		list := e.Decide(noon, sig, h).Considered.Evaluations()
		eligible := 0
		for _, want := range list {
			got, err := all.Of(want.Intercept)
			if err != nil {
				t.Fatal(err)
			}
			if mutes != nil {
				if last := len(got.Gates) - 1; got.Eligible || got.Draw != nil || len(got.Candidates) > 0 || got.Gates[last].Name != "listened" {
					t.Fatalf("muted: %+v", got)
				}
				continue
			}
			if !reflect.DeepEqual(got.Evaluation, want) {
				t.Fatalf("got  %+v\nwant %+v", got.Evaluation, want)
			}
			if got.Eligible {
				eligible++
			}
			if len(got.Candidates) == 0 || got.Candidates[0] != all.candidates[0] {
				t.Fatalf("candidates %+v", got.Candidates)
			}
		}
		if len(list) != 200 || eligible != len(all.candidates) || (eligible == 0) != (mutes != nil) {
			t.Errorf("%d evaluations, %d eligible of %d candidates", len(list), eligible, len(all.candidates))
		}
		if _, err := all.Of("nosuch"); !core.IsKind(err, core.NotFound) {
			t.Error(err)
		}
		if got, err := all.Of(core.PrecisionName); err != nil || got.Intercept != core.PrecisionName || got.Gates[0].Name != "sample" || !got.Gates[0].Pass {
			t.Errorf("the tap: %+v, %v", got, err)
		}
	}
}
