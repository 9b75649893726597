package core

import "time"

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
	// Grace is how long a signal of leaving waits for the visitor to come back.
	Grace Grace `json:"grace,omitzero"`
	// Languages are the visitors' languages, the default first.
	Languages []string `json:"languages,omitempty"`
	// Precision is how often visitors are asked whether a signal was right.
	Precision Precision `json:"precision,omitzero"`
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
}

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
