package core

import (
	"reflect"
	"testing"
)

// TestCandidates ranks by priority, then value, then draw, and says of each by what it lost to the first.
func TestCandidates(t *testing.T) {
	rule := func(name string, priority int, value, draw float64) Evaluation {
		return Evaluation{Intercept: name, Priority: priority, Value: value, Eligible: true, Draw: &draw}
	}
	x, err := Explain([]Evaluation{
		rule("low", 10, 99, 1), {Intercept: "not-eligible", Priority: 100}, rule("late", 50, 7, 80.5), rule("poor", 50, 3, 2), rule("first", 50, 7, 40.25),
	})
	if err != nil {
		t.Fatal(err)
	}
	want := []Candidate{
		{Intercept: "first", Priority: 50, Value: 7, Draw: 40.25},
		{Intercept: "late", Priority: 50, Value: 7, Draw: 80.5, Lost: ByDraw},
		{Intercept: "poor", Priority: 50, Value: 3, Draw: 2, Lost: ByValue},
		{Intercept: "low", Priority: 10, Value: 99, Draw: 1, Lost: ByPriority},
	}
	if got := x.Candidates(); !reflect.DeepEqual(got, want) {
		t.Errorf("got  %+v\nwant %+v", got, want)
	}
	if got := (Explanation{}).Candidates(); got == nil || len(got) != 0 {
		t.Errorf("of nothing: %#v", got) // in JSON an empty list, not null
	}
}
