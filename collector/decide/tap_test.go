package decide

import (
	"fmt"
	"math"
	"math/rand/v2"
	"strings"
	"testing"
	"time"

	"pgregory.net/rapid"

	"heed/collector/core"
)

// asking is a site that asks about that percentage of all signals.
func asking(sample float64, edit func(s *core.Site)) core.Site {
	s := core.Site{Name: "shop", Precision: core.Precision{Sample: &sample}}
	if edit != nil {
		edit(&s)
	}
	return s
}

func dead(id string) core.Signal {
	sig := rage("ann", noon)
	sig.ID, sig.Kind, sig.Target = id, "dead_click", "#pay"
	return sig
}

// TestTapComesLast walks what may stand before it: an intercept, a control arm, the sample, the budget, and the moment.
func TestTapComesLast(t *testing.T) {
	other := valid("other", func(i *core.Intercept) { i.When.Any[0].Signal = "exit_intent" })
	deadly := valid("stuck", func(i *core.Intercept) { i.When.Any[0].Signal = "dead_click" })
	held := valid("held", func(i *core.Intercept) { i.When.Any[0].Signal, i.Holdout = "dead_click", percent(100) })
	for _, row := range []struct {
		name       string
		site       core.Site
		intercepts []core.Intercept
		edit       func(sig *core.Signal, h *core.History)
		outcome    core.Outcome
		winner     string
		failed     string // gates of the tap, "–" when it was not considered
		says       string
	}{
		{"nothing else is live", asking(100, nil), nil, nil, core.Acted, "precision", "",
			"No intercept of this site is live. The signal is in the sample that measures the detectors, so the visitor is asked whether something went wrong."},
		{"nothing else is eligible", asking(100, nil), []core.Intercept{other}, nil, core.Acted, "precision", "", "None of the 1 live"},
		{"an intercept acts", asking(100, nil), []core.Intercept{deadly}, nil, core.Acted, "stuck", "–", "only eligible"},
		{"a visitor is left alone", asking(100, nil), []core.Intercept{held}, nil, core.Held, "held", "–", "only eligible"},
		{"not in the sample", asking(0, nil), nil, nil, core.Idle, "", "–", "No intercept"},
		{"of this kind alone", asking(0, func(s *core.Site) { s.Precision.Kinds = map[string]float64{"dead_click": 100} }), nil, nil,
			core.Acted, "precision", "", "in the sample"},
		{"not of this kind", asking(100, func(s *core.Site) { s.Precision.Kinds = map[string]float64{"dead_click": 0} }), nil, nil,
			core.Idle, "", "–", "No intercept"},
		{"the budget is used up", asking(100, nil), nil, func(_ *core.Signal, h *core.History) {
			h.Contacts = []core.Contact{{Decision: "old", Intercept: "stuck", Session: "old", At: noon.Add(-time.Hour)}}
		}, core.Idle, "", "budget", "not asked now"},
		{"asked in this session", asking(100, func(s *core.Site) { s.Budget = loose.Budget }), nil, func(_ *core.Signal, h *core.History) {
			h.Contacts = []core.Contact{{Decision: "old", Intercept: "precision", Session: "one", At: noon.Add(-time.Hour)}}
		}, core.Idle, "", "session_limit", "not asked now"},
		{"too late", asking(100, nil), nil, func(sig *core.Signal, _ *core.History) { sig.At = noon.Add(-time.Minute) },
			core.Idle, "", "fresh", "not asked now"},
		{"gone", asking(100, nil), nil, func(sig *core.Signal, _ *core.History) {
			sig.Kind, sig.Data = "form_abandonment", map[string]any{"trigger": 7.0}
		}, core.Idle, "", "present", "not asked now"},
		{"a site's own data", asking(100, nil), nil, func(sig *core.Signal, _ *core.History) {
			sig.Kind, sig.Data = "custom:x", map[string]any{"trigger": 7.0}
		}, core.Acted, "precision", "", "in the sample"},
	} {
		t.Run(row.name, func(t *testing.T) {
			e, h, sig := loaded(t, row.site, row.intercepts...), history("ann"), dead("s1")
			if row.edit != nil {
				row.edit(&sig, h)
			}
			before := len(h.Contacts)
			d := e.Decide(noon, sig, h)
			if d.Outcome != row.outcome || d.Intercept != row.winner || !strings.Contains(d.Arbitration, row.says) {
				t.Errorf("%s by %q: %s", d.Outcome, d.Intercept, d.Arbitration)
			}
			if failed := failedOf(d); failed != row.failed {
				t.Errorf("failed %q, want %q", failed, row.failed)
			}
			if contacted := len(h.Contacts) > before; contacted != (d.Outcome != core.Idle) {
				t.Errorf("contacts %+v", h.Contacts)
			}
			if d.Intercept == "precision" && (d.Arm != "" || d.Action.Type != core.ActTap || !d.Expires.Equal(sig.At.Add(core.DefaultExpiry))) {
				t.Errorf("decision %+v", d)
			}
		})
	}
}

// failedOf lists the gates that the tap did not pass.
func failedOf(d core.Decision) string {
	for _, e := range d.Considered.Evaluations() {
		if e.Intercept != core.PrecisionName {
			continue
		}
		var failed []string
		for _, g := range e.Gates {
			if !g.Pass {
				failed = append(failed, g.Name)
			}
		}
		return strings.Join(failed, " ")
	}
	return "–"
}

// TestTapShare asks about 100,000 signals whose ids are as close to each other as real ones.
func TestTapShare(t *testing.T) {
	const signals = 30_000
	for _, share := range []float64{0.5, core.DefaultSample, 30} {
		site := asking(share, nil)
		if share == core.DefaultSample {
			site.Precision = core.Precision{} // says nothing
		}
		e, asked := loaded(t, site), 0
		rng := rand.New(rand.NewPCG(3, 4))
		for n := range signals {
			sig := dead(fmt.Sprintf("019cb393-%04x-7%03x-8000-%012x", n>>16, rng.IntN(4096), n))
			first, again := e.Decide(noon, sig, history("ann")), e.Decide(noon, sig, history("bob"))
			if first.Outcome != again.Outcome {
				t.Fatalf("%s: %s, then %s", sig.ID, first.Outcome, again.Outcome)
			}
			if first.Outcome == core.Acted {
				asked++
			}
		}
		p := share / 100
		if off := math.Abs(float64(asked)-signals*p) / math.Sqrt(signals*p*(1-p)); off > 5 {
			t.Errorf("%v %%: asked about %d, which is %.1f standard deviations off", share, asked, off)
		}
	}
}

// TestTapUndone: what was not committed is not counted.
func TestTapUndone(t *testing.T) {
	e := loaded(t, asking(100, nil))
	e.Undo(e.Decide(noon, dead("s1"), history("ann")))
	if n := e.ruleset("shop").counter(core.PrecisionName).Load(); n != 0 {
		t.Errorf("%d contacts", n)
	}
}

func TestWhyOfTheTap(t *testing.T) {
	e := loaded(t, asking(0, nil))
	got, err := e.Why(noon, dead("s1"), *history("ann"), core.PrecisionName)
	if err != nil || got.Eligible || got.Gates[0].Name != "sample" || got.Gates[0].Pass || got.Gates[0].Want != core.Number(0) {
		t.Errorf("%+v, %v", got, err)
	}
}

// TestMuted: a muted signal leads to nothing, neither now nor as a part of what comes later.
func TestMuted(t *testing.T) {
	site := asking(100, func(s *core.Site) {
		s.Mutes = []core.Mute{{Kind: "dead_click", Target: "#pay", Page: "/cart*"}, {Kind: "rage_click", Target: "#next"}}
	})
	twice := valid("twice", func(i *core.Intercept) { i.When.Any[0].Signal, i.When.Any[0].Count = "dead_click", 2 })
	e, h := loaded(t, site, twice), history("ann")
	for _, row := range []struct {
		kind, target, page string
		want               bool
	}{
		{"dead_click", "#pay", "/cart", true}, {"dead_click", "#pay", "/cart/2", true}, {"dead_click", "#pay", "/", false},
		{"dead_click", "#buy", "/cart", false}, {"slow_click", "#pay", "/cart", false}, {"rage_click", "#next", "", true},
	} {
		sig := dead("s1")
		sig.Kind, sig.Target, sig.Page = row.kind, row.target, row.page
		if got := e.Muted(sig); got != row.want {
			t.Errorf("%+v: muted %v", row, got)
		}
	}
	for range 3 {
		sig := dead("s1")
		sig.Muted = true
		if d := e.Decide(noon, sig, h); d.Outcome != core.Idle || len(d.Considered.Evaluations()) > 0 || !strings.Contains(d.Arbitration, "muted dead_click of #pay") {
			t.Errorf("decision %+v", d)
		}
	}
	if len(h.Signals)+len(h.Contacts) > 0 {
		t.Errorf("history %+v", h)
	}
	heard := dead("s2")
	heard.Page = "/"
	if d := e.Decide(noon, heard, h); d.Intercept == "twice" {
		t.Error("muted signals were counted")
	}
	for _, name := range []string{"twice", core.PrecisionName} {
		got, err := e.Why(noon, dead("s3"), *h, name)
		if last := got.Gates[len(got.Gates)-1]; err != nil || got.Eligible || last.Name != "listened" || last.Pass {
			t.Errorf("%+v, %v", got, err)
		}
	}
	if e.Muted(core.Signal{Site: "unknown", Kind: "dead_click", Target: "#pay"}) {
		t.Error("an unknown site mutes")
	}
}

func TestCheckPrecision(t *testing.T) {
	share := func(p float64) *float64 { return &p }
	for _, row := range []struct {
		name string
		site core.Site
		want string // path of the only finding
	}{
		{"nothing said", core.Site{}, ""},
		{"all", core.Site{Precision: core.Precision{Sample: share(0), Kinds: map[string]float64{"dead_click": 100, "custom:x": 1.5}},
			Mutes: []core.Mute{{Kind: "dead_click", Target: "#a"}, {Kind: "custom:x", Target: "#a", Page: "/cart*"}}}, ""},
		{"below", core.Site{Precision: core.Precision{Sample: share(-1)}}, "precision.sample"},
		{"above", core.Site{Precision: core.Precision{Sample: share(101)}}, "precision.sample"},
		{"not a number", core.Site{Precision: core.Precision{Sample: share(math.NaN())}}, "precision.sample"},
		{"kind above", core.Site{Precision: core.Precision{Kinds: map[string]float64{"dead_click": 101}}}, "precision.kinds.dead_click"},
		{"unknown kind", core.Site{Precision: core.Precision{Kinds: map[string]float64{"dead_clck": 1}}}, "precision.kinds.dead_clck"},
		{"holdout, cool-downs and deal", core.Site{Holdout: share(5), Deal: core.Deal{Period: "quarter", Salt: "2"},
			Budget: core.Budget{AfterDismissal: 1, AfterAnswer: 1}}, ""},
		{"what is kept of a query", core.Site{Query: []string{"utm_source", "utm_campaign"}}, ""},
		{"no name of a query", core.Site{Query: []string{"utm_source", "utm source"}}, "query[1]"},
		{"too much of a query", core.Site{Query: strings.Split(strings.Repeat("a,", 20)+"a", ",")}, "query"},
		{"holdout above", core.Site{Holdout: share(101)}, "holdout"},
		{"no such period", core.Site{Deal: core.Deal{Period: "week"}}, "deal.period"},
		{"salt too long", core.Site{Deal: core.Deal{Salt: strings.Repeat("x", 65)}}, "deal.salt"},
		{"negative cool-down", core.Site{Budget: core.Budget{AfterDismissal: -1}}, "budget.after_dismissal"},
		{"negative cool-down of answers", core.Site{Budget: core.Budget{AfterAnswer: -1}}, "budget.after_answer"},
		{"mute of nothing", core.Site{Mutes: []core.Mute{{Target: "#a"}}}, "mutes[0].kind"},
		{"mute of everything", core.Site{Mutes: []core.Mute{{Kind: "dead_click"}}}, "mutes[0].target"},
		{"mute on no page", core.Site{Mutes: []core.Mute{{Kind: "dead_click", Target: "#a", Page: "cart?x"}}}, "mutes[0].page"},
	} {
		got := CheckSite(row.site)
		if row.want == "" && len(got) > 0 || row.want != "" && (len(got) != 1 || got[0].Path != row.want || got[0].Message == "") {
			t.Errorf("%s: %+v, want %q", row.name, got, row.want)
		}
	}
	if got := Check(valid(core.PrecisionName, nil)); len(got) != 1 || got[0].Path != "name" {
		t.Errorf("an intercept of the built-in one's name: %+v", got)
	}
	own := valid("own", func(i *core.Intercept) { i.Action = core.Action{Type: core.ActTap} })
	if got := Check(own); len(got) != 1 || got[0].Path != "action.type" {
		t.Errorf("an intercept that taps: %+v", got)
	}
}

// TestMutesNeverPanic compiles whatever is written.
func TestMutesNeverPanic(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		m := core.Mute{Kind: "dead_click", Target: rapid.String().Draw(t, "target"), Page: rapid.String().Draw(t, "page")}
		mutes, wrong := NewMutes([]core.Mute{m})
		page := rapid.String().Draw(t, "of")
		covers := mutes.Cover(m.Kind, m.Target, page)
		if m.Page == "" && m.Target != "" && !covers {
			t.Fatalf("%+v does not cover %q; %v", m, page, wrong)
		}
	})
}
