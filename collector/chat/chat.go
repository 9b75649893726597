// Package chat carries conversations between a visitor and the site's operators: it opens them, checks what is said, and keeps
// them with the visitor from page to page.
package chat

import (
	"context"
	"strings"
	"time"
	"unicode/utf8"

	"heed/collector/core"
)

// Store is the part of core.Store that conversations need.
type Store interface {
	core.Journal
	core.Conversations
	Decision(ctx context.Context, id string) (core.Decision, error)
}

// follows is how long a conversation follows its visitor after it was last touched.
const follows = 24 * time.Hour

// maxText bounds the runes of a message.
const maxText = 4000

// Service is the use case. It may be used from any goroutine.
type Service struct {
	store     Store
	ids       core.IDs
	clock     core.Clock
	publisher core.Publisher
	presence  presence
}

// New makes the service. It starts nothing.
func New(store Store, ids core.IDs, clock core.Clock, pub core.Publisher) *Service {
	return &Service{store: store, ids: ids, clock: clock, publisher: pub, presence: presence{there: map[string]int{}}}
}

// Say checks a visitor's message and gives the change that stores it; the caller commits. The conversation must be the visitor's own
// and open.
func (s *Service) Say(
	ctx context.Context, site, visitor, conversation, id, text string, at time.Time,
) (core.Change, core.Message, error) {
	c, err := s.store.Conversation(ctx, conversation)
	if err != nil && !core.IsKind(err, core.NotFound) {
		return core.Change{}, core.Message{}, err
	}
	if err != nil || c.Site != site || c.Visitor != visitor {
		// Somebody else's conversation is answered like none, so that ids cannot be tried out.
		return core.Change{}, core.Message{}, core.Errorf(core.NotFound, "unknown_conversation",
			"This visitor has no conversation %q.", conversation)
	}
	text, err = sayable(c, text)
	if err != nil {
		return core.Change{}, core.Message{}, err
	}
	m := core.Message{ID: id, Conversation: c.ID, From: core.FromVisitor, Text: text, At: at}
	return core.Change{Messages: []core.Message{m}}, m, nil
}

// Reply stores an operator's message and then publishes it.
func (s *Service) Reply(ctx context.Context, p core.Principal, conversation, text string) (core.Message, error) {
	c, err := s.store.Conversation(ctx, conversation)
	if err != nil {
		return core.Message{}, err
	}
	text, err = sayable(c, text)
	if err != nil {
		return core.Message{}, err
	}
	m := core.Message{
		ID: s.ids(), Conversation: c.ID, From: core.FromOperator, Name: p.Shown, Text: text, At: s.clock(),
	}
	if err := s.commit(ctx, core.Change{Messages: []core.Message{m}}); err != nil {
		return core.Message{}, err
	}
	s.publish(c, m)
	return m, nil
}

// Close ends a conversation, and tells the visitor in their language. Closing one that is closed does nothing.
func (s *Service) Close(ctx context.Context, p core.Principal, conversation string) error {
	c, err := s.store.Conversation(ctx, conversation)
	if err != nil || c.Status == core.ConversationClosed {
		return err
	}
	m := core.Message{
		ID: s.ids(), Conversation: c.ID, From: core.FromSystem, Name: p.Shown, Text: farewell().In(c.Lang, "en"), At: s.clock(),
	}
	c.Status, c.Updated = core.ConversationClosed, m.At
	c.Last, c.Waiting = &m, false
	change := core.Change{Conversations: []core.Conversation{c}, Messages: []core.Message{m}}
	if err := s.commit(ctx, change); err != nil {
		return err
	}
	s.publish(c, m)
	s.publisher.Publish(core.Notice{Site: c.Site, Visitor: c.Visitor, Conversation: &c})
	return nil
}

// commit writes a change. Who leaves meanwhile does not end that: what is stored and not told would reach the other side with the next
// page alone.
func (s *Service) commit(ctx context.Context, change core.Change) error {
	return s.store.Commit(context.WithoutCancel(ctx), []core.Change{change})[0]
}

func (s *Service) publish(c core.Conversation, m core.Message) {
	s.publisher.Publish(core.Notice{Site: c.Site, Visitor: c.Visitor, Message: &m})
}

// sayable gives the text as it is stored, if it can be said in the conversation.
func sayable(c core.Conversation, text string) (string, error) {
	if c.Status != core.ConversationOpen {
		return "", core.Errorf(core.Invalid, "conversation_closed", "This conversation is closed; open a new one.")
	}
	text = strings.TrimSpace(text)
	if n := utf8.RuneCountInString(text); n == 0 || n > maxText {
		return "", core.Errorf(core.Invalid, "bad_message", "A message has 1 to %d characters, not %d.", maxText, n)
	}
	return text, nil
}
