//go:build !tinygo

package agent

import (
	"cmp"
	"math"
	"slices"
	"time"
)

// Frustration is one score over all signals: how likely it is that the visitor is frustrated now. Signals are taken as causes
// each of which may be enough by itself (a noisy-or with a leak; Pearl, Probabilistic Reasoning in Intelligent Systems, 1988,
// §4.3.2), and each fades exponentially:
//
//	wᵢ(t) = weight of its kind · its own score · 2^(−(t−tᵢ)/H)
//	F(t)  = 1 − (1−leak) · ∏ (1−wᵢ(t))
//
// The logarithm turns the product into a sum, so the score explains itself:
//
//	−ln(1−F) = −ln(1−leak) + Σ −ln(1−wᵢ)
//
// It is computed where the session is kept, in the collector: a page's agent forgets with the page.
type Frustration struct {
	// Weights are by kind, 0 to MaxWeight, how likely a signal that its detector is sure of means frustration. A kind that is
	// not named weighs nothing.
	Weights map[string]float64
	// HalfLife is how long it takes a signal to weigh half; above 0.
	HalfLife time.Duration
	// Leak is how likely a visitor is frustrated of whom no signal tells, 0 to MaxLeak.
	Leak float64
}

// Bounds of what a site may set. A weight of 1 would make a single signal a certainty that nothing could be added to.
const (
	MaxWeight   = 0.99
	MaxLeak     = 0.5
	MinHalfLife = time.Second
	MaxHalfLife = 7 * 24 * time.Hour
)

// DefaultFrustration returns what holds where a site says nothing. The numbers are our own judgement, in three steps: what
// people do in anger or what is broken beyond doubt (.6), what failed them (.4), what may have other reasons (.1 to .3). A
// site's own signals weigh nothing until it says so: they may be good news.
func DefaultFrustration() Frustration {
	return Frustration{
		Weights: map[string]float64{
			RageClick.String():               0.6, // pressed again and again without an answer
			ErrorClick.String():              0.6, // what was pressed broke
			RepeatedValidationError.String(): 0.5, // refused more than once, and still trying
			FormStruggle.String():            0.4, // trying, and not getting on
			DeadClick.String():               0.4, // once, nothing happened
			ErrorShown.String():              0.4, // told so, but not always by the visitor's doing
			FormAbandonment.String():         0.3, // gave up, or was called away
			DeadSwipe.String():               0.3, // a finger also rests and slips
			SlowClick.String():               0.3, // answered after all
			ThrashedCursor.String():          0.3, // a hand also plays
			ExcessiveScroll.String():         0.2, // searching, or comparing
			QuickBack.String():               0.2, // not what was expected
			CartAbandonment.String():         0.2, // many carts are wish lists
			Hesitation.String():              0.15,
			ExitIntent.String():              0.1, // everybody leaves some time
		},
		// A bad moment colours the minutes after it. After half an hour, the usual end of a visit, a 64th is left of it.
		HalfLife: 5 * time.Minute,
		// Small: whoever sends no signal is mostly fine, but silence is no proof.
		Leak: 0.02,
	}
}

// Felt is a signal as the score sees it.
type Felt struct {
	ID    string // the same signal counts once; "" is always another one
	Kind  string // the wire name; a site's own too
	Score float64
	At    time.Time
}

// Part is what one signal adds to a score.
type Part struct {
	Felt
	Weight float64 // wᵢ(t), 0 to MaxWeight
	Share  float64 // of the whole, −ln(1−wᵢ) / −ln(1−F)
}

// Score is the frustration at one moment, and what it is made of.
type Score struct {
	Value  float64 // from the leak to below 1
	Parts  []Part  // the heaviest first, those of weight 0 left out
	Unseen float64 // the leak's share of the whole; with those of the parts it makes 1, unless nothing weighs anything
}

// At computes the score at t. Signals after t have not happened yet. In which order they come does not matter.
func (f Frustration) At(t time.Time, signals []Felt) Score {
	s := Score{Parts: make([]Part, 0, len(signals))}
	for _, one := range signals {
		if w := f.weight(one, t); w > 0 {
			s.Parts = append(s.Parts, Part{Felt: one, Weight: w})
		}
	}
	slices.SortFunc(s.Parts, heavier)
	s.Parts = once(s.Parts)
	leak := strength(f.Leak)
	whole := leak
	for i := range s.Parts {
		s.Parts[i].Share = strength(s.Parts[i].Weight)
		whole += s.Parts[i].Share
	}
	if whole == 0 {
		return s
	}
	// The sum of very many parts is beyond what a number below 1 can tell from 1.
	s.Value = min(-math.Expm1(-whole), math.Nextafter(1, 0))
	s.Unseen = leak / whole
	for i := range s.Parts {
		s.Parts[i].Share /= whole
	}
	return s
}

// weight is wᵢ(t), 0 for what has not happened yet.
func (f Frustration) weight(s Felt, t time.Time) float64 {
	age := t.Sub(s.At)
	if age < 0 || !(s.Score > 0) {
		return 0
	}
	return f.Weights[s.Kind] * min(s.Score, 1) * math.Exp2(-float64(age)/float64(f.HalfLife))
}

// strength is −ln(1−w): what adds up where probabilities do not.
func strength(w float64) float64 { return -math.Log1p(-w) }

// heavier orders parts from the heaviest on; equal ones by what else they are, never by how they came.
func heavier(a, b Part) int {
	if a.Weight != b.Weight {
		return cmp.Compare(b.Weight, a.Weight)
	}
	return cmp.Or(b.At.Compare(a.At), cmp.Compare(a.ID, b.ID), cmp.Compare(a.Kind, b.Kind))
}

// once leaves the heaviest of the parts with the same id.
func once(parts []Part) []Part {
	known := make(map[string]bool, len(parts))
	return slices.DeleteFunc(parts, func(p Part) bool {
		again := p.ID != "" && known[p.ID]
		known[p.ID] = true
		return again
	})
}
