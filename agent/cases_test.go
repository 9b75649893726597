package agent_test

import (
	"testing"

	"heed/agent"
	"heed/agent/agenttest"
)

// judged are the kinds that have a detector.
var judged = map[string]bool{"rage_click": true, "exit_intent": true, "cart_abandonment": true}

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
		if right := got == c.Want; right == (c.Wrong != "") && judged[c.Kind] {
			t.Errorf("%s: %d signals, want %d %s", c.ID, got, c.Want, c.Wrong)
		}
	}
	t.Logf("\n%v", tally)
}
