package agent_test

import (
	"testing"

	"heed/agent"
	"heed/agent/agenttest"
)

// TestCases plays every labelled case, as the page script tells it, and prints how well each detector does over all of them.
func TestCases(t *testing.T) {
	cases, err := agenttest.Load("testdata/cases.jsonl")
	if err != nil {
		t.Fatal(err)
	}
	tally := agenttest.Tally{}
	for _, c := range cases {
		a, heard := agenttest.Hear()
		c.Play(a.Push)
		got := 0
		for _, s := range *heard {
			if s.Kind == agent.KindOf(c.Kind) {
				got++
			}
		}
		tally.Add(c.Kind, got > 0, c.Want > 0)
		if got != c.Want && c.Wrong == "" {
			t.Errorf("%s: %d signals, want %d", c.ID, got, c.Want)
		}
	}
	t.Logf("\n%v", tally)
}
