package manifest

import (
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"heed/collector/core"
	"heed/collector/decide"
	"heed/collector/survey"
)

func variables(name string) (string, bool) {
	value, ok := map[string]string{"HEED_PUBLIC_URL": "http://localhost:8080", "EMPTY": ""}[name]
	return value, ok
}

// parsed reads a file of testdata that must be right.
func parsed(t *testing.T, name string) Set {
	t.Helper()
	data, err := os.ReadFile(filepath.Join("testdata", name))
	if err != nil {
		t.Fatal(err)
	}
	set, err := Parse(name, data, variables)
	if err != nil {
		t.Fatal(err)
	}
	return set
}

// TestContract reads the examples of the public contract.
func TestContract(t *testing.T) {
	set := parsed(t, "contract.yaml")
	hundred, twenty := 100.0, 20.0
	const day = core.Duration(24 * time.Hour)
	want := core.Intercept{
		Site: "demo", Name: "cart-rescue", Status: core.Live, Owner: "maya@example.com",
		Hypothesis: "Shoppers leave because delivery cost appears late.",
		Metric:     &core.Metric{Event: "purchase", Value: "revenue", Within: 7 * day}, Priority: 50,
		When: core.When{Any: []core.Trigger{
			{Signal: "cart_abandonment", MinScore: 0.6}, {Signal: "exit_intent", Page: "/cart*"},
		}},
		Where:    core.Where{Include: []string{"/cart*", "/checkout*"}, Exclude: []string{"/checkout/done"}},
		Who:      `cart.value >= 40 && !("staff" in traits.tags)`,
		Schedule: &core.Schedule{From: "2026-01-01", Hours: "Mon-Fri 08:00-20:00", Zone: "Europe/Berlin"},
		Limits:   core.Limits{PerVisitor: 1, Every: 30 * day, PerSession: 1, Quota: 1000},
		Rollout:  &hundred, Holdout: &twenty,
		Action: core.Action{Type: "survey", Survey: "cart-why", Expires: core.Duration(20 * time.Second)},
		Then: []core.FollowUp{
			{If: `answer.help == "yes"`, Do: core.Action{Type: "chat", Team: "sales"}},
			{If: `answer.help == "call"`, Do: core.Action{Type: "callback"}},
		},
	}
	if diff := cmp.Diff([]core.Intercept{want}, set.Intercepts); diff != "" {
		t.Error(diff)
	}
	if len(set.Surveys) != 1 || len(set.Surveys[0].Questions) != 3 || set.Surveys[0].Thanks.In("de") != "Thank you. We read every answer." {
		t.Fatalf("surveys are %+v", set.Surveys)
	}
	options := []core.Option{
		{ID: "yes", Text: core.Text{"": "Yes"}}, {ID: "call", Text: core.Text{"": "Call"}}, {ID: "no", Text: core.Text{"": "No"}},
	}
	if diff := cmp.Diff(options, set.Surveys[0].Questions[1].Options); diff != "" {
		t.Error(diff)
	}
	if wrong := decide.Check(set.Intercepts[0]); len(wrong) > 0 {
		t.Errorf("intercept: %+v", wrong)
	}
	if wrong := survey.Check(set.Surveys[0]); len(wrong) > 0 {
		t.Errorf("survey: %+v", wrong)
	}
}

const head = "kind: intercept\nname: x\nsite: demo\nstatus: draft\n"

// TestFaults gives one broken file a row and the whole of what is said about it.
func TestFaults(t *testing.T) {
	for _, row := range []struct{ name, yaml, want string }{
		{"empty", "", "f:1:1: holds no document; begin one with kind: site, intercept, survey or webhook"},
		{"only comments", "# nothing\n---\n", "f:1:1: holds no document; begin one with kind: site, intercept, survey or webhook"},
		{"a text", "hello\n", `f:1:1: is "hello" and should be a document that begins with kind: site, intercept, survey or webhook`},
		{"a list", "- kind: site\n", "f:1:1: is a list and should be a document that begins with kind: site, intercept, survey or webhook"},
		{"no kind", "# c\nname: x\n", "f:2:1: kind: is missing; write kind: site, intercept, survey or webhook"},
		{"null kind", "kind:\n", "f:1:7: kind: is missing; write kind: site, intercept, survey or webhook"},
		{"other kind", "kind: intercpt\n", "f:1:7: kind: is none of site, intercept, survey and webhook"},
		{"number for a kind", "kind: 3\n", "f:1:7: kind: is none of site, intercept, survey and webhook"},
		{"second document", "kind: site\nname: x\n---\nkind: sit\n", "f:4:7: kind: is none of site, intercept, survey and webhook"},
		{"unknown field", "kind: site\nname: x\norigin: [a]\n",
			"f:3:1: origin: is not known here; known are kind, name, title, status, origins, settings, frustration, budget, holdout, deal, stopped, grace, query, languages, precision, widget, theme, mutes"},
		{"unknown field, inside", head + "when:\n  any:\n    - {signal: rage_click, minscore: 1}\n",
			"f:7:28: when.any[0].minscore: is not known here; known are signal, min_score, page, count, frustration"},
		{"the store's own field", head + "revision: 3\n",
			"f:5:1: revision: is not known here; known are kind, site, name, status, owner, hypothesis, metric, priority, value, when, where, " +
				"who, schedule, limits, rollout, holdout, action, then"},
		{"number for a text", head + "owner: 12\n", "f:5:8: owner: is 12 and should be a text; put it in quotes"},
		{"truth for a text", head + "owner: true\n", "f:5:8: owner: is true and should be a text; put it in quotes"},
		{"list for a text", head + "owner: [a]\n", "f:5:8: owner: is a list and should be a text"},
		{"text for a number", head + "priority: high\n", `f:5:11: priority: is "high" and should be a whole number`},
		{"quoted number", head + "priority: \"5\"\n", `f:5:11: priority: is "5" and should be a whole number`},
		{"half for a whole number", head + "limits: {per_visitor: 1.5}\n", "f:5:23: limits.per_visitor: is 1.5 and should be a whole number"},
		{"huge number", head + "priority: 99999999999\n", "f:5:11: priority: is 99999999999 and should be a whole number"},
		{"beyond any number", head + "priority: 99999999999999999999\n", "f:5:11: priority: is \"99999999999999999999\" and should be a whole number"},
		{"text for a percentage", head + "rollout: 50%\n", `f:5:10: rollout: is "50%" and should be a number`},
		{"no number", head + "rollout: .nan\n", "f:5:10: rollout: uses a number without a value, which configuration does not need; write the value itself"},
		{"duration", head + "limits:\n  every: 30 days\n", `f:6:10: limits.every: "30 days" is not a duration: write 30d, 12h, 15m or 20s`},
		{"number for a duration", head + "limits:\n  every: 30\n", "f:6:10: limits.every: is 30 and should be a text, such as 30d, 12h or 20s for a time"},
		{"text for a list", head + "where: {include: /cart}\n", `f:5:18: where.include: is "/cart" and should be a list, such as [a, b]`},
		{"nothing in a list", head + "where:\n  include:\n    - /a\n    -\n", "f:8:7: where.include[1]: is nothing and should be a text"},
		{"text for a mapping", head + "action: survey\n",
			`f:5:9: action: is "survey" and should be a mapping with type, survey, team, title, text, cta, event, tag, webhook, expires, place, corner, into`},
		{"list for a mapping", head + "when: [rage_click]\n", "f:5:7: when: is a list and should be a mapping with any, all, within"},
		{"texts", head + "action:\n  type: message\n  text: [a]\n",
			"f:7:9: action.text: is a list and should be a text, or texts by language such as {en: …, de: …}"},
		{"text of a language", head + "action:\n  type: message\n  text: {en: 5}\n", "f:7:14: action.text.en: is 5 and should be a text; put it in quotes"},
		{"option", "kind: survey\nname: x\nsite: demo\nquestions:\n  - {id: a, type: choice, options: [a, 2]}\n",
			"f:5:40: questions[0].options[1]: is 2 and should be a mapping with id, text, fixed, next"},
		{"truth", "kind: survey\nname: x\nsite: demo\nquestions:\n  - {id: a, type: choice, other: yes}\n",
			`f:5:34: questions[0].other: is "yes" and should be true or false`},
		{"setting", "kind: site\nname: x\nsettings: {rage_gap_ms: fast}\n", `f:3:25: settings.rage_gap_ms: is "fast" and should be a number`},
		{"given twice", "kind: site\nname: x\nname: y\n", `f:3:1: is not YAML: mapping key "name" already defined at [2:1]`},
		{"given twice in one line", head + "where: {include: [], include: []}\n", `f:5:22: is not YAML: mapping key "include" already defined at [5:9]`},
		{"unclosed list", "kind: site\norigins: [a\nname: x\n", "f:3:1: is not YAML: ',' or ']' must be specified"},
		{"unclosed quote", "kind: site\nname: \"x\n", "f:2:7: is not YAML: could not find end character of double-quoted text"},
		{"alias", "kind: site\nname: &n x\ntitle: *n\n",
			"f:2:7: name: uses an anchor or alias (& or *), which configuration does not need; write the value itself\n" +
				"f:3:8: title: uses an anchor or alias (& or *), which configuration does not need; write the value itself"},
		{"tag", "kind: site\nname: !!str x\n", "f:2:7: name: uses a tag (!), which configuration does not need; write the value itself"},
		{"merge", "kind: site\n<<: {name: x}\n", "f:2:1: has a name that is no plain text; put it in quotes"},
		{"unknown variable", "kind: site\nname: x\norigins: [\"${HEED_PUBLIC_ULR}\"]\n",
			"f:3:11: origins[0]: names the variable ${HEED_PUBLIC_ULR}, which is not set; set it, or write $${ for the characters ${"},
		{"broken variable", "kind: site\nname: x\ntitle: costs ${5\n",
			"f:3:8: title: has ${ that begins no variable such as ${HEED_PUBLIC_URL}; write $${ for the characters themselves"},
		{"variable in a number", head + "priority: \"${EMPTY}\"\n", `f:5:11: priority: is "" and should be a whole number`},
		{"all at once", "kind: site\nname: 1\ntitel: x\n---\nkind: survey\nquestions: 3\n",
			"f:2:7: name: is 1 and should be a text; put it in quotes\n" +
				"f:3:1: titel: is not known here; known are kind, name, title, status, origins, settings, frustration, budget, holdout, deal, stopped, grace, query, languages, precision, widget, theme, mutes\n" +
				"f:6:12: questions: is 3 and should be a list, such as [a, b]"},
		{"CRLF", "kind: site\r\nname: x\r\ntitle: 5\r\n", "f:3:8: title: is 5 and should be a text; put it in quotes"},
		{"too deep", "kind: site\nname: " + strings.Repeat("[", 40) + strings.Repeat("]", 40) + "\n", "is nested deeper than 32 levels"},
	} {
		t.Run(row.name, func(t *testing.T) {
			set, err := Parse("f", []byte(row.yaml), variables)
			if err == nil {
				t.Fatalf("taken as %+v", set)
			}
			got := err.Error()
			if row.name == "too deep" {
				if !strings.Contains(got, row.want) {
					t.Errorf("got  %s", got)
				}
				return
			}
			if got != row.want {
				t.Errorf("got  %s\nwant %s", got, row.want)
			}
			if e := core.AsError(err); e.Kind != core.Invalid || e.Code != "invalid_config" || len(e.Fields) != strings.Count(row.want, "\n")+1 {
				t.Errorf("error is %+v", e)
			}
			if len(set.Sites)+len(set.Intercepts)+len(set.Surveys) > 0 {
				t.Errorf("a part was taken: %+v", set)
			}
		})
	}
}

func TestValues(t *testing.T) {
	set, err := Parse("f", []byte(`
kind: site
name: demo
title: "${HEED_PUBLIC_URL}/$${x}${EMPTY}!"
status: null
origins: ["${HEED_PUBLIC_URL}"]
settings: {rage_gap_ms: 800, score: 0.5}
frustration: {weights: {rage_click: 0.7, "custom:voucher": 0.25}, half_life: 10m, leak: 0}
budget: {contacts: 2, every: 7d12h}
languages: [en, no]
---
kind: survey
name: yes-no
site: demo
questions:
  - {id: help, type: choice, text: {no: Hjelp?, en: "Help?"}, options: [yes, no, please_call]}
  - id: more
    type: text
    optional: true
    text: |
      Two
      lines.
`), variables)
	if err != nil {
		t.Fatal(err)
	}
	want := Set{
		Sites: []core.Site{{
			Name: "demo", Title: "http://localhost:8080/${x}!", Origins: []string{"http://localhost:8080"},
			Settings: map[string]float64{"rage_gap_ms": 800, "score": 0.5},
			Frustration: core.FrustrationSettings{Weights: map[string]float64{"rage_click": 0.7, "custom:voucher": 0.25},
				HalfLife: core.Duration(10 * time.Minute), Leak: new(float64)},
			Budget: core.Budget{Contacts: 2, Every: core.Duration(180 * time.Hour)}, Languages: []string{"en", "no"},
		}},
		Surveys: []core.Survey{{Site: "demo", Name: "yes-no", Questions: []core.Question{
			{ID: "help", Type: "choice", Text: core.Text{"no": "Hjelp?", "en": "Help?"}, Options: []core.Option{
				{ID: "yes", Text: core.Text{"": "Yes"}}, {ID: "no", Text: core.Text{"": "No"}},
				{ID: "please_call", Text: core.Text{"": "Please call"}},
			}},
			{ID: "more", Type: "text", Text: core.Text{"": "Two\nlines.\n"}, Optional: true},
		}}},
	}
	set.siteAt, set.surveyAt = nil, nil
	if diff := cmp.Diff(want, set, cmp.AllowUnexported(Set{})); diff != "" {
		t.Error(diff)
	}
}

func FuzzParse(f *testing.F) {
	for _, name := range []string{"contract.yaml"} {
		data, err := os.ReadFile(filepath.Join("testdata", name))
		if err != nil {
			f.Fatal(err)
		}
		f.Add(data)
	}
	f.Add([]byte("kind: site\nname: x\ntitle: ${A}\n---\n- {a: [*b, &c d, !!e f]}\n? x\n: |\n y\n"))
	f.Fuzz(func(t *testing.T, data []byte) {
		set, err := Parse("f", data, variables)
		if err == nil {
			if len(set.Sites)+len(set.Intercepts)+len(set.Surveys) == 0 {
				t.Fatal("taken, but nothing is in it")
			}
			return
		}
		e := core.AsError(err)
		if e.Kind != core.Invalid || len(e.Fields) == 0 {
			t.Fatalf("not an error about the file: %+v", e)
		}
		for _, wrong := range e.Fields {
			if wrong.Message == "" || wrong.Line < 0 || wrong.Column < 0 {
				t.Fatalf("a fault without words or place: %+v", wrong)
			}
		}
	})
}
