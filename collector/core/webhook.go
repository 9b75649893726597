package core

import (
	"encoding/json"
	"time"
)

// Webhook is an address outside that a site tells of what happens on it.
type Webhook struct {
	Site string `json:"site"`
	Name string `json:"name"`
	// Status is live or paused; live when empty. A paused one is told nothing new, and what waits for it waits on.
	Status Status `json:"status,omitempty"`
	// URL is where it is told, by POST. Whoever has it can often write there too, so that only admins read it.
	URL string `json:"url"`
	// Events are what it is told of by itself; follow-ups of intercepts tell it whatever stands here.
	Events []string `json:"events,omitempty"`
	// Format is what the address takes; FormatJSON when empty.
	Format string `json:"format,omitempty"`

	// Revision counts the changes, from 1. It is the store's.
	Revision int `json:"-"`
}

// What webhooks are told of, in the names that receivers see.
const (
	EventAnswer       = "answer.given"        // an answer met the condition of a follow-up
	EventResponseDone = "response.done"       // a visitor came to the end of a survey
	EventConversation = "conversation.opened" // a chat was opened, before its first message
	EventTest         = "webhook.test"        // somebody tried the webhook
)

// The formats of a webhook.
const (
	FormatJSON  = "json"  // {"type", "timestamp", "data"}
	FormatSlack = "slack" // {"text"}, which Slack, Mattermost, Rocket.Chat and Discord's /slack take
)

// Delivery is one thing that a webhook is to be told. It is stored with what it tells of, and is sent until it was taken once; what is
// taken may come again, with the same id.
type Delivery struct {
	ID string `json:"id"` // follows from what it tells, so that telling it again is the same delivery
	// Group is how the ids begin of what tells one webhook of one response, "" for what is bounded by itself. It is not stored.
	Group   string        `json:"-"`
	Site    string        `json:"site"`
	Webhook string        `json:"webhook"`
	Event   string        `json:"event"`
	Made    time.Time     `json:"made"`
	State   DeliveryState `json:"state"`
	// Attempts are counted since Began: when it was made, or when somebody had it tried again.
	Attempts int       `json:"attempts"`
	Began    time.Time `json:"began"`
	// Due is when the next attempt is made, of one that waits.
	Due time.Time `json:"due"`
	// Tried is the last attempt, and Reason why it failed.
	Tried   *time.Time      `json:"tried,omitempty"`
	Reason  string          `json:"reason,omitempty"`
	Payload json.RawMessage `json:"payload"` // the event, in FormatJSON
}

// DeliveryState is where a delivery stands.
type DeliveryState string

// The states.
const (
	DeliveryWaiting DeliveryState = "waiting" // for its first attempt, or the next
	DeliverySent    DeliveryState = "sent"    // the webhook took it
	DeliveryDead    DeliveryState = "dead"    // given up; Reason says why
)

// MaxWaiting is how many deliveries may wait for one webhook. Beyond, what it would be told is shed, and counted: visitors can cause
// deliveries, and nobody may fill the disk or flood a receiver.
const MaxWaiting = 5_000

// MaxOfGroup is how many deliveries of one Group are kept, in whatever state: enough for a visitor who corrects an answer. What is beyond is shed
// and counted likewise, so that no single visitor takes the room of the others.
const MaxOfGroup = 5

// WebhookState is how a webhook fares, and what its secret is made from. The zero value, but for its names, is that of a new one.
type WebhookState struct {
	Site    string `json:"-"`
	Webhook string `json:"-"`
	// FailingSince is when the first attempt failed since the last that did not; nil when the last did not.
	FailingSince *time.Time `json:"failing_since,omitempty"`
	// Disabled is since when nothing is sent, for the reason DisabledWhy; nil while it is.
	Disabled    *time.Time `json:"disabled,omitempty"`
	DisabledWhy string     `json:"disabled_why,omitempty"`
	// Shed counts what it was not told because too much waited, or was told of one response, ever.
	Shed int `json:"shed"`
	// Rotated is when the secret was last made and shown; nil when nobody was ever shown one.
	Rotated *time.Time `json:"rotated,omitempty"`
	Salts
}

// Words say that a webhook fails or is disabled, and since when; "" when neither.
func (s WebhookState) Words() string {
	const form = "2 January 2006, 15:04 UTC"
	switch {
	case s.Disabled != nil:
		return "disabled since " + s.Disabled.UTC().Format(form) + ": " + s.DisabledWhy
	case s.FailingSince != nil:
		return "failing since " + s.FailingSince.UTC().Format(form)
	}
	return ""
}

// Salts are what a webhook's secret is derived from, with the key of the data folder: the stored data alone sign nothing.
type Salts struct {
	Salt string `json:"-"` // of the secret in force; empty until the first is made
	// Old is that of the secret before, which signs too until OldUntil, so that a receiver can change over.
	Old      string     `json:"-"`
	OldUntil *time.Time `json:"old_until,omitempty"`
}
