package server

import (
	"strconv"

	"heed/collector/core"
)

// A row is one line of a list that also arrives by the live stream. The same struct fills the template on the server and, as
// JSON, the cloned <template> in the browser.

// signalRow is one signal on the live page, and what Heed did about it.
type signalRow struct {
	ID         string `json:"id"`
	Site       string `json:"site"`
	Kind       string `json:"kind"`
	Page       string `json:"page"`
	Target     string `json:"target"`
	Score      string `json:"score"`   // 0–1, for <meter>
	Percent    string `json:"percent"` // the same for people
	At         string `json:"at"`      // RFC 3339
	AtText     string `json:"atText"`
	Visitor    string `json:"visitor"`
	VisitorURL string `json:"visitorURL"`
	// Frustration is the visitor's: when the signal came, and then as it is by now.
	Frustration string `json:"frustration"`
	decided
}

// decided is what Heed did about a signal. It arrives a moment after the signal itself.
type decided struct {
	Outcome     string `json:"outcome"` // act, hold, none, or wait before there is a decision
	Did         string `json:"did"`
	Progress    string `json:"progress"`
	DecisionURL string `json:"decisionURL"`
}

func signalRowOf(s core.Signal, d *core.Decision) signalRow {
	row := signalRow{
		ID: s.ID, Site: s.Site, Kind: nounOf(s), Page: s.Page, Target: targetOf(s).String(),
		Score: strconv.FormatFloat(s.Score, 'f', 2, 64), Percent: percent(s.Score),
		At: iso(s.At), AtText: moment(s.At), Visitor: short(s.Visitor), VisitorURL: visitorURL(s.Site, s.Visitor),
		Frustration: moodWords(s.Frustration),
		decided:     decided{Outcome: "wait", Did: "Deciding"},
	}
	if d != nil {
		row.decided = decidedOf(*d)
	}
	return row
}

func decidedOf(d core.Decision) decided {
	return decided{Outcome: string(d.Outcome), Did: didWords(d), Progress: progressWords(d), DecisionURL: decisionURL(d.ID)}
}

// nounOf names a signal, and says that nobody listened, or where one of leaving stands.
func nounOf(s core.Signal) string {
	noun := wordsOf(s.Kind).Noun
	if s.Muted {
		return noun + ", muted"
	}
	if s.State != "" {
		return noun + ", " + string(s.State)
	}
	return noun
}

// percent writes a share from 0 to 1 for people.
func percent(share float64) string { return strconv.Itoa(int(share*100+0.5)) + "\u00a0%" }

// conversationRow is one line of the list of conversations.
type conversationRow struct {
	ID      string `json:"id"`
	URL     string `json:"url"`
	Site    string `json:"site"`
	Visitor string `json:"visitor"`
	Page    string `json:"page"`
	Last    string `json:"last"`
	State   string `json:"state"` // waiting, open or closed
	Status  string `json:"status"`
	At      string `json:"at"`
	AtText  string `json:"atText"`
}

func conversationRowOf(c core.Conversation) conversationRow {
	row := conversationRow{
		ID: c.ID, URL: conversationURL(c.ID), Site: c.Site, Visitor: short(c.Visitor), Page: c.Page,
		Last: "No message yet", State: c.Status, Status: "Open", At: iso(c.Updated), AtText: moment(c.Updated),
	}
	switch {
	case c.Status == core.ConversationClosed:
		row.Status = "Closed"
	case c.Waiting:
		row.State, row.Status = "waiting", "Waiting for you"
	}
	if c.Last != nil {
		row.Last = c.Last.Text
		if c.Last.From == core.FromOperator {
			row.Last = speaker(*c.Last) + ": " + c.Last.Text
		}
	}
	return row
}

// messageRow is one message of a conversation.
type messageRow struct {
	ID           string `json:"id"`
	Conversation string `json:"conversation"`
	From         string `json:"from"`
	Name         string `json:"name"`
	Text         string `json:"text"`
	At           string `json:"at"`
	AtText       string `json:"atText"`
}

func messageRowOf(m core.Message) messageRow {
	return messageRow{ID: m.ID, Conversation: m.Conversation, From: m.From, Name: speaker(m), Text: m.Text,
		At: iso(m.At), AtText: moment(m.At)}
}

// speaker names who said it.
func speaker(m core.Message) string {
	switch {
	case m.From == core.FromVisitor:
		return "Visitor"
	case m.From == core.FromSystem:
		return "Heed"
	case m.Name != "":
		return m.Name
	}
	return "Operator"
}

// summary is the head of the live page.
type summary struct {
	Signals string `json:"signals"`
	Acted   string `json:"acted"`
	Held    string `json:"held"`
	Answers string `json:"answers"`
	Waiting string `json:"waiting"`
	Bars    []bar  `json:"bars"`    // signals per minute, the oldest first
	Caption string `json:"caption"` // the chart in words
}
