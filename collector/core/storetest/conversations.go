package storetest

import (
	"testing"
	"time"

	"heed/collector/core"
)

func aConversation(i int) core.Conversation {
	return core.Conversation{
		ID: number("conversation", i), Site: "shop", Visitor: "visitor", Session: "session", Decision: number("decision", i),
		Team: "sales", Page: "/cart", Lang: "de", Status: core.ConversationOpen, Opened: after(i), Updated: after(i),
	}
}

// aMessage is a visitor's.
func aMessage(i, conversation int) core.Message {
	return core.Message{ID: number("message", i), Conversation: number("conversation", conversation),
		From: core.FromVisitor, Name: "Ada", Text: "Help!", At: after(100 + i)}
}

func testConversations(t *testing.T, s core.Store) {
	_, err := s.Conversation(t.Context(), "x")
	refused(t, "unknown conversation", err, core.NotFound, "")

	first, second := aConversation(1), aConversation(2)
	commit(t, s, core.Change{Conversations: []core.Conversation{first, second}})
	equal(t, "opened", listed(s.ListConversations(t.Context(), core.Query{}))(t).items, []core.Conversation{second, first})

	asked, answered := aMessage(1, 1), aMessage(2, 1)
	answered.From = core.FromOperator
	commit(t, s, core.Change{Messages: []core.Message{asked}})
	first.Last, first.Waiting, first.Updated = &asked, true, asked.At
	equal(t, "by Updated", listed(s.ListConversations(t.Context(), core.Query{}))(t).items, []core.Conversation{first, second})

	commit(t, s, core.Change{Messages: []core.Message{answered}})
	first.Last, first.Waiting, first.Updated = &answered, false, answered.At
	equal(t, "answered", must(s.Conversation(t.Context(), first.ID))(t), first)

	late := aMessage(3, 1)
	late.At = after(50)
	commit(t, s, core.Change{Messages: []core.Message{late}})
	first.Last, first.Waiting = &late, true // Updated never goes back
	equal(t, "a message from a slow clock", must(s.Conversation(t.Context(), first.ID))(t), first)

	closed := aConversation(1)
	closed.Status, closed.Page, closed.Opened, closed.Team = core.ConversationClosed, "/elsewhere", after(999_999), "x"
	commit(t, s, core.Change{Conversations: []core.Conversation{closed}})
	first.Status = core.ConversationClosed // and nothing else
	equal(t, "closed", must(s.Conversation(t.Context(), first.ID))(t), first)
	equal(t, "closed ones", names(listed(s.ListConversations(t.Context(), core.Query{Name: core.ConversationClosed}))(t).items,
		func(c core.Conversation) string { return c.ID }), []string{first.ID})
	commit(t, s, core.Change{Conversations: []core.Conversation{aConversation(1)}})
	first.Status = core.ConversationOpen
	equal(t, "opened again", must(s.Conversation(t.Context(), first.ID))(t), first)
}

// testOpenConversation: the newest that is open and was touched since.
func testOpenConversation(t *testing.T, s core.Store) {
	find := func(site, visitor string, since time.Time) string {
		t.Helper()
		c, err := s.OpenConversation(t.Context(), site, visitor, since)
		if err != nil {
			refused(t, "no open conversation", err, core.NotFound, "")
		}
		return c.ID
	}
	equal(t, "none", find("shop", "visitor", start), "")
	first, second, third := aConversation(1), aConversation(2), aConversation(3)
	third.Status = core.ConversationClosed
	commit(t, s, core.Change{Conversations: []core.Conversation{first, second, third}})
	equal(t, "newest open", find("shop", "visitor", start), second.ID)
	equal(t, "touched just then", find("shop", "visitor", after(2)), second.ID)
	equal(t, "not touched since", find("shop", "visitor", after(3)), "")
	equal(t, "another site", find("other", "visitor", start), "")
	equal(t, "another visitor", find("shop", "other", start), "")

	commit(t, s, core.Change{Messages: []core.Message{aMessage(1, 1)}})
	equal(t, "newest by its last message", find("shop", "visitor", after(101)), first.ID)
	first.Status = core.ConversationClosed
	commit(t, s, core.Change{Conversations: []core.Conversation{first}})
	equal(t, "after closing it", find("shop", "visitor", start), second.ID)
}

// testMessages: in the order they were stored, at most the latest 500.
func testMessages(t *testing.T, s core.Store) {
	equal(t, "of no conversation", must(s.Messages(t.Context(), "x"))(t), []core.Message{})
	commit(t, s, core.Change{Conversations: []core.Conversation{aConversation(1), aConversation(2)}})
	var want []core.Message
	for i := range 510 {
		m := aMessage(i, 1)
		m.At = after(1000 - i) // clocks differ: the order is that of storing
		want = append(want, m)
		commit(t, s, core.Change{Messages: []core.Message{m, aMessage(1000+i, 2)}})
	}
	equal(t, "messages", must(s.Messages(t.Context(), number("conversation", 1)))(t), want[10:])
}
