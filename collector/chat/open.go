package chat

import (
	"context"
	"encoding/json"
	"time"

	"heed/collector/core"
)

// action is a chat as the widget takes it.
type action struct {
	Type         string `json:"type"`
	Expires      int64  `json:"expires,omitempty"` // milliseconds from the moment it is sent; a resumed chat has none
	Conversation string `json:"conversation"`
	Greeting     string `json:"greeting"`
	GreetingIn   string `json:"greeting_lang,omitempty"` // where that is not the visitor's
	Available    bool   `json:"available"`
	Resumed      bool   `json:"resumed,omitempty"`
	History      []line `json:"history"`
}

// line is a message as the widget takes it.
type line struct {
	ID   string `json:"id"`
	From string `json:"from"`
	Name string `json:"name,omitempty"`
	Text string `json:"text"`
	At   int64  `json:"at"` // Unix milliseconds
}

// Open gives the chat action for the widget, and the change that creates the conversation. The conversation has the id of the
// decision that opened it: opening it again changes nothing and gives what was said so far.
func (s *Service) Open(ctx context.Context, d core.Decision, a core.Action, lang string) (json.RawMessage, core.Change, error) {
	act := action{
		Type: core.ActChat, Expires: a.ExpiresAfter().Milliseconds(), Conversation: d.ID,
		Available: s.Available(), History: []line{},
	}
	act.Greeting, act.GreetingIn = greet(a, lang)
	c, err := s.store.Conversation(ctx, d.ID)
	if err == nil && (c.Site != d.Site || c.Visitor != d.Visitor) {
		err = core.Errorf(core.Forbidden, "not_yours", "The conversation %q is another visitor's.", d.ID)
	}
	if core.IsKind(err, core.NotFound) {
		body, err := json.Marshal(act)
		return body, core.Change{Conversations: []core.Conversation{s.begin(d, a, lang)}}, err
	}
	if err != nil {
		return nil, core.Change{}, err
	}
	if act.History, err = s.history(ctx, d.ID); err != nil {
		return nil, core.Change{}, err
	}
	body, err := json.Marshal(act)
	return body, core.Change{}, err
}

func (s *Service) begin(d core.Decision, a core.Action, lang string) core.Conversation {
	now := s.clock()
	return core.Conversation{
		ID: d.ID, Site: d.Site, Visitor: d.Visitor, Session: d.Session, Decision: d.ID, Team: a.Team, Page: d.Page, Lang: lang,
		Status: core.ConversationOpen, Opened: now, Updated: now,
	}
}

// Resume gives the act of a visitor's conversation that is still open and was touched in the last 24 hours, so that it follows them
// from page to page; ok is false when there is none. One that the visitor closed without a word on either side stays away.
func (s *Service) Resume(ctx context.Context, site, visitor, lang string) (act core.Act, ok bool, err error) {
	c, err := s.store.OpenConversation(ctx, site, visitor, s.clock().Add(-follows))
	if core.IsKind(err, core.NotFound) {
		return core.Act{}, false, nil
	}
	if err != nil {
		return core.Act{}, false, err
	}
	history, err := s.history(ctx, c.ID)
	if err != nil {
		return core.Act{}, false, err
	}
	d, err := s.store.Decision(ctx, c.Decision)
	if err != nil && !core.IsKind(err, core.NotFound) {
		return core.Act{}, false, err
	}
	if d.Dismissed != nil && len(history) == 0 {
		return core.Act{}, false, nil
	}
	again := action{Type: core.ActChat, Conversation: c.ID, Available: s.Available(), Resumed: true, History: history}
	again.Greeting, again.GreetingIn = greet(chatOf(d), lang)
	body, err := json.Marshal(again)
	return core.Act{Decision: c.Decision, Action: body}, err == nil, err
}

// chatOf gives the action of a decision if it was a chat; one that came after a survey is not kept.
func chatOf(d core.Decision) core.Action {
	if d.Action != nil && d.Action.Type == core.ActChat {
		return *d.Action
	}
	return core.Action{}
}

// Since returns what was said in a visitor's conversation after a time, oldest first, for pages without a socket: what operators
// and the system said, and the visitor's own words as the sign that they have arrived. It looks into the conversation touched
// last, closed or not, so that the page learns of its end.
func (s *Service) Since(ctx context.Context, site, visitor string, after time.Time) ([]core.Message, error) {
	list, _, err := s.store.ListConversations(ctx, core.Query{Site: site, Visitor: visitor, Limit: 1})
	if err != nil || len(list) == 0 || list[0].Updated.Before(s.clock().Add(-follows)) {
		return nil, err
	}
	messages, err := s.store.Messages(ctx, list[0].ID)
	if err != nil {
		return nil, err
	}
	var since []core.Message
	for _, m := range messages {
		if m.At.After(after) {
			since = append(since, m)
		}
	}
	return since, nil
}

func (s *Service) history(ctx context.Context, conversation string) ([]line, error) {
	messages, err := s.store.Messages(ctx, conversation)
	if err != nil {
		return nil, err
	}
	lines := make([]line, len(messages))
	for i, m := range messages {
		lines[i] = line{ID: m.ID, From: m.From, Name: m.Name, Text: m.Text, At: m.At.UnixMilli()}
	}
	return lines, nil
}
