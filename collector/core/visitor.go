package core

import (
	"slices"
	"time"
)

// Visitor is one browser that came to a site, under an id it made itself.
type Visitor struct {
	Site    string         `json:"site"`
	ID      string         `json:"id"`
	User    string         `json:"user,omitempty"` // the site's own id, from identify
	Traits  map[string]any `json:"traits,omitempty"`
	Device  Device         `json:"device"`
	Cart    Cart           `json:"cart"`
	Page    Page           `json:"page"`    // the last one seen
	Session string         `json:"session"` // the last one seen
	Visits  int            `json:"visits"`  // sessions so far
	// Query is what the site allows of the query of an address, such as utm_source: of the latest one of this session that had any.
	Query map[string]string `json:"query,omitempty"`
	// Tags are what answers led to, in the order they came.
	Tags  []string  `json:"tags,omitempty"`
	First time.Time `json:"first"`
	Last  time.Time `json:"last"`
	// Tester is one who has come with a pass of the console, to watch or to preview. They are decided on like anybody, and left out of
	// what is measured: of all their visits, for it is the same browser.
	Tester bool `json:"tester,omitempty"`
}

// History is what a decision must know of a visitor: the visitor, the contacts so far, and the recent signals. It is kept in
// memory while the visitor is there and loaded from the store otherwise. The caller holds the visitor's lock.
type History struct {
	Visitor Visitor
	// Contacts are the latest first… to last, at most ContactsKept; control arms count like shown ones.
	Contacts []Contact
	// Signals are the recent ones, oldest first, at most SignalsKept, for triggers that count or combine.
	Signals []Seen
	// Answers are the latest to each question, by survey and question, as far as the last AnswersKept reach.
	Answers map[string]map[string]any
}

// Remember notes an answer, in place of an earlier one to the same question.
func (h *History) Remember(survey, question string, value any) {
	if h.Answers == nil {
		h.Answers = map[string]map[string]any{}
	}
	if h.Answers[survey] == nil {
		h.Answers[survey] = map[string]any{}
	}
	h.Answers[survey][question] = value
}

// How much of a visitor's past a decision looks at. More contacts than this within the longest limit (a year of one a day would
// be 365) is no limit anybody sets; 64 signals are more than any «all within» can name.
const (
	ContactsKept = 400
	SignalsKept  = 64
	AnswersKept  = 200
	TagsKept     = 32
)

// Contact is one time that a visitor was contacted, or deliberately left alone.
type Contact struct {
	Decision  string
	Intercept string
	Session   string
	At        time.Time
	// Dismissed and Answered are when the visitor first did so; zero until then. One that was held back counts as dismissed at once.
	Dismissed time.Time
	Answered  time.Time
}

// Dismiss notes that the visitor closed what a decision showed. The first time counts.
func (h *History) Dismiss(decision string, at time.Time) {
	if c := h.contact(decision); c != nil && c.Dismissed.IsZero() {
		c.Dismissed = at
	}
}

// Answer notes that the visitor answered what a decision asked. The first time counts.
func (h *History) Answer(decision string, at time.Time) {
	if c := h.contact(decision); c != nil && c.Answered.IsZero() {
		c.Answered = at
	}
}

func (h *History) contact(decision string) *Contact {
	for i := range h.Contacts {
		if h.Contacts[i].Decision == decision {
			return &h.Contacts[i]
		}
	}
	return nil
}

// Seen is a signal as later decisions see it.
type Seen struct {
	ID          string
	Session     string
	Kind        string
	Score       float64
	Page        string
	At          time.Time
	Frustration float64
	Until       time.Time // of a signal that is held, or was; else zero
}

// Tag gives the visitor a tag; it is false when the visitor has it. The oldest beyond TagsKept is dropped.
func (v *Visitor) Tag(tag string) bool {
	if slices.Contains(v.Tags, tag) {
		return false
	}
	v.Tags = append(slices.Clone(v.Tags), tag)
	v.Tags = v.Tags[max(0, len(v.Tags)-TagsKept):]
	return true
}

// Hear takes a signal into the history as the last one, and drops the oldest beyond SignalsKept. A muted one is not heard.
func (h *History) Hear(sig Signal) {
	if sig.Muted {
		return
	}
	h.Signals = append(h.Signals, sig.Seen())
	if over := len(h.Signals) - SignalsKept; over > 0 {
		h.Signals = slices.Delete(h.Signals, 0, over)
	}
}

// Purchase is the name of the event that is the conversion.
const Purchase = "purchase"

// Event is an outcome or custom event that the page reported with heed('track', …).
type Event struct {
	ID       string         `json:"id"`
	Site     string         `json:"site"`
	Visitor  string         `json:"visitor"`
	Session  string         `json:"session"`
	Name     string         `json:"name"`
	At       time.Time      `json:"at"`
	Received time.Time      `json:"received"`
	Page     string         `json:"page,omitempty"`
	Props    map[string]any `json:"props,omitempty"`
}

// Signal is something the agent recognised in the page.
type Signal struct {
	ID      string `json:"id"`
	Site    string `json:"site"`
	Visitor string `json:"visitor"`
	Session string `json:"session"`
	Kind    string `json:"kind"`
	// At is the page's time, corrected for its clock; Received is the collector's.
	At       time.Time      `json:"at"`
	Received time.Time      `json:"received"`
	Score    float64        `json:"score"`
	Page     string         `json:"page"`
	Target   string         `json:"target,omitempty"` // a short CSS selector
	Data     map[string]any `json:"data,omitempty"`
	// Frustration is the visitor's score right after this signal, below 1, as the collector judged it then; 0 for signals that
	// were recorded before there was a score.
	Frustration float64 `json:"frustration,omitempty"`
	// Muted is set by the collector: the site does not listen to such signals, so this one led to nothing.
	Muted bool `json:"muted,omitempty"`
	// Until is set by the collector when the signal tells of leaving: it is held until then, and withdrawn for a Reason if the visitor
	// comes back or buys in that time. State says where that stands, at the time of reading.
	Until  *time.Time  `json:"until,omitempty"`
	Reason string      `json:"reason,omitempty"`
	State  SignalState `json:"state,omitempty"`
}

// Counts reports whether later decisions look at the signal: the site listens to such, and it was not withdrawn.
func (s Signal) Counts() bool { return !s.Muted && s.Reason == "" }

// Seen is what later decisions keep of the signal.
func (s Signal) Seen() Seen {
	seen := Seen{ID: s.ID, Session: s.Session, Kind: s.Kind, Score: s.Score, Page: s.Page, At: s.At, Frustration: s.Frustration}
	if s.Until != nil {
		seen.Until = *s.Until
	}
	return seen
}
