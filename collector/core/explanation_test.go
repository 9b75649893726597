package core

import (
	"encoding/json"
	"reflect"
	"strings"
	"testing"
)

// someEvaluations have every kind of value, a gate without an input, verdicts of both kinds, and a candidate.
func someEvaluations() []Evaluation {
	draw := 12.5
	return []Evaluation{
		{Intercept: "stuck", Revision: 3, Priority: 50, Value: 2, Eligible: true, Draw: &draw, Gates: []Gate{
			{Name: "trigger", Pass: true, Got: String("rage_click"), Want: String("rage_click")},
			{Name: "budget", Pass: true, Got: Number(0), Want: Number(1), Note: "must be below"},
			{Name: "who", Pass: true},
		}},
		{Intercept: "leaving", Revision: 1, Gates: []Gate{{Name: "trigger", Got: String("rage_click"), Want: String("exit_intent")}}},
	}
}

func TestExplanationSpellsOut(t *testing.T) {
	want := someEvaluations()
	x, err := Explain(want)
	if err != nil {
		t.Fatal(err)
	}
	if got := x.Evaluations(); !reflect.DeepEqual(got, want) {
		t.Errorf("got  %+v\nwant %+v", got, want)
	}
	x.Notes = []Note{{Rule: 0, Gate: 1, Text: "only this time"}}
	want[0].Gates[1].Note = "only this time"
	x.Sights = []Sight{{Rule: 0, Gate: 1, Number: 4}}
	want[0].Gates[1].Got = Number(4)
	x.Book.Rules[1].Gates[0].Inputs = []int{TextInput(0), NumberInput(0)}
	want[1].Gates[0].Got = String("rage_click, 0")
	body, err := json.Marshal(x)
	if err != nil {
		t.Fatal(err)
	}
	var again Explanation
	if err := json.Unmarshal(body, &again); err != nil || !reflect.DeepEqual(again.Evaluations(), want) {
		t.Errorf("got  %+v, %v\nwant %+v", again.Evaluations(), err, want)
	}
	if body, err := json.Marshal(Explanation{}); err != nil || string(body) != "[]" {
		t.Errorf("nothing considered is %s, %v", body, err)
	}
}

// TestRulebookIsNamedByItsContent: the same content has the same id, another one another.
func TestRulebookIsNamedByItsContent(t *testing.T) {
	a, _ := Explain(someEvaluations())
	b, _ := Explain(someEvaluations())
	changed := someEvaluations()
	changed[1].Gates[0].Want = String("dead_click")
	c, _ := Explain(changed)
	if a.Book.ID != b.Book.ID || a.Book.ID == c.Book.ID || len(a.Book.ID) != 32 {
		t.Errorf("ids %s, %s, %s", a.Book.ID, b.Book.ID, c.Book.ID)
	}
	read, err := ReadRulebook(a.Book.ID, a.Book.Body)
	if err != nil || !reflect.DeepEqual(read, a.Book) {
		t.Errorf("read %+v, %v", read, err)
	}
}

// TestExplanationThatDoesNotFit breaks one reference a row.
func TestExplanationThatDoesNotFit(t *testing.T) {
	for name, broken := range map[string]func(x *Explanation){
		"verdicts without": func(x *Explanation) { x.Book = nil },
		"verdicts on":      func(x *Explanation) { x.Passed = append(x.Passed, 1) },
		"input 1":          func(x *Explanation) { x.Numbers = nil },
		"input -1":         func(x *Explanation) { x.Texts = nil },
		"gate 3 of rule 0": func(x *Explanation) { x.Notes = []Note{{Rule: 0, Gate: 3}} },
		"gate 0 of rule 2": func(x *Explanation) { x.Notes = []Note{{Rule: 2, Gate: 0}} },
		"input 7":          func(x *Explanation) { x.Book.Rules[0].Gates[0].Inputs = []int{1, 7} },
		"sight of gate 3":  func(x *Explanation) { x.Sights = []Sight{{Rule: 0, Gate: 3}} },
		"draw of rule 2":   func(x *Explanation) { x.Draws = []Draw{{Rule: 2}} },
		"draw of rule -1":  func(x *Explanation) { x.Draws = []Draw{{Rule: -1}} },
		"rule -1":          func(x *Explanation) { x.Notes = []Note{{Rule: -1}} },
	} {
		x, err := Explain(someEvaluations())
		if err != nil || x.Check() != nil {
			t.Fatal(err, x.Check())
		}
		broken(&x)
		if err := x.Check(); err == nil || !strings.Contains(err.Error(), name) {
			t.Errorf("%s: %v", name, err)
		}
	}
	if _, err := Explain([]Evaluation{{Gates: make([]Gate, MaxGates+1)}}); err == nil {
		t.Error("more gates than bits were taken")
	}
}
