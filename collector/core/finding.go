package core

import "time"

// Severity is how much a finding of the lint matters.
type Severity string

// The severities.
const (
	// Wrong keeps an intercept from going live: it cannot do what it says.
	Wrong Severity = "error"
	// Doubtful is shown, and decides nothing.
	Doubtful Severity = "warning"
)

// Finding is something about a document that its author should look at before it is published.
type Finding struct {
	Code     string   `json:"code"` // stable, snake_case, e.g. "never_true"
	Severity Severity `json:"severity"`
	Kind     string   `json:"kind,omitempty"` // of the document; empty when it could not be read
	Site     string   `json:"site,omitempty"`
	Name     string   `json:"name,omitempty"`
	// Where it is: as in FieldError.
	FieldError
}

// Reach is where a site's signals came from lately: what a lint knows of what is really there.
type Reach struct {
	Since   time.Time // the earliest signal that was looked at
	Signals int
	// Sources are the kinds, elements and pages of signals, in no order.
	Sources []Reached
}

// MaxReached bounds the signals that Reach looks at, the newest ones: what one read can group in a fraction of a second.
const MaxReached = 100_000

// Reached is an element of a page that signals of one kind came from.
type Reached struct {
	Kind, Target, Page string

	Signals     int     // those that the site listened to
	Muted       int     // and those it did not
	Score       float64 // the highest of those listened to
	Frustration float64 // the highest of those listened to
}
