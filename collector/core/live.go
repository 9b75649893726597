package core

import "encoding/json"

// Act is what a page is told to do about a decision.
type Act struct {
	Decision string `json:"decision"`
	Signal   string `json:"signal,omitempty"`
	// Action is the action with its texts in the visitor's language, ready for the widget.
	Action json.RawMessage `json:"action"`
	// Look is how it appears; the widget's own way when nil.
	Look *Look `json:"look,omitempty"`
}

// Notice is something that just happened, for whoever is watching: consoles, and the pages of the visitor concerned. Exactly one
// of the pointers is set.
type Notice struct {
	Site    string
	Visitor string

	Signal       *Signal
	Decision     *Decision
	Response     *Response
	Report       *Report
	Message      *Message
	Conversation *Conversation
}

// Publisher spreads notices. It never blocks and never fails: who is too slow misses some, and reads them from the store.
type Publisher interface {
	Publish(n Notice)
}
