package precision

import (
	"testing"

	"pgregory.net/rapid"

	"heed/collector/core"
	"heed/collector/stats"
)

func TestEnoughIsTheLeastThatCanReachTheTarget(t *testing.T) {
	reached, _ := stats.Wilson(Enough(), Enough())
	missed, _ := stats.Wilson(Enough()-1, Enough()-1)
	if reached < Target || missed >= Target {
		t.Errorf("with %d answers the bound is %v, with one less %v", Enough(), reached, missed)
	}
}

// answers are so many taps of one score, that many of them right.
func answers(score float64, n, right int) []core.Tap {
	out := make([]core.Tap, n)
	for i := range out {
		out[i] = core.Tap{Kind: "dead_click", Target: "#a", Page: "/", Score: score, Right: i < right}
	}
	return out
}

func TestPropose(t *testing.T) {
	for _, row := range []struct {
		name    string
		taps    [][]core.Tap
		verdict Verdict
		min     float64
		n       int
	}{
		{"nothing", nil, Collecting, 0, 0},
		{"flawless, but one too few", [][]core.Tap{answers(.5, 15, 15)}, Collecting, 0, 15},
		{"flawless", [][]core.Tap{answers(.5, 16, 16)}, Fine, 0, 16},
		{"right at every score", [][]core.Tap{answers(.3, 20, 19), answers(.9, 40, 38)}, Fine, 0, 60},
		{"right above one", [][]core.Tap{answers(.3, 40, 4), answers(.61, 20, 20), answers(.9, 20, 20)}, Raise, .61, 40},
		{"the lowest of two", [][]core.Tap{answers(.3, 40, 4), answers(.5, 30, 30), answers(.9, 30, 30)}, Raise, .5, 60},
		{"a 32-bit score", [][]core.Tap{answers(.3, 40, 4), answers(float64(float32(.7)), 30, 30)}, Raise, .7, 30},
		{"rounded down, so that it is met", [][]core.Tap{answers(.3, 40, 4), answers(.699, 30, 30)}, Raise, .69, 30},
		{"the highest score", [][]core.Tap{answers(0, 40, 4), answers(1, 30, 30)}, Raise, 1, 30},
		{"too few above", [][]core.Tap{answers(.3, 40, 4), answers(.9, 15, 15)}, Poor, 0, 55},
		{"perhaps", [][]core.Tap{answers(.3, 40, 30)}, Unclear, 0, 40},
		{"perhaps above", [][]core.Tap{answers(.3, 40, 4), answers(.9, 20, 17)}, Unclear, 0, 60},
		{"never", [][]core.Tap{answers(.3, 40, 4), answers(.9, 40, 10)}, Poor, 0, 80},
	} {
		var taps []core.Tap
		for _, some := range row.taps {
			taps = append(taps, some...)
		}
		got := propose(taps)
		if got.Verdict != row.verdict || got.MinScore != row.min || got.Of.N != row.n {
			t.Errorf("%s: %s from %v, of %d; want %s from %v, of %d", row.name, got.Verdict, got.MinScore, got.Of.N, row.verdict, row.min, row.n)
		}
	}
}

// TestProposalsKeepTheirPromise, whatever was answered: the answers that a min_score lets through are those it speaks of, and their
// bound reaches the target.
func TestProposalsKeepTheirPromise(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		taps := rapid.SliceOfN(rapid.Custom(func(t *rapid.T) core.Tap {
			score := rapid.Float64Range(0, 1).Draw(t, "score")
			return core.Tap{Score: score, Right: rapid.Float64Range(0, 1).Draw(t, "luck") < score}
		}), 0, 200).Draw(t, "taps")
		got := propose(taps)
		n, right := 0, 0
		for _, tap := range taps {
			if float32(tap.Score) >= float32(got.MinScore) {
				n++
				if tap.Right {
					right++
				}
			}
		}
		if got.Of.N != n || got.Of.Right != right {
			t.Fatalf("%+v speaks of %d in %d", got, right, n)
		}
		low, _ := stats.Wilson(right, n)
		if reaches := got.Verdict == Fine || got.Verdict == Raise; reaches && (low < Target || n < Enough()) {
			t.Fatalf("%+v, but the bound is %v", got, low)
		}
	})
}

// TestMeasure: what is muted weighs on no detector, and is shown all the same.
func TestMeasure(t *testing.T) {
	taps := append(answers(.5, 10, 8), answers(.5, 6, 0)...)
	for i := range taps[10:] {
		taps[10+i].Target = "#muted"
	}
	taps = append(taps, core.Tap{Kind: "exit_intent", Page: "/"})
	sources := []core.Source{{Kind: "dead_click", Target: "#quiet", Label: "Next", Page: "/shop", Signals: 70},
		{Kind: "dead_click", Target: "#a", Page: "/", Signals: 30}, {Kind: "slow_click", Target: "#a", Signals: 5}}
	detectors, elements := measure("shop", taps, sources, func(_, target, _ string) bool { return target == "#muted" })
	for i, want := range []Detector{{Kind: "dead_click", Share: shareOf(8, 10), Signals: 100}, {Kind: "exit_intent", Share: shareOf(0, 1)},
		{Kind: "slow_click", Share: shareOf(0, 0), Signals: 5}} {
		if got := detectors[i]; got.Kind != want.Kind || got.N != want.N || got.Right != want.Right || got.Signals != want.Signals ||
			got.Site != "shop" || got.Low != want.Low {
			t.Errorf("detector %d: %+v, want %+v", i, got, want)
		}
	}
	if detectors[2].Precision != nil || *detectors[0].Precision != .8 || len(detectors) != 3 {
		t.Errorf("detectors %+v", detectors)
	}
	for i, want := range []Element{{Kind: "dead_click", Target: "#a", Signals: 30}, {Kind: "dead_click", Target: "#muted", Muted: true},
		{Kind: "exit_intent"}, {Kind: "dead_click", Target: "#quiet", Label: "Next", Signals: 70}, {Kind: "slow_click", Target: "#a", Signals: 5}} {
		if got := elements[i]; got.Kind != want.Kind || got.Target != want.Target || got.Signals != want.Signals || got.Muted != want.Muted || got.Label != want.Label {
			t.Errorf("element %d: %+v, want %+v", i, got, want)
		}
	}
}
