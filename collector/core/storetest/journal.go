package storetest

import (
	"context"
	"errors"
	"math"
	"testing"
	"time"

	"heed/collector/core"
)

// aSignal, aDecision… are rows with every field set, so that a field that gets lost is seen.

func aSignal(i int) core.Signal {
	return core.Signal{
		ID: number("signal", i), Site: "shop", Visitor: "visitor", Session: "session", Kind: "rage_click", At: after(i),
		Received: after(i + 1), Score: 0.75, Page: "/cart", Target: "#pay > button",
		Data: map[string]any{"clicks": 4.0, "words": []any{"a", nil, true}}, Frustration: 0.625,
	}
}

func aDecision(i int) core.Decision {
	return core.Decision{
		ID: number("decision", i), Site: "shop", Visitor: "visitor", Session: "session", Signal: number("signal", i),
		Kind: "rage_click", Page: "/cart", At: after(i), Outcome: core.Acted, Intercept: "stuck", Revision: 3,
		Arm: core.Treatment, Expires: after(i + 30_000), Arbitration: "The only eligible one.",
		Action: &core.Action{Type: core.ActMessage, Title: core.Text{"en": "Hello", "de": "Hallo"}, Text: core.Text{"": "…"},
			CTA: &core.CTA{Text: core.Text{"en": "Go"}, URL: "/help"}, Expires: core.Duration(20 * time.Second)},
		Considered: explained(core.Evaluation{Intercept: "stuck", Revision: 3, Priority: 50, Eligible: true, Gates: []core.Gate{
			{Name: "score", Pass: true, Got: core.Number(0.75), Want: core.Number(0.6)},
			{Name: "page", Pass: true, Got: core.String("/cart"), Want: core.String("/c*"), Note: "a glob"},
			{Name: "schedule", Pass: true},
			{Name: "who", Got: core.String(`traits.a = "b"`), Want: core.String("traits.a > 1")},
		}}, core.Evaluation{Intercept: "leaving", Eligible: true, Gates: []core.Gate{}}),
	}
}

// explained is an explanation that says so, with a note of its own.
func explained(list ...core.Evaluation) core.Explanation {
	x, err := core.Explain(list)
	if err != nil {
		panic(err) // the test's own list
	}
	x.Notes = []core.Note{{Rule: 0, Gate: 3, Text: "not a number"}}
	return x
}

func aVisitor(i int) core.Visitor {
	return core.Visitor{
		Site: "shop", ID: "visitor", User: "u1", Traits: map[string]any{"value": 99.5, "tags": []any{"staff"}},
		Device: core.Device{W: 360, H: 640, Touch: true, Lang: "ar"},
		Cart:   core.Cart{Value: 41.5, Currency: "EUR", Items: 2},
		Page:   core.Page{Path: "/cart", Title: "Cart", Ref: "https://example.com/"}, Session: number("session", i), Visits: i,
		Query: map[string]string{"utm_source": "mail"}, Tags: []string{"needs-help", "beta"},
		First: start, Last: after(i),
	}
}

func anEvent(i int) core.Event {
	return core.Event{
		ID: number("event", i), Site: "shop", Visitor: "visitor", Session: "session", Name: "purchase", At: after(i),
		Received: after(i + 1), Page: "/done", Props: map[string]any{"value": 12.5, "currency": "EUR"},
	}
}

// testJournal commits everything in one change, and reads it back.
func testJournal(t *testing.T, s core.Store) {
	commit(t, s, core.Change{
		Signals: []core.Signal{aSignal(1), aSignal(2)}, Decisions: []core.Decision{aDecision(1)},
		Visitors: []core.Visitor{aVisitor(1)}, Events: []core.Event{anEvent(1)},
		Responses:     []core.ResponseChange{{Response: aResponse(1, anAnswer(1, "why", `"price"`))}},
		Conversations: []core.Conversation{aConversation(1)}, Messages: []core.Message{aMessage(1, 1)},
		Reports: []core.Report{{Decision: number("decision", 1), Shown: ptr(after(5))}},
	}, core.Change{})

	signals := listed(s.ListSignals(t.Context(), core.Query{}))(t)
	equal(t, "signals", signals.items, []core.Signal{aSignal(2), aSignal(1)})
	equal(t, "one signal", must(s.Signal(t.Context(), aSignal(1).ID))(t), aSignal(1))
	_, err := s.Signal(t.Context(), "nowhere")
	refused(t, "unknown signal", err, core.NotFound, "unknown_signal")
	want := aDecision(1)
	want.Rendered, want.Shown, want.Answered = ptr(after(5)), ptr(after(5)), ptr(after(1))
	equal(t, "decision", must(s.Decision(t.Context(), want.ID))(t), want)
	equal(t, "visitor", must(s.Visitor(t.Context(), "shop", "visitor"))(t), aVisitor(1))
	equal(t, "events", listed(s.ListEvents(t.Context(), core.Query{}))(t).items, []core.Event{anEvent(1)})
	response := aResponse(1, anAnswer(1, "why", `"price"`))
	equal(t, "response", must(s.Response(t.Context(), response.ID))(t), response)
	conversation := aConversation(1)
	conversation.Last, conversation.Waiting, conversation.Updated = ptr(aMessage(1, 1)), true, aMessage(1, 1).At
	equal(t, "conversation", must(s.Conversation(t.Context(), conversation.ID))(t), conversation)
	equal(t, "messages", must(s.Messages(t.Context(), conversation.ID))(t), []core.Message{aMessage(1, 1)})

	for _, errs := range [][]error{s.Commit(t.Context(), nil), s.Commit(t.Context(), []core.Change{})} {
		if len(errs) != 0 {
			t.Errorf("no changes, but errors: %v", errs)
		}
	}
}

// testIdempotency commits changes again, the second time with other contents under the same ids.
func testIdempotency(t *testing.T, s core.Store) {
	first := core.Change{
		Signals: []core.Signal{aSignal(1)}, Decisions: []core.Decision{aDecision(1)}, Events: []core.Event{anEvent(1)},
		Responses:     []core.ResponseChange{{Response: aResponse(1, anAnswer(1, "why", `"price"`))}},
		Conversations: []core.Conversation{aConversation(1)}, Messages: []core.Message{aMessage(1, 1)},
	}
	commit(t, s, first)
	commit(t, s, first, first)

	other := core.Change{
		Signals: []core.Signal{aSignal(1)}, Decisions: []core.Decision{aDecision(1)}, Events: []core.Event{anEvent(1)},
		Responses: []core.ResponseChange{{Response: aResponse(1, anAnswer(1, "why", `"other"`))}},
		Messages:  []core.Message{aMessage(1, 1)},
	}
	other.Signals[0].Kind, other.Decisions[0].Arbitration, other.Events[0].Name = "changed", "changed", "changed"
	other.Messages[0].Text, other.Messages[0].At = "changed", after(900_000)
	commit(t, s, other)

	equal(t, "signals", listed(s.ListSignals(t.Context(), core.Query{}))(t).items, first.Signals)
	want := aDecision(1)
	want.Answered = ptr(after(1))
	equal(t, "decision", must(s.Decision(t.Context(), want.ID))(t), want)
	equal(t, "decisions", len(listed(s.ListDecisions(t.Context(), core.Query{}))(t).items), 1)
	equal(t, "events", listed(s.ListEvents(t.Context(), core.Query{}))(t).items, first.Events)
	equal(t, "responses", listed(s.ListResponses(t.Context(), core.Query{}))(t).items,
		[]core.Response{first.Responses[0].Response})
	conversations := listed(s.ListConversations(t.Context(), core.Query{}))(t).items
	equal(t, "conversations", len(conversations), 1)
	equal(t, "last message", conversations[0].Last, ptr(aMessage(1, 1)))
	equal(t, "updated", conversations[0].Updated, aMessage(1, 1).At)
	equal(t, "messages", must(s.Messages(t.Context(), first.Conversations[0].ID))(t), first.Messages)
}

// testBadChange commits changes that cannot be written among good ones: each costs itself only, and itself whole.
func testBadChange(t *testing.T, s core.Store) {
	unencodable := aSignal(11)
	unencodable.Data = map[string]any{"x": math.Inf(1)}
	bad := map[string]core.Change{
		"value without JSON":   {Signals: []core.Signal{aSignal(10), unencodable}},
		"unknown conversation": {Signals: []core.Signal{aSignal(12)}, Messages: []core.Message{aMessage(9, 99)}},
		"unknown decision":     {Signals: []core.Signal{aSignal(13)}, Reports: []core.Report{{Decision: "nowhere"}}},
		"no id":                {Signals: []core.Signal{aSignal(14), {Site: "shop"}}},
	}
	for name, change := range bad {
		t.Run(name, func(t *testing.T) {
			errs := s.Commit(t.Context(), []core.Change{
				{Events: []core.Event{anEvent(1)}}, change, {Events: []core.Event{anEvent(2)}},
			})
			if errs[0] != nil || errs[2] != nil {
				t.Errorf("the good ones failed: %v", errs)
			}
			if !core.IsKind(errs[1], core.Invalid) && !core.IsKind(errs[1], core.NotFound) {
				t.Errorf("got %v, want Invalid or NotFound", errs[1])
			}
		})
	}
	equal(t, "signals of bad changes", len(listed(s.ListSignals(t.Context(), core.Query{}))(t).items), 0)
	equal(t, "events beside them", len(listed(s.ListEvents(t.Context(), core.Query{}))(t).items), 2)
}

// testCancelled: the error is the context's, and the change can be committed again.
func testCancelled(t *testing.T, s core.Store) {
	ended, cancel := context.WithCancel(t.Context())
	cancel()
	change := core.Change{Signals: []core.Signal{aSignal(1)}}
	for i, err := range s.Commit(ended, []core.Change{change, change}) {
		if !errors.Is(err, context.Canceled) {
			t.Errorf("change %d: got %v, want the context's error", i, err)
		}
	}
	if _, err := s.Decision(ended, "x"); !errors.Is(err, context.Canceled) {
		t.Errorf("read: got %v, want the context's error", err)
	}
	if _, _, err := s.ListSignals(ended, core.Query{}); !errors.Is(err, context.Canceled) {
		t.Errorf("list: got %v, want the context's error", err)
	}
	if err := s.Ready(ended); !errors.Is(err, context.Canceled) {
		t.Errorf("ready: got %v, want the context's error", err)
	}
	commit(t, s, change)
	equal(t, "signals", len(listed(s.ListSignals(t.Context(), core.Query{}))(t).items), 1)
}

// testUnicode keeps every text as it came.
func testUnicode(t *testing.T, s core.Store) {
	for i, text := range []string{
		"Grüße, 世界 🛒", "مرحبا", "e\u0301 is not é", "a\x00b", "'); DROP TABLE signals; --", "<b>&\u2028\"\\", " \t\r\n ",
		"\U0010FFFF\uFFFD\u200F",
	} {
		g := aSignal(i)
		g.Page, g.Target, g.Data = text, text, map[string]any{text: text}
		commit(t, s, core.Change{Signals: []core.Signal{g}})
		got := listed(s.ListSignals(t.Context(), core.Query{Limit: 1}))(t).items
		equal(t, "signal", got, []core.Signal{g})
	}
}

func ptr[T any](v T) *T { return &v }
