package agent_test

import (
	"math"
	"slices"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"
	"pgregory.net/rapid"

	"heed/agent"
)

var began = time.Date(2026, 3, 2, 12, 0, 0, 0, time.UTC)

// TestFrustrationByHand holds the formula against numbers that were worked out on paper.
func TestFrustrationByHand(t *testing.T) {
	f := agent.Frustration{Weights: map[string]float64{"rage_click": 0.6, "dead_click": 0.4}, HalfLife: time.Minute, Leak: 0.1}
	rage := func(ago time.Duration) agent.Felt {
		return agent.Felt{Kind: "rage_click", Score: 1, At: began.Add(-ago)}
	}
	for name, row := range map[string]struct {
		signals []agent.Felt
		want    float64
	}{
		"nothing":                 {nil, 0.1},
		"one":                     {[]agent.Felt{rage(0)}, 1 - 0.9*0.4},
		"one, a half-life ago":    {[]agent.Felt{rage(time.Minute)}, 1 - 0.9*0.7},
		"one, two ago":            {[]agent.Felt{rage(2 * time.Minute)}, 1 - 0.9*0.85},
		"two kinds":               {[]agent.Felt{rage(0), {Kind: "dead_click", Score: 1, At: began}}, 1 - 0.9*0.4*0.6},
		"its own score":           {[]agent.Felt{{Kind: "rage_click", Score: 0.5, At: began}}, 1 - 0.9*0.7},
		"a score beyond bounds":   {[]agent.Felt{{Kind: "rage_click", Score: 7, At: began}}, 1 - 0.9*0.4},
		"a score that is none":    {[]agent.Felt{{Kind: "rage_click", Score: math.NaN(), At: began}}, 0.1},
		"a kind without weight":   {[]agent.Felt{{Kind: "custom:joy", Score: 1, At: began}}, 0.1},
		"what is to come":         {[]agent.Felt{rage(-time.Millisecond)}, 0.1},
		"without ids they differ": {[]agent.Felt{rage(0), rage(0)}, 1 - 0.9*0.4*0.4},
	} {
		if got := f.At(began, row.signals).Value; math.Abs(got-row.want) > 1e-12 {
			t.Errorf("%s: %v, want %v", name, got, row.want)
		}
	}
}

// TestFrustrationIsNeverCertain: with all that can weigh, it stays below 1.
func TestFrustrationIsNeverCertain(t *testing.T) {
	f := agent.Frustration{Weights: map[string]float64{"rage_click": agent.MaxWeight}, HalfLife: time.Minute, Leak: agent.MaxLeak}
	all := slices.Repeat([]agent.Felt{{Kind: "rage_click", Score: 1, At: began}}, 64)
	if got := f.At(began, all).Value; got >= 1 || got < 0.999999 {
		t.Errorf("got %v", got)
	}
}

// TestDefaultFrustration: every kind has a weight, and an angry minute stands out from an ordinary exit.
func TestDefaultFrustration(t *testing.T) {
	f := agent.DefaultFrustration()
	kinds := 0
	for k := agent.None + 1; k.String() != ""; k++ {
		kinds++
		if w := f.Weights[k.String()]; !(w > 0 && w <= agent.MaxWeight) {
			t.Errorf("%s weighs %v", k, w)
		}
	}
	if len(f.Weights) != kinds {
		t.Errorf("%d weights for %d kinds", len(f.Weights), kinds)
	}
	at := func(kind string) agent.Felt { return agent.Felt{Kind: kind, Score: 0.8, At: began} }
	angry := f.At(began, []agent.Felt{at("rage_click"), at("dead_click"), at("error_click")}).Value
	leaving := f.At(began, []agent.Felt{at("exit_intent")}).Value
	if angry < 0.8 || leaving > 0.2 {
		t.Errorf("angry %v, leaving %v", angry, leaving)
	}
}

// anyFrustration draws settings within their bounds.
func anyFrustration(t *rapid.T) agent.Frustration {
	weight := rapid.Float64Range(0, agent.MaxWeight)
	return agent.Frustration{
		Weights: map[string]float64{"rage_click": weight.Draw(t, "rage"), "dead_click": weight.Draw(t, "dead"),
			"custom:voucher": weight.Draw(t, "custom")},
		HalfLife: time.Duration(rapid.Int64Range(int64(agent.MinHalfLife), int64(agent.MaxHalfLife)).Draw(t, "half-life")),
		Leak:     rapid.Float64Range(0, agent.MaxLeak).Draw(t, "leak"),
	}
}

// anyFelt draws signals within two hours, with few ids, so that some repeat. The same id is the same signal.
func anyFelt(t *rapid.T) []agent.Felt {
	byID := map[string]agent.Felt{}
	return rapid.SliceOfN(rapid.Custom(func(t *rapid.T) agent.Felt {
		id := rapid.StringMatching(`[a-p]{1,2}|`).Draw(t, "id")
		if known, ok := byID[id]; ok && id != "" {
			return known
		}
		s := agent.Felt{ID: id, Kind: rapid.SampledFrom([]string{"rage_click", "dead_click", "custom:voucher", "quick_back"}).Draw(t, "kind"),
			Score: rapid.Float64Range(0, 1).Draw(t, "score"),
			At:    began.Add(time.Duration(rapid.IntRange(0, 7_200_000).Draw(t, "ms")) * time.Millisecond)}
		byID[id] = s
		return s
	}), 0, 64).Draw(t, "signals")
}

func TestFrustrationProperties(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		f, signals := anyFrustration(t), anyFelt(t)
		now := began.Add(time.Duration(rapid.IntRange(0, 10_000).Draw(t, "s")) * time.Second)
		s := f.At(now, signals)
		if !(s.Value >= f.Leak*(1-1e-12) && s.Value < 1) {
			t.Fatalf("%v is not in [%v, 1)", s.Value, f.Leak)
		}
		addsUp(t, f, s)

		shuffled := rapid.Permutation(signals).Draw(t, "arrival")
		again := append(slices.Clone(shuffled), named(shuffled)...)
		for name, other := range map[string][]agent.Felt{"another order": shuffled, "all of them twice": again} {
			if diff := cmp.Diff(s, f.At(now, other)); diff != "" {
				t.Fatalf("%s: %s", name, diff)
			}
		}
		calm(t, f, signals, now)
	})
}

// named are the signals that can be told apart.
func named(signals []agent.Felt) []agent.Felt {
	return slices.DeleteFunc(slices.Clone(signals), func(s agent.Felt) bool { return s.ID == "" })
}

// addsUp: the parts' strengths sum to −ln(1−F) + ln(1−leak), and all shares to the whole.
func addsUp(t *rapid.T, f agent.Frustration, s agent.Score) {
	sum, shares := 0.0, s.Unseen
	for i, p := range s.Parts {
		sum -= math.Log1p(-p.Weight)
		shares += p.Share
		if i > 0 && p.Weight > s.Parts[i-1].Weight {
			t.Fatalf("part %d is heavier than the one before", i)
		}
	}
	const precise = 1 - 1e-9 // beyond, 1−F has too few digits left to take the logarithm of
	if want := math.Log1p(-f.Leak) - math.Log1p(-s.Value); s.Value < precise && math.Abs(sum-want) > 1e-6 {
		t.Fatalf("the parts make %v, the score says %v", sum, want)
	}
	if s.Value >= precise && sum+strengthOf(f.Leak) < 20 {
		t.Fatalf("a score of %v of parts that make only %v", s.Value, sum)
	}
	if s.Value > 0 && math.Abs(shares-1) > 1e-9 {
		t.Fatalf("the shares make %v", shares)
	}
}

func strengthOf(w float64) float64 { return -math.Log1p(-w) }

// calm: without a new signal it never rises, and each weight halves in a half-life.
func calm(t *rapid.T, f agent.Frustration, signals []agent.Felt, now time.Time) {
	past := slices.DeleteFunc(slices.Clone(signals), func(s agent.Felt) bool { return s.At.After(now) })
	before := f.At(now, past)
	later := now.Add(time.Duration(rapid.IntRange(0, 10_000).Draw(t, "later")) * time.Second)
	if after := f.At(later, past); after.Value > before.Value {
		t.Fatalf("it rose from %v to %v with no signal", before.Value, after.Value)
	}
	weights := map[string]float64{}
	for _, p := range before.Parts {
		weights[p.ID] = p.Weight
	}
	for _, p := range f.At(now.Add(f.HalfLife), past).Parts {
		if p.ID != "" && math.Abs(p.Weight-weights[p.ID]/2) > 1e-12 {
			t.Fatalf("%v became %v in a half-life", weights[p.ID], p.Weight)
		}
	}
}

// TestFrustrationRises: one more signal never makes anybody calmer.
func TestFrustrationRises(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		f, signals := anyFrustration(t), anyFelt(t)
		now := began.Add(2 * time.Hour)
		if len(signals) == 0 {
			return
		}
		if less, more := f.At(now, signals[1:]).Value, f.At(now, signals).Value; more < less {
			t.Fatalf("from %v to %v", less, more)
		}
	})
}
