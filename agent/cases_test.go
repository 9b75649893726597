package agent_test

import (
	"maps"
	"slices"
	"testing"

	"heed/agent"
	"heed/agent/agenttest"
)

// TestCases plays every labelled case and prints how well each detector did over all of them.
func TestCases(t *testing.T) {
	cases, err := agenttest.Load("testdata/cases.jsonl")
	if err != nil {
		t.Fatal(err)
	}
	results := map[string]*tally{}
	for _, c := range cases {
		if results[c.Kind] == nil {
			results[c.Kind] = new(tally)
		}
		got := 0
		a, heard := agenttest.Hear()
		agenttest.Play(a.Push, c.Records(), 5000)
		for _, s := range *heard {
			if s.Kind == agent.KindOf(c.Kind) {
				got++
			}
		}
		results[c.Kind].add(got > 0, c.Want > 0)
		if got != c.Want {
			t.Errorf("%s, %s: %d signals, want %d", c.ID, c.What, got, c.Want)
		}
	}
	t.Logf("%-18s %5s %9s %6s %5s", "kind", "cases", "precision", "recall", "F1")
	for _, kind := range slices.Sorted(maps.Keys(results)) {
		r := results[kind]
		p, c, f := r.scores()
		t.Logf("%-18s %5.0f %9.3f %6.3f %5.3f", kind, r.cases, p, c, f)
	}
}

// tally counts verdicts.
type tally struct{ cases, right, wrong, missed float64 }

func (y *tally) add(got, want bool) {
	y.cases++
	switch {
	case got && want:
		y.right++
	case got:
		y.wrong++
	case want:
		y.missed++
	}
}

func (y *tally) scores() (precision, recall, f1 float64) {
	return y.right / (y.right + y.wrong), y.right / (y.right + y.missed), 2 * y.right / (2*y.right + y.wrong + y.missed)
}
