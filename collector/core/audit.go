package core

import "time"

// Audit is one thing that somebody did, or tried to do, to what the collector keeps: who, when, what, and from where. What visitors do
// is no part of it.
type Audit struct {
	ID  string    `json:"id"`
	At  time.Time `json:"at"`
	Who string    `json:"who"`          // e-mail, the token's name, or the account at the command line
	By  string    `json:"by,omitempty"` // the user's or token's id, which outlives a change of name
	// Action is what was done, in two words, as in intercept.restore.
	Action string `json:"action"`
	Target string `json:"target,omitempty"` // what it was done to
	From   string `json:"from"`             // the client's address, or CommandLine
	// Outcome is how it ended.
	Outcome AuditOutcome `json:"outcome"`
	// Detail is what changed, or why it was refused. It holds no secrets.
	Detail string `json:"detail,omitempty"`
}

// CommandLine is where a command of the machine's own comes from.
const CommandLine = "command line"

// AuditOutcome is how something ended.
type AuditOutcome string

// The outcomes. An entry is written before anything is done: one that still says begun was cut off by a crash, and may or may not
// have happened.
const (
	AuditBegun   AuditOutcome = "begun"
	AuditDone    AuditOutcome = "done"
	AuditRefused AuditOutcome = "refused" // by us: not allowed, or it made no sense
	AuditFailed  AuditOutcome = "failed"  // through a fault of ours
)
