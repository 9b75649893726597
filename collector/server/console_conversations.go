package server

import (
	"net/http"
	"net/url"
	"sort"

	"github.com/labstack/echo/v4"

	"heed/collector/core"
)

type conversationsPage struct {
	Rows      []conversationRow
	Status    string
	Available bool // somebody is there to answer
	Next      string
}

// conversations lists chats: those that wait for an answer first, then the newest.
func (c *console) conversations(ec echo.Context) error {
	f, _, err := c.frame(ec, "Chats", "conversations")
	if err != nil {
		return err
	}
	page := conversationsPage{Status: ec.QueryParam("status"), Available: c.deps.Chat.Available()}
	if err := choose("status", page.Status, core.ConversationOpen, core.ConversationClosed); err != nil {
		return err
	}
	list, next, err := c.deps.Store.ListConversations(ec.Request().Context(),
		core.Query{Site: f.Site, Name: page.Status, After: ec.QueryParam("after")})
	if err != nil {
		return err
	}
	sort.SliceStable(list, func(i, j int) bool { return list[i].Waiting && !list[j].Waiting })
	for _, one := range list {
		page.Rows = append(page.Rows, conversationRowOf(one))
	}
	if next != "" {
		page.Next = f.Here + query("site", f.Site, "status", page.Status, "after", next)
	}
	f.Page = page
	return c.render(ec, http.StatusOK, "conversations", f)
}

type conversationPage struct {
	core.Conversation
	Row         conversationRow
	Messages    []messageRow
	DecisionURL string
	Story       story
	Closed      bool
}

// conversation shows a chat, with the visitor's story beside it.
func (c *console) conversation(ec echo.Context) error {
	ctx := ec.Request().Context()
	one, err := c.deps.Store.Conversation(ctx, param(ec, "id"))
	if err != nil {
		return err
	}
	f, catalog, err := c.frame(ec, "Conversation with "+short(one.Visitor), "conversations")
	if err != nil {
		return err
	}
	messages, err := c.deps.Store.Messages(ctx, one.ID)
	if err != nil {
		return err
	}
	page := conversationPage{Conversation: one, Row: conversationRowOf(one), DecisionURL: decisionURL(one.Decision),
		Closed: one.Status == core.ConversationClosed}
	for _, m := range messages {
		page.Messages = append(page.Messages, messageRowOf(m))
	}
	if page.Story, err = c.story(ctx, one.Site, one.Visitor, one.ID, catalog); err != nil {
		return err
	}
	f.Stream = streamAddress(f.Site, url.Values{"conversation": {one.ID}})
	f.Page = page
	return c.render(ec, http.StatusOK, "conversation", f)
}

// reply sends an operator's message. A script gets the message as JSON, a plain form the page again.
func (c *console) reply(ec echo.Context) error {
	id := param(ec, "id")
	m, err := c.deps.Chat.Reply(ec.Request().Context(), principal(ec), id, ec.FormValue("text"))
	if err != nil {
		return err
	}
	if wantsJSON(ec.Request()) {
		return ec.JSON(http.StatusOK, messageRowOf(m))
	}
	return ec.Redirect(http.StatusSeeOther, conversationURL(id)+"#composer")
}

// closeConversation ends a chat.
func (c *console) closeConversation(ec echo.Context) error {
	id := param(ec, "id")
	if err := c.deps.Chat.Close(ec.Request().Context(), principal(ec), id); err != nil {
		return err
	}
	return ec.Redirect(http.StatusSeeOther, conversationURL(id))
}

type visitorPage struct{ Story story }

// visitor shows everything that is known of one visitor.
func (c *console) visitor(ec echo.Context) error {
	site, id := param(ec, "site"), param(ec, "id")
	if _, err := c.deps.Store.Visitor(ec.Request().Context(), site, id); err != nil {
		return err
	}
	f, catalog, err := c.frame(ec, "Visitor "+short(id), "live")
	if err != nil {
		return err
	}
	s, err := c.story(ec.Request().Context(), site, id, "", catalog)
	if err != nil {
		return err
	}
	f.Page = visitorPage{Story: s}
	return c.render(ec, http.StatusOK, "visitor", f)
}
