package decide

import (
	"encoding/json"
	"strconv"
	"strings"
	"sync"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"heed/collector/core"
)

var comparable = cmp.AllowUnexported(core.Value{})

func TestDecideActs(t *testing.T) {
	i := valid("stuck", func(i *core.Intercept) { i.Revision, i.Priority = 3, 50 })
	e := loaded(t, core.Site{Name: "shop"}, i)
	h := history("ann")
	sig := rage("ann", noon.Add(-time.Second))
	d := e.Decide(noon, sig, h)
	considered := d.Considered.Evaluations()
	d.Considered = core.Explanation{}
	want := core.Decision{
		ID: "d1", Site: "shop", Visitor: "ann", Session: "one", Signal: "s", Kind: "rage_click", Page: "/cart", At: noon,
		Outcome: core.Acted, Arm: core.Treatment, Intercept: "stuck", Revision: 3, Action: &i.Action,
		Expires:     sig.At.Add(core.DefaultExpiry),
		Arbitration: "stuck (priority 50) is the only eligible intercept of 1.",
	}
	if diff := cmp.Diff(want, d); diff != "" {
		t.Error(diff)
	}
	if len(considered) != 1 || !considered[0].Eligible || considered[0].Revision != 3 || considered[0].Priority != 50 {
		t.Errorf("considered %+v", considered)
	}
	if diff := cmp.Diff([]core.Contact{{Decision: "d1", Intercept: "stuck", Session: "one", At: noon}}, h.Contacts); diff != "" {
		t.Error(diff)
	}
	if diff := cmp.Diff([]core.Seen{{ID: "s", Session: "one", Kind: "rage_click", Score: 0.9, Page: "/cart", At: sig.At}}, h.Signals); diff != "" {
		t.Error(diff)
	}
}

func TestArbitration(t *testing.T) {
	at := func(name string, priority int) core.Intercept {
		return valid(name, func(i *core.Intercept) { i.Priority = priority })
	}
	worth := func(name string, value float64) core.Intercept {
		return valid(name, func(i *core.Intercept) { i.Priority, i.Value = 2, value })
	}
	other := valid("other", func(i *core.Intercept) { i.When.Any[0].Signal = "exit_intent" })
	paused := valid("paused", func(i *core.Intercept) { i.Status = core.Paused })
	for _, row := range []struct {
		intercepts []core.Intercept
		winner     string
		sentence   string
	}{
		{nil, "", "No intercept of this site is live."},
		{[]core.Intercept{paused}, "", "No intercept of this site is live."},
		{[]core.Intercept{other}, "", "None of the 1 live intercepts is eligible."},
		{[]core.Intercept{at("a", 1), other, paused}, "a", "a (priority 1) is the only eligible intercept of 2."},
		{[]core.Intercept{at("a", -1), at("b", 7), other, at("c", 0)}, "b",
			"b (priority 7) wins over a (priority -1), c (priority 0): it has the highest priority."},
		{[]core.Intercept{at("a", 1), at("b", 2), at("c", 2)}, "b",
			"b (priority 2) wins over a (priority 1), c (priority 2): of those with the highest priority it comes first in this visitor's draw."},
		{[]core.Intercept{at("a", 3), worth("b", 9.5)}, "a", "a (priority 3) wins over b (priority 2, value 9.5): it has the highest priority."},
		{[]core.Intercept{at("a", 2), worth("b", 9.5), worth("c", 9)}, "b",
			"b (priority 2, value 9.5) wins over a (priority 2), c (priority 2, value 9): of those with the highest priority it has the highest value."},
		{[]core.Intercept{at("a", 2), worth("b", 9), worth("c", 9)}, "b",
			"b (priority 2, value 9) wins over a (priority 2), c (priority 2, value 9): of those with the highest priority and value it comes first in this visitor's draw."},
	} {
		d := loaded(t, loose, row.intercepts...).Decide(noon, rage("ann", noon), history("ann"))
		if d.Intercept != row.winner || d.Arbitration != row.sentence {
			t.Errorf("%s: %s, want %s: %s", d.Intercept, d.Arbitration, row.winner, row.sentence)
		}
	}
}

func TestUnknownSite(t *testing.T) {
	h := history("ann")
	e := New(counted())
	d := e.Decide(noon, rage("ann", noon), h)
	if d.Outcome != core.Idle || d.Arbitration == "" || len(h.Signals) != 1 {
		t.Errorf("got %+v", d)
	}
	body, err := json.Marshal(d)
	if err != nil || !strings.Contains(string(body), `"considered":[]`) {
		t.Errorf("%s, %v", body, err)
	}
	if _, err := e.Why(noon, rage("ann", noon), *h, "stuck"); !core.IsKind(err, core.NotFound) {
		t.Error(err)
	}
}

func TestLoadIsAllOrNothing(t *testing.T) {
	e := loaded(t, loose, valid("stuck", nil))
	bad := valid("bad", func(i *core.Intercept) { i.Who = "nonsense" })
	for name, load := range map[string][]Loading{
		"the site's own":    {{Site: loose, Intercepts: []core.Intercept{bad}}},
		"of another site":   {{Site: loose}, {Site: core.Site{Name: "other"}, Intercepts: []core.Intercept{bad}}},
		"counts of a quota": {{Site: loose, Contacts: map[string]int{"stuck": 7}}, {Site: core.Site{Name: "other"}, Intercepts: []core.Intercept{bad}}},
	} {
		err := e.LoadAll(load...)
		if !core.IsKind(err, core.Invalid) || !strings.Contains(err.Error(), "bad") || core.AsError(err).Fields[0].Path != "who" {
			t.Errorf("%s: got %v", name, err)
		}
		if d := e.Decide(noon, rage("ann", noon), history("ann")); d.Intercept != "stuck" {
			t.Errorf("%s: what was loaded is gone: %+v", name, d)
		}
	}
	if n, acted := e.Contacts("shop", "stuck"), 3; n != acted {
		t.Errorf("%d contacts, want %d", n, acted)
	}
}

func TestWhyChangesNothing(t *testing.T) {
	e := loaded(t, loose, valid("stuck", func(i *core.Intercept) { i.When.Any[0].Count = 2; i.Limits.Quota = 1 }))
	h := history("ann")
	h.Signals = make([]core.Seen, 0, 8) // with room, in which an append would be seen
	first := rage("ann", noon)
	e.Decide(noon, first, h)
	before := *h
	before.Signals = append([]core.Seen(nil), h.Signals...)
	again, err := e.Why(noon, first, *h, "stuck")
	if err != nil || again.Eligible {
		t.Errorf("the same signal was counted twice: %+v, %v", again, err)
	}
	for range 3 {
		next, err := e.Why(noon, rage("ann", noon.Add(time.Second)), *h, "stuck")
		if err != nil || !next.Eligible {
			t.Errorf("a second signal would do: %+v, %v", next, err)
		}
	}
	if diff := cmp.Diff(before, *h); diff != "" {
		t.Error(diff)
	}
	if d := e.Decide(noon, rage("ann", noon.Add(time.Second)), h); d.Outcome != core.Acted {
		t.Errorf("Why has used the quota: %+v", d)
	}
	if _, err := e.Why(noon, first, *h, "nosuch"); !core.IsKind(err, core.NotFound) {
		t.Error(err)
	}
}

func TestHistoryIsBounded(t *testing.T) {
	e := loaded(t, loose, valid("stuck", func(i *core.Intercept) { i.Limits.PerSession = 1 << 30 }))
	h := history("ann")
	for n := range core.ContactsKept + 50 {
		now := noon.Add(time.Duration(n) * time.Minute)
		e.Decide(now, rage("ann", now), h)
	}
	if len(h.Contacts) != core.ContactsKept || len(h.Signals) != core.SignalsKept {
		t.Fatalf("%d contacts and %d signals are kept", len(h.Contacts), len(h.Signals))
	}
	if first, last := h.Contacts[0].Decision, h.Contacts[core.ContactsKept-1].Decision; first != "d51" || last != "d450" {
		t.Errorf("kept are %s to %s", first, last)
	}
}

// TestQuotaUnderConcurrency lets many visitors race for few contacts; the loser's explanation must say what happened.
func TestQuotaUnderConcurrency(t *testing.T) {
	const quota, visitors = 10, 400
	e := New(func() string { return "d" })
	err := e.Load(loose, []core.Intercept{
		valid("scarce", func(i *core.Intercept) { i.Priority, i.Limits.Quota = 9, quota }),
		valid("plenty", nil),
	}, nil)
	if err != nil {
		t.Fatal(err)
	}
	decisions := make([]core.Decision, visitors)
	var wg sync.WaitGroup
	for n := range visitors {
		wg.Go(func() {
			name := string(rune('a'+n%26)) + string(rune('a'+n/26))
			decisions[n] = e.Decide(noon, rage(name, noon), history(name))
		})
	}
	wg.Wait()
	won := map[string]int{}
	for _, d := range decisions {
		won[d.Intercept]++
		if d.Intercept == "plenty" && gateOf(t, d, "scarce", "quota").Pass {
			t.Fatalf("scarce lost though its quota is not used up: %+v", d)
		}
	}
	if won["scarce"] != quota || won["plenty"] != visitors-quota {
		t.Errorf("won %v", won)
	}
}

func TestCounters(t *testing.T) {
	e := New(counted())
	site := []core.Intercept{valid("stuck", func(i *core.Intercept) { i.Limits.Quota = 100 })}
	used := func() string {
		ev, err := e.Why(noon, rage("zoe", noon), *history("zoe"), "stuck")
		if err != nil {
			t.Fatal(err)
		}
		return ev.Gates[quotaGate].Got.String()
	}
	expect := func(step, want string) {
		t.Helper()
		if got := used(); got != want {
			t.Errorf("%s: %s used, want %s", step, got, want)
		}
		if got := strconv.Itoa(e.Contacts("shop", "stuck")); got != want {
			t.Errorf("%s: %s contacts, want %s", step, got, want)
		}
	}
	load := func(stored int) {
		if err := e.Load(loose, site, map[string]int{"stuck": stored}); err != nil {
			t.Fatal(err)
		}
	}
	load(5)
	expect("loaded", "5")
	d := e.Decide(noon, rage("ann", noon), history("ann"))
	expect("decided", "6")
	load(5) // the store has not seen the decision yet
	expect("reloaded", "6")
	e.Undo(d)
	expect("undone", "5")
	e.Undo(core.Decision{Site: "shop", Outcome: core.Idle})
	expect("nothing undone", "5")
	load(8)
	expect("the store knows more", "8")
}

// TestQuotaLostInARace lets somebody else take the last contact between the gate and the reservation.
func TestQuotaLostInARace(t *testing.T) {
	e := loaded(t, loose, valid("other", nil), valid("scarce", func(i *core.Intercept) { i.Priority, i.Limits.Quota = 9, 1 }))
	sig, h := rage("ann", noon), history("ann")
	h.Hear(sig)
	m := new(moment)
	m.begin(e.ruleset("shop"), noon, sig, h)
	m.evaluateAll()
	if scarce := &m.rules.rules[1]; m.passed[1] != allPassed || !scarce.reserve() || scarce.reserve() {
		t.Fatal("a quota of one is one")
	}
	winner := m.choose()
	scarce := m.explanation().Evaluation(1)
	if winner != 0 || scarce.Eligible || scarce.Gates[quotaGate].Pass {
		t.Errorf("winner %d, and %+v", winner, scarce)
	}
	if got := scarce.Gates[quotaGate].Got.String(); got != "1" {
		t.Errorf("the quota gate saw %s", got)
	}
}
