package core

import (
	"cmp"
	"strconv"
	"time"
)

// Site is one place that carries the tag. Its name is the key in data-site: it identifies, it does not authenticate.
type Site struct {
	Name  string `json:"name"`
	Title string `json:"title,omitempty"`
	// Status is live or paused. A paused site's pages are refused at the door.
	Status Status `json:"status,omitempty"`
	// Origins are the exact origins (scheme, host, port; lower case) whose pages may speak for this site.
	Origins []string `json:"origins"`
	// Settings are thresholds of the agent by name that differ from its defaults.
	Settings map[string]float64 `json:"settings,omitempty"`
	// Frustration is what differs from the defaults of the frustration score.
	Frustration FrustrationSettings `json:"frustration,omitzero"`
	// Budget is the one limit on how often a visitor is contacted, over all intercepts and kinds of action.
	Budget Budget `json:"budget,omitzero"`
	// Holdout is the percentage of visitors that no intercept reaches, beside the intercepts' own holdouts, so that the worth of all of
	// them together can be measured; nobody when nil.
	Holdout *float64 `json:"holdout,omitempty"`
	// Deal is how long visitors keep their places in rollouts and holdouts.
	Deal Deal `json:"deal,omitzero"`
	// Stopped ends all acting at once; decisions are still made, and say so. A document that leaves it out keeps what is in force.
	Stopped *bool `json:"stopped,omitempty"`
	// Grace is how long a signal of leaving waits for the visitor to come back.
	Grace Grace `json:"grace,omitzero"`
	// Query are the names that may be kept of an address's query, such as utm_source; without any, none is.
	Query []string `json:"query,omitempty"`
	// Languages are the visitors' languages, the default first.
	Languages []string `json:"languages,omitempty"`
	// Precision is how often visitors are asked whether a signal was right.
	Precision Precision `json:"precision,omitzero"`
	// Widget is where the site wants what is shown to appear.
	Widget Widget `json:"widget,omitzero"`
	// Theme is what it looks like there.
	Theme Theme `json:"theme,omitzero"`
	// Mutes are the signals that are kept but lead to nothing any more. A document that leaves them out keeps those in force.
	Mutes []Mute `json:"mutes,omitempty"`
}

// FrustrationSettings are a site's own numbers for the one score over all signals. Pages are not told of them.
type FrustrationSettings struct {
	// Weights are by kind of signal, a site's own too, 0 to 0.99: how likely one that its detector is sure of means frustration.
	Weights map[string]float64 `json:"weights,omitempty"`
	// HalfLife is how long it takes a signal to weigh half.
	HalfLife Duration `json:"half_life,omitempty"`
	// Leak is how likely a visitor is frustrated of whom no signal tells; the default when nil.
	Leak *float64 `json:"leak,omitempty"`
}

// Status is where a site or an intercept stands.
type Status string

// The states. A site is live or paused; an intercept may be any.
const (
	Draft    Status = "draft"
	Live     Status = "live"
	Paused   Status = "paused"
	Archived Status = "archived"
)

// Budget is at most Contacts contacts in any period of Every. What a visitor asked for is no contact.
type Budget struct {
	Contacts int      `json:"contacts,omitempty"`
	Every    Duration `json:"every,omitempty"`
	// AfterDismissal and AfterAnswer are how long a visitor is left alone who dismissed or answered anything.
	AfterDismissal Duration `json:"after_dismissal,omitempty"`
	AfterAnswer    Duration `json:"after_answer,omitempty"`
}

// InForce fills in what a site leaves to the default.
func (b Budget) InForce() Budget {
	b.Contacts, b.Every = cmp.Or(b.Contacts, DefaultBudget.Contacts), cmp.Or(b.Every, DefaultBudget.Every)
	return b
}

// Cooldown is how long to leave a visitor alone after a contact, by how it ended.
type Cooldown struct{ AfterDismissal, AfterAnswer time.Duration }

// Cooldown is the site's own, after any contact.
func (b Budget) Cooldown() Cooldown {
	return Cooldown{time.Duration(b.AfterDismissal), time.Duration(b.AfterAnswer)}
}

// Until is when the cool-down after a contact ends; zero when it starts none. An answer counts as one, also when the visitor then
// closed what asked. A contact that was held back counts as dismissed at once: most that are shown end so, and without it the control
// arm would be asked more often than the other.
func (c Cooldown) Until(contact Contact) time.Time {
	switch {
	case !contact.Answered.IsZero() && c.AfterAnswer > 0:
		return contact.Answered.Add(c.AfterAnswer)
	case contact.Answered.IsZero() && !contact.Dismissed.IsZero() && c.AfterDismissal > 0:
		return contact.Dismissed.Add(c.AfterDismissal)
	}
	return time.Time{}
}

// Deal is for how long visitors keep their places in rollouts and holdouts: each is drawn from the visitor's id and a salt, and another
// salt deals all visitors anew.
type Deal struct {
	// Period is month, quarter or year, by the calendar in UTC; each has a salt of its own. Empty is forever.
	Period string `json:"period,omitempty"`
	// Salt is the site's own part; changing it deals anew at once.
	Salt string `json:"salt,omitempty"`
}

// The periods of a deal.
const (
	Monthly   = "month"
	Quarterly = "quarter"
	Yearly    = "year"
)

// SaltAt is what is drawn with at a moment; empty for the deal that never changes.
func (d Deal) SaltAt(now time.Time) string {
	now = now.UTC()
	period := ""
	switch d.Period {
	case Monthly:
		period = now.Format("2006-01")
	case Quarterly:
		period = now.Format("2006-Q") + strconv.Itoa((int(now.Month())+2)/3)
	case Yearly:
		period = now.Format("2006")
	}
	if period == "" {
		return d.Salt
	}
	return d.Salt + "/" + period
}

// IsStopped reports whether nothing may be shown.
func (s Site) IsStopped() bool { return s.Stopped != nil && *s.Stopped }

// DefaultBudget is one contact a day: Formbricks and Qualtrics ship caps of one in seven days to one a session; once a day is the
// middle that still lets a site learn. A site changes it under `budget`.
var DefaultBudget = Budget{Contacts: 1, Every: Duration(24 * time.Hour)}

// Page is where a visitor is. Path carries no query.
type Page struct {
	Path  string `json:"path"`
	Title string `json:"title,omitempty"`
	Ref   string `json:"ref,omitempty"`
}

// Device is what the visitor holds.
type Device struct {
	W     int    `json:"w,omitempty"`
	H     int    `json:"h,omitempty"`
	Touch bool   `json:"touch,omitempty"`
	Lang  string `json:"lang,omitempty"`
	// Engine is what runs the agent there: one of the engines below, "" when the page has not said.
	Engine string `json:"engine,omitempty"`
}

// The classes of devices.
const (
	DevicePhone   = "phone"
	DeviceTablet  = "tablet"
	DeviceDesktop = "desktop"
)

// tabletSide is the shorter side, in CSS pixels, from which a touch screen is taken for a tablet's: Android's sw600dp.
const tabletSide = 600

// Class says what the window and touch make likely, and "" when the page has not said. A laptop with a touch screen counts as a tablet.
func (d Device) Class() string {
	switch {
	case d.W == 0:
		return ""
	case !d.Touch:
		return DeviceDesktop
	case min(d.W, d.H) < tabletSide:
		return DevicePhone
	}
	return DeviceTablet
}

// The engines of the agent.
const (
	EngineWasm = "wasm"
	EngineJS   = "js"   // the page's policy forbids WebAssembly
	EngineNone = "none" // the page lets in no agent at all; only the site's own calls work
)

// Engines are how many visitors had which.
type Engines struct{ Wasm, JS, None int }

// Consent is what the visitor agreed to. Feedback works with analytics off.
type Consent struct {
	Analytics bool `json:"analytics"`
	Feedback  bool `json:"feedback"`
}

// Cart is what the visitor is about to buy.
type Cart struct {
	Value    float64 `json:"value"`
	Currency string  `json:"currency,omitempty"`
	Items    int     `json:"items"`
}
