package core

import (
	"context"
	"time"
)

// Store is everything the collector keeps. Every implementation passes collector/core/storetest.
//
// Methods return NotFound errors (Errorf(NotFound, …)) for a single thing that does not exist, and never nil, nil. Times are kept
// to the millisecond, in UTC. All methods may be called at once from any goroutine.
type Store interface {
	Journal
	Signals
	Decisions
	Responses
	Taps
	Visitors
	Conversations
	Documents
	Accounts
	Audits
	Recordings
	Webhooks

	// Ready reports whether the store can commit, by committing.
	Ready(ctx context.Context) error
	// Backup writes a consistent copy to a file that must not exist yet, while the store is in use.
	Backup(ctx context.Context, file string) error
	// Check verifies the integrity of what is stored; the error lists what is broken.
	Check(ctx context.Context) error
	// Close waits for commits in flight. A commit that comes later fails.
	Close() error
}

// Journal writes what pages lead to.
type Journal interface {
	// Commit writes every change in a transaction and returns when it is on disk: errs[i] is nil if changes[i] is durable. Many
	// callers share one transaction; a change that cannot be written costs only itself. When ctx ends first, the error is
	// ctx's and the change may or may not be written: commit it again.
	Commit(ctx context.Context, changes []Change) (errs []error)
}

// Query selects rows of a list, newest first. Zero fields do not select.
type Query struct {
	Site    string
	Visitor string
	Session string
	Kind    string // of signals and decisions; of responses: of what led to them; of audit entries: action; of users: role; of deliveries: event
	Name    string // of decisions: intercept; of responses: survey; of conversations: status; of audit entries: who; of deliveries: webhook
	Outcome string // of decisions and audit entries; of deliveries: state
	// Responses selects among responses, besides.
	Responses ResponseFilter
	Since     time.Time
	Until     time.Time
	Limit     int    // 1 to MaxLimit; 0 is DefaultLimit
	After     string // the cursor that the list before returned
}

// Bounds of Query.Limit.
const (
	DefaultLimit = 50
	MaxLimit     = 1000
)

// All reads a whole list into memory, page by page; q.Limit does not count.
func All[T any](ctx context.Context, q Query, read func(context.Context, Query) (list []T, next string, err error)) (all []T, err error) {
	q.Limit = MaxLimit
	for {
		page, next, err := read(ctx, q)
		if err != nil {
			return nil, err
		}
		all = append(all, page...)
		if next == "" {
			return all, nil
		}
		q.After = next
	}
}

// Signals reads signals. In all lists, next is the cursor of the following page, empty on the last one, and a cursor that was not
// given out by the same list is an Invalid error with code bad_cursor.
type Signals interface {
	ListSignals(ctx context.Context, q Query) (list []Signal, next string, err error)
	Signal(ctx context.Context, id string) (Signal, error)
	// KnownSignals returns those of ids that are stored.
	KnownSignals(ctx context.Context, ids []string) ([]string, error)
	// Reach says where a site's signals since a time came from; it looks at the newest MaxReached only.
	Reach(ctx context.Context, site string, since time.Time) (Reach, error)
}

// Decisions reads decisions with their explanation.
type Decisions interface {
	Decision(ctx context.Context, id string) (Decision, error)
	// DecisionOfSignal finds what was decided on a signal.
	DecisionOfSignal(ctx context.Context, signal string) (Decision, error)
	// ListDecisions leaves Considered empty: it is long, and lists do not show it.
	ListDecisions(ctx context.Context, q Query) (list []Decision, next string, err error)
	// Contacts counts, per intercept of a site, the decisions that acted or held, ever: what a quota is measured against.
	Contacts(ctx context.Context, site string) (map[string]int, error)
}

// Responses reads answers.
type Responses interface {
	Response(ctx context.Context, id string) (Response, error)
	// ListResponses looks at no more than MaxLooked for a page of what a filter selects: it may have fewer than the limit, or none, and yet go on.
	ListResponses(ctx context.Context, q Query) (list []Response, next string, err error)
	// Begun counts the responses to a survey, finished or not, but for testers': what its quota is measured against.
	Begun(ctx context.Context, site, survey string) (int, error)
	// Tally counts the answers to one survey of one site, both of which q must name. Visitor and Session must be empty; Limit
	// and After do not count.
	Tally(ctx context.Context, q Query) (Tally, error)
}

// Taps reads what the precision of signals is measured by.
type Taps interface {
	// ListTaps lists the answers to the built-in question whether a signal was right, the latest one of each decision.
	ListTaps(ctx context.Context, q Query) (list []Tap, next string, err error)
	// Sources says where the newest signals of a site, at most MaxSourced, came from: the most frequent first, at most MaxSources.
	Sources(ctx context.Context, site string) ([]Source, error)
}

// Bounds of Sources: what one read can look at in milliseconds, and what a person can look through.
const (
	MaxSourced = 10_000
	MaxSources = 500
)

// Visitors reads visitors.
type Visitors interface {
	Visitor(ctx context.Context, site, id string) (Visitor, error)
	// History loads what decisions must know of a visitor. For one that was never seen it holds just Site and ID.
	History(ctx context.Context, site, id string) (History, error)
	// Engines counts a site's visitors who were there since, by what ran the agent; who did not say is not counted.
	Engines(ctx context.Context, site string, since time.Time) (Engines, error)
	ListEvents(ctx context.Context, q Query) (list []Event, next string, err error)
}

// Conversations reads chats.
type Conversations interface {
	Conversation(ctx context.Context, id string) (Conversation, error)
	// OpenConversation finds a visitor's newest conversation that is open and was touched since.
	OpenConversation(ctx context.Context, site, visitor string, since time.Time) (Conversation, error)
	ListConversations(ctx context.Context, q Query) (list []Conversation, next string, err error) // by Updated
	// Messages returns a conversation's messages in the order they were stored, at most the latest 500.
	Messages(ctx context.Context, conversation string) ([]Message, error)
}

// Documents keeps configuration.
type Documents interface {
	// SaveDocuments adds a revision for each document whose body differs from the one in force, all or none, and returns the
	// ones it added, with their revision. When a document that differs names a revision that it Follows and another one is in force,
	// none is written, and the error is Invalid with code changed_meanwhile.
	SaveDocuments(ctx context.Context, docs []Document) (saved []Document, err error)
	// Current returns the revisions in force, ordered by kind, site and name, and the version of all configuration.
	Current(ctx context.Context) (docs []Document, version int64, err error)
	// Revisions returns all revisions of one document, newest first.
	Revisions(ctx context.Context, kind, site, name string) ([]Document, error)
	// Version is cheap: other processes change configuration too, and the collector asks often.
	Version(ctx context.Context) (int64, error)
}

// Accounts keeps users, tokens and sign-ins. The last admin stays one: a change or deletion that would leave none is Invalid, code last_admin.
type Accounts interface {
	// CreateUser fails with Invalid, code user_exists, when the e-mail is taken.
	CreateUser(ctx context.Context, u User) error
	// UpdateUser changes a user as they are stored by then: change sets what it likes but ID, Created and SignedIn, and may be called
	// more than once. Its error is returned, and nothing changes. When role or password have changed, all sessions and links of the user end in
	// the same transaction, but for the one with the hash keep, which from then on counts as begun with the password.
	UpdateUser(ctx context.Context, id, keep string, change func(*User) error) (User, error)
	// DeleteUser deletes a user with all sessions and links, and returns who that was.
	DeleteUser(ctx context.Context, id string) (User, error)
	User(ctx context.Context, id string) (User, error)
	UserByEmail(ctx context.Context, email string) (User, error)
	ListUsers(ctx context.Context, q Query) (list []User, next string, err error)

	CreateToken(ctx context.Context, t Token) error
	TokenByHash(ctx context.Context, hash string) (Token, error)
	ListTokens(ctx context.Context, q Query) (list []Token, next string, err error)
	// DeleteToken returns which one that was.
	DeleteToken(ctx context.Context, id string) (Token, error)

	// CreateSignIn also removes what has expired by now, and for a link the user's earlier ones that were not used; a session, which is no
	// link, is the user's latest sign-in.
	CreateSignIn(ctx context.Context, s SignIn, now time.Time) error
	// SignIn finds one that has not expired by now.
	SignIn(ctx context.Context, hash string, now time.Time) (SignIn, error)
	// TakeSignIn finds a one-time link and deletes it in the same transaction, so that it works once.
	TakeSignIn(ctx context.Context, hash string, now time.Time) (SignIn, error)
	DeleteSignIn(ctx context.Context, hash string) error
}

// Audits keeps who did what. An entry is never deleted, and changed once at most: when what it tells of has ended.
type Audits interface {
	AddAudit(ctx context.Context, a Audit) error
	// FinishAudit says how what an entry tells of has ended; an entry that is not AuditBegun is NotFound.
	FinishAudit(ctx context.Context, id string, outcome AuditOutcome, detail string) error
	ListAudits(ctx context.Context, q Query) (list []Audit, next string, err error)
}

// Webhooks keeps what webhooks are told, and how they fare. Commit queues deliveries, in the transaction of what they tell of; one for a
// webhook for which MaxWaiting wait already, or of a Group of which there are MaxOfGroup, is shed, and counted in its state.
type Webhooks interface {
	Delivery(ctx context.Context, id string) (Delivery, error)
	ListDeliveries(ctx context.Context, q Query) (list []Delivery, next string, err error) // by Made
	// Waiting returns the deliveries that wait for a webhook, at most n, those due first before the others.
	Waiting(ctx context.Context, site, webhook string, n int) ([]Delivery, error)
	// SaveAttempt stores what became of a delivery (State, Attempts, Due, Tried and Reason), and of its webhook (FailingSince, Disabled
	// and DisabledWhy), unless the delivery does not wait any more: then the error is NotFound.
	SaveAttempt(ctx context.Context, d Delivery, s WebhookState) error
	// Requeue lets a delivery wait anew, due at once: its attempts are counted from then.
	Requeue(ctx context.Context, id string, now time.Time) error
	// PruneDeliveries deletes those made before a time, in whatever state, and says how many.
	PruneDeliveries(ctx context.Context, before time.Time) (int, error)

	// WebhookState gives that of a new webhook for one of which nothing is stored.
	WebhookState(ctx context.Context, site, webhook string) (WebhookState, error)
	// SaveSalts stores what a webhook's secret is made from, and when that was.
	SaveSalts(ctx context.Context, site, webhook string, s Salts, rotated time.Time) error
	// EnableWebhook forgets that a webhook is disabled and since when it has failed.
	EnableWebhook(ctx context.Context, site, webhook string) error
}
