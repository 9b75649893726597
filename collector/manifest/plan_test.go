package manifest

import (
	"context"
	"errors"
	"os"
	"path/filepath"
	"strings"
	"sync"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"
	"github.com/google/go-cmp/cmp/cmpopts"

	"heed/collector/core"
	"heed/collector/decide"
	"heed/collector/notify"
	"heed/collector/outgoing"
	"heed/collector/survey"
	"heed/sqlite"
	"heed/sqlite/sqlitetest"
)

var noon = time.Date(2026, 3, 3, 12, 0, 0, 0, time.UTC)

var allChecks = Checks{
	Intercept: decide.Check, Survey: survey.Check,
	Webhook: func(w core.Webhook) []core.FieldError { return notify.Check(w, outgoing.CheckURL) },
	Site:    decide.CheckSite,
	Setting: func(name string) bool { return name == "rage_gap_ms" },
}

func newStore(t *testing.T) core.Store {
	t.Helper()
	return sqlitetest.Open(t, sqlite.Options{})
}

const site = "kind: site\nname: demo\norigins: [\"https://Shop.example:443/\"]\n---\n"

func parse(t *testing.T, yaml string) Set {
	t.Helper()
	set, err := Parse("f", []byte(yaml), variables)
	if err != nil {
		t.Fatal(err)
	}
	return set
}

// apply plans and applies, and says what happened as «what kind name: diff».
func apply(t *testing.T, store core.Store, set Set) []string {
	t.Helper()
	planned, err := Plan(t.Context(), store, set, allChecks)
	if err != nil {
		t.Fatal(err)
	}
	if err := planned.Apply(t.Context(), "maya", noon); err != nil {
		t.Fatal(err)
	}
	var out []string
	for _, c := range planned.Changes {
		out = append(out, strings.TrimSpace(c.What+" "+c.Kind+" "+c.Site+"/"+c.Name+" "+strings.Join(c.Diff, " ")))
	}
	return out
}

func expect(t *testing.T, got []string, want ...string) {
	t.Helper()
	if diff := cmp.Diff(want, got); diff != "" {
		t.Error(diff)
	}
}

// TestApply creates, repeats and changes the contract's examples in a real store.
func TestApply(t *testing.T) {
	store := newStore(t)
	set := parsed(t, "contract.yaml")
	set.Add(parse(t, site))
	expect(t, apply(t, store, set), "created site demo/demo", "created survey demo/cart-why", "created intercept demo/cart-rescue")
	_, before, err := store.Current(t.Context())
	if err != nil {
		t.Fatal(err)
	}
	expect(t, apply(t, store, set), "unchanged site demo/demo", "unchanged survey demo/cart-why", "unchanged intercept demo/cart-rescue")
	if _, after, err := store.Current(t.Context()); err != nil || after != before {
		t.Errorf("nothing has changed, but the version went from %d to %d (%v)", before, after, err)
	}

	changed := parsed(t, "contract.yaml")
	changed.Intercepts[0].Schedule.Zone = ""
	changed.Intercepts[0].Priority = 51
	changed.Intercepts[0].When.Any[1].Page = "/*"
	changed.Intercepts[0].Where.Include = []string{"/cart*"}
	expect(t, apply(t, store, changed), "unchanged survey demo/cart-why",
		"changed intercept demo/cart-rescue priority schedule.zone when.any[1].page where.include")

	docs, version, err := store.Current(t.Context())
	if err != nil {
		t.Fatal(err)
	}
	catalog, err := core.NewCatalog(version, docs)
	if err != nil {
		t.Fatal(err)
	}
	want := changed.Intercepts[0]
	want.Revision = 2
	if diff := cmp.Diff([]core.Intercept{want}, catalog.Intercepts["demo"]); diff != "" {
		t.Errorf("what was stored is not what was written: %s", diff)
	}
	if diff := cmp.Diff(set.Surveys[0], catalog.Surveys["demo"]["cart-why"], cmpopts.IgnoreFields(core.Survey{}, "Revision")); diff != "" {
		t.Errorf("what was stored is not what was written: %s", diff)
	}
	if s := catalog.Sites["demo"]; s.Status != core.Live || s.Origins[0] != "https://shop.example" {
		t.Errorf("the site is not in its normal form: %+v", s)
	}
	for _, d := range docs {
		if d.Author != "maya" || !d.At.Equal(noon) {
			t.Errorf("%s %s is by %s of %s", d.Kind, d.Name, d.Author, d.At)
		}
	}
}

// TestRefusals plans what reads well but makes no sense, one thing a row; the store must stay empty.
func TestRefusals(t *testing.T) {
	intercept := func(rest string) string { return site + "kind: intercept\nname: x\nsite: demo\nstatus: draft\n" + rest }
	const chat = "action: {type: chat}\n"
	for _, row := range []struct{ name, yaml, want string }{
		{"site without origins", "kind: site\nname: x\n", "f:1:1: origins: is missing: which pages may speak for this site, as in [https://shop.example]?"},
		{"a title that turns what follows", "kind: site\nname: x\norigins: [\"http://a\"]\ntitle: \"Shop\\u202Epohs\"\n", "f:4:8: title: has invisible characters"},
		{"site without a name", "kind: site\norigins: [\"http://a\"]\n", "f:1:1: name: is missing"},
		{"name of a site", "kind: site\nname: My Shop\norigins: [\"http://a\"]\n",
			"f:2:7: name: is not a name: use lower-case letters, digits and hyphens, at most 64"},
		{"status of a site", "kind: site\nname: x\nstatus: draft\norigins: [\"http://a\"]\n", "f:3:9: status: is neither live nor paused"},
		{"origin with a path", "kind: site\nname: x\norigins:\n  - http://a\n  - https://b/shop\n",
			"f:5:5: origins[1]: is not an origin: write scheme, host and port only, as in https://shop.example"},
		{"origin without a scheme", "kind: site\nname: x\norigins: [shop.example]\n",
			"f:3:11: origins[0]: is not an origin: write scheme, host and port only, as in https://shop.example"},
		{"origin with a star", "kind: site\nname: x\norigins: [\"https://*.example\"]\n",
			"f:3:11: origins[0]: is not an origin: write scheme, host and port only, as in https://shop.example"},
		{"weight of no signal", site[:len(site)-4] + "frustration:\n  weights: {dead_click: 0.3, rage: 0.5}\n",
			"f:5:36: frustration.weights.rage: \"rage\" is no signal (your own are written custom:NAME); did you mean rage_click?"},
		{"half-life", site[:len(site)-4] + "frustration: {half_life: 30d}\n",
			"f:4:26: frustration.half_life: 30d is not a half-life; write 1s to 7d, such as 5m"},
		{"setting", site[:len(site)-4] + "settings: {rage_gap: 1}\n", "f:4:22: settings.rage_gap: is no setting of the agent"},
		{"budget", site[:len(site)-4] + "budget: {contacts: -1}\n", "f:4:20: budget.contacts: is not 1 to 400; that many contacts are remembered of a visitor"},
		{"language", site[:len(site)-4] + "languages: [en, german!]\n", "f:4:17: languages[1]: is not a language tag; write one such as en or de-AT"},
		{"signal", intercept("when: {any: [{signal: rage}]}\n" + chat),
			"f:9:23: when.any[0].signal: \"rage\" is no signal (your own are written custom:NAME); did you mean rage_click?"},
		{"missing in a mapping in braces", intercept("when: {any: [{min_score: 1}]}\n" + chat),
			"f:9:14: when.any[0].signal: is missing: name a signal such as rage_click"},
		{"frustration", intercept("when: {any: [{signal: rage_click}, {frustration: 1}]}\n" + chat),
			"f:9:50: when.any[1].frustration: 1 is no frustration to wait for; write a number above 0 and below 1, such as 0.7"},
		{"condition", intercept("who: crt.value > 1\n" + chat), "f:9:6: who: unknown name crt (at character 1); known names are"},
		{"what is missing is named where it belongs", intercept("action:\n  type: message\n"), "f:10:3: action.text: is missing: a message says something"},
		{"no action at all", intercept(""), "f:5:1: action.type: is missing: write survey, message, link, chat, callback or event"},
		{"unknown site", "kind: intercept\nname: x\nsite: demo\nstatus: draft\n" + chat,
			"f:3:7: site: names site \"demo\", which does not exist; apply the site before or with this"},
		{"unknown survey", intercept("action: {type: survey, survey: y}\n"),
			"f:9:32: action.survey: names survey \"y\", which site \"demo\" does not have; apply the survey before or with this"},
		{"unknown survey of a tab", strings.TrimSuffix(site, "---\n") + "widget: {tab: {survey: y}}\n",
			"f:4:24: widget.tab.survey: names survey \"y\", which site \"demo\" does not have; apply the survey before or with this"},
		{"unknown webhook", site + "kind: survey\nname: y\nsite: demo\nquestions: [{id: a, type: thumbs}]\n---\nkind: intercept\nname: x\nsite: demo\nstatus: draft\n" +
			"action: {type: survey, survey: y}\nthen:\n  - {if: 'answer.a == \"up\"', do: {type: webhook, webhook: crm}}\n",
			"f:16:59: then[0].do.webhook: names webhook \"crm\", which site \"demo\" does not have; apply the webhook before or with this"},
		{"webhook of no site", "kind: webhook\nname: crm\nsite: demo\nurl: https://crm.example/in\n",
			"f:3:7: site: names site \"demo\", which does not exist; apply the site before or with this"},
		{"address of a webhook", site + "kind: webhook\nname: crm\nsite: demo\nurl: ftp://crm.example/in\n", "f:8:6: url: must begin with https://"},
		{"event of a webhook", site + "kind: webhook\nname: crm\nsite: demo\nurl: https://crm.example/in\nevents: [response.begun]\n",
			"f:9:10: events[0]: \"response.begun\" is no event; write one of response.done, conversation.opened"},
		{"survey without questions", site + "kind: survey\nname: y\nsite: demo\nquestions: []\n", "f:8:12: questions: "},
		{"survey without a site", site + "kind: survey\nname: y\nquestions: [{id: a, type: thumbs}]\n", "f:5:1: site: is missing"},
		{"name of a survey", site + "kind: survey\nname: My survey\nsite: demo\nquestions: [{id: a, type: thumbs}]\n",
			"f:6:7: name: \"My survey\" is not a name: use lower-case letters, digits and hyphens, at most 64"},
		{"twice", site + "kind: site\nname: demo\norigins: [\"http://b\"]\n",
			"f:6:7: name: is the second site \"demo\" of site \"demo\", after f:2; rename or remove one"},
	} {
		t.Run(row.name, func(t *testing.T) {
			store := newStore(t)
			_, err := Plan(t.Context(), store, parse(t, row.yaml), allChecks)
			if !core.IsKind(err, core.Invalid) || core.AsError(err).Code != "invalid_config" {
				t.Fatalf("got %v", err)
			}
			if got := err.Error(); !strings.HasPrefix(got, row.want) || strings.Contains(got, "\n") {
				t.Errorf("got  %s\nwant %s", got, row.want)
			}
			if docs, _, err := store.Current(t.Context()); err != nil || len(docs) > 0 {
				t.Errorf("stored %v, %v", docs, err)
			}
		})
	}
}

// TestStoredCountsToo lets a set name what an earlier one brought.
func TestStoredCountsToo(t *testing.T) {
	store := newStore(t)
	apply(t, store, parse(t, site+"kind: survey\nname: y\nsite: demo\nquestions:\n  - {id: a, type: text, text: Why?}\n"))
	expect(t, apply(t, store, parse(t,
		"kind: intercept\nname: x\nsite: demo\nstatus: draft\nwhen: {any: [{signal: rage_click}]}\naction: {type: survey, survey: y}\n")),
		"created intercept demo/x")
}

// TestWithoutFiles plans documents that came as JSON: faults then have a field but no place.
func TestWithoutFiles(t *testing.T) {
	set := Set{Sites: []core.Site{{Name: "demo", Origins: []string{"ftp://x"}}}}
	set.Add(parse(t, "kind: site\nname: demo\norigins: [\"http://b\"]\n"))
	_, err := Plan(t.Context(), newStore(t), set, allChecks)
	want := []core.FieldError{
		{Path: "name", File: "f", Line: 2, Column: 7}, {Path: "origins[0]"},
	}
	if diff := cmp.Diff(want, core.AsError(err).Fields, cmpopts.IgnoreFields(core.FieldError{}, "Message")); diff != "" {
		t.Error(diff)
	}
	if !strings.Contains(err.Error(), "\norigins[0]: is not an origin") {
		t.Errorf("got %v", err)
	}
}

// TestDemo applies what the demo is made of.
func TestDemo(t *testing.T) {
	files, err := filepath.Glob("../../deploy/demo/*.yaml")
	if err != nil || len(files) == 0 {
		t.Fatalf("no files: %v", err)
	}
	var set Set
	for _, file := range files {
		data, err := os.ReadFile(file)
		if err != nil {
			t.Fatal(err)
		}
		one, err := Parse(file, data, variables)
		if err != nil {
			t.Fatal(err)
		}
		set.Add(one)
	}
	store := newStore(t)
	for _, what := range []string{Created, Unchanged} {
		for _, line := range apply(t, store, set) {
			if !strings.HasPrefix(line, what+" ") {
				t.Errorf("%s, want %s", line, what)
			}
		}
	}
}

func TestStoreErrorsAreNotTheFiles(t *testing.T) {
	store := newStore(t)
	planned, err := Plan(t.Context(), store, parse(t, site), allChecks)
	if err != nil {
		t.Fatal(err)
	}
	ctx, cancel := context.WithCancel(t.Context())
	cancel()
	if err := planned.Apply(ctx, "maya", noon); !errors.Is(err, context.Canceled) {
		t.Errorf("Apply: %v", err)
	}
	if _, err := Plan(ctx, store, Set{}, allChecks); !errors.Is(err, context.Canceled) {
		t.Errorf("Plan: %v", err)
	}
}

// TestMutesAreKept by a file that does not speak of them, and ended by one that lists none.
func TestMutesAreKept(t *testing.T) {
	store := newStore(t)
	plain := strings.TrimSuffix(site, "---\n")
	muted := plain + "mutes:\n  - {kind: dead_click, target: '#next', page: /shop*}\n"
	expect(t, apply(t, store, parse(t, muted)), "created site demo/demo")
	expect(t, apply(t, store, parse(t, plain)), "unchanged site demo/demo")
	expect(t, apply(t, store, parse(t, plain+"mutes: []\n")), "changed site demo/demo mutes")
	expect(t, apply(t, store, parse(t, plain)), "unchanged site demo/demo")
	_, err := Plan(t.Context(), store, parse(t, plain+"mutes: [{kind: dead_click}]\nprecision: {sample: 101}\n"), allChecks)
	if err == nil || !strings.Contains(err.Error(), "mutes[0].target: is missing") ||
		!strings.Contains(err.Error(), "precision.sample: 101 is not a percentage") {
		t.Errorf("got %v", err)
	}
}

// meanwhile is a store to which somebody else writes right before it is written to, once.
type meanwhile struct {
	core.Store
	once *sync.Once
	do   func()
}

func (m meanwhile) SaveDocuments(ctx context.Context, docs []core.Document) ([]core.Document, error) {
	m.once.Do(m.do)
	return m.Store.SaveDocuments(ctx, docs)
}

// TestStopsMeetOtherChanges: an emergency stop that comes while a file is applied holds, and a stop keeps what was applied meanwhile.
func TestStopsMeetOtherChanges(t *testing.T) {
	store := newStore(t)
	set := parse(t, strings.TrimSuffix(site, "---\n"))
	apply(t, store, set)
	inForce := func() core.Site {
		t.Helper()
		c, err := core.InForce(t.Context(), store)
		if err != nil {
			t.Fatal(err)
		}
		return c.Sites["demo"]
	}
	stop := func(s core.Documents, stopped bool) {
		t.Helper()
		if changed, err := Stop(t.Context(), s, "demo", stopped, "maya", noon); err != nil || !changed {
			t.Errorf("stop %v: %v, %v", stopped, changed, err)
		}
	}
	set.Sites[0].Title = "Shop"
	planned, err := Plan(t.Context(), meanwhile{store, new(sync.Once), func() { stop(store, true) }}, set, allChecks)
	if err != nil {
		t.Fatal(err)
	}
	if err := planned.Apply(t.Context(), "ben", noon); core.AsError(err).Code != "changed_meanwhile" {
		t.Errorf("applied over a stop: %v", err)
	}
	if s := inForce(); !s.IsStopped() || s.Title != "" {
		t.Errorf("in force is %+v", s)
	}
	stop(meanwhile{store, new(sync.Once), func() { apply(t, store, set) }}, false)
	if s := inForce(); s.IsStopped() || s.Title != "Shop" {
		t.Errorf("in force is %+v", s)
	}
}
