package decide

import (
	"testing"
	"time"

	"heed/agent"
	"heed/collector/core"
)

// TestGates takes every gate to its edges. Each row changes one intercept, signal or history and looks at one gate.
func TestGates(t *testing.T) {
	const day = 24 * time.Hour
	signals := func(ages ...time.Duration) func(s *core.Signal, h *core.History) {
		return func(_ *core.Signal, h *core.History) {
			for _, age := range ages {
				h.Signals = append(h.Signals, core.Seen{Session: "one", Kind: "rage_click", Score: 0.9, Page: "/cart", At: noon.Add(-age)})
			}
		}
	}
	contact := func(intercept, session string, age time.Duration) func(s *core.Signal, h *core.History) {
		return func(_ *core.Signal, h *core.History) {
			h.Contacts = append(h.Contacts, core.Contact{Intercept: intercept, Session: session, At: noon.Add(-age)})
		}
	}
	ended := func(intercept string, dismissed, answered time.Duration) func(s *core.Signal, h *core.History) {
		return func(_ *core.Signal, h *core.History) {
			c := core.Contact{Intercept: intercept, Session: "other", At: noon.Add(-100 * day)}
			if dismissed >= 0 {
				c.Dismissed = noon.Add(-dismissed)
			}
			if answered >= 0 {
				c.Answered = noon.Add(-answered)
			}
			h.Contacts = append(h.Contacts, c)
		}
	}
	limits := func(l core.Limits) func(i *core.Intercept) { return func(i *core.Intercept) { i.Limits = l } }
	cool := limits(core.Limits{AfterDismissal: core.Duration(14 * day), AfterAnswer: core.Duration(90 * day)})
	either := func(list ...core.Trigger) func(i *core.Intercept) {
		return func(i *core.Intercept) { i.When = core.When{Any: list} }
	}
	both := core.When{All: []core.Trigger{{Signal: "rage_click"}, {Signal: "exit_intent"}}}
	where := func(include, exclude []string) func(i *core.Intercept) {
		return func(i *core.Intercept) { i.Where = core.Where{Include: include, Exclude: exclude} }
	}
	at := func(page string) func(s *core.Signal, h *core.History) {
		return func(s *core.Signal, _ *core.History) { s.Page = page }
	}
	aged := func(age time.Duration) func(s *core.Signal, h *core.History) {
		return func(s *core.Signal, _ *core.History) { s.At = noon.Add(-age) }
	}
	abandoned := func(t agent.Trigger) func(s *core.Signal, h *core.History) {
		return func(s *core.Signal, _ *core.History) {
			s.Kind, s.Data = "cart_abandonment", map[string]any{"trigger": float64(t)}
		}
	}
	ofAnn := func(purpose string) float64 { return newDraw(purpose, "shop", "stuck").percent(hashOf("ann")) }
	feels := func(f float64) func(s *core.Signal, h *core.History) {
		return func(s *core.Signal, _ *core.History) { s.Frustration = f }
	}
	for _, row := range []struct {
		name  string
		gate  string
		edit  func(i *core.Intercept)
		state func(s *core.Signal, h *core.History)
		pass  bool
		got   string
		want  string
	}{
		{"kind", "trigger", nil, nil, true, "rage_click 0.90 on /cart", "rage_click"},
		{"other kind", "trigger", either(core.Trigger{Signal: "exit_intent"}), nil, false, "rage_click 0.90 on /cart", "exit_intent"},
		{"score at its limit", "trigger", either(core.Trigger{Signal: "rage_click", MinScore: 0.9}), nil, true, "", "rage_click ≥ 0.9"},
		{"32-bit score", "trigger", either(core.Trigger{Signal: "rage_click", MinScore: 0.7}),
			func(s *core.Signal, _ *core.History) { s.Score = float64(float32(0.7)) }, true, "", ""},
		{"score below", "trigger", either(core.Trigger{Signal: "rage_click", MinScore: 0.91}), nil, false, "", ""},
		{"page", "trigger", either(core.Trigger{Signal: "rage_click", Page: "/cart*"}), nil, true, "", "rage_click on /cart*"},
		{"other page", "trigger", either(core.Trigger{Signal: "rage_click", Page: "/p/*"}), nil, false, "", ""},
		{"second of any", "trigger", either(core.Trigger{Signal: "exit_intent"}, core.Trigger{Signal: "rage_click"}), nil, true, "",
			"exit_intent or rage_click"},
		{"count not reached", "trigger", either(core.Trigger{Signal: "rage_click", Count: 3}), signals(time.Minute), false, "",
			"rage_click ×3"},
		{"count reached", "trigger", either(core.Trigger{Signal: "rage_click", Count: 3}), signals(2, 1), true, "", ""},
		{"custom", "trigger", either(core.Trigger{Signal: "custom:zoom"}),
			func(s *core.Signal, _ *core.History) { s.Kind = "custom:zoom" }, true, "custom:zoom 0.90 on /cart", ""},
		{"all, one missing", "trigger", func(i *core.Intercept) { i.When = both }, nil, false, "",
			"rage_click and exit_intent within 30m"},
		{"all at the edge of within", "trigger", func(i *core.Intercept) { i.When = both },
			func(_ *core.Signal, h *core.History) {
				h.Signals = []core.Seen{{Kind: "exit_intent", At: noon.Add(-30 * time.Minute)}}
			}, true, "", ""},
		{"all beyond within", "trigger", func(i *core.Intercept) { i.When = both },
			func(_ *core.Signal, h *core.History) {
				h.Signals = []core.Seen{{Kind: "exit_intent", At: noon.Add(-30*time.Minute - 1)}}
			}, false, "", ""},
		{"all, but the signal is none of them", "trigger", func(i *core.Intercept) { i.When = both },
			func(s *core.Signal, h *core.History) {
				s.Kind = "dead_click"
				h.Signals = []core.Seen{{Kind: "exit_intent", At: noon}, {Kind: "rage_click", At: noon}}
			}, false, "", ""},

		{"frustrated, by any signal", "trigger", either(core.Trigger{Frustration: 0.7}), feels(0.7), true, "",
			"any signal with frustration ≥ 0.7"},
		{"not frustrated enough", "trigger", either(core.Trigger{Frustration: 0.7}), feels(0.6999), false, "", ""},
		{"frustrated, by that signal", "trigger", either(core.Trigger{Signal: "rage_click", Page: "/cart", Frustration: 0.35}), feels(0.5), true, "",
			"rage_click on /cart with frustration ≥ 0.35"},
		{"frustrated, by another signal", "trigger", either(core.Trigger{Signal: "exit_intent", Frustration: 0.7}), feels(0.9), false, "", ""},
		{"frustration in who", "who", func(i *core.Intercept) { i.Who = "visitor.frustration > 0.5" }, feels(0.625), true,
			"visitor.frustration = 0.625", ""},

		{"everywhere", "where", nil, nil, true, "/cart", "every page"},
		{"included", "where", where([]string{"/p/*", "/cart"}, nil), nil, true, "/cart", "/p/*, /cart"},
		{"exact only", "where", where([]string{"/car"}, nil), nil, false, "", ""},
		{"excluded wins", "where", where([]string{"/cart*"}, []string{"/cart/done"}), at("/cart/done"), false, "/cart/done",
			"/cart*, but not /cart/done"},

		{"everybody", "who", nil, nil, true, "–", "–"},
		{"nobody", "who", func(i *core.Intercept) { i.Who = "cart.value >= 40" }, nil, false, "cart.value = 0", "cart.value >= 40"},
		{"somebody", "who", func(i *core.Intercept) { i.Who = "cart.value >= 40" },
			func(_ *core.Signal, h *core.History) { h.Visitor.Cart.Value = 40 }, true, "cart.value = 40", ""},

		{"always", "schedule", nil, nil, true, "–", "–"},
		{"open", "schedule", func(i *core.Intercept) { i.Schedule = &core.Schedule{Hours: "Tue 12:00-12:01"} }, nil, true,
			"Tue 2026-03-03 12:00 UTC", "Tue 12:00-12:01 UTC"},
		{"closed", "schedule", func(i *core.Intercept) {
			i.Schedule = &core.Schedule{Hours: "Tue 12:00-12:01", Zone: "Europe/Berlin"}
		}, nil, false, "Tue 2026-03-03 13:00 Europe/Berlin", ""},

		{"first in the session", "session_limit", nil, contact("stuck", "other", 0), true, "0", "1"},
		{"second in the session", "session_limit", nil, contact("stuck", "one", 365*day), false, "1", "1"},
		{"of another intercept", "session_limit", nil, contact("else", "one", 0), true, "0", "1"},
		{"two allowed", "session_limit", limits(core.Limits{PerSession: 2}), contact("stuck", "one", 0), true, "1", "2"},

		{"no visitor limit", "visitor_limit", nil, contact("stuck", "other", 0), true, "1", "–"},
		{"ever", "visitor_limit", limits(core.Limits{PerVisitor: 1}), contact("stuck", "other", 1000*day), false, "1", "1"},
		{"just within", "visitor_limit", limits(core.Limits{PerVisitor: 1, Every: core.Duration(30 * day)}),
			contact("stuck", "other", 30*day-1), false, "1", "1"},
		{"just over", "visitor_limit", limits(core.Limits{PerVisitor: 1, Every: core.Duration(30 * day)}),
			contact("stuck", "other", 30*day), true, "0", "1"},
		{"a period alone means once", "visitor_limit", limits(core.Limits{Every: core.Duration(day)}), contact("stuck", "other", 0), false,
			"1", "1"},
		{"of another", "visitor_limit", limits(core.Limits{PerVisitor: 1}), contact("else", "other", 0), true, "0", "1"},

		{"no cool-down", "cooldown", nil, ended("stuck", 0, 0), true, "–", "–"},
		{"never contacted", "cooldown", cool, nil, true, "0", "0"},
		{"neither dismissed nor answered", "cooldown", cool, ended("stuck", -1, -1), true, "0", "0"},
		{"just dismissed", "cooldown", cool, ended("stuck", 0, -1), false, "1209600", "0"},
		{"a millisecond too early", "cooldown", cool, ended("stuck", 14*day-time.Millisecond, -1), false, "0.001", "0"},
		{"less than that", "cooldown", cool, ended("stuck", 14*day-1, -1), false, "0.001", "0"},
		{"dismissed long enough ago", "cooldown", cool, ended("stuck", 14*day, -1), true, "0", "0"},
		{"answered", "cooldown", cool, ended("stuck", -1, 90*day-time.Second), false, "1", "0"},
		{"answered long enough ago", "cooldown", cool, ended("stuck", -1, 90*day), true, "0", "0"},
		{"answered, then closed", "cooldown", cool, ended("stuck", 20*day, 20*day), false, "6048000", "0"},
		{"answered long ago, then closed", "cooldown", limits(core.Limits{AfterDismissal: core.Duration(14 * day)}), ended("stuck", 0, 0), true, "0", "0"},
		{"another was dismissed", "cooldown", cool, ended("else", 0, -1), true, "0", "0"},

		{"quota left", "quota", limits(core.Limits{Quota: 8}), nil, true, "7", "8"},
		{"quota used", "quota", limits(core.Limits{Quota: 7}), nil, false, "7", "7"},
		{"no quota", "quota", nil, nil, true, "7", "–"},

		{"budget used by another", "budget", nil, contact("else", "other", day-1), false, "1", "1"},
		{"budget free again", "budget", nil, contact("else", "other", day), true, "0", "1"},
		{"budget and a clock set back", "budget", nil, contact("else", "other", -day), false, "1", "1"},

		{"rolled out to all", "rollout", nil, nil, true, "", "100"},
		{"rolled out up to the visitor's place", "rollout", func(i *core.Intercept) { i.Rollout = percent(ofAnn(forRollout)) }, nil, false, "", ""},
		{"rolled out just beyond it", "rollout", func(i *core.Intercept) { i.Rollout = percent(ofAnn(forRollout) + 1e-6) }, nil, true, "", ""},
		{"rolled out to none", "rollout", func(i *core.Intercept) { i.Rollout = percent(0) }, nil, false, "", "0"},

		{"just fresh", "fresh", nil, aged(30 * time.Second), true, "30", "30"},
		{"just stale", "fresh", nil, aged(30*time.Second + time.Millisecond), false, "30.001", "30"},
		{"own expiry", "fresh", func(i *core.Intercept) { i.Action.Expires = core.Duration(20 * time.Second) },
			aged(20001 * time.Millisecond), false, "20.001", "20"},
		{"from the future", "fresh", nil, aged(-time.Minute), true, "0", "30"},

		{"not stopped", "running", nil, nil, true, "running", "running"},

		{"there", "present", nil, nil, true, "there", "there"},
		{"leaving by the pointer", "present", nil, abandoned(agent.TriggerPointer), true, "there", "there"},
		{"idle", "present", nil, abandoned(agent.TriggerIdle), true, "there", "there"},
		{"tab hidden", "present", nil, abandoned(agent.TriggerHidden), false, "gone", "there"},
		{"page left", "present", nil, abandoned(agent.TriggerUnload), false, "gone", "there"},
	} {
		t.Run(row.gate+"/"+row.name, func(t *testing.T) {
			e := New(counted())
			i := valid("stuck", row.edit)
			if err := e.Load(core.Site{Name: "shop"}, []core.Intercept{i}, map[string]int{"stuck": 7}); err != nil {
				t.Fatal(err)
			}
			sig, h := rage("ann", noon), history("ann")
			if row.state != nil {
				row.state(&sig, h)
			}
			d := e.Decide(noon, sig, h)
			g := gateOf(t, d, "stuck", row.gate)
			if g.Pass != row.pass {
				t.Errorf("pass is %v, want %v: %+v", g.Pass, row.pass, g)
			}
			if row.got != "" && g.Got.String() != row.got {
				t.Errorf("got %q, want %q", g.Got, row.got)
			}
			if row.want != "" && g.Want.String() != row.want {
				t.Errorf("wants %q, want %q", g.Want, row.want)
			}
			if acted := d.Outcome != core.Idle; acted != d.Considered.Evaluations()[0].Eligible || (!row.pass && acted) {
				t.Errorf("outcome %s does not follow from the gates %+v", d.Outcome, d.Considered.Evaluations()[0])
			}
		})
	}
}

// TestSiteCooldown: a site's cool-down counts contacts of any intercept, also the tap's and of those that are not live any more; the
// longer one of the site's and the intercept's own counts.
func TestSiteCooldown(t *testing.T) {
	const day = 24 * time.Hour
	site := loose
	site.Budget.AfterDismissal, site.Budget.AfterAnswer = core.Duration(7*day), core.Duration(30*day)
	both := valid("stuck", func(i *core.Intercept) { i.Limits.AfterDismissal = core.Duration(14 * day) })
	for name, row := range map[string]struct {
		intercept core.Intercept
		contact   core.Contact
		pass      bool
	}{
		"another, dismissed":          {valid("stuck", nil), core.Contact{Intercept: "else", Dismissed: noon.Add(-7*day + 1)}, false},
		"another, long ago":           {valid("stuck", nil), core.Contact{Intercept: "else", Dismissed: noon.Add(-7 * day)}, true},
		"the tap, answered":           {valid("stuck", nil), core.Contact{Intercept: core.PrecisionName, Answered: noon.Add(-29 * day)}, false},
		"this one has a longer one":   {both, core.Contact{Intercept: "stuck", Dismissed: noon.Add(-10 * day)}, false},
		"another has the site's only": {both, core.Contact{Intercept: "else", Dismissed: noon.Add(-10 * day)}, true},
	} {
		h := history("ann")
		row.contact.Session, row.contact.At = "old", noon.Add(-100*day)
		h.Contacts = []core.Contact{row.contact}
		d := loaded(t, site, row.intercept).Decide(noon, rage("ann", noon), h)
		if g := gateOf(t, d, "stuck", "cooldown"); g.Pass != row.pass || (d.Outcome == core.Acted) != row.pass {
			t.Errorf("%s: %s, %+v", name, d.Outcome, g)
		}
	}
}

func TestGatesAreAllThereInOrder(t *testing.T) {
	e := loaded(t, loose, valid("stuck", func(i *core.Intercept) {
		i.When.Any[0].Signal = "exit_intent" // the first gate fails already
	}))
	d := e.Decide(noon, rage("ann", noon), history("ann"))
	order := []string{"trigger", "where", "who", "schedule", "session_limit", "visitor_limit", "cooldown", "quota", "survey", "budget", "rollout",
		"fresh", "present", "running"}
	for i, g := range d.Considered.Evaluations()[0].Gates {
		if g.Name != order[i] {
			t.Errorf("gate %d is %s, want %s", i, g.Name, order[i])
		}
	}
	if len(d.Considered.Evaluations()[0].Gates) != len(order) || gates[quotaGate].name != "quota" ||
		gates[triggerGate].name != "trigger" || gates[whoGate].name != "who" {
		t.Errorf("got %d gates, want %d", len(d.Considered.Evaluations()[0].Gates), len(order))
	}
}

// TestFrustrationCounts: a trigger that counts, or stands beside others, counts only the signals after which there was enough of it.
func TestFrustrationCounts(t *testing.T) {
	twice := core.When{Any: []core.Trigger{{Signal: "rage_click", Frustration: 0.5, Count: 2}}}
	together := core.When{All: []core.Trigger{{Signal: "dead_click", Frustration: 0.5}, {Signal: "rage_click"}}}
	for name, row := range map[string]struct {
		when   core.When
		before core.Seen
		pass   bool
	}{
		"twice frustrated":     {twice, core.Seen{Kind: "rage_click", Frustration: 0.5}, true},
		"once only":            {twice, core.Seen{Kind: "rage_click", Frustration: 0.4}, false},
		"together":             {together, core.Seen{Kind: "dead_click", Frustration: 0.5}, true},
		"together, but calmer": {together, core.Seen{Kind: "dead_click", Frustration: 0.4}, false},
	} {
		e := loaded(t, loose, valid("stuck", func(i *core.Intercept) { i.When = row.when }))
		sig, h := rage("ann", noon), history("ann")
		sig.Frustration = 0.9
		row.before.Session, row.before.At = sig.Session, noon.Add(-time.Minute)
		h.Signals = []core.Seen{row.before}
		if g := gateOf(t, e.Decide(noon, sig, h), "stuck", "trigger"); g.Pass != row.pass {
			t.Errorf("%s: %+v", name, g)
		}
	}
}

func TestCountIsOfThisSession(t *testing.T) {
	e := loaded(t, loose, valid("stuck", func(i *core.Intercept) { i.When.Any[0].Count = 2 }))
	for session, pass := range map[string]bool{"one": true, "other": false} {
		sig, h := rage("ann", noon), history("ann")
		h.Signals = []core.Seen{{Session: session, Kind: "rage_click", Page: "/cart", At: noon.Add(-time.Minute)}}
		if sig.Session != "one" {
			t.Fatalf("the test's signal is of session %q", sig.Session)
		}
		if g := gateOf(t, e.Decide(noon, sig, h), "stuck", "trigger"); g.Pass != pass {
			t.Errorf("after a signal of session %q: %+v", session, g)
		}
	}
}
