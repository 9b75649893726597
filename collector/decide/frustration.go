package decide

import (
	"maps"
	"slices"
	"time"

	"heed/agent"
	"heed/collector/core"
)

// Frustration is how frustrated a visitor is at one moment, and by what. Shares are of the whole, −ln(1−score); those of the
// contributions and Unseen add up to 1.
type Frustration struct {
	Score         float64        `json:"score"` // from the site's leak to below 1
	At            time.Time      `json:"at"`
	Contributions []Contribution `json:"contributions"` // the heaviest first
	Unseen        float64        `json:"unseen"`        // the share of what no signal tells
}

// Contribution is what one signal adds.
type Contribution struct {
	Signal string    `json:"signal"` // its id
	Kind   string    `json:"kind"`
	At     time.Time `json:"at"`
	Weight float64   `json:"weight"` // faded by now
	Share  float64   `json:"share"`
}

// FrustrationInForce fills in what a site leaves to the defaults: all weights, the half-life and the leak.
func FrustrationInForce(s core.FrustrationSettings) core.FrustrationSettings {
	f := frustrationOf(s)
	return core.FrustrationSettings{Weights: f.Weights, HalfLife: core.Duration(f.HalfLife), Leak: &f.Leak}
}

// FrustrationAt says how frustrated a visitor with these signals is at a moment, by the site's own measure.
func FrustrationAt(site core.FrustrationSettings, at time.Time, signals []core.Seen) Frustration {
	s := frustrationOf(site).At(at, felt(signals))
	f := Frustration{Score: s.Value, At: at, Unseen: s.Unseen, Contributions: make([]Contribution, len(s.Parts))}
	for i, p := range s.Parts {
		f.Contributions[i] = Contribution{Signal: p.ID, Kind: p.Kind, At: p.At, Weight: p.Weight, Share: p.Share}
	}
	return f
}

// FrustrationCurve gives the score at each of the moments.
func FrustrationCurve(site core.FrustrationSettings, moments []time.Time, signals []core.Seen) []float64 {
	measure, all := frustrationOf(site), felt(signals)
	out := make([]float64, len(moments))
	for i, at := range moments {
		out[i] = measure.At(at, all).Value
	}
	return out
}

// Frustration is the score of a visitor right after sig, given the signals heard before it. One that happened later but arrived
// earlier does not count, nor does a muted one. A site that is not loaded is measured by the defaults.
func (e *Engine) Frustration(sig core.Signal, before []core.Seen) float64 {
	measure := agent.DefaultFrustration()
	if rs := e.ruleset(sig.Site); rs != nil {
		measure = rs.frustration
	}
	signals := felt(before)
	if !sig.Muted {
		signals = append(signals, felt([]core.Seen{sig.Seen()})...)
	}
	return measure.At(sig.At, signals).Value
}

func felt(signals []core.Seen) []agent.Felt {
	out := make([]agent.Felt, len(signals))
	for i, s := range signals {
		out[i] = agent.Felt{ID: s.ID, Kind: s.Kind, Score: s.Score, At: s.At}
	}
	return out
}

// frustrationOf lays a site's own numbers over the defaults.
func frustrationOf(s core.FrustrationSettings) agent.Frustration {
	f := agent.DefaultFrustration()
	maps.Copy(f.Weights, s.Weights)
	if s.HalfLife > 0 {
		f.HalfLife = time.Duration(s.HalfLife)
	}
	if s.Leak != nil {
		f.Leak = *s.Leak
	}
	return f
}

// checkFrustration finds what is wrong with what a site says of frustration.
func checkFrustration(s core.FrustrationSettings, errs *findings) {
	for _, kind := range slices.Sorted(maps.Keys(s.Weights)) {
		path := "frustration.weights." + kind
		checkKind(path, kind, errs)
		if w := s.Weights[kind]; !(w >= 0 && w <= agent.MaxWeight) {
			errs.add(path, "%v is not a weight; write 0 to %v", w, agent.MaxWeight)
		}
	}
	if h := time.Duration(s.HalfLife); h != 0 && (h < agent.MinHalfLife || h > agent.MaxHalfLife) {
		errs.add("frustration.half_life", "%s is not a half-life; write %s to %s, such as 5m", s.HalfLife,
			core.Duration(agent.MinHalfLife), core.Duration(agent.MaxHalfLife))
	}
	if l := s.Leak; l != nil && !(*l >= 0 && *l <= agent.MaxLeak) {
		errs.add("frustration.leak", "%v is not a leak; write 0 to %v", *l, agent.MaxLeak)
	}
}
