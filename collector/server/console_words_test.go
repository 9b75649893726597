package server

import (
	"encoding/json"
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"
	"pgregory.net/rapid"

	"heed/collector/core"
)

func TestEveryKindHasWords(t *testing.T) {
	for _, kind := range []string{"rage_click", "dead_click", "slow_click", "dead_swipe", "error_click", "thrashed_cursor",
		"excessive_scroll", "quick_back", "exit_intent", "hesitation", "form_struggle", "form_abandonment", "repeated_validation_error",
		"cart_abandonment", "error_shown", "open"} {
		if words := wordsOf(kind); words.Noun == "" || words.Did == "" || words.Lone == "" || strings.Contains(words.Noun, "_") {
			t.Errorf("%s has the words %+v", kind, words)
		}
	}
	if got := wordsOf("custom:voucher_refused"); got.Noun != "voucher refused" || got.Lone != "sent “voucher refused”" {
		t.Errorf("a custom signal has the words %+v", got)
	}
}

func TestEveryGateHasWords(t *testing.T) {
	for _, gate := range []string{"trigger", "where", "who", "schedule", "session_limit", "visitor_limit", "quota", "budget", "rollout", "fresh", "present"} {
		if gateWords[gate] == "" {
			t.Errorf("gate %s has no words", gate)
		}
	}
}

func TestInterceptInPlainWords(t *testing.T) {
	half, fifth := 50.0, 20.0
	days := func(n int) core.Duration { return core.Duration(time.Duration(n) * 24 * time.Hour) }
	for _, test := range []struct {
		name string
		give core.Intercept
		want []fact
	}{
		{"the least", core.Intercept{When: core.When{Any: []core.Trigger{{Signal: "rage_click"}}}, Action: core.Action{Type: core.ActChat}}, []fact{
			{"When", "rage click"}, {"Where", "on every page"}, {"For whom", "everybody"},
			{"Does", "offers a chat, within 30 seconds or never"}, {"How often", "at most 1 time in a visit"},
			{"Tried on", "all visitors, none held back: its effect cannot be measured"}, {"Priority", "0"}}},
		{"the most", core.Intercept{
			When: core.When{All: []core.Trigger{{Signal: "exit_intent", Page: "/cart*", Count: 2}, {Signal: "custom:a_b", MinScore: .6},
				{Frustration: .7}, {Signal: "dead_click", Page: "/cart", Frustration: .5}}},
			Where: core.Where{Include: []string{"/a", "/b*"}, Exclude: []string{"/b/c"}}, Who: "cart.value >= 40", Priority: 5,
			Schedule: &core.Schedule{From: "2026-01-01", Hours: "Mon-Fri 08:00-20:00", Zone: "Europe/Berlin"},
			Limits:   core.Limits{PerVisitor: 2, Every: days(30), PerSession: 3, Quota: 1000}, Rollout: &half, Holdout: &fifth,
			Metric: &core.Metric{Event: "purchase", Value: "revenue", Within: days(7)},
			Action: core.Action{Type: core.ActSurvey, Survey: "why", Expires: core.Duration(90 * time.Second)},
			Then:   []core.FollowUp{{If: `answer.help == "call"`, Do: core.Action{Type: core.ActCallback, Team: "sales"}}}}, []fact{
			{"When", "2 times exit intent on /cart*, and a b with a score of 60\u00a0% or more, " +
				"and any signal that leaves a frustration of 70\u00a0% or more, " +
				"and dead click on /cart that leaves a frustration of 50\u00a0% or more, within 30 minutes"},
			{"Where", "on /a, /b* but not on /b/c"}, {"For whom", "cart.value >= 40"},
			{"On duty", "from 2026-01-01, Mon-Fri 08:00-20:00, Europe/Berlin"},
			{"Does", "asks “why”, within 1 minute 30 seconds or never"},
			{"Then", `offers a call back with sales if answer.help == "call"`},
			{"How often", "at most 3 times in a visit, 2 times for a visitor in 30 days, 1000 times in all"},
			{"Tried on", "50\u00a0% of visitors, of whom 20\u00a0% are deliberately left alone to measure the effect"},
			{"Judged by", "purchase and its revenue within 7 days"}, {"Priority", "5"}}},
	} {
		if diff := cmp.Diff(test.want, plainFacts(test.give)); diff != "" {
			t.Errorf("%s (-want +got):\n%s", test.name, diff)
		}
	}
}

func TestRestraintOfAnIntercept(t *testing.T) {
	days := func(n int) core.Duration { return core.Duration(n) * core.Duration(24*time.Hour) }
	got := plainFacts(core.Intercept{Value: 12.5, Limits: core.Limits{AfterDismissal: days(14), AfterAnswer: days(90)}})
	words := map[string]string{}
	for _, f := range got {
		words[f.Name] = f.Text
	}
	if words["How often"] != "at most 1 time in a visit; not for 14 days after being closed; not for 90 days after being answered" ||
		words["Value"] != "12.5, against others of this priority" {
		t.Errorf("%q", words)
	}
}

func TestTally(t *testing.T) {
	survey := core.Survey{Questions: []core.Question{
		{ID: "why", Type: core.Choices, Other: true, Text: core.Text{"en": "Why?"}, Options: []core.Option{{ID: "a", Text: core.Text{"": "A"}}, {ID: "b", Text: core.Text{"": "B"}}}},
		{ID: "score", Type: core.CSAT}, {ID: "ok", Type: core.Agree}, {ID: "more", Type: core.FreeText},
	}}
	respond := func(pairs ...string) core.Response {
		var r core.Response
		for i := 0; i < len(pairs); i += 2 {
			r.Answers = append(r.Answers, core.Answer{Question: pairs[i], Value: json.RawMessage(pairs[i+1])})
		}
		return r
	}
	got := tallyOf(survey, []core.Response{
		respond("why", `["a","b"]`, "score", `4`, "ok", `true`, "more", `"x"`), respond("why", `["a",{"other":"mine"}]`, "score", `5`), respond("gone", `"a"`),
	})
	counts := map[string][]int{}
	for _, q := range got {
		counts[q.Text] = append(counts[q.Text], q.N)
		for _, s := range q.Bars {
			counts[q.Text] = append(counts[q.Text], s.N)
		}
	}
	want := map[string][]int{"Why?": {2, 2, 1, 1}, "score": {2, 0, 0, 0, 1, 1}, "ok": {1, 1, 0}, "more": {1}}
	if diff := cmp.Diff(want, counts); diff != "" {
		t.Errorf("people, then each option (-want +got):\n%s", diff)
	}
}

func TestDiffRebuildsBothTexts(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		text := rapid.SliceOfN(rapid.SampledFrom([]string{"a", "b", "c", "d"}), 0, 12)
		before, after := text.Draw(t, "before"), text.Draw(t, "after")
		var removed, added int
		for _, l := range changed(before, after) {
			switch l.Mark {
			case "-":
				removed++
			case "+":
				added++
			}
		}
		// What is neither added nor removed is common to both.
		if len(before)-removed != len(after)-added {
			t.Fatalf("%d of %d removed, %d of %d added", removed, len(before), added, len(after))
		}
		if common := commonLengths(before, after)[0][0]; len(before)-removed != common {
			t.Fatalf("kept %d lines, the longest common part has %d", len(before)-removed, common)
		}
	})
	got := changed([]string{"a", "b", "c", "d", "e", "f", "old"}, []string{"a", "b", "c", "d", "e", "f", "new"})
	want := []line{{" ", "e"}, {" ", "f"}, {"-", "old"}, {"+", "new"}}
	if diff := cmp.Diff(want, got); diff != "" {
		t.Errorf("(-want +got):\n%s", diff)
	}
}

func TestChartOfTheLastHour(t *testing.T) {
	now := time.Date(2026, 11, 21, 14, 3, 20, 0, time.UTC)
	at := func(ago time.Duration) core.Signal { return core.Signal{Received: now.Add(-ago)} }
	minutes := perMinute(now, []core.Signal{at(0), at(19 * time.Second), at(21 * time.Second), at(59 * time.Minute), at(60 * time.Minute), at(-2 * time.Minute)})
	want := make([]int, chartMinutes)
	want[59], want[58], want[0] = 2, 1, 1
	if diff := cmp.Diff(want, minutes); diff != "" {
		t.Errorf("(-want +got):\n%s", diff)
	}
	if got := caption(minutes); got != "4 signals in the last hour, at most 2 in a minute" {
		t.Errorf("caption %q", got)
	}
	drawn := bars(minutes)
	if last := drawn[59]; last.Height != chartTall || last.Y != 0 || drawn[58].Height != chartTall/2 || drawn[1].Height != barMinimum {
		t.Errorf("bars %+v", drawn)
	}
}

func TestWordsForPeople(t *testing.T) {
	for got, want := range map[string]string{
		legible(core.Number(36.773494865298794)): "36.77", legible(core.Number(0.027)): "0.027", legible(core.String("version 1.0.2.3")): "version 1.0.2.3",
		legible(core.Value{}): "–", upper(""): "", upper("ärger"): "Ärger", short("01890000-0000-7000-8000-00000000abcd"): "00abcd", short("ab"): "ab",
		plural(1, "answer"): "1 answer", plural(0, "answer"): "0 answers",
		readable([]any{1.5, "x", true, nil}):      "1.5, x, yes, –",
		pairs(map[string]any{"b": 2.0, "a": "x"}): "a x, b 2", money(54, "EUR"): "54.00 EUR",
		responseURL("d/s"): "/console/responses/d/s", visitorURL("a/b", "c d"): "/console/visitors/a%2Fb/c%20d",
		query("a", "", "b", "x y"): "?b=x+y", query("a", ""): "", atLeast(1000, "more"): "1000+", atLeast(3, ""): "3",
	} {
		if got != want {
			t.Errorf("%q, want %q", got, want)
		}
	}
}
