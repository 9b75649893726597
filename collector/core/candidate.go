package core

import (
	"cmp"
	"slices"
)

// Candidate is one of the eligible intercepts of a decision, with all that it was ranked by.
type Candidate struct {
	Intercept string  `json:"intercept"`
	Priority  int     `json:"priority"` // the highest goes first
	Value     float64 `json:"value"`    // then the highest of these
	Draw      float64 `json:"draw"`     // then the lowest of these: the visitor's fixed place from 0 to 100
	// Lost says by what the first one goes before it; empty for the first, which won.
	Lost Rank `json:"lost,omitempty"`
}

// Rank is one of the things that candidates are ranked by.
type Rank string

// The ranks, in the order in which they are looked at.
const (
	ByPriority Rank = "priority"
	ByValue    Rank = "value"
	ByDraw     Rank = "draw"
)

// Compare is below 0 when c goes before other, and above when it goes behind.
func (c Candidate) Compare(other Candidate) int {
	return cmp.Or(cmp.Compare(other.Priority, c.Priority), cmp.Compare(other.Value, c.Value), cmp.Compare(c.Draw, other.Draw))
}

// lostTo says by what the winner goes before c.
func (c Candidate) lostTo(winner Candidate) Rank {
	switch {
	case c.Priority != winner.Priority:
		return ByPriority
	case c.Value != winner.Value:
		return ByValue
	}
	return ByDraw
}

// Candidates are all eligible intercepts with their scores, the winner first. There are none in decisions that were made before the
// draws were kept.
func (x Explanation) Candidates() []Candidate {
	out := make([]Candidate, len(x.Draws))
	for i, d := range x.Draws {
		rule := &x.Book.Rules[d.Rule]
		out[i] = Candidate{Intercept: rule.Intercept, Priority: rule.Priority, Value: rule.Value, Draw: d.At}
	}
	slices.SortStableFunc(out, Candidate.Compare)
	for i := range out {
		if i > 0 {
			out[i].Lost = out[i].lostTo(out[0])
		}
	}
	return out
}
