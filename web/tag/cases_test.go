package tag_test

import (
	"flag"
	"reflect"
	"testing"

	"heed/agent/agenttest"
)

var update = flag.Bool("update", false, "write ../../agent/testdata/cases.jsonl anew")

// agentCases are the labelled cases as the page script tells them, which the agent's own tests play.
const agentCases = "../../agent/testdata/cases.jsonl"

// least is the precision, recall and F1 that a kind has to reach over all cases.
func least(kind string) float64 {
	switch kind {
	case "rage_click", "dead_click":
		return .95
	}
	return .9
}

// The labelled cases: those of a shared collection, and more of the same kinds.
const (
	sharedCases = "cases.jsonl"
	moreCases   = "more.jsonl"
)

// TestCases plays every labelled case in the browser, through the page script and the compiled agent, and prints how well each
// detector did.
func TestCases(t *testing.T) {
	t.Parallel()
	var told []agenttest.Case
	for _, file := range []string{sharedCases, moreCases} {
		t.Run(file, func(t *testing.T) { told = append(told, judge(t, scenes(t, file))...) })
	}
	compare(t, told)
}

// judge plays cases and returns what the page script told the agent.
func judge(t *testing.T, all []scene) (told []agenttest.Case) {
	t.Helper()
	p := newPlayer(t)
	tally := agenttest.Tally{}
	for _, s := range all {
		heard := p.play(s)
		got, want := heard.count(s.Signal), s.want()
		tally.Add(s.Signal, got > 0, want > 0)
		switch {
		case got != want && s.Wrong == "":
			t.Errorf("%s, %s: %d signals, want %d (heard: %v)", s.ID, s.Name, got, want, heard)
		case got == want && s.Wrong != "":
			t.Errorf("%s is right, though it is written: %s", s.ID, s.Wrong)
		}
		told = append(told, agenttest.Case{
			ID: s.ID, Kind: s.Signal, Want: want, Wrong: s.Wrong, Until: heard.Until, Records: heard.told(),
		})
	}
	t.Logf("\n%v", tally)
	for _, kind := range tally.Kinds() {
		if precision, recall, f1 := tally.Scores(kind); min(precision, recall, f1) < least(kind) {
			t.Errorf("%s: precision %.3f, recall %.3f, F1 %.3f; each must be at least %.2f", kind, precision, recall, f1, least(kind))
		}
	}
	return told
}

// compare checks that the agent's own tests play what the page script tells now, or sees to it.
func compare(t *testing.T, told []agenttest.Case) {
	t.Helper()
	if *update {
		if err := agenttest.Save(agentCases, told); err != nil {
			t.Fatal(err)
		}
		return
	}
	before, err := agenttest.Load(agentCases)
	if err != nil {
		t.Fatal(err)
	}
	if len(before) != len(told) {
		t.Errorf("%s has %d cases, of %d: run go test ./web/tag -run TestCases -update", agentCases, len(before), len(told))
		return
	}
	for i, c := range told {
		if !reflect.DeepEqual(c, before[i]) {
			t.Errorf("%s: the page script tells something else than %s has: run go test ./web/tag -run TestCases -update", c.ID, agentCases)
		}
	}
}
