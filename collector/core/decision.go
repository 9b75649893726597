package core

import "time"

// Decision is what was done about one signal, and why. It is made once and written down before anything is shown.
type Decision struct {
	ID      string    `json:"id"`
	Site    string    `json:"site"`
	Visitor string    `json:"visitor"`
	Session string    `json:"session"`
	Signal  string    `json:"signal,omitempty"` // empty when the visitor opened something by hand
	Kind    string    `json:"kind"`             // the signal's kind, or «open» by hand
	Page    string    `json:"page"`
	At      time.Time `json:"at"`
	// Outcome is act, hold or none.
	Outcome Outcome `json:"outcome"`
	// Intercept won the arbitration; empty for none and for what was opened by hand.
	Intercept string `json:"intercept,omitempty"`
	Revision  int    `json:"revision,omitempty"`
	Arm       Arm    `json:"arm,omitempty"`
	// Action is what is (or, in the control arm, would have been) done.
	Action *Action `json:"action,omitempty"`
	// Expires is when it is too late to show it.
	Expires time.Time `json:"expires,omitzero"`
	// Considered are all live intercepts of the site, each with all its gates.
	Considered Explanation `json:"considered"`
	// Arbitration is why this one of the eligible ones, in one sentence. Considered.Candidates has the scores.
	Arbitration string `json:"arbitration"`

	// What the page then reported; nil until then. Rendered is when it stood in the page: what stands in an element of the page may be
	// below the fold then, and is Shown once it is seen. For all else both are the same moment.
	Rendered  *time.Time `json:"rendered,omitempty"`
	Shown     *time.Time `json:"shown,omitempty"`
	Dismissed *time.Time `json:"dismissed,omitempty"`
	Reason    string     `json:"reason,omitempty"` // of the dismissal
	Answered  *time.Time `json:"answered,omitempty"`
}

// Outcome is what a decision led to.
type Outcome string

// The outcomes.
const (
	Acted Outcome = "act"  // something is shown
	Held  Outcome = "hold" // the visitor is in a holdout, the intercept's or the site's, and is left alone
	Idle  Outcome = "none" // no intercept was eligible
)

// Arm is the side of the experiment.
type Arm string

// The arms.
const (
	Treatment Arm = "treatment"
	Control   Arm = "control"
	// Withheld is the site's own holdout, which no intercept reaches. It is on neither side of the intercept's experiment.
	Withheld Arm = "withheld"
)

// Evaluation is how one intercept fared.
type Evaluation struct {
	Intercept string `json:"intercept"`
	Revision  int    `json:"revision"`
	Priority  int    `json:"priority"`
	// Value goes before the draw among those of one priority.
	Value    float64 `json:"value,omitempty"`
	Eligible bool    `json:"eligible"` // every gate passed
	// Draw is the visitor's fixed place from 0 to 100, of which the lowest wins a tie; nil for what was no candidate, and in decisions
	// that were made before it was kept.
	Draw  *float64 `json:"draw,omitempty"`
	Gates []Gate   `json:"gates"` // all of them, in order
}

// Gate is one condition: what it saw, what it wanted, and whether it passed.
type Gate struct {
	Name string `json:"gate"`
	Pass bool   `json:"pass"`
	Got  Value  `json:"got"`
	Want Value  `json:"want"`
	// Note says it in words where the values alone do not.
	Note string `json:"note,omitempty"`
}

// Report is what the page said about a decision: it was rendered, shown, or dismissed. The first of each counts, and what is shown was
// rendered.
type Report struct {
	Decision  string
	Rendered  *time.Time
	Shown     *time.Time
	Dismissed *time.Time
	Reason    string
}
