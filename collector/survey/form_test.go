package survey

import (
	"encoding/json"
	"testing"

	"github.com/google/go-cmp/cmp"

	"heed/collector/core"
)

func formSurvey() core.Survey {
	text := core.Text{"en": "?", "de": "¿"}
	return core.Survey{Site: "shop", Name: "s", Languages: []string{"en", "de"}, Questions: []core.Question{
		{ID: "score", Type: core.CSAT, Text: text},
		{ID: "why", Type: core.Choices, Text: text, Options: []core.Option{{ID: "a", Text: text}, {ID: "b", Text: text}}, Other: true, ShowIf: "answer.score < 3"},
		{ID: "one", Type: core.Choice, Text: text, Options: []core.Option{{ID: "a", Text: text}}, Other: true, Optional: true},
		{ID: "good", Type: core.Thumbs, Text: text, Options: []core.Option{{ID: "down", Text: text}}},
		{ID: "ok", Type: core.Agree, Text: text},
	}}
}

func formService(t *testing.T) *Service {
	t.Helper()
	s := New()
	if err := s.Load(core.Catalog{Surveys: map[string]map[string]core.Survey{"shop": {"s": formSurvey()}}}); err != nil {
		t.Fatal(err)
	}
	return s
}

// answers are given in pairs of question and JSON.
func answers(pairs ...string) (list []core.Answer) {
	for i := 0; i < len(pairs); i += 2 {
		list = append(list, core.Answer{Question: pairs[i], Value: json.RawMessage(pairs[i+1])})
	}
	return list
}

// TestFormAsks: the question that is due, or the one asked for when it can be asked, and what stands before it.
func TestFormAsks(t *testing.T) {
	s := formService(t)
	for _, c := range []struct {
		given         []core.Answer
		at            string
		question, due string
		back          string
		number, of    int
	}{
		{nil, "", "score", "score", "", 1, 4},
		{nil, "why", "score", "score", "", 1, 4}, // not asked of them
		{answers("score", "2"), "", "why", "why", "score", 2, 5},
		{answers("score", "3"), "", "one", "one", "score", 2, 4},
		{answers("score", "3"), "score", "score", "one", "", 1, 4},
		{answers("score", "3", "one", "null"), "", "good", "good", "one", 3, 4}, // passed over is answered
		{answers("score", "3", "one", "null", "good", `"up"`), "", "ok", "ok", "good", 4, 4},
		{answers("score", "3", "one", "null", "good", `"up"`, "ok", "false"), "", "", "", "", 0, 4},
		{answers("score", "2", "one", "null", "good", `"up"`, "ok", "false"), "", "why", "why", "score", 2, 5},
	} {
		form, err := s.Form("shop", "s", Turn{Given: c.given, At: c.at})
		if err != nil {
			t.Fatal(err)
		}
		question := ""
		if form.Step != nil {
			question = form.Step.ID
		}
		due, err := s.Next("shop", "s", c.given)
		if question != c.question || form.Back != c.back || form.Number != c.number || form.Of != c.of || due != c.due || err != nil {
			t.Errorf("after %v at %q: %q back to %q, number %d of %d, due %q, %v; want %+v", c.given, c.at, question, form.Back, form.Number, form.Of, due, err, c)
		}
	}
	if _, err := s.Form("shop", "none", Turn{}); core.AsError(err).Code != "unknown_survey" {
		t.Errorf("of no survey: %v", err)
	}
}

// TestFormShowsWhatWasGiven: each kind of answer is marked again.
func TestFormShowsWhatWasGiven(t *testing.T) {
	s := formService(t)
	given := answers("score", "2", "why", `["b",{"other":"x"}]`, "good", `"up"`, "ok", "true")
	step := func(id string) Step {
		form, err := s.Form("shop", "s", Turn{Langs: []string{"fi", "de-AT"}, Given: given, At: id})
		if err != nil || form.Step == nil || form.Step.ID != id || form.Lang != "de" {
			t.Fatalf("%s: %+v, %v", id, form, err)
		}
		return *form.Step
	}
	if got, want := step("score").Marks, []Mark{{Value: "1", Text: "1", Chosen: false}, {Value: "2", Text: "2", Chosen: true}, {Value: "3", Text: "3", Chosen: false}, {Value: "4", Text: "4", Chosen: false}, {Value: "5", Text: "5", Chosen: false}}; !cmp.Equal(got, want) {
		t.Errorf("a score: %v", got)
	}
	if got := step("why"); !cmp.Equal(got.Marks, []Mark{{Value: "a", Text: "¿", Chosen: false}, {Value: "b", Text: "¿", Chosen: true}}) || got.Own != "x" || !got.Other {
		t.Errorf("choices: %+v", got)
	}
	if got := step("good").Marks; !cmp.Equal(got, []Mark{{Value: "up", Chosen: true}, {Value: "down", Text: "¿", Chosen: false}}) {
		t.Errorf("thumbs: %+v", got)
	}
	if !step("ok").Agreed || step("one").Own != "" {
		t.Error("a consent is not marked, or what was not answered is")
	}
}

// TestFormValue: what a form sends becomes what Take accepts.
func TestFormValue(t *testing.T) {
	s := formService(t)
	for _, c := range []struct {
		question string
		values   []string
		own      string
		want     string
	}{
		{"score", []string{"4"}, "", `4`},
		{"score", []string{"four"}, "", `"four"`},
		{"score", nil, "", `null`},
		{"why", nil, "", `[]`},
		{"why", []string{"a", "b"}, "", `["a","b"]`},
		{"why", []string{"a", "other"}, "x", `["a",{"other":"x"}]`},
		{"why", []string{"a"}, "x", `["a",{"other":"x"}]`},
		{"one", []string{"other"}, "x", `{"other":"x"}`},
		{"one", nil, "x", `{"other":"x"}`},
		{"one", []string{"a"}, "x", `"a"`}, // chosen is chosen
		{"one", nil, "x\r\ny", `{"other":"x\ny"}`},
		{"score", []string{"a line\r\nand another"}, "", `"a line\nand another"`}, // as long as the field counted
		{"good", []string{"up"}, "x", `"up"`},
		{"ok", []string{"true"}, "", `true`},
		{"ok", nil, "", `false`},
	} {
		got, err := s.Value("shop", "s", c.question, c.values, c.own)
		if err != nil || string(got) != c.want {
			t.Errorf("%s of %q %q is %s, %v; want %s", c.question, c.values, c.own, got, err, c.want)
		}
	}
	if _, err := s.Value("shop", "s", "none", nil, ""); core.AsError(err).Code != "bad_answer" {
		t.Errorf("of no question: %v", err)
	}
}
