package storetest

import (
	"encoding/json"
	"fmt"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"
	"pgregory.net/rapid"

	"heed/collector/core"
)

// typed is an answer of a question of that type, i milliseconds after the start.
func typed(i int, question, questionType, value string) core.Answer {
	a := anAnswer(i, question, value)
	a.Type = questionType
	return a
}

// told are changes that hold response i each, of these answers.
func told(s core.Store, t *testing.T, i int, answers ...core.Answer) {
	t.Helper()
	commit(t, s, core.Change{Responses: []core.ResponseChange{{Response: aResponse(i, answers...)}}})
}

// testAnswersFound selects responses by each field of the filter.
func testAnswersFound(t *testing.T, s core.Store) {
	v := aVisitor(1)
	v.Traits = map[string]any{"plan": "gold", "value": 40.0, "staff": true, "tags": []any{"new", "vip"}}
	commit(t, s, core.Change{Visitors: []core.Visitor{v}})
	told(s, t, 1, typed(1, "score", core.NPS, `6`), typed(2, "why", core.Choice, `"price"`),
		typed(3, "more", core.FreeText, `"The DELIVERY button is too slow, <b>déjà vu</b>"`), typed(4, "mail", core.Email, `"secret@example.com"`))
	told(s, t, 2, typed(5, "score", core.NPS, `10`), typed(6, "why", core.Choice, `{"other":"Button of the shop, 物流太慢了Express"}`))
	other := aResponse(3, typed(7, "why", core.Choices, `["price",{"other":"slow too"}]`), typed(8, "ok", core.Agree, `true`), typed(9, "skipped", core.NPS, `null`))
	other.Page, other.Lang, other.Intercept, other.Device, other.Visitor = "/a[1]?b", "en-GB", "", "", "stranger"
	other.Channel, other.Source, other.Evidence = core.ByLink, "receipt", nil
	commit(t, s, core.Change{Responses: []core.ResponseChange{{Response: other}}})
	told(s, t, 4, typed(10, "more", core.FreeText, `"delivery"`))
	told(s, t, 4, typed(11, "more", core.FreeText, `"nothing"`), typed(12, "why", core.Choice, `{"other":"gone"}`)) // it replaces
	told(s, t, 4, typed(13, "why", core.Choice, `"time"`))
	told(s, t, 4, typed(9, "more", core.FreeText, `"late"`)) // and this comes behind it

	n := func(n int) *int { return &n }
	for _, test := range []struct {
		f    core.ResponseFilter
		want []int
	}{
		{core.ResponseFilter{}, []int{4, 3, 2, 1}},
		{core.ResponseFilter{Text: "delivery"}, []int{1}},
		{core.ResponseFilter{Text: "deliv SLOW"}, []int{1}},
		{core.ResponseFilter{Text: `"too slow"`}, []int{1}},
		{core.ResponseFilter{Text: `"slow too"`}, []int{3}},
		{core.ResponseFilter{Text: "deja"}, []int{1}},
		{core.ResponseFilter{Text: "button"}, []int{2, 1}},
		{core.ResponseFilter{Text: "太慢"}, []int{2}},
		{core.ResponseFilter{Text: "慢 物流"}, []int{2}},
		{core.ResponseFilter{Text: "了EXPRESS butt"}, []int{2}},
		{core.ResponseFilter{Text: "deliv 太慢"}, nil},
		{core.ResponseFilter{Text: "太快"}, nil},
		{core.ResponseFilter{Text: "太慢", Question: "why", Value: "other"}, []int{2}},
		{core.ResponseFilter{Text: "button NOT shop OR *"}, nil},
		{core.ResponseFilter{Text: "nothing"}, []int{4}},
		{core.ResponseFilter{Text: "gone"}, nil},
		{core.ResponseFilter{Text: "late"}, nil},
		{core.ResponseFilter{Text: "secret"}, nil},
		{core.ResponseFilter{Text: "b"}, []int{2, 1}}, // the shop's button, and <b>
		{core.ResponseFilter{Question: "score"}, []int{2, 1}},
		{core.ResponseFilter{Question: "skipped"}, nil},
		{core.ResponseFilter{Question: "score", Value: "10"}, []int{2}},
		{core.ResponseFilter{Question: "score", High: n(6)}, []int{1}},
		{core.ResponseFilter{Question: "score", Low: n(7)}, []int{2}},
		{core.ResponseFilter{Question: "score", Low: n(6), High: n(10)}, []int{2, 1}},
		{core.ResponseFilter{Question: "why", Low: n(0), High: n(10)}, nil},
		{core.ResponseFilter{Question: "why", Value: "price"}, []int{3, 1}},
		{core.ResponseFilter{Question: "why", Value: "other"}, []int{3, 2}},
		{core.ResponseFilter{Question: "why", Value: "time"}, []int{4}},
		{core.ResponseFilter{Question: "ok", Value: "true"}, []int{3}},
		{core.ResponseFilter{Page: "/cart"}, []int{4, 2, 1}},
		{core.ResponseFilter{Page: "/a[1]?b"}, []int{3}},
		{core.ResponseFilter{Page: "/a*"}, []int{3}},
		{core.ResponseFilter{Page: "/ca"}, nil},
		{core.ResponseFilter{Lang: "en"}, []int{3}},
		{core.ResponseFilter{Lang: "EN-gb"}, []int{3}},
		{core.ResponseFilter{Lang: "en-G"}, nil},
		{core.ResponseFilter{Lang: "e"}, nil},
		{core.ResponseFilter{Channel: string(core.ByLink)}, []int{3}},
		{core.ResponseFilter{Channel: string(core.OnPage)}, []int{4, 2, 1}},
		{core.ResponseFilter{Source: "receipt"}, []int{3}},
		{core.ResponseFilter{Source: "poster"}, nil},
		{core.ResponseFilter{Step: string(core.StepCheckout)}, []int{4, 2, 1}},
		{core.ResponseFilter{Step: string(core.StepCart)}, nil},
		{core.ResponseFilter{Device: core.DevicePhone}, []int{4, 2, 1}},
		{core.ResponseFilter{Intercept: "stuck"}, []int{4, 2, 1}},
		{core.ResponseFilter{Trait: "plan", TraitValue: "gold"}, []int{4, 2, 1}},
		{core.ResponseFilter{Trait: "plan", TraitValue: "silver"}, nil},
		{core.ResponseFilter{Trait: "value", TraitValue: "40"}, []int{4, 2, 1}},
		{core.ResponseFilter{Trait: "staff", TraitValue: "true"}, []int{4, 2, 1}},
		{core.ResponseFilter{Trait: "tags", TraitValue: "vip"}, []int{4, 2, 1}},
		{core.ResponseFilter{Trait: "tags", TraitValue: "v"}, nil},
		{core.ResponseFilter{Question: "score", Text: "slow", Lang: "de", Device: core.DevicePhone}, []int{1}},
	} {
		want := []string{}
		for _, i := range test.want {
			want = append(want, number("decision", i)+"/cart-why")
		}
		q := core.Query{Responses: test.f}
		got := listed(s.ListResponses(t.Context(), q))(t).items
		equal(t, fmt.Sprintf("%+v", test.f), names(got, func(r core.Response) string { return r.ID }), want)
		q.Site, q.Name = "shop", "cart-why"
		equal(t, fmt.Sprintf("responses counted of %+v", test.f), must(s.Tally(t.Context(), q))(t).Responses, len(want))
	}

	for kind, want := range map[string]int{"cart_abandonment": 3, "rage_click": 0} {
		equal(t, "responses counted after "+kind, must(s.Tally(t.Context(), core.Query{Site: "shop", Name: "cart-why", Kind: kind}))(t).Responses, want)
	}
	first := listed(s.ListResponses(t.Context(), core.Query{Limit: 1, Responses: core.ResponseFilter{Lang: "de"}}))(t)
	_, _, err := s.ListResponses(t.Context(), core.Query{Limit: 1, After: first.next, Responses: core.ResponseFilter{Lang: "en"}})
	refused(t, "a cursor of another filter", err, core.Invalid, "bad_cursor")
	for _, f := range []core.ResponseFilter{
		{Value: "x"}, {Low: n(1)}, {Question: "score", Value: "1", High: n(2)}, {Text: `"-* `}, {Text: strings.Repeat("a ", 21)}, {Trait: "plan"},
		{TraitValue: "gold"}, {Trait: `a"b`, TraitValue: "x"},
	} {
		_, _, err := s.ListResponses(t.Context(), core.Query{Responses: f})
		refused(t, fmt.Sprintf("%+v", f), err, core.Invalid, "")
	}
}

// counted writes a tally's counts in words.
func counted(t core.Tally) []string {
	return names(t.Counts, func(c core.Count) string {
		return fmt.Sprintf("%s %s %s %s: %d by %d", c.Day.Format(time.DateOnly), c.Question, c.Type, c.Option, c.N, c.People)
	})
}

// testTally: who saw and who answered but for testers, answers in force only, and by whole days the same as by any other time.
func testTally(t *testing.T, s core.Store) {
	q := core.Query{Site: "shop", Name: "cart-why"}
	equal(t, "nothing", must(s.Tally(t.Context(), q))(t), core.Tally{Asked: &core.Asked{}, Counts: []core.Count{}, Whole: true})
	decisions := make([]core.Decision, 6)
	for i := range decisions {
		decisions[i] = aDecision(i)
		decisions[i].Action = &core.Action{Type: core.ActSurvey, Survey: "cart-why"}
	}
	decisions[5].Action = &core.Action{Type: core.ActMessage}
	commit(t, s, core.Change{Decisions: decisions})
	seen := after(1000)
	for _, i := range []int{0, 1, 1, 5} { // decisions 2 and 3 are answered, but no report of them arrives
		commit(t, s, core.Change{Reports: []core.Report{{Decision: number("decision", i), Shown: &seen}}})
	}
	told(s, t, 1, typed(1, "why", core.Choices, `["a","b","b"]`))
	told(s, t, 1, typed(1, "why", core.Choices, `["a","b","b"]`)) // twice
	told(s, t, 1, typed(20, "why", core.Choices, `["c","a"]`), typed(21, "score", core.NPS, `7`))
	told(s, t, 2, typed(3, "why", core.Choices, `null`)) // seen, and passed over
	done := aResponse(3, typed(4, "score", core.NPS, `7`), typed(5, "more", core.FreeText, `"x"`), typed(6, "old", "", `"y"`))
	done.Done = true
	commit(t, s, core.Change{Responses: []core.ResponseChange{{Response: done}}})
	told(s, t, 5, typed(7, "score", core.NPS, `0`)) // it followed something else
	told(s, t, 9, typed(8, "score", core.NPS, `1`)) // its decision is not stored

	tester, byTester := aVisitor(1), aDecision(8)
	tester.ID, tester.Tester, byTester.Visitor, byTester.Action = "tester", true, "tester", decisions[0].Action
	said := aResponse(8, typed(30, "score", core.NPS, `10`))
	said.Visitor, said.Done = "tester", true
	commit(t, s, core.Change{Visitors: []core.Visitor{tester}, Decisions: []core.Decision{byTester},
		Reports: []core.Report{{Decision: byTester.ID, Shown: &seen}}, Responses: []core.ResponseChange{{Response: said}}})

	want := core.Tally{Responses: 5, Done: 1, Asked: &core.Asked{Seen: 4, Replied: 2}, Whole: true}
	got := must(s.Tally(t.Context(), q))(t)
	equal(t, "counts", counted(got), []string{
		"2026-03-01 more text : 1 by 1", "2026-03-01 old  : 1 by 1", "2026-03-01 score nps 0: 1 by 1", "2026-03-01 score nps 1: 1 by 1",
		"2026-03-01 score nps 7: 2 by 2", "2026-03-01 why choices a: 1 by 0", "2026-03-01 why choices c: 1 by 1",
	})
	byHour := q
	byHour.Since = start.Add(-time.Hour)
	found := must(s.Tally(t.Context(), byHour))(t)
	equal(t, "counts by another time", counted(found), counted(got))
	got.Counts, found.Counts = nil, nil
	equal(t, "tally", got, want)
	want.Asked = nil
	equal(t, "by another time", found, want)

	for _, bounds := range [][2]int{{0, 1}, {1, 2}, {-1, 0}} {
		q.Since, q.Until = start.Truncate(24*time.Hour).AddDate(0, 0, bounds[0]), start.Truncate(24*time.Hour).AddDate(0, 0, bounds[1])
		n := 0
		if bounds[0] == 0 {
			n = 5
		}
		equal(t, fmt.Sprint("between days ", bounds), must(s.Tally(t.Context(), q))(t).Responses, n)
	}
	for _, q := range []core.Query{{}, {Site: "shop"}, {Name: "cart-why"}, {Site: "shop", Name: "x", Visitor: "v"}, {Site: "shop", Name: "x", Session: "v"},
		{Site: "shop", Name: "x", Responses: core.ResponseFilter{Value: "v"}}} {
		_, err := s.Tally(t.Context(), q)
		refused(t, fmt.Sprintf("%+v", q), err, core.Invalid, "")
	}
}

// testTallyOfAnything: whatever is answered, in whatever order, is counted as the responses then read.
func testTallyOfAnything(t *testing.T, s core.Store) {
	values := map[string][]string{
		core.NPS: {`0`, `7`, `10`, `null`}, core.Choices: {`["a"]`, `["b","a"]`, `["a",{"other":"x y"}]`, `null`}, core.FreeText: {`"x"`, `"y z"`},
		core.Thumbs: {`"up"`, `"down"`}, core.Choice: {`"a"`, `{"other":"z"}`}, core.Agree: {`true`, `false`},
	}
	types := []string{core.NPS, core.Choices, core.FreeText, core.Thumbs, core.Choice, core.Agree}
	runs := 0
	rapid.Check(t, func(r *rapid.T) {
		runs++
		survey := number("survey", runs)
		for i := range rapid.IntRange(1, 25).Draw(r, "answers") {
			n := rapid.IntRange(0, 3).Draw(r, "response")
			questionType := rapid.SampledFrom(types).Draw(r, "type")
			a := typed(rapid.IntRange(0, 5).Draw(r, "at"), "q-"+questionType, questionType, rapid.SampledFrom(values[questionType]).Draw(r, "value"))
			a.ID = fmt.Sprint(survey, "-", i)
			res := aResponse(n, a)
			res.ID, res.Survey, res.Started = fmt.Sprint(survey, n), survey, start.AddDate(0, 0, n%2)
			commit(t, s, core.Change{Responses: []core.ResponseChange{{Response: res}}})
		}
		q := core.Query{Site: "shop", Name: survey}
		want := map[string]int{}
		for _, res := range listed(s.ListResponses(t.Context(), q))(t).items {
			for _, a := range res.Answers {
				for i, option := range optionsOf(a) {
					key := fmt.Sprintf("%s %s %s %s", res.Started.Format(time.DateOnly), a.Question, a.Type, option)
					want[key]++
					if i == 0 {
						want[key+" people"]++
					}
				}
			}
		}
		for name, since := range map[string]time.Time{"kept": {}, "found": start.Add(-time.Second)} {
			q.Since = since
			got := map[string]int{}
			for _, c := range must(s.Tally(t.Context(), q))(t).Counts {
				key := fmt.Sprintf("%s %s %s %s", c.Day.Format(time.DateOnly), c.Question, c.Type, c.Option)
				got[key] = c.N
				if c.People > 0 {
					got[key+" people"] = c.People
				}
			}
			if diff := cmp.Diff(want, got); diff != "" {
				r.Errorf("%s (-want +got):\n%s", name, diff)
			}
		}
	})
}

// optionsOf reads the options of an answer, as the comment of core.Count has them.
func optionsOf(a core.Answer) []string {
	var one any
	if err := json.Unmarshal(a.Value, &one); err != nil {
		panic(err)
	}
	if one == nil {
		return nil
	}
	if a.Type == core.FreeText {
		return []string{""}
	}
	list, many := one.([]any)
	if !many {
		list = []any{one}
	}
	var out []string
	for _, v := range list {
		option := fmt.Sprint(v)
		if _, own := v.(map[string]any); own {
			option = "other"
		}
		if !slices.Contains(out, option) {
			out = append(out, option)
		}
	}
	return out
}
