package sqlite

import (
	"context"
	"time"

	"heed/collector/core"
)

// messagesKept is how much of a conversation Messages returns.
const messagesKept = 500

func (b *builder) conversation(c core.Conversation) error {
	b.add("conversation.Save", c.ID, c.Site, c.Visitor, c.Session, c.Decision, c.Team, c.Page, c.Lang, c.Status,
		millis(c.Opened))
	return nil
}

func (b *builder) message(m core.Message) error {
	b.add("message.Insert", m.ID, m.Conversation, m.From, m.Name, m.Text, millis(m.At))
	b.add("conversation.Touch", m.Conversation)
	return nil
}

func scanConversation(scan scanner) (l listed[core.Conversation], err error) {
	c := &l.item
	var m core.Message
	var at *time.Time
	err = scan(&l.seq, &c.ID, &c.Site, &c.Visitor, &c.Session, &c.Decision, &c.Team, &c.Page, &c.Lang, &c.Status,
		timeIn{&c.Opened}, timeIn{&c.Updated},
		textIn[string]{&m.ID}, textIn[string]{&m.From}, textIn[string]{&m.Name}, textIn[string]{&m.Text}, timeOrNilIn{&at})
	if at != nil {
		m.Conversation, m.At = c.ID, *at
		c.Last, c.Waiting = &m, m.From == core.FromVisitor
	}
	l.at = millis(c.Updated)
	return l, err
}

// Conversation implements core.Conversations.
func (s *Store) Conversation(ctx context.Context, id string) (core.Conversation, error) {
	c, err := s.conversationBy(ctx, "conversation.Get", id)
	return c, orNotFound(err, "unknown_conversation", "There is no conversation %q.", id)
}

// OpenConversation implements core.Conversations.
func (s *Store) OpenConversation(ctx context.Context, site, visitor string, since time.Time) (core.Conversation, error) {
	c, err := s.conversationBy(ctx, "conversation.Open", visitor, site, ceilMillis(since))
	return c, orNotFound(err, "unknown_conversation", "Visitor %q has no open conversation on site %q.", visitor, site)
}

func (s *Store) conversationBy(ctx context.Context, query string, args ...any) (core.Conversation, error) {
	l, err := one(ctx, s.lookups, query, args, scanConversation)
	return l.item, err
}

// ListConversations implements core.Conversations.
func (s *Store) ListConversations(ctx context.Context, q core.Query) (page []core.Conversation, next string, err error) {
	return listOf(ctx, s, "conversation.List", q, scanConversation)
}

// Messages implements core.Conversations.
func (s *Store) Messages(ctx context.Context, conversation string) ([]core.Message, error) {
	return all(ctx, s.lookups, "message.Of", []any{conversation, messagesKept},
		func(scan scanner) (m core.Message, err error) {
			err = scan(&m.ID, &m.Conversation, &m.From, &m.Name, &m.Text, timeIn{&m.At})
			return m, err
		})
}
