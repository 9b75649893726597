package server

import (
	"fmt"
	"runtime"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"
	"pgregory.net/rapid"

	"heed/collector/core"
	"heed/collector/survey"
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
	for _, gate := range []string{"trigger", "where", "who", "schedule", "session_limit", "visitor_limit", "cooldown", "quota", "survey", "budget", "rollout", "fresh", "present", "running", "sample"} {
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
			{"Does", "offers a chat, within 30 seconds or never"}, {"How often", "at most once in a visit"},
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
			{"Where", "on /a, /b* but not on /b/c"}, {"For whom", "visitors if the cart's value is at least 40"},
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
	if words["How often"] != "at most once in a visit; not for 14 days after being closed; not for 90 days after being answered" ||
		words["Value"] != "12.5, against others of this priority" {
		t.Errorf("%q", words)
	}
}

// TestSummaryCard: scores, shares and the weeks in words and drawings, for people who see them and for those who do not.
func TestSummaryCard(t *testing.T) {
	s := core.Survey{Site: "shop", Name: "why", Questions: []core.Question{
		{ID: "why", Type: core.Choices, Other: true, Text: core.Text{"en": "Why?"}, Options: []core.Option{{ID: "a", Text: core.Text{"": "A"}}}},
		{ID: "score", Type: core.NPS, Why: new(false)}, {ID: "ease", Type: core.CES}, {ID: "more", Type: core.FreeText}, {ID: "none", Type: core.CSAT},
	}}
	monday := time.Date(2026, 3, 2, 0, 0, 0, 0, time.UTC)
	count := func(question, kind, option string, weeks, n int) core.Count {
		return core.Count{Question: question, Type: kind, Option: option, Day: monday.AddDate(0, 0, 7*weeks), N: n, People: n}
	}
	got := summaryCardOf(s, survey.Summarize(s, core.Tally{Responses: 12, Done: 3, Asked: &core.Asked{Seen: 40, Replied: 12}, Counts: []core.Count{
		count("why", core.Choices, "a", 0, 3), count("why", core.Choices, "other", 2, 1), count("why", core.Choices, "left", 2, 1),
		count("score", core.NPS, "9", 0, 4), count("score", core.NPS, "3", 2, 1), count("score", core.NPS, "8", 3, 1),
		count("ease", core.CES, "6", 0, 5), count("more", core.FreeText, "", 0, 2), count("gone", core.Thumbs, "up", 0, 1),
	}}))
	if got.Rate != "30\u00a0% of 40 who saw it answered, 18\u00a0% to 45\u00a0%" || got.N != 12 || got.Among != core.MaxLooked || len(got.Questions) != 6 {
		t.Errorf("card %+v", got)
	}
	why, score, ease, more, none, gone := got.Questions[0], got.Questions[1], got.Questions[2], got.Questions[3], got.Questions[4], got.Questions[5]
	if why.Text != "Why?" || why.N != 5 || len(why.Bars) != 3 || why.Bars[0].Text != "A" || why.Bars[0].Percent != "60\u00a0%" || why.Bars[2].Text != "left" ||
		why.Trend == nil || why.Trend.Title != "“A” by week" {
		t.Errorf("choices %+v %+v", why, why.Trend)
	}
	if diff := cmp.Diff([]scoreLine{{"Net Promoter Score", "+50", "−18 to +84", "9 and 10 less 0 to 6"}}, score.Scores); diff != "" {
		t.Errorf("NPS (-want +got):\n%s", diff)
	}
	if diff := cmp.Diff([]scoreLine{{"Mean ease", "6.0", "3.8 to 6.4", "of 7"}, {"Found it easy", "100\u00a0%", "57\u00a0% to 100\u00a0%", "5 or more of 7"}}, ease.Scores); diff != "" {
		t.Errorf("CES (-want +got):\n%s", diff)
	}
	if ease.Trend != nil || !more.Open || more.N != 2 || len(more.Bars) != 0 || len(none.Scores) != 0 || none.N != 0 || !gone.Gone || gone.Bars[0].Text != "Thumbs up" {
		t.Errorf("ease %+v, words %+v, not answered %+v, gone %+v", ease, more, none, gone)
	}
	weeks := score.Trend
	if weeks.Line != "M4 4L212 68L316 36" || weeks.Dots != "M4 4h0M212 68h0M316 36h0" || weeks.Zero != "36" || len(weeks.Weeks) != 3 ||
		weeks.Weeks[1] != (weekRow{monday.AddDate(0, 0, 14), 1, "−100", "−100 to +48"}) {
		t.Errorf("trend %+v", weeks)
	}
	if want := "From +100 in the week of 2 Mar 2026 to 0 in that of 23 Mar 2026; the scale is −100 to +100, the lines are 95\u00a0% intervals."; weeks.Caption != want {
		t.Errorf("caption %q, want %q", weeks.Caption, want)
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

// TestDiffOfLongTexts: a document may have as many lines as fit a file; a look at its revisions must not take memory by their square.
func TestDiffOfLongTexts(t *testing.T) {
	const n = 3000
	before, after := make([]string, n), make([]string, n)
	for i := range n {
		before[i], after[i] = fmt.Sprint("a", i), fmt.Sprint("b", i)
	}
	var was, is runtime.MemStats
	runtime.ReadMemStats(&was)
	all := changed(before, after)
	runtime.ReadMemStats(&is)
	if spent := is.TotalAlloc - was.TotalAlloc; spent > 16<<20 {
		t.Errorf("%d MB for %d lines", spent>>20, n)
	}
	if len(all) != 2*n || all[0] != (line{"-", "a0"}) || all[2*n-1] != (line{"+", fmt.Sprint("b", n-1)}) {
		t.Errorf("%d lines, %v to %v", len(all), all[0], all[len(all)-1])
	}
	after = slices.Clone(before)
	after[n/2] = "new"
	want := []line{{" ", "a1498"}, {" ", "a1499"}, {"-", "a1500"}, {"+", "new"}, {" ", "a1501"}, {" ", "a1502"}}
	if diff := cmp.Diff(want, changed(before, after)); diff != "" {
		t.Errorf("one line of many (-want +got):\n%s", diff)
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
		defuse("=1+1"): "'=1+1", defuse("-1.5"): "-1.5", defuse("\x00=1+1"): "'\x00=1+1",
		defuse("-1.5e-3"): "-1.5e-3", defuse("+7"): "+7", defuse("-Inf"): "'-Inf", defuse("+NaN"): "'+NaN", defuse("+0x1p-2"): "'+0x1p-2", defuse("-1_0"): "'-1_0",
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

// TestInterceptsSayTheirContacts: how often one has acted is what its quota is held against.
func TestInterceptsSayTheirContacts(t *testing.T) {
	b := newBench(t)
	b.configure()
	if err := b.decide.Load(core.Site{Name: "demo"}, nil, map[string]int{"stuck": 7}); err != nil {
		t.Fatal(err)
	}
	if page := b.get(b.user(core.Viewer), "/console/intercepts").Body.String(); strings.Count(page, "7 contacts, held back") != 1 {
		t.Errorf("the page has no «7 contacts» of one intercept:\n%s", page)
	}
}
