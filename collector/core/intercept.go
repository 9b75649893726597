package core

import "time"

// Intercept is what a marketer states: when, where and for whom to do what, why, and how it will be measured.
type Intercept struct {
	Site       string `json:"site"`
	Name       string `json:"name"`
	Status     Status `json:"status"`
	Owner      string `json:"owner,omitempty"`
	Hypothesis string `json:"hypothesis,omitempty"`
	// Metric is what should change if the hypothesis is right.
	Metric *Metric `json:"metric,omitempty"`
	// Priority is a tier: an eligible intercept of the highest one acts.
	Priority int `json:"priority,omitempty"`
	// Value decides among those of the same priority: what one contact is thought to be worth, in the site's own unit.
	Value    float64   `json:"value,omitempty"`
	When     When      `json:"when"`
	Where    Where     `json:"where,omitzero"`
	Who      string    `json:"who,omitempty"` // an expr-lang condition; empty means everybody
	Schedule *Schedule `json:"schedule,omitempty"`
	Limits   Limits    `json:"limits,omitzero"`
	// Rollout is the percentage of visitors it may act on at all, 100 when nil. Holdout is the percentage of those that are
	// deliberately left alone, 0 when nil. Both are sticky per visitor.
	Rollout *float64   `json:"rollout,omitempty"`
	Holdout *float64   `json:"holdout,omitempty"`
	Action  Action     `json:"action"`
	Then    []FollowUp `json:"then,omitempty"`

	// Revision counts the changes, from 1. It is the store's.
	Revision int `json:"-"`
}

// Metric is the outcome an intercept is judged by.
type Metric struct {
	Event  string   `json:"event"`
	Value  string   `json:"value,omitempty"`
	Within Duration `json:"within,omitempty"`
}

// When is a set of triggers: one of Any, or every one of All within a time of each other.
type When struct {
	Any    []Trigger `json:"any,omitempty"`
	All    []Trigger `json:"all,omitempty"`
	Within Duration  `json:"within,omitempty"` // for All; 30 minutes when zero
}

// Trigger is met by a signal of that kind; with Frustration alone, by one of any kind.
type Trigger struct {
	Signal   string  `json:"signal,omitempty"`
	MinScore float64 `json:"min_score,omitempty"`
	Page     string  `json:"page,omitempty"`  // glob on the signal's page
	Count    int     `json:"count,omitempty"` // that many in this session; 1 when zero
	// Frustration is the least score the visitor must have right after the signal, below 1; 0 does not ask.
	Frustration float64 `json:"frustration,omitempty"`
}

// Where limits an intercept to pages, by globs on the path. No Include means everywhere.
type Where struct {
	Include []string `json:"include,omitempty"`
	Exclude []string `json:"exclude,omitempty"`
}

// Schedule limits an intercept to a period and to hours of the week, both in Zone.
type Schedule struct {
	From  string `json:"from,omitempty"`  // 2006-01-02, inclusive
	Until string `json:"until,omitempty"` // 2006-01-02, inclusive
	Hours string `json:"hours,omitempty"` // «Mon-Fri 08:00-20:00, Sat 10:00-16:00»
	Zone  string `json:"zone,omitempty"`  // IANA; UTC when empty
}

// Words says when the schedule is open, a part each: "from 2026-01-01", "until 2026-12-31", "Mon-Fri 08:00-20:00". The zone is left to
// the caller.
func (s Schedule) Words() []string {
	var parts []string
	if s.From != "" {
		parts = append(parts, "from "+s.From)
	}
	if s.Until != "" {
		parts = append(parts, "until "+s.Until)
	}
	if s.Hours != "" {
		parts = append(parts, s.Hours)
	}
	return parts
}

// Limits cap how often one intercept acts. Control arms count. Zero means no limit, but for PerSession, where it means 1.
type Limits struct {
	PerVisitor int      `json:"per_visitor,omitempty"` // in any period of Every; ever when Every is zero
	Every      Duration `json:"every,omitempty"`
	PerSession int      `json:"per_session,omitempty"`
	Quota      int      `json:"quota,omitempty"` // over all visitors, ever
	// AfterDismissal and AfterAnswer are how long this intercept leaves a visitor alone who dismissed or answered it.
	AfterDismissal Duration `json:"after_dismissal,omitempty"`
	AfterAnswer    Duration `json:"after_answer,omitempty"`
}

// Cooldown is the intercept's own, after a contact of it.
func (l Limits) Cooldown() Cooldown {
	return Cooldown{time.Duration(l.AfterDismissal), time.Duration(l.AfterAnswer)}
}

// The types of an action.
const (
	ActSurvey   = "survey"
	ActMessage  = "message"
	ActChat     = "chat"
	ActCallback = "callback"
	ActLink     = "link"    // a message whose point is its link, such as one to book a call
	ActEvent    = "event"   // nothing is shown: the page acts
	ActTag      = "tag"     // of a follow-up: the visitor is remembered under a tag
	ActWebhook  = "webhook" // of a follow-up: a webhook is told of the answer
	ActTap      = "tap"     // the collector's own: did something go wrong?
)

// Action is what is done.
type Action struct {
	Type    string   `json:"type"`
	Survey  string   `json:"survey,omitempty"`  // for survey: its name
	Team    string   `json:"team,omitempty"`    // for chat and callback
	Title   Text     `json:"title,omitempty"`   // for message and link
	Text    Text     `json:"text,omitempty"`    // for message and link; the greeting for chat
	CTA     *CTA     `json:"cta,omitempty"`     // for message and link
	Event   string   `json:"event,omitempty"`   // for event: the name the page knows it by
	Tag     string   `json:"tag,omitempty"`     // for tag
	Webhook string   `json:"webhook,omitempty"` // for webhook: its name
	Expires Duration `json:"expires,omitempty"` // show within this time of the signal or never; 30 s when zero
	// Place is where it appears: corner, modal, sheet or inline; corner when empty.
	Place string `json:"place,omitempty"`
	// Corner is which one, for corner: the site's when empty.
	Corner string `json:"corner,omitempty"`
	// Into is a CSS selector, for inline: the first element of the page that it finds is where it stands.
	Into string `json:"into,omitempty"`
}

// Unseen reports whether nothing is done on the visitor's page, so that it stands in the way of no other action.
func (a Action) Unseen() bool { return a.Type == ActTag || a.Type == ActWebhook }

// Asks is the name of the survey that it asks, "" for one that asks nothing.
func (a Action) Asks() string {
	switch a.Type {
	case ActSurvey:
		return a.Survey
	case ActCallback:
		return ActCallback
	case ActTap:
		return PrecisionName
	}
	return ""
}

// CTA is the button of a message.
type CTA struct {
	Text Text   `json:"text"`
	URL  string `json:"url"`
}

// FollowUp is what an answer leads to.
type FollowUp struct {
	If string `json:"if"` // an expr-lang condition over `answer`
	Do Action `json:"do"`
}

// DefaultExpiry is how long a moment lasts: a question that comes half a minute after the trouble is about something else.
const DefaultExpiry = 30 * time.Second

// ExpiresAfter is the action's expiry, or the default.
func (a Action) ExpiresAfter() time.Duration {
	if a.Expires > 0 {
		return time.Duration(a.Expires)
	}
	return DefaultExpiry
}
