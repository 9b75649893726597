package simulate

import (
	"math"
	"strings"
	"testing"

	"heed/collector/core"
)

// TestDifference compares with table II of Newcombe 1998, «Interval estimation for the difference between independent proportions»,
// method 10.
func TestDifference(t *testing.T) {
	for _, c := range []struct {
		a, b      Arm
		low, high float64
	}{
		{Arm{70, 56}, Arm{80, 48}, 0.0524, 0.3339},
		{Arm{10, 9}, Arm{10, 3}, 0.1705, 0.8090},
		{Arm{7, 6}, Arm{7, 2}, 0.0582, 0.8062},
		{Arm{56, 5}, Arm{29, 0}, -0.0381, 0.1926},
		{Arm{10, 0}, Arm{20, 0}, -0.1611, 0.2775},
		{Arm{10, 10}, Arm{10, 0}, 0.6075, 1},
	} {
		d := difference(c.a, c.b)
		if math.Abs(d.Low-c.low) > 5e-5 || math.Abs(d.High-c.high) > 5e-5 {
			t.Errorf("%v against %v: %.4f to %.4f, want %.4f to %.4f", c.a, c.b, d.Low, d.High, c.low, c.high)
		}
	}
	if d := difference(Arm{}, Arm{}); d.Estimate != 0 || d.Low != -1 || d.High != 1 {
		t.Errorf("two empty arms: %+v, want nothing known", d)
	}
}

// TestVisitorsKeepTheTruth: over many seeds the interval holds the true effect about as often as it says, which it could not if the
// visitors did something else than they were told.
func TestVisitorsKeepTheTruth(t *testing.T) {
	for _, truth := range []Truth{{Base: 10, Uplift: 5}, {Base: 50, Uplift: -20}, {Base: 2, Uplift: 0}} {
		const seeds, visitors = 400, 600
		held := 0
		for seed := range uint64(seeds) {
			var r Report
			r.Truth = truth
			for n := range visitors {
				v := visitorOf(seed, n)
				arm := core.Treatment
				if n%3 == 0 {
					arm = core.Control
				}
				r.add(record{arm: arm, bought: v.purchases(truth, arm == core.Treatment)}, 0)
			}
			if r.conclude(); r.EffectHolds {
				held++
			}
		}
		// Three standard deviations of 400 draws at 95 % are 3.3 points; Newcombe's interval errs to the wide side for small shares.
		if share := float64(held) / seeds; share < 0.917 || share > 0.99 {
			t.Errorf("%+v: the interval held the truth in %.1f %% of the seeds, want about 95", truth, 100*share)
		}
	}
}

// TestVisitorsAreTheirOwn: a visitor is the same each time, differs from the others, and what they would do does not hang on the truth.
func TestVisitorsAreTheirOwn(t *testing.T) {
	seen := map[visitor]bool{}
	for seed := range uint64(3) {
		for n := range 500 {
			v := visitorOf(seed, n)
			if v != visitorOf(seed, n) {
				t.Fatalf("visitor %d of seed %d is not the same twice", n, seed)
			}
			if v.purchases(Truth{Base: 30}, false) && !v.purchases(Truth{Base: 30, Uplift: 10}, true) {
				t.Fatalf("%s buys, and with a better chance does not", v.id)
			}
			seen[v] = true
		}
	}
	if len(seen) != 1500 {
		t.Errorf("%d different visitors, want 1500", len(seen))
	}
}

// TestFaults: what a collector may never do is an error of the run.
func TestFaults(t *testing.T) {
	for _, c := range []struct {
		name   string
		was    record
		spoken int
		says   string
	}{
		{"asked", record{arm: core.Treatment, acted: 1}, 1, ""},
		{"left alone", record{arm: core.Control}, 0, ""},
		{"asked twice", record{arm: core.Treatment, acted: 2}, 2, "1 visitors were asked more than once"},
		{"told nothing", record{arm: core.Treatment, acted: 1}, 0, "something else"},
		{"not recorded", record{}, 1, "something else"},
	} {
		var r Report
		r.add(c.was, c.spoken)
		err := r.Fault()
		if (err == nil) != (c.says == "") || err != nil && !strings.Contains(err.Error(), c.says) {
			t.Errorf("%s: %v, want %q", c.name, err, c.says)
		}
	}
}
