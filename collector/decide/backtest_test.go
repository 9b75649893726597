package decide

import (
	"bytes"
	"encoding/json"
	"fmt"
	"maps"
	"slices"
	"strconv"
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"
	"pgregory.net/rapid"

	"heed/agent"
	"heed/collector/core"
)

// played is what an engine did by itself.
type played struct {
	contacts map[string]int // by intercept
	held     int            // of the draft
	visitors int            // that the draft reached
}

// play lets an engine decide on signals the way ingest does, without any of the replay's shortcuts.
func play(t fataler, site core.Site, intercepts []core.Intercept, signals []core.Recorded, from time.Time, draft string) played {
	e := New(counted())
	if err := e.Load(site, intercepts, nil); err != nil {
		t.Fatal(err)
	}
	histories, reached := map[string]*core.History{}, map[string]bool{}
	out := played{contacts: map[string]int{}}
	for _, r := range signals {
		sig := r.Signal
		h := histories[sig.Visitor]
		if h == nil {
			h = history(sig.Visitor)
			histories[sig.Visitor] = h
		}
		if r.JSON != "" {
			if err := json.Unmarshal([]byte(r.JSON), &sig.Data); err != nil {
				t.Fatal(err)
			}
		}
		sig.Muted = e.Muted(sig)
		sig.Frustration = e.Frustration(sig, h.Signals)
		if r.Decided && !sig.At.Before(from) {
			d := e.Decide(sig.Received, sig, h)
			if d.Outcome != core.Idle {
				out.contacts[d.Intercept]++
				reached[sig.Visitor] = reached[sig.Visitor] || d.Intercept == draft
			}
			if d.Outcome == core.Held && d.Intercept == draft {
				out.held++
			}
		} else {
			h.Hear(sig)
		}
		if sig.Reason != "" {
			h.Signals = slices.DeleteFunc(h.Signals, func(s core.Seen) bool { return s.ID == sig.ID })
		}
	}
	for _, yes := range reached {
		if yes {
			out.visitors++
		}
	}
	return out
}

type fataler interface{ Fatal(...any) }

// TestBacktestIsTheEngine draws sites, drafts and pasts, and compares the replay with what the engine does by itself, with the draft and
// without it: the same contacts of every intercept, the same arms.
func TestBacktestIsTheEngine(t *testing.T) {
	acted, displaced := 0, 0
	rapid.Check(t, func(t *rapid.T) {
		site := core.Site{Name: "shop", Budget: core.Budget{Contacts: rapid.IntRange(1, 9).Draw(t, "budget"), Every: core.Duration(time.Hour)},
			Precision: core.Precision{Sample: percent(rapid.SampledFrom([]float64{0, 30}).Draw(t, "sample"))}}
		if rapid.Bool().Draw(t, "mute") {
			site.Mutes = []core.Mute{{Kind: "rage_click", Target: "#mute"}}
		}
		var live []core.Intercept
		for _, name := range []string{"a", "b", "draft"}[:rapid.IntRange(0, 3).Draw(t, "live")] {
			live = append(live, someIntercept(t, name))
		}
		draft := someIntercept(t, "draft")
		from := noon.Add(time.Duration(rapid.IntRange(0, 2).Draw(t, "lead")) * time.Hour)
		signals := someSignals(t)

		b, err := NewBacktest(BacktestSetup{Site: site, Intercepts: live, Draft: draft, From: from})
		if err != nil {
			t.Fatal(err)
		}
		for i := range signals {
			b.Signal(&signals[i])
		}
		r := b.Report(noon.Add(24 * time.Hour))
		others := slices.DeleteFunc(slices.Clone(live), func(i core.Intercept) bool { return i.Name == "draft" })
		with := play(t, site, append(others, draft), signals, from, "draft")
		without := play(t, site, live, signals, from, "draft")

		gotWith, gotWithout := map[string]int{}, map[string]int{}
		for _, c := range r.Contacts {
			set(gotWith, c.Intercept, c.With)
			set(gotWithout, c.Intercept, c.Without)
			displaced += max(0, c.Without-c.With)
		}
		if diff := cmp.Diff(with.contacts, gotWith); diff != "" {
			t.Fatalf("with the draft (engine -, replay +):\n%s", diff)
		}
		if diff := cmp.Diff(without.contacts, gotWithout); diff != "" {
			t.Fatalf("without the draft (engine -, replay +):\n%s", diff)
		}
		if r.Moments != with.contacts["draft"] || r.Held != with.held || r.Shown != r.Moments-r.Held || r.Visitors != with.visitors {
			t.Fatalf("%d moments, %d shown, %d held, %d visitors; the engine has %+v", r.Moments, r.Shown, r.Held, r.Visitors, with)
		}
		days, stopped := 0, 0
		for _, d := range r.Days {
			days += d.N
		}
		for _, l := range r.Lost {
			stopped += l.N
		}
		if days != r.Moments || r.Triggered < r.Moments+stopped {
			t.Fatalf("%d moments are %d by day; %d triggered, %d lost", r.Moments, days, r.Triggered, stopped)
		}
		acted += r.Moments
	})
	if acted == 0 || displaced == 0 {
		t.Errorf("%d moments, %d displaced: nothing was compared", acted, displaced)
	}
}

func set(m map[string]int, name string, n int) {
	if n > 0 {
		m[name] = n
	}
}

func someIntercept(t *rapid.T, name string) core.Intercept {
	trigger := rapid.Custom(func(t *rapid.T) core.Trigger {
		return core.Trigger{Signal: rapid.SampledFrom([]string{"rage_click", "rage_click", "dead_click"}).Draw(t, "kind"),
			MinScore: rapid.SampledFrom([]float64{0, .5}).Draw(t, "score"), Count: rapid.SampledFrom([]int{0, 2, 2, 3}).Draw(t, "count"),
			Frustration: rapid.SampledFrom([]float64{0, 0, .3}).Draw(t, "frustration")}
	})
	return valid(name, func(i *core.Intercept) {
		i.Priority = rapid.IntRange(0, 2).Draw(t, name+" priority")
		i.When = core.When{Any: rapid.SliceOfN(trigger, 1, 2).Draw(t, name+" any")}
		if rapid.IntRange(0, 3).Draw(t, name+" how") == 0 {
			i.When = core.When{All: i.When.Any, Within: core.Duration(time.Hour)}
		}
		i.Where.Include = rapid.SampledFrom([][]string{nil, {"/cart*"}}).Draw(t, name+" pages")
		i.Who = rapid.SampledFrom([]string{"", "", "signal.score > 0.3", "visitor.frustration < 0.6", "signal.data.n == 1"}).Draw(t, name+" who")
		i.Limits = core.Limits{PerVisitor: rapid.IntRange(0, 3).Draw(t, name+" visitor"), PerSession: rapid.IntRange(0, 4).Draw(t, name+" session"),
			Quota: rapid.SampledFrom([]int{0, 0, 0, 2, 5}).Draw(t, name+" quota")}
		i.Holdout = percent(30)
	})
}

func someSignals(t *rapid.T) []core.Recorded {
	at, n := noon, 0
	return rapid.SliceOfN(rapid.Custom(func(t *rapid.T) core.Recorded {
		at = at.Add(time.Duration(rapid.SampledFrom([]int{0, 1, 60, 1800}).Draw(t, "pause")) * time.Second)
		late := time.Duration(rapid.SampledFrom([]int{0, 0, 1, 90}).Draw(t, "late")) * time.Second
		r := core.Recorded{Decided: rapid.IntRange(0, 5).Draw(t, "decided") > 0, Signal: core.Signal{
			Site: "shop", Visitor: rapid.SampledFrom([]string{"v", "v", "w"}).Draw(t, "visitor"), Session: rapid.SampledFrom([]string{"one", "two"}).Draw(t, "session"),
			Kind: rapid.SampledFrom([]string{"rage_click", "rage_click", "rage_click", "dead_click", "slow_click"}).Draw(t, "kind"), At: at, Received: at.Add(late),
			Score: rapid.SampledFrom([]float64{.2, .6, .9}).Draw(t, "score"), Page: rapid.SampledFrom([]string{"/cart", "/"}).Draw(t, "page"),
			Target: rapid.SampledFrom([]string{"#pay", "#mute"}).Draw(t, "target"), Reason: rapid.SampledFrom([]string{"", "", "", core.Returned}).Draw(t, "reason")}}
		n++
		r.ID = fmt.Sprint("signal ", n)
		r.JSON = rapid.SampledFrom([]string{"", `{"n":1}`, leaves(agent.TriggerHidden)}).Draw(t, "data")
		return r
	}), 24, 60).Draw(t, "signals")
}

// leaves is the data of a signal that was sent as the page was left.
func leaves(by agent.Trigger) string { return fmt.Sprintf(`{"trigger":%d}`, by) }

// recorded is a signal that a decision was made on.
func recorded(visitor string, at time.Time, edit func(r *core.Recorded)) *core.Recorded {
	r := &core.Recorded{Signal: rage(visitor, at), Decided: true}
	r.ID = visitor + at.String()
	if edit != nil {
		edit(r)
	}
	return r
}

func started(t *testing.T, s BacktestSetup) *Backtest {
	t.Helper()
	b, err := NewBacktest(s)
	if err != nil {
		t.Fatal(err)
	}
	return b
}

// TestBacktestReports goes through one small past by hand.
func TestBacktestReports(t *testing.T) {
	silent := core.Precision{Sample: percent(0)}
	b := started(t, BacktestSetup{
		Site: core.Site{Name: "shop", Precision: silent}, From: noon,
		Intercepts: []core.Intercept{valid("old", func(i *core.Intercept) { i.Priority = 1 })},
		Draft: valid("new", func(i *core.Intercept) {
			i.Priority, i.Status, i.Owner = 5, core.Draft, ""
			i.Limits.PerVisitor, i.Where.Exclude = 1, []string{"/done"}
			i.When.Any = append(i.When.Any, core.Trigger{Signal: "thrashed_cursor"})
		}),
		Settled: noon.Add(time.Minute),
	})
	b.Contact("w", core.Contact{Intercept: "new", Session: "zero", At: noon.AddDate(-1, 0, 0)})
	b.Signal(recorded("v", noon.Add(-time.Hour), nil))                                                               // before the period
	b.Signal(recorded("v", noon, nil))                                                                               // the draft acts in the place of «old»
	b.Signal(recorded("v", noon.Add(time.Hour), nil))                                                                // the draft has had its turn, the budget is used up
	b.Signal(recorded("w", noon.Add(2*time.Hour), nil))                                                              // had the draft a year ago
	b.Signal(recorded("x", noon.Add(3*time.Hour), func(r *core.Recorded) { r.Decided = false }))                     // may not be shown anything
	b.Signal(recorded("x", noon.Add(4*time.Hour), func(r *core.Recorded) { r.Page = "/done" }))                      // not on this page
	b.Signal(recorded("x", noon.Add(30*time.Hour), func(r *core.Recorded) { r.Kind = "exit_intent" }))               // another kind
	b.Signal(recorded("x", noon.Add(31*time.Hour), func(r *core.Recorded) { r.JSON = leaves(agent.TriggerUnload) })) // on leaving
	b.Signal(recorded("y", noon.Add(32*time.Hour), nil))                                                             // acts
	r := b.Report(noon.Add(36 * time.Hour))

	r.Examples = nil // looked at below
	want := BacktestReport{
		Signals: 8, Undecided: 1, Unsettled: 1, Moments: 2, Visitors: 2, Shown: 2, Triggered: 5,
		Stopped: []StoppedBy{{"session_limit", 1, 0}, {"visitor_limit", 2, 1}, {"budget", 1, 0}, {"present", 1, 1}}, Lost: []NamedCount{},
		Contacts: []ContactsOf{{"new", 0, 2, 0}, {"old", 4, 2, 2}},
		Days:     []NamedCount{{"2026-03-03", 1}, {"2026-03-04", 1}}, Pages: []NamedCount{{"/cart", 2}},
		Kinds:   []NamedCount{{"rage_click", 7}, {"thrashed_cursor", 0}},
		Unknown: Unknown{Names: []NamedCount{}, Unseen: []string{"thrashed_cursor"}, Quotas: []string{}},
	}
	if diff := cmp.Diff(want, r); diff != "" {
		t.Error(diff)
	}
}

// TestBacktestExplains keeps whole decisions as examples: of some that acted, and of some that one gate kept back.
func TestBacktestExplains(t *testing.T) {
	b := started(t, BacktestSetup{Site: core.Site{Name: "shop", Precision: core.Precision{Sample: percent(0)}}, From: noon, Draft: valid("new", nil)})
	for i := range 40 {
		visitor, at := fmt.Sprint("v", i), noon.Add(time.Duration(i)*time.Minute)
		b.Signal(recorded(visitor, at, nil))
		b.Signal(recorded(visitor, at.Add(time.Second), func(r *core.Recorded) { r.Session = "two" }))
	}
	r := b.Report(noon.Add(time.Hour))
	acted, visitors := map[bool]int{}, map[string]bool{}
	for _, e := range r.Examples {
		acted[e.Acted]++
		visitors[fmt.Sprint(e.Acted, e.Decision.Visitor)] = true
		all := e.Decision.Considered.Evaluations()
		if len(all) == 0 || all[0].Eligible != e.Acted || len(all[0].Gates) != len(gates) || e.Decision.Signal == "" {
			t.Errorf("no full explanation: %+v", e)
		}
	}
	if !maps.Equal(acted, map[bool]int{true: examplesKept, false: examplesKept}) || len(visitors) != 2*examplesKept {
		t.Errorf("examples %v of %v", acted, visitors)
	}
}

// TestBacktestKnowsWhatItCannotKnow: a condition that asks for more than was recorded is judged by what is known today, and counted.
func TestBacktestKnowsWhatItCannotKnow(t *testing.T) {
	later, hour := noon.Add(24*time.Hour), noon.Add(time.Hour)
	rich := core.Cart{Value: 90}
	for name, one := range map[string]struct {
		who            string
		visitor        *core.Visitor
		moments        int
		acted, refused int
		names          []NamedCount
	}{
		"on the signal":               {who: "signal.score > 0.1 && page.path == '/cart'", moments: 1},
		"a cart that changed since":   {who: "cart.value > 40", visitor: &core.Visitor{Cart: rich, Last: later}, moments: 1, acted: 1, names: []NamedCount{{"cart.value", 1}}},
		"and is empty now":            {who: "cart.value > 40", visitor: &core.Visitor{Last: later}, refused: 1, names: []NamedCount{{"cart.value", 1}}},
		"a cart that did not":         {who: "cart.value > 40", visitor: &core.Visitor{Cart: rich, Last: noon}, moments: 1},
		"nobody":                      {who: "cart.value > 40", refused: 1, names: []NamedCount{{"cart.value", 1}}},
		"visits of the same session":  {who: "visitor.visits > 2", visitor: &core.Visitor{Visits: 3, Session: "one", Last: later}, moments: 1},
		"visits of another":           {who: "visitor.visits > 2", visitor: &core.Visitor{Visits: 3, Session: "two", Last: later}, moments: 1, acted: 1, names: []NamedCount{{"visitor.visits", 1}}},
		"the first visit is the only": {who: "visitor.new", visitor: &core.Visitor{Visits: 1, Session: "two", Last: later}, moments: 1},
		"a finger":                    {who: "device.touch", visitor: &core.Visitor{Device: core.Device{Touch: true}, Last: later}, moments: 1},
		"two names":                   {who: "traits.plan == 'pro' || cart.items > 0", visitor: &core.Visitor{Last: hour}, refused: 1, names: []NamedCount{{"cart.items", 1}, {"traits.plan", 1}}},
	} {
		t.Run(name, func(t *testing.T) {
			b := started(t, BacktestSetup{Site: core.Site{Name: "shop", Precision: core.Precision{Sample: percent(0)}}, From: noon,
				Draft: valid("new", func(i *core.Intercept) { i.Who = one.who }),
				Visitor: func(string) (core.Visitor, bool) {
					if one.visitor == nil {
						return core.Visitor{}, false
					}
					return *one.visitor, true
				}})
			b.Signal(recorded("v", noon, nil))
			b.Signal(recorded("v", noon, func(r *core.Recorded) { r.Page, r.ID, r.Received = "/cart", "late", noon.Add(time.Hour) })) // too late whatever it is
			r := b.Report(later)
			if one.names == nil {
				one.names = []NamedCount{}
			}
			share := float64(one.acted + one.refused)
			want := Unknown{Share: share, Acted: one.acted, Refused: one.refused, Names: one.names, Unseen: []string{}, Quotas: []string{}}
			if diff := cmp.Diff(want, r.Unknown); diff != "" || r.Moments != one.moments {
				t.Errorf("%d moments, want %d\n%s", r.Moments, one.moments, diff)
			}
		})
	}
}

// TestBacktestRefusesWhatWidens: a draft that waits only for what was never recorded has no result, not zeros.
func TestBacktestRefusesWhatWidens(t *testing.T) {
	later := noon.Add(24 * time.Hour)
	kinds := func(names ...string) func(*core.Intercept) {
		return func(i *core.Intercept) {
			i.When.Any = nil
			for _, name := range names {
				i.When.Any = append(i.When.Any, core.Trigger{Signal: name})
			}
		}
	}
	for name, one := range map[string]struct {
		draft  func(*core.Intercept)
		silent bool
		want   []string // in the sentence; none for no refusal
		fields []string
	}{
		"a kind that was recorded": {draft: kinds("exit_intent")},
		"one of two":               {draft: kinds("rage_click", "exit_intent")},
		"any signal":               {draft: kinds("")},
		"any, or all":              {draft: func(i *core.Intercept) { i.When.All = []core.Trigger{{Signal: "exit_intent"}} }},
		"one of two that go together": {draft: func(i *core.Intercept) {
			i.When = core.When{All: []core.Trigger{{Signal: "exit_intent"}, {Signal: "rage_click"}}}
		}, want: []string{"No rage_click was"}, fields: []string{"when.all[1].signal"}},
		"a kind that was not":           {draft: kinds("rage_click"), want: []string{"No rage_click was recorded from 2026-03-03 to 2026-03-04", "100 %", "(exit_intent)"}, fields: []string{"when.any[0].signal"}},
		"two that were not":             {draft: kinds("custom:a", "custom:b"), want: []string{"No custom:a, custom:b was"}, fields: []string{"when.any[0].signal", "when.any[1].signal"}},
		"nothing was recorded":          {draft: kinds("rage_click"), silent: true, want: []string{"Nothing was recorded from", "100 %"}},
		"nothing, and any signal would": {draft: kinds(""), silent: true, want: []string{"Nothing was recorded from"}},
	} {
		b := started(t, BacktestSetup{Site: loose, From: noon, Draft: valid("new", one.draft)})
		if !one.silent {
			b.Signal(recorded("v", noon, func(r *core.Recorded) { r.Kind = "exit_intent" }))
		}
		err := b.Refusal(b.Report(later), later)
		if one.want == nil {
			if err != nil {
				t.Errorf("%s: %v", name, err)
			}
			continue
		}
		e := core.AsError(err)
		var fields []string
		for _, f := range e.Fields {
			fields = append(fields, f.Path)
		}
		if e.Kind != core.Invalid || e.Code != "not_recorded" || !slices.Equal(fields, one.fields) {
			t.Errorf("%s: %+v", name, e)
		}
		for _, words := range one.want {
			if !strings.Contains(e.Message, words) {
				t.Errorf("%s: %s; want %q", name, e.Message, words)
			}
		}
	}
}

// TestBacktestPlaysClosings: the day on which a survey closes stops what comes after it; a quota stops nothing, and that is said of those
// that some intercept asks.
func TestBacktestPlaysClosings(t *testing.T) {
	closing := core.Survey{Site: "shop", Name: "why", Closes: "2026-03-03", Zone: "UTC", Quota: 1}
	other, idle := core.Survey{Site: "shop", Name: "other", Quota: 1}, core.Survey{Site: "shop", Name: "idle", Quota: 1}
	asks := func(survey string, status core.Status) core.Intercept {
		return valid("asks-"+survey, func(i *core.Intercept) {
			i.Status, i.Action.Survey, i.When.Any[0].Signal = status, survey, "exit_intent"
		})
	}
	before := asks("why", core.Live) // would have gone on asking after the closing day
	before.When.Any[0].Signal = "dead_click"
	b := started(t, BacktestSetup{From: noon, Draft: valid("new", nil),
		Site:       core.Site{Name: "shop", Budget: loose.Budget, Precision: core.Precision{Sample: percent(0)}},
		Intercepts: []core.Intercept{asks("other", core.Live), asks("idle", core.Paused), before}, Surveys: []core.Survey{closing, other, idle}})
	b.Signal(recorded("v", noon, nil))
	b.Signal(recorded("w", noon.Add(time.Hour), nil))
	b.Signal(recorded("x", noon.Add(13*time.Hour), nil)) // the next day
	b.Signal(recorded("v", noon.Add(13*time.Hour), func(r *core.Recorded) { r.Kind = "dead_click" }))
	r := b.Report(noon.Add(24 * time.Hour))
	if r.Moments != 2 || !slices.Equal(r.Stopped, []StoppedBy{{"survey", 1, 1}}) || !slices.Equal(r.Unknown.Quotas, []string{"other", "why"}) ||
		slices.ContainsFunc(r.Contacts, func(c ContactsOf) bool { return c.Intercept == "asks-why" && c.Without+c.With > 0 }) {
		t.Errorf("%d moments, stopped %+v, contacts %+v, unknown %+v", r.Moments, r.Stopped, r.Contacts, r.Unknown)
	}
}

// TestBacktestAnswersWithLists: a list with nothing in it is one in JSON too, and nothing has to be told from null.
func TestBacktestAnswersWithLists(t *testing.T) {
	b := started(t, BacktestSetup{Site: core.Site{Name: "shop"}, From: noon, Draft: valid("new", func(i *core.Intercept) { i.When.Any[0] = core.Trigger{Frustration: 0.7} })})
	for name, r := range map[string]BacktestReport{"no signal": b.Report(noon.Add(time.Hour)), "no time": b.Report(noon.Add(-24 * time.Hour))} {
		body, err := json.Marshal(r)
		if err != nil || bytes.Contains(body, []byte("null")) {
			t.Errorf("%s: %s, %v", name, body, err)
		}
	}
}

// TestRefusalNamesFew: anybody may send any number of kinds; the refusal names the most frequent.
func TestRefusalNamesFew(t *testing.T) {
	b := started(t, BacktestSetup{Site: loose, From: noon, Draft: valid("new", func(i *core.Intercept) { i.When = core.When{Any: []core.Trigger{{Signal: "rage_click"}}} })})
	for k := range 10 {
		for range k + 1 {
			b.Signal(recorded("v", noon, func(r *core.Recorded) { r.Kind = "custom:" + strconv.Itoa(k) }))
		}
	}
	until := noon.Add(time.Hour)
	const want = "(custom:9, custom:8, custom:7, custom:6, custom:5, custom:4, custom:3, custom:2 and 2 more)"
	if err := b.Refusal(b.Report(until), until); err == nil || !strings.Contains(err.Error(), want) {
		t.Errorf("%v; want %s", err, want)
	}
}
