package manifest

import (
	"encoding/json"
	"math"
	"reflect"
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"
	"pgregory.net/rapid"

	"heed/collector/core"
)

// TestYAMLRoundTrips writes any noun, valid or not, and reads it back as the same: a document loses nothing on its way through a file.
func TestYAMLRoundTrips(t *testing.T) {
	t.Run(core.KindSite, rapid.MakeCheck(func(t *rapid.T) {
		s := nouns[core.Site]().Draw(t, "site")
		roundTrip(t, core.KindSite, s, func(set Set) any { return set.Sites[0] })
	}))
	t.Run(core.KindIntercept, rapid.MakeCheck(func(t *rapid.T) {
		i := nouns[core.Intercept]().Draw(t, "intercept")
		roundTrip(t, core.KindIntercept, i, func(set Set) any { return set.Intercepts[0] })
	}))
	t.Run(core.KindSurvey, rapid.MakeCheck(func(t *rapid.T) {
		s := nouns[core.Survey]().Draw(t, "survey")
		roundTrip(t, core.KindSurvey, s, func(set Set) any { return set.Surveys[0] })
	}))
	t.Run(core.KindWebhook, rapid.MakeCheck(func(t *rapid.T) {
		w := nouns[core.Webhook]().Draw(t, "webhook")
		roundTrip(t, core.KindWebhook, w, func(set Set) any { return set.Webhooks[0] })
	}))
}

// nouns draws whole nouns. Texts are full of what means something to YAML, or to us.
func nouns[T any]() *rapid.Generator[T] {
	words := rapid.OneOf(rapid.String(), rapid.StringMatching("[a-z:#{}\\[\\]$&*!|>'\"%@` \n\t,?-]{0,12}"), rapid.SampledFrom([]string{
		"", "yes", "No", "null", "~", "12", "1e3", "0x1f", "007", "2026-01-01", "12:30", "7d", "1_000", ".5", ".inf", "true", "<<", "=", "- a", "a: b", "a #b",
		"${HEED_PUBLIC_URL}", "$${", "$", "{{", "/cart*", "é", "\u2028", "\u0085", "\ufeff", "😀", "a\\nb", "trailing ", " leading", "a\r\nb", "---", "...",
	}))
	return rapid.MakeCustom[T](rapid.MakeConfig{Types: map[reflect.Type]*rapid.Generator[any]{
		reflect.TypeFor[string]():        words.AsAny(),
		reflect.TypeFor[int]():           rapid.IntRange(-math.MaxInt32, math.MaxInt32).AsAny(),
		reflect.TypeFor[float64]():       rapid.Float64().Filter(func(f float64) bool { return !math.IsInf(f, 0) && !math.IsNaN(f) }).AsAny(),
		reflect.TypeFor[core.Duration](): rapid.Custom(func(t *rapid.T) core.Duration { return core.Duration(rapid.Int64Min(0).Draw(t, "duration")) }).AsAny(),
		reflect.TypeFor[core.Text]():     rapid.Map(rapid.MapOfN(words, words, 1, 3), func(m map[string]string) core.Text { return m }).AsAny(),
		reflect.TypeFor[core.FollowUp](): rapid.Just(core.FollowUp{If: `answer.help == "yes"`, Do: core.Action{Type: "chat"}}).AsAny(),
	}})
}

func roundTrip(t *rapid.T, kind string, noun any, read func(Set) any) {
	body, err := json.Marshal(noun)
	if err != nil {
		t.Fatal(err)
	}
	want, err := canonical(kind, body)
	if err != nil {
		t.Fatal(err)
	}
	text, err := YAML(kind, body)
	if err != nil {
		t.Fatal(err)
	}
	set, err := Parse("f", []byte(text), nil)
	if err != nil {
		t.Fatalf("%v\n%s", err, text)
	}
	got, err := json.Marshal(read(set))
	if err != nil {
		t.Fatal(err)
	}
	if diff := cmp.Diff(string(want), string(got)); diff != "" {
		t.Fatalf("%s\n%s", diff, text)
	}
}

// TestYAMLReadsWell compares with what a person would have written.
func TestYAMLReadsWell(t *testing.T) {
	set := parsed(t, "contract.yaml")
	body, err := json.Marshal(set.Intercepts[0])
	if err != nil {
		t.Fatal(err)
	}
	got, err := YAML(core.KindIntercept, body)
	if err != nil {
		t.Fatal(err)
	}
	want := `kind: intercept
site: demo
name: cart-rescue
status: live
owner: maya@example.com
hypothesis: Shoppers leave because delivery cost appears late.
metric: {event: purchase, value: revenue, within: 7d}
priority: 50
when:
  any:
    - {signal: cart_abandonment, min_score: 0.6}
    - {signal: exit_intent, page: "/cart*"}
where:
  include: ["/cart*", "/checkout*"]
  exclude: [/checkout/done]
who: 'cart.value >= 40 && !("staff" in traits.tags)'
schedule: {from: "2026-01-01", hours: "Mon-Fri 08:00-20:00", zone: Europe/Berlin}
limits: {per_visitor: 1, every: 30d, per_session: 1, quota: 1000}
rollout: 100
holdout: 20
action: {type: survey, survey: cart-why, expires: 20s}
then:
  - if: 'answer.help == "yes"'
    do: {type: chat, team: sales}
  - if: 'answer.help == "call"'
    do: {type: callback}
`
	if diff := cmp.Diff(want, got); diff != "" {
		t.Error(diff)
	}
}

// TestExport exports a store into another one, where the same stands then, and into itself, where it changes nothing.
func TestExport(t *testing.T) {
	store := newStore(t)
	set := parsed(t, "contract.yaml")
	set.Add(parse(t, site+"kind: site\nname: other\norigins: [\"https://other.example\"]\nmutes: [{kind: dead_click, target: '#a'}]"))
	set.Add(parse(t, "kind: webhook\nname: crm\nsite: demo\nurl: https://crm.example/in\nevents: [response.done]\nformat: slack\n"))
	apply(t, store, set)
	text, err := Export(t.Context(), store, "", nil, nil)
	if err != nil {
		t.Fatal(err)
	}
	expect(t, apply(t, store, parse(t, text)), "unchanged site demo/demo", "unchanged site other/other",
		"unchanged webhook demo/crm", "unchanged survey demo/cart-why", "unchanged intercept demo/cart-rescue")
	copied := newStore(t)
	apply(t, copied, parse(t, text))
	again, err := Export(t.Context(), copied, "", nil, nil)
	if diff := cmp.Diff(text, again); err != nil || diff != "" {
		t.Error(err, diff)
	}

	for _, one := range []struct {
		site  string
		names []string
		want  string // the kinds and names that it holds, in order
	}{
		{"demo", nil, "site demo, webhook crm, survey cart-why, intercept cart-rescue"},
		{"other", nil, "site other"},
		{"", []string{"cart-rescue", "other"}, "site other, intercept cart-rescue"},
		{"demo", []string{"cart-why"}, "survey cart-why"},
	} {
		text, err := Export(t.Context(), store, one.site, one.names, nil)
		if err != nil {
			t.Fatal(err)
		}
		if got := listed(parse(t, text)); got != one.want {
			t.Errorf("export of site %q, %q holds %s, want %s", one.site, one.names, got, one.want)
		}
	}
	least, err := Export(t.Context(), store, "demo", nil, func(kind string) bool { return kind != core.KindWebhook })
	if err != nil || strings.Contains(least, "crm.example") || !strings.Contains(least, "name: cart-why") {
		t.Errorf("without webhooks: %v\n%s", err, least)
	}
	for site, code := range map[string]string{"nowhere": "unknown_site", "other": "unknown_name"} {
		if _, err := Export(t.Context(), store, site, []string{"cart-why"}, nil); core.AsError(err).Code != code {
			t.Errorf("export of cart-why on %s: %v, want %s", site, err, code)
		}
	}
}

// listed names the documents of a set in the order in which an export has them.
func listed(s Set) string {
	var out []string
	for _, x := range s.Sites {
		out = append(out, "site "+x.Name)
	}
	for _, x := range s.Webhooks {
		out = append(out, "webhook "+x.Name)
	}
	for _, x := range s.Surveys {
		out = append(out, "survey "+x.Name)
	}
	for _, x := range s.Intercepts {
		out = append(out, "intercept "+x.Name)
	}
	return strings.Join(out, ", ")
}

// TestOldBodiesAreUnchanged applies what is stored in a form that this version would not write: nothing has changed.
func TestOldBodiesAreUnchanged(t *testing.T) {
	store := newStore(t)
	apply(t, store, parse(t, strings.TrimSuffix(site, "---\n")))
	_, err := store.SaveDocuments(t.Context(), []core.Document{{Kind: core.KindIntercept, Site: "demo", Name: "a", At: time.Unix(0, 0), Author: "x", Body: []byte(
		`{"name":"a","site":"demo","status":"draft","where":{},"when":{},"action":{"type":"chat"},"limits":{}}`)}})
	if err != nil {
		t.Fatal(err)
	}
	text, err := Export(t.Context(), store, "", nil, nil)
	if err != nil {
		t.Fatal(err)
	}
	expect(t, apply(t, store, parse(t, text)), "unchanged site demo/demo", "unchanged intercept demo/a")
}

// TestOverHasEveryKind: laid over an empty configuration, a set is all there is, and another set before it stays as it was.
func TestOverHasEveryKind(t *testing.T) {
	set := parsed(t, "contract.yaml")
	set.Add(parse(t, site+"kind: webhook\nname: crm\nsite: demo\nurl: https://crm.example/in\n"))
	empty, err := core.NewCatalog(0, nil)
	over := set.Over(empty)
	if err != nil || len(over.Sites) != 1 || len(over.Intercepts["demo"]) != 1 || len(over.Surveys["demo"]) != 1 || over.Webhooks["demo"]["crm"].URL == "" {
		t.Errorf("%+v", over)
	}
	again := parse(t, "kind: webhook\nname: ops\nsite: demo\nurl: https://ops.example/in\n").Over(over)
	if len(again.Webhooks["demo"]) != 2 || len(over.Webhooks["demo"]) != 1 {
		t.Errorf("%+v over %+v", again.Webhooks, over.Webhooks)
	}
}
