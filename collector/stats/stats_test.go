package stats

import (
	"math"
	"testing"

	"pgregory.net/rapid"
)

func near(got, want, within float64) bool { return math.Abs(got-want) <= within }

func TestZ(t *testing.T) {
	if want := math.Sqrt2 * math.Erfinv(Level); !near(Z, want, 1e-15) {
		t.Errorf("Z is %v, want %v", Z, want)
	}
}

func TestWilsonAgainstPublishedValues(t *testing.T) {
	for _, test := range []struct {
		k, n      int
		low, high float64
	}{ // Newcombe, Two-sided confidence intervals for the single proportion, Statistics in Medicine 17 (1998), table I, method 3
		{81, 263, .2553, .3662}, {15, 148, .0624, .1605}, {0, 20, 0, .1611}, {1, 29, .0061, .1718}, {0, 0, 0, 1},
	} {
		low, high := Wilson(test.k, test.n)
		if !near(low, test.low, 5e-5) || !near(high, test.high, 5e-5) {
			t.Errorf("Wilson(%d, %d) = %.4f, %.4f, want %.4f, %.4f", test.k, test.n, low, high, test.low, test.high)
		}
	}
}

// TestWilsonHolds: the interval lies in 0 to 1 around the share, mirrors, and shrinks with more of the same.
func TestWilsonHolds(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		n := rapid.IntRange(1, 10_000).Draw(t, "n")
		k := rapid.IntRange(0, n).Draw(t, "k")
		low, high := Wilson(k, n)
		if p := float64(k) / float64(n); low < 0 || high > 1 || low > p || high < p {
			t.Fatalf("%d in %d: %v to %v", k, n, low, high)
		}
		if l, h := Wilson(n-k, n); !near(l, 1-high, 1e-12) || !near(h, 1-low, 1e-12) {
			t.Fatalf("%d in %d does not mirror", k, n)
		}
		if l, h := Wilson(2*k, 2*n); h-l >= high-low {
			t.Fatalf("twice as much of %d in %d knows no more", k, n)
		}
	})
}

func TestTQuantileAgainstPublishedValues(t *testing.T) {
	// NIST/SEMATECH e-Handbook of Statistical Methods, 1.3.6.7.2, upper critical values of Student's t distribution
	points := []float64{.90, .95, .975, .99, .995, .999}
	for df, row := range map[float64][]float64{
		1:   {3.078, 6.314, 12.706, 31.821, 63.657, 318.309},
		2:   {1.886, 2.920, 4.303, 6.965, 9.925, 22.327},
		5:   {1.476, 2.015, 2.571, 3.365, 4.032, 5.893},
		10:  {1.372, 1.812, 2.228, 2.764, 3.169, 4.144},
		30:  {1.310, 1.697, 2.042, 2.457, 2.750, 3.385},
		100: {1.290, 1.660, 1.984, 2.364, 2.626, 3.174},
	} {
		for i, p := range points {
			if got := TQuantile(p, df); !near(got, row[i], 5.5e-4) { // the table's rounding, and of 318.309 a little more
				t.Errorf("t(%v, %v) = %.4f, want %v", p, df, got, row[i])
			}
			if got := TQuantile(1-p, df); !near(got, -row[i], 1e-3) {
				t.Errorf("t(%v, %v) = %.4f, want %v", 1-p, df, got, -row[i])
			}
		}
	}
	if got := TQuantile(.975, 1e6); !near(got, Z, 1e-5) {
		t.Errorf("with a million degrees of freedom %v, want nearly %v", got, Z)
	}
}

// TestTQuantileIsExactWhereItHasAForm: with one degree of freedom it is Cauchy's, with two it is algebraic.
func TestTQuantileIsExactWhereItHasAForm(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		p := rapid.Float64Range(.501, .999).Draw(t, "p")
		if got, want := TQuantile(p, 1), math.Tan(math.Pi*(p-.5)); !near(got, want, 1e-9*want) {
			t.Fatalf("t(%v, 1) = %v, want %v", p, got, want)
		}
		if got, want := TQuantile(p, 2), (2*p-1)*math.Sqrt(1/(2*p*(1-p))); !near(got, want, 1e-9*want) {
			t.Fatalf("t(%v, 2) = %v, want %v", p, got, want)
		}
	})
}

func TestMean(t *testing.T) {
	// NIST/SEMATECH e-Handbook, 1.3.5.2, heat flow: 195 numbers, standard deviation 0.022789, interval 9.258242 to 9.264679
	if got := meanMargin(195, .022789); !near(2*got, 9.264679-9.258242, 1e-6) {
		t.Errorf("margin %v", got)
	}
	for _, test := range []struct {
		name            string
		counts          map[int]int
		n               int
		mean, low, high float64
	}{
		{"no answer", nil, 0, 0, 1, 7},
		{"one answer", map[int]int{5: 1}, 1, 5, 1, 7},
		{"two that differ most", map[int]int{1: 1, 7: 1}, 2, 4, 1, 7},
		{"three that agree: at most 56.15 % others", map[int]int{7: 3}, 3, 7, 7 - .561497*6, 7},
		// Mean 3, deviation √2.5, t(.975, 4) = 2.776: 3 ± 2.776 √(2.5/5)
		{"five", map[int]int{1: 1, 2: 1, 3: 1, 4: 1, 5: 1}, 5, 3, 1.0371, 4.9629},
	} {
		got := Mean(test.counts, 1, 7)
		if (got.Value == nil) != (test.n == 0) || got.Value != nil && !near(*got.Value, test.mean, 1e-9) || got.N != test.n ||
			!near(got.Low, test.low, 5e-4) || !near(got.High, test.high, 5e-4) {
			t.Errorf("%s: %+v", test.name, got)
		}
	}
}

// TestNPSMarginAgainstPublishedValues: standard errors as the tests of Rocks' R package NPS publish them (github.com/brendan-R/NPS,
// tests/testthat/test_01_basics.R, nps_se_), to three places.
func TestNPSMarginAgainstPublishedValues(t *testing.T) {
	for _, test := range []struct{ detractors, passives, promoters, deviation float64 }{
		{1, 2, 3, .304}, {1, 0, 0, 0}, {0, 1, 0, 0}, {0, 0, 1, 0}, {1, 0, 1, .707}, {0, 1, 1, .354}, {1, 1, 1, .471},
	} {
		n := test.detractors + test.passives + test.promoters
		if got := npsMargin(test.promoters/n, test.detractors/n, n) / Z; !near(got, test.deviation, 5e-4) {
			t.Errorf("of %+v the standard error is %.4f", test, got)
		}
	}
}

// TestNPS against nps_test_(…, test = "adjusted.wald") of the same package, which is by the author of the paper that the interval is from,
// run with R 4.2.2. The first sample is the example of its manual, of 1,000 answers.
func TestNPS(t *testing.T) {
	for _, test := range []struct {
		promoters, passives, detractors int
		value, low, high                float64
	}{
		{570, 310, 120, .45, .405415561, .491892514},
		{3, 2, 1, 1. / 3, -.267432588, .711877032},
		{10, 5, 5, .25, -.117161332, .551943941},
		{60, 30, 10, .5, .354665919, .616207867},
		{3, 7, 12, -9. / 22, -.645482732, -.074517268},
		{1, 9, 0, .1, -.157763548, .311609702},
		{0, 0, 0, 0, -1, 1},
		{3, 0, 0, 1, -.065792867, 1}, // there 1.0658; the scale ends at 1, and the interval here too
	} {
		got := NPS(test.promoters, test.passives, test.detractors)
		if (got.Value == nil) != (got.N == 0) || got.Value != nil && !near(*got.Value, test.value, 1e-9) ||
			!near(got.Low, test.low, 1e-9) || !near(got.High, test.high, 1e-9) {
			t.Errorf("NPS(%d, %d, %d) = %v to %v", test.promoters, test.passives, test.detractors, got.Low, got.High)
		}
	}
}

// TestNPSCovers counts, over all samples that can come, how often the interval holds the true score: Rocks (2016) found the adjusted
// interval near its level also for few answers and lopsided shares, where the plain Wald interval is far below.
func TestNPSCovers(t *testing.T) {
	for _, n := range []int{10, 20, 50} {
		for _, truth := range [][2]float64{{.5, .2}, {.3, .3}, {.7, .1}, {.2, .5}, {.85, .05}} {
			up, down := truth[0], truth[1]
			covered := 0.0
			for promoters := range n + 1 {
				for detractors := range n - promoters + 1 {
					passives := n - promoters - detractors
					if e := NPS(promoters, passives, detractors); e.Low <= up-down && up-down <= e.High {
						covered += math.Exp(choose(n, promoters)+choose(n-promoters, detractors)) *
							math.Pow(up, float64(promoters)) * math.Pow(down, float64(detractors)) * math.Pow(1-up-down, float64(passives))
					}
				}
			}
			if covered < .93 || covered > .985 {
				t.Errorf("of samples of %d with shares %v the interval holds the truth in %.3f", n, truth, covered)
			}
		}
	}
}

// choose is the logarithm of the binomial coefficient.
func choose(n, k int) float64 {
	a, _ := math.Lgamma(float64(n + 1))
	b, _ := math.Lgamma(float64(k + 1))
	c, _ := math.Lgamma(float64(n - k + 1))
	return a - b - c
}

// TestEstimatesHold: a value lies in its interval and that in the scale; more of the same knows more.
func TestEstimatesHold(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		counts := map[int]int{}
		for score := 1; score <= 5; score++ {
			counts[score] = rapid.IntRange(0, 40).Draw(t, "count")
		}
		estimates := func(times int) map[string]Estimate {
			c := map[int]int{}
			for score, n := range counts {
				c[score] = times * n
			}
			return map[string]Estimate{"mean": Mean(c, 1, 5), "nps": NPS(c[5], c[4], c[1]), "share": Share(c[5], c[5]+c[1])}
		}
		ends := map[string][2]float64{"mean": {1, 5}, "nps": {-1, 1}, "share": {0, 1}}
		more := estimates(3)
		for name, e := range estimates(1) {
			if e.Low < ends[name][0] || e.High > ends[name][1] || (e.Value == nil) != (e.N == 0) {
				t.Fatalf("%s of %v: %+v", name, counts, e)
			}
			if e.Value != nil && (*e.Value < e.Low || *e.Value > e.High) {
				t.Fatalf("%s of %v: %v is not in %+v", name, counts, *e.Value, e)
			}
			if e.N > 1 && more[name].High-more[name].Low >= e.High-e.Low {
				t.Fatalf("%s: three times %v knows no more", name, counts)
			}
		}
	})
}
