package server

import (
	"encoding/json"
	"maps"
	"net/url"
	"slices"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"
	"pgregory.net/rapid"

	"heed/collector/core"
	"heed/collector/decide"
)

// TestBuilderWords: every kind, name and operator that can be chosen has words.
func TestBuilderWords(t *testing.T) {
	offered := map[string]bool{"open": true} // by hand: nobody waits for it
	for _, k := range kindChoices {
		offered[k.Kind] = true
	}
	if d := cmp.Diff(slices.Sorted(maps.Keys(signalWords)), slices.Sorted(maps.Keys(offered))); d != "" {
		t.Errorf("the kinds differ from those of the contract: %s", d)
	}
	for _, v := range decide.Variables() {
		if variableNames[v.Name] == "" || typeWords[v.Type] == "" {
			t.Errorf("%s, %s, has no words", v.Name, v.Type)
		}
	}
	for _, op := range decide.Operators() {
		if operatorWords[op] == "" {
			t.Errorf("%s has no words", op)
		}
	}
}

func TestWhoInWords(t *testing.T) {
	for who, want := range map[string]string{
		"": "everybody",
		`cart.value >= 40 && !("staff" in traits.tags)`:      "visitors if the cart's value is at least 40, and “staff” is not among “tags” of the customer",
		`visitor.new && device.touch`:                        "visitors if it is the first visit, and there is a touch screen",
		`visitor.user != "" && !traits.vip`:                  "visitors if they are signed in, and “vip” of the customer is not true",
		`page.ref contains "ads" && signal.data.presses > 3`: "visitors if the page they came from contains “ads”, and “presses” of the signal is more than 3",
		`answers["cart-why"].help == "yes"`:                  "visitors if the answer to “help” of “cart-why” is “yes”",
		`"vip" in visitor.tags && query.utm_source == "x"`:   "visitors if “vip” is among the visitor's tags, and “utm_source” of the address they came with is “x”",
		`visitor.new || device.touch`:                        "visitors if the expression visitor.new || device.touch holds",
	} {
		if got := whoWords(who); got != want {
			t.Errorf("%s: %q, want %q", who, got, want)
		}
	}
}

func TestShareInWords(t *testing.T) {
	p := func(x float64) *float64 { return &x }
	for _, test := range []struct {
		rollout, holdout *float64
		want             string
	}{
		{nil, p(20), "Asks 80 of 100 visitors who come that far, and deliberately leaves 20 alone, to measure the effect. A visitor always stays on the same side."},
		{p(50), p(20), "Asks 40 of 100 visitors who come that far, does not touch 50, and deliberately leaves 10 alone, to measure the effect. A visitor always stays on the same side."},
		{p(100), nil, "Asks 100 of 100 visitors who come that far. Nobody is left alone to compare with, so its effect cannot be measured."},
		{p(33.3), p(33.3), "Asks 22.21 of 100 visitors who come that far, does not touch 66.7, and deliberately leaves 11.09 alone, to measure the effect. A visitor always stays on the same side."},
		{p(101), nil, "A share is a number from 0 to 100."},
	} {
		i := core.Intercept{Rollout: test.rollout, Holdout: test.holdout, Action: core.Action{Type: core.ActSurvey}}
		if got := shareSaying(i); got != test.want {
			t.Errorf("%q, want %q", got, test.want)
		}
	}
}

// TestPathsCountFromOne, whether they are the document's or the form's.
func TestPathsCountFromOne(t *testing.T) {
	for path, want := range map[string]string{
		"when.any[0].min_score": "when 1: min score", "when.all[1].signal": "when 2: signal", "when.0.count": "when 1: count", "then[1].if": "then 2: if",
		"then.1.do.expires": "then 2: do: expires", "questions[2].options[0].text": "questions 3: options 1: text", "who": "who",
	} {
		if got := pathWords(path); got != want {
			t.Errorf("%s is %q, want %q", path, got, want)
		}
	}
}

// TestBuilderReadsActions: what was left over from another choice is dropped, and a moment of 0 is not taken for the usual one.
func TestBuilderReadsActions(t *testing.T) {
	do := func(more fields) (core.Action, []core.FieldError) {
		f := fields{"then.0.do.expires.unit": "s", "then.0.do.webhook": "crm", "then.0.do.tag": "vip"}
		for name, value := range more {
			f["then.0.do."+name] = value
		}
		i, wrong := f.read(core.Intercept{}, core.Draft)
		return i.Then[0].Do, wrong
	}
	for _, typ := range []string{core.ActWebhook, core.ActTag} {
		a, wrong := do(fields{"type": typ, "place": core.PlaceModal, "expires": "20"})
		if a.Place != "" || a.Expires != 0 || len(wrong) > 0 {
			t.Errorf("%s: %+v, %v", typ, a, wrong)
		}
	}
	if a, wrong := do(fields{"type": core.ActChat, "place": core.PlaceSheet, "expires": "20"}); a.Place != core.PlaceSheet || a.Expires == 0 || len(wrong) > 0 {
		t.Errorf("a chat: %+v, %v", a, wrong)
	}
	if a, wrong := do(fields{"type": core.ActEvent, "event": "x", "place": core.PlaceModal, "expires": "20"}); a.Place != "" || a.Expires == 0 || len(wrong) > 0 {
		t.Errorf("an event: %+v, %v", a, wrong)
	}
	for text, want := range map[string]int{"0": 1, "": 0, "soon": 1} {
		if _, wrong := do(fields{"type": core.ActChat, "expires": text}); len(wrong) != want || want > 0 && wrong[0].Path != "then.0.do.expires" {
			t.Errorf("within %q: %v", text, wrong)
		}
	}
}

// TestBuilderRoundTrip: an intercept that is shown in the form and read again is the same, whatever it holds.
func TestBuilderRoundTrip(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		i := anyIntercept(t)
		f := fill(i)
		f.choose(nil)
		sent := url.Values{}
		for name, value := range f {
			sent.Set(name, value)
		}
		f = fieldsOf(sent)
		for _, list := range builderLists {
			f.pack(list)
		}
		for what, base := range map[string]core.Intercept{"from itself": i, "from nothing": {Revision: i.Revision}} {
			got, wrong := f.read(base, i.Status)
			if len(wrong) > 0 {
				t.Fatalf("%s: %v", what, wrong)
			}
			if what == "from nothing" && decide.SameCondition(got.Who, i.Who) {
				got.Who = i.Who
			}
			if what == "from nothing" && got.Schedule != nil && decide.SameHours(got.Schedule.Hours, i.Schedule.Hours) {
				got.Schedule.Hours = i.Schedule.Hours
			}
			if d := cmp.Diff(asJSON(t, i), asJSON(t, got)); d != "" {
				t.Fatalf("%s it is another one: %s", what, d)
			}
		}
	})
}

func asJSON(t *rapid.T, i core.Intercept) string {
	body, err := json.MarshalIndent(i, "", " ")
	if err != nil {
		t.Fatal(err)
	}
	return string(body)
}

// anyIntercept draws a document with anything that the form can show.
func anyIntercept(t *rapid.T) core.Intercept {
	word := rapid.SampledFrom([]string{"", "a", "x y", "Größe “q”", "<b>&amp;"})
	span := rapid.Map(rapid.SampledFrom([]int{0, 1, 45, 60, 90, 3600, 5400, 86400, 604800}), func(n int) core.Duration {
		return core.Duration(time.Duration(n) * time.Second)
	})
	small := rapid.IntRange(0, 400)
	share := rapid.Custom(func(t *rapid.T) *float64 {
		if rapid.Bool().Draw(t, "none") {
			return nil
		}
		x := float64(rapid.IntRange(0, 1000).Draw(t, "share")) / 10
		return &x
	})
	text := rapid.Custom(func(t *rapid.T) core.Text {
		out := core.Text{}
		for _, lang := range rapid.SliceOfDistinct(rapid.SampledFrom([]string{"", "en", "pt-BR"}), rapid.ID).Draw(t, "langs") {
			out[lang] = rapid.SampledFrom([]string{"Hello", "two\nlines", "ä"}).Draw(t, "text")
		}
		if len(out) == 0 {
			return nil
		}
		return out
	})
	action := rapid.Custom(func(t *rapid.T) core.Action {
		a := core.Action{Type: rapid.SampledFrom([]string{core.ActSurvey, core.ActMessage, core.ActChat, core.ActCallback, core.ActLink,
			core.ActEvent, core.ActTag, core.ActWebhook}).Draw(t, "type"),
			Expires: span.Draw(t, "expires")}
		if a.Unseen() {
			a.Expires = 0 // refused there
		}
		switch a.Type {
		case core.ActSurvey:
			a.Survey = word.Draw(t, "survey")
		case core.ActMessage, core.ActLink:
			a.Title, a.Text = text.Draw(t, "title"), text.Draw(t, "text")
			if cta := text.Draw(t, "cta"); cta != nil {
				a.CTA = &core.CTA{Text: cta, URL: word.Draw(t, "url")}
			}
		case core.ActChat:
			a.Team, a.Text = word.Draw(t, "team"), text.Draw(t, "text")
		case core.ActCallback:
			a.Team = word.Draw(t, "team")
		case core.ActEvent:
			a.Event = word.Draw(t, "event")
		case core.ActTag:
			a.Tag = word.Draw(t, "tag")
		case core.ActWebhook:
			a.Webhook = word.Draw(t, "webhook")
		}
		return a
	})
	trigger := rapid.Custom(func(t *rapid.T) core.Trigger {
		return core.Trigger{Signal: rapid.SampledFrom([]string{"", "rage_click", "custom:voucher"}).Draw(t, "signal"), Page: word.Draw(t, "page"),
			MinScore: float64(rapid.IntRange(0, 100).Draw(t, "score")) / 100, Count: rapid.IntRange(0, 9).Draw(t, "count"),
			Frustration: float64(rapid.IntRange(0, 99).Draw(t, "felt")) / 100}
	})
	hours := rapid.SampledFrom([]string{"Mon-Fri 08:00-20:00, Sat 10:00-16:00", "fri-mon 22:00-02:00", "Mon  08:00-24:00,Wed 08:00-24:00", "00:00-00:30"})
	i := core.Intercept{Site: "demo", Name: "x", Status: core.Draft, Owner: word.Draw(t, "owner"), Hypothesis: word.Draw(t, "hypothesis"),
		Priority: small.Draw(t, "priority"), Value: float64(rapid.IntRange(0, 50).Draw(t, "value")) / 4, Revision: 3,
		Limits: core.Limits{PerVisitor: small.Draw(t, "n"), Every: span.Draw(t, "every"), PerSession: small.Draw(t, "m"), Quota: small.Draw(t, "q"),
			AfterDismissal: span.Draw(t, "dismissal"), AfterAnswer: span.Draw(t, "answer")},
		Who: rapid.SampledFrom([]string{"", "cart.value >= 40", "visitor.new or device.touch", "cart.items > 1 and (visitor.new || device.touch)",
			`traits.plan == "3" && not device.touch`}).Draw(t, "who"),
		Rollout: share.Draw(t, "rollout"), Holdout: share.Draw(t, "holdout"), Action: action.Draw(t, "action")}
	if list := rapid.SliceOfN(trigger, 0, 3).Draw(t, "triggers"); len(list) > 0 && rapid.Bool().Draw(t, "all") {
		i.When = core.When{All: list, Within: span.Draw(t, "within")}
	} else if len(list) > 0 {
		i.When.Any = list
	}
	if m := (core.Metric{Event: word.Draw(t, "event"), Value: word.Draw(t, "worth"), Within: span.Draw(t, "in")}); m != (core.Metric{}) {
		i.Metric = &m
	}
	if s := (core.Schedule{From: word.Draw(t, "from"), Hours: rapid.OneOf(word, hours).Draw(t, "hours"), Zone: word.Draw(t, "zone")}); s != (core.Schedule{}) {
		i.Schedule = &s
	}
	for range rapid.IntRange(0, 2).Draw(t, "follow-ups") {
		i.Then = append(i.Then, core.FollowUp{If: "answer.a == 1", Do: action.Draw(t, "do")})
	}
	if where := rapid.SliceOfN(rapid.SampledFrom([]string{"/a*", "/b"}), 0, 2).Draw(t, "include"); len(where) > 0 {
		i.Where.Include = where
	}
	return i
}
