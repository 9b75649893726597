package decide

import (
	"fmt"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/expr-lang/expr/vm"
	"pgregory.net/rapid"

	"heed/collector/core"
)

// TestLint: each rule with a document that it finds, and its neighbour that it must not.
func TestLint(t *testing.T) {
	recorded := core.Reach{Since: noon.AddDate(0, 0, -30), Signals: 12, Sources: []core.Reached{
		{Kind: "rage_click", Target: "#pay", Page: "/cart", Signals: 8, Score: .8, Frustration: .6},
		{Kind: "dead_click", Target: "#next", Page: "/gallery/1", Muted: 4},
	}}
	week, day := core.Duration(7*24*time.Hour), core.Duration(24*time.Hour)
	all := func(name string, edit func(*core.Intercept)) core.Intercept {
		return valid(name, func(i *core.Intercept) { i.Priority = 90; edit(i) })
	}
	for name, one := range map[string]struct {
		edit   func(i *core.Intercept)
		others []core.Intercept
		budget core.Budget
		want   string // «severity code path», "" for nothing
	}{
		"nothing to say":         {edit: func(i *core.Intercept) {}},
		"no owner":               {edit: func(i *core.Intercept) { i.Status, i.Owner = core.Draft, " " }, want: "warning missing_owner owner"},
		"no hypothesis":          {edit: func(i *core.Intercept) { i.Status, i.Hypothesis = core.Draft, "" }, want: "warning missing_hypothesis hypothesis"},
		"no metric":              {edit: func(i *core.Intercept) { i.Status, i.Metric = core.Draft, nil }, want: "warning missing_metric metric"},
		"archived without owner": {edit: func(i *core.Intercept) { i.Status, i.Owner = core.Archived, "" }},

		"more a session than ever": {edit: func(i *core.Intercept) { i.Limits = core.Limits{PerVisitor: 2, PerSession: 3} },
			budget: core.Budget{Contacts: 9, Every: day}, want: "warning conflicting_limits limits.per_session"},
		"as many":                    {edit: func(i *core.Intercept) { i.Limits = core.Limits{PerVisitor: 2, PerSession: 2} }, budget: core.Budget{Contacts: 9, Every: day}},
		"more a session than budget": {edit: func(i *core.Intercept) { i.Limits.PerSession = 2 }, want: "warning conflicting_limits limits.per_session"},
		"more a day than budget": {edit: func(i *core.Intercept) { i.Limits = core.Limits{PerVisitor: 2, Every: day} },
			want: "warning conflicting_limits limits.per_visitor"},
		"more a week than a day's budget": {edit: func(i *core.Intercept) { i.Limits = core.Limits{PerVisitor: 2, Every: week} }},
		"due before it was shown": {edit: func(i *core.Intercept) {
			i.Limits.Every, i.Action.Expires = core.Duration(time.Minute), core.Duration(time.Hour)
		},
			want: "warning conflicting_limits action.expires"},
		"a quota below one visitor's": {edit: func(i *core.Intercept) { i.Limits = core.Limits{PerVisitor: 5, Quota: 4} },
			want: "warning conflicting_limits limits.quota"},

		"rollout 0":   {edit: func(i *core.Intercept) { i.Rollout = percent(0) }, want: "warning nobody rollout"},
		"holdout 100": {edit: func(i *core.Intercept) { i.Holdout = percent(100) }, want: "warning nobody holdout"},
		"holdout 99":  {edit: func(i *core.Intercept) { i.Holdout = percent(99) }},

		"ended yesterday": {edit: func(i *core.Intercept) { i.Schedule = &core.Schedule{Until: "2026-03-02"} }, want: "warning schedule_over schedule.until"},
		"ends today":      {edit: func(i *core.Intercept) { i.Schedule = &core.Schedule{Until: "2026-03-03"} }},
		"ended there": {edit: func(i *core.Intercept) { i.Schedule = &core.Schedule{Until: "2026-03-03", Zone: "Pacific/Kiritimati"} },
			want: "warning schedule_over schedule.until"},

		"never":                  {edit: func(i *core.Intercept) { i.Who = "signal.score > 1" }, want: "error never_true who"},
		"always":                 {edit: func(i *core.Intercept) { i.Who = `signal.kind == "rage_click"` }, want: "warning always_true who"},
		"a question of a survey": {edit: func(i *core.Intercept) { i.Who = `answers["why"].help == "yes"` }},
		"no such survey":         {edit: func(i *core.Intercept) { i.Who = `answers["wyh"].help == "yes"` }, want: "error unknown_field who"},
		"no such survey, by dot": {edit: func(i *core.Intercept) { i.Who = `visitor.new && answers.nosuch.x == "y"` }, want: "error unknown_field who"},
		"no such question": {edit: func(i *core.Intercept) { i.Who = `len(answers["why"].nosuch) > 1 || "x" in answers["why"].nosuch` },
			want: "warning unknown_field who"},
		"a name of the query":      {edit: func(i *core.Intercept) { i.Who = `query.utm_a == "x"` }},
		"another one of the query": {edit: func(i *core.Intercept) { i.Who = `!(query["utm_b"] == "x")` }, want: "error unknown_field who"},
		"some":                     {edit: func(i *core.Intercept) { i.Who = "cart.value >= 40" }},

		"a kind that never came": {edit: func(i *core.Intercept) { i.When.Any[0].Signal = "exit_intent" }, want: "warning zero_reach when.any[0]"},
		"a muted kind":           {edit: func(i *core.Intercept) { i.When.Any[0].Signal = "dead_click" }, want: "warning zero_reach when.any[0]"},
		"a score too high":       {edit: func(i *core.Intercept) { i.When.Any[0].MinScore = .9 }, want: "warning zero_reach when.any[0]"},
		"a score that was met":   {edit: func(i *core.Intercept) { i.When.Any[0].MinScore = .8 }},
		"too frustrated":         {edit: func(i *core.Intercept) { i.When.Any[0].Frustration = .7 }, want: "warning zero_reach when.any[0]"},
		"another page":           {edit: func(i *core.Intercept) { i.Where.Include = []string{"/checkout*"} }, want: "warning zero_reach where"},
		"all but that page":      {edit: func(i *core.Intercept) { i.Where.Exclude = []string{"/c*"} }, want: "warning zero_reach where"},
		"many of them":           {edit: func(i *core.Intercept) { i.When.Any[0].Count = 5 }},

		"in the shadow": {edit: func(i *core.Intercept) {}, others: []core.Intercept{all("big", func(i *core.Intercept) {})},
			want: "warning overshadowed priority"},
		"of a draft":          {edit: func(i *core.Intercept) {}, others: []core.Intercept{all("big", func(i *core.Intercept) { i.Status = core.Draft })}},
		"of an equal":         {edit: func(i *core.Intercept) {}, others: []core.Intercept{all("big", func(i *core.Intercept) { i.Priority = 0 })}},
		"of one that asks":    {edit: func(i *core.Intercept) {}, others: []core.Intercept{all("big", func(i *core.Intercept) { i.Who = "visitor.new" })}},
		"of a pickier one":    {edit: func(i *core.Intercept) {}, others: []core.Intercept{all("big", func(i *core.Intercept) { i.When.Any[0].MinScore = .1 })}},
		"of one for some":     {edit: func(i *core.Intercept) {}, others: []core.Intercept{all("big", func(i *core.Intercept) { i.Rollout = percent(50) })}},
		"of one by day":       {edit: func(i *core.Intercept) {}, others: []core.Intercept{all("big", func(i *core.Intercept) { i.Schedule = &core.Schedule{Hours: "08:00-20:00"} })}},
		"of one on its pages": {edit: func(i *core.Intercept) {}, others: []core.Intercept{all("big", func(i *core.Intercept) { i.Where.Include = []string{"/cart"} })}},
		"of a hastier one":    {edit: func(i *core.Intercept) {}, others: []core.Intercept{all("big", func(i *core.Intercept) { i.Action.Expires = core.Duration(time.Second) })}},
		"in the shadow on some pages": {edit: func(i *core.Intercept) { i.Where.Include = []string{"/cart"} },
			others: []core.Intercept{all("big", func(i *core.Intercept) { i.Where.Include = []string{"/cart", "/checkout"} })}, want: "warning overshadowed priority"},
	} {
		t.Run(name, func(t *testing.T) {
			i := valid("small", one.edit)
			if wrong := Check(i); len(wrong) > 0 {
				t.Fatalf("not valid: %v", wrong)
			}
			found := Lint(i, Known{Site: core.Site{Name: "shop", Budget: one.budget, Query: []string{"utm_a"}},
				Questions: map[string][]string{"why": {"help", "more"}}, Others: append(one.others, i), Reach: recorded, Now: noon})
			var got []string
			for _, f := range found {
				got = append(got, string(f.Severity)+" "+f.Code+" "+f.Path)
				if f.Message == "" || f.Name != "small" || f.Site != "shop" || f.Kind != core.KindIntercept {
					t.Errorf("incomplete: %+v", f)
				}
			}
			if strings.Join(got, ", ") != one.want {
				t.Errorf("found %q, want %q", got, one.want)
			}
		})
	}
}

// TestLintWithoutRecords says nothing about reach where nothing was recorded.
func TestLintWithoutRecords(t *testing.T) {
	if found := Lint(valid("a", nil), Known{Site: loose, Now: noon}); len(found) > 0 {
		t.Errorf("found %v", found)
	}
	mutes := core.Site{Name: "shop", Mutes: []core.Mute{{Kind: "dead_click", Target: "#next"}}}
	if found := LintSite(mutes, core.Reach{}); len(found) > 0 {
		t.Errorf("found %v", found)
	}
}

// TestLintSite finds mutes of what sends nothing any more.
func TestLintSite(t *testing.T) {
	s := core.Site{Name: "shop", Mutes: []core.Mute{
		{Kind: "dead_click", Target: "#next"}, {Kind: "dead_click", Target: "#next", Page: "/blog*"}, {Kind: "rage_click", Target: "#next"},
	}}
	found := LintSite(s, core.Reach{Since: noon, Signals: 4, Sources: []core.Reached{{Kind: "dead_click", Target: "#next", Page: "/gallery", Muted: 4}}})
	var got []string
	for _, f := range found {
		got = append(got, f.Code+" "+f.Path)
	}
	if want := []string{"dead_selector mutes[1].target", "dead_selector mutes[2].target"}; !slices.Equal(got, want) {
		t.Errorf("found %q, want %q", got, want)
	}
}

// TestProve: what is claimed of a condition.
func TestProve(t *testing.T) {
	for source, want := range map[string]string{
		"true": "always", "1 < 2": "always", "!(1 < 2)": "never", `"a" == "b"`: "never", "2 * 3 == 6": "always",
		"cart.value < 0": "never", "cart.value >= 0": "always", "0 <= cart.value": "always", "signal.score <= 1": "always", "visitor.frustration >= 1": "never",
		"cart.value > 100 && cart.value < 50": "never", "cart.value > 50 && cart.value < 100": "open", "cart.value > 50 and 50 > cart.value": "never",
		"visitor.visits > 2 && visitor.visits < 3": "never", "cart.value > 2 && cart.value < 3": "open", "cart.items == 1 && cart.items == 2": "never",
		`traits.plan == "pro" && cart.value < 0`: "never", `traits.plan == "pro" || cart.value >= 0`: "open", `cart.value >= 0 || traits.plan == "pro"`: "always",
		`traits.plan == "pro" || traits.plan != "pro"`: "open", `traits.n + 1 > 2 || true`: "open", `!(traits.a && false)`: "open",
		`signal.kind == "rage_click"`: "always", `signal.kind != "rage_click"`: "never", `signal.kind == "exit_intent"`: "never", `"exit_intent" == signal.kind`: "never",
		"visitor.new": "open", "device.w > 800 && device.w < 300": "never",
		"device.w < 0": "never", "device.h >= 0": "always", "device.w > 0": "open",
		`device.lang == "de" && device.lang == "fr"`: "never", `cart.currency == "EUR" and "USD" == cart.currency`: "never",
		`device.lang == "de" && visitor.new && device.lang != "de"`: "never", `device.lang != "de" && device.lang == "de"`: "never",
		`device.lang == "de" && device.lang == "de"`: "open", `device.lang == "de" && cart.currency == "fr"`: "open",
		`device.lang != "de" && device.lang != "fr"`: "open", `device.lang == "de" || device.lang == "fr"`: "open",
		`device.lang == "" && device.lang == "fr"`: "never", `traits.plan == "a" && traits.plan == "b"`: "never", "cart.value != 0": "open", "true || (": "open",
	} {
		got := "open"
		if always, proven := prove(source, []string{"rage_click"}); proven {
			got = map[bool]string{true: "always", false: "never"}[always]
		}
		if got != want {
			t.Errorf("%s: %s, want %s", source, got, want)
		}
	}
	for source, want := range map[string]bool{`signal.kind == "a"`: false, `signal.kind != "c"`: true} {
		always, proven := prove(source, []string{"a", "b"})
		if proven != want || proven && !always {
			t.Errorf("%s of two kinds: proven %v, always %v", source, proven, always)
		}
	}
}

// TestProofsHold runs conditions on visitors: what is proven of one must be so for each of them.
func TestProofsHold(t *testing.T) {
	numbers := rapid.SampledFrom([]string{"0", "1", "2", "0.5", "-1", "1 + 1", "3"})
	names := rapid.SampledFrom([]string{"cart.value", "signal.score", "visitor.visits", "cart.items", "visitor.frustration", "device.w", "traits.n"})
	var condition func(t *rapid.T, depth int) string
	condition = func(t *rapid.T, depth int) string {
		kind := rapid.IntRange(0, 6).Draw(t, "kind")
		switch {
		case depth > 0 && kind < 3:
			return "(" + condition(t, depth-1) + rapid.SampledFrom([]string{" && ", " || ", " and ", " or "}).Draw(t, "op") + condition(t, depth-1) + ")"
		case depth > 0 && kind == 3:
			return "!(" + condition(t, depth-1) + ")"
		case kind == 4:
			return rapid.SampledFrom([]string{"true", "false", "traits.x", `signal.kind == "a"`, `signal.kind != "b"`, "visitor.new",
				`device.lang == "de"`, `device.lang == "fr"`, `device.lang != "de"`, `"fr" != device.lang`}).Draw(t, "leaf")
		}
		left, right := names.Draw(t, "name"), numbers.Draw(t, "number")
		if rapid.Bool().Draw(t, "turned") {
			left, right = right, left
		}
		return left + rapid.SampledFrom([]string{" < ", " <= ", " > ", " >= ", " == ", " != "}).Draw(t, "op") + right
	}
	proofs := 0
	rapid.Check(t, func(t *rapid.T) {
		source := condition(t, 3)
		always, proven := prove(source, []string{"a", "b"})
		if !proven {
			return
		}
		proofs++
		var names distinct[input]
		c, err := newCondition(source, &names)
		if err != nil {
			t.Fatalf("%s: %v", source, err)
		}
		for k := range 30 {
			half := float64(rapid.IntRange(0, 8).Draw(t, fmt.Sprint("visitor ", k))) / 2
			f := facts{Cart: cartFacts{Value: half, Items: int(half)}, Signal: signalFacts{Kind: []string{"a", "b"}[k%2], Score: min(1, half/4)},
				Visitor: visitorFacts{Visits: int(half), New: k%3 == 0, Frustration: min(.999, half/4)}, Device: deviceFacts{W: int(half), Lang: []string{"de", "fr", ""}[k%3]}}
			f.Traits = []map[string]any{nil, {"n": half, "x": true}, {"n": "text", "x": 7}}[k%3]
			got, err := c.runProgram(new(vm.VM), &f)
			if eligible := got && err == nil; eligible != always {
				t.Fatalf("%s was said to be always %v, and is %v (%v) for %+v", source, always, eligible, err, f)
			}
		}
	})
	if proofs == 0 {
		t.Error("nothing was ever proven, so nothing was tested")
	}
}
