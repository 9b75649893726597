package core

import "time"

// Conversation is a chat between one visitor and the site's operators.
type Conversation struct {
	ID       string    `json:"id"`
	Site     string    `json:"site"`
	Visitor  string    `json:"visitor"`
	Session  string    `json:"session"`
	Decision string    `json:"decision"`
	Team     string    `json:"team,omitempty"`
	Page     string    `json:"page"` // where it was opened
	Lang     string    `json:"lang,omitempty"`
	Status   string    `json:"status"` // open or closed
	Opened   time.Time `json:"opened"`
	Updated  time.Time `json:"updated"` // the last message, or the opening
	// Last is the newest message, nil before the first. Waiting is true while it is the visitor's.
	Last    *Message `json:"last,omitempty"`
	Waiting bool     `json:"waiting"`
}

// The states of a conversation.
const (
	ConversationOpen   = "open"
	ConversationClosed = "closed"
)

// Message is one message of a conversation.
type Message struct {
	ID           string    `json:"id"`
	Conversation string    `json:"conversation"`
	From         string    `json:"from"`           // visitor, operator or system
	Name         string    `json:"name,omitempty"` // the operator's, as the visitor sees it
	Text         string    `json:"text"`
	At           time.Time `json:"at"`
}

// Who a message is from.
const (
	FromVisitor  = "visitor"
	FromOperator = "operator"
	FromSystem   = "system"
)
