package storetest

import (
	"cmp"
	"encoding/json"
	"slices"
	"testing"
	"time"

	"pgregory.net/rapid"

	"heed/collector/core"
)

// model is the least that keeps the contract of the journal: maps and slices in the order of arrival. Ids are few, so that rows
// meet again.
type model struct {
	t *testing.T
	s core.Store

	visitors      map[string]core.Visitor
	signals       []core.Signal
	decisions     []core.Decision
	responses     []core.Response
	answers       map[string][]core.Answer // by response, all that ever came
	conversations []core.Conversation
	messages      []core.Message
}

// testModel commits random changes to the store and the model, and compares all they hold.
func testModel(t *testing.T, open Open) {
	rapid.Check(t, func(r *rapid.T) {
		m := &model{t: t, s: open(t), visitors: map[string]core.Visitor{}, answers: map[string][]core.Answer{}}
		defer func() {
			if err := m.s.Close(); err != nil {
				r.Error(err)
			}
		}()
		r.Repeat(map[string]func(*rapid.T){"commit": m.commit, "compare": m.compare})
		m.compare(r)
	})
}

var (
	few  = rapid.IntRange(0, 3)
	many = rapid.IntRange(0, 50)
)

// commit applies up to three changes in one call, each random and each perhaps twice.
func (m *model) commit(r *rapid.T) {
	var changes []core.Change
	for range rapid.IntRange(1, 3).Draw(r, "changes") {
		c := m.change(r)
		changes = append(changes, c)
		if rapid.Bool().Draw(r, "twice") {
			changes = append(changes, c)
		}
	}
	for i, err := range m.s.Commit(m.t.Context(), changes) {
		if failed, should := err != nil, !m.apply(changes[i]); failed != should {
			r.Fatalf("change %+v: error %v, but should fail: %v", changes[i], err, should)
		}
	}
}

// change draws a change of rows of every kind.
func (m *model) change(r *rapid.T) (c core.Change) {
	at := func() time.Time { return after(many.Draw(r, "at")) }
	maybe := func() bool { return few.Draw(r, "maybe") == 0 }
	if maybe() {
		v := aVisitor(many.Draw(r, "visits"))
		v.ID = number("visitor", few.Draw(r, "visitor"))
		c.Visitors = append(c.Visitors, v)
	}
	if maybe() {
		g := aSignal(many.Draw(r, "signal"))
		g.At = at()
		c.Signals = append(c.Signals, g)
	}
	if maybe() {
		d := aDecision(many.Draw(r, "decision"))
		d.Signal = rapid.SampledFrom([]string{"", "a", "b", "c"}).Draw(r, "of signal")
		d.At = at()
		c.Decisions = append(c.Decisions, d)
	}
	if maybe() {
		report := core.Report{Decision: number("decision", many.Draw(r, "reported")), Reason: "close"}
		if rapid.Bool().Draw(r, "rendered") {
			report.Rendered = ptr(at())
		}
		if rapid.Bool().Draw(r, "shown") {
			report.Shown = ptr(at())
		}
		if rapid.Bool().Draw(r, "dismissed") {
			report.Dismissed = ptr(at())
		}
		c.Reports = append(c.Reports, report)
	}
	if maybe() {
		// An answer's question belongs to its id, as a page makes them.
		i := many.Draw(r, "answer")
		a := anAnswer(i, number("question", i%3), `{"n":1}`)
		a.At = at()
		response := aResponse(i%4, a)
		response.Done = rapid.Bool().Draw(r, "done")
		c.Responses = append(c.Responses, core.ResponseChange{Response: response})
	}
	if maybe() {
		conversation := aConversation(few.Draw(r, "conversation"))
		conversation.Status = rapid.SampledFrom([]string{core.ConversationOpen, core.ConversationClosed}).Draw(r, "status")
		c.Conversations = append(c.Conversations, conversation)
	}
	if maybe() {
		i := many.Draw(r, "message")
		message := aMessage(i, i%4)
		message.From = rapid.SampledFrom([]string{core.FromVisitor, core.FromOperator}).Draw(r, "from")
		message.At = at()
		c.Messages = append(c.Messages, message)
	}
	return c
}

// apply does to the model what a change does to the store, or nothing and reports false when it must fail.
func (m *model) apply(c core.Change) bool {
	for _, report := range c.Reports {
		if m.decision(report.Decision) == nil && !m.adds(c.Decisions, report.Decision) {
			return false
		}
	}
	for _, message := range c.Messages {
		known := func(o core.Conversation) bool { return o.ID == message.Conversation }
		if !slices.ContainsFunc(m.conversations, known) && !slices.ContainsFunc(c.Conversations, known) {
			return false
		}
	}
	for _, v := range c.Visitors {
		old, ok := m.visitors[v.ID]
		if ok && v.Last.Before(old.Last) {
			continue
		}
		if ok {
			v.First = old.First
		}
		m.visitors[v.ID] = v
	}
	for _, g := range c.Signals {
		if !slices.ContainsFunc(m.signals, func(o core.Signal) bool { return o.ID == g.ID }) {
			m.signals = append(m.signals, g)
		}
	}
	for _, d := range c.Decisions {
		if m.adds([]core.Decision{d}, d.ID) {
			m.decisions = append(m.decisions, d)
		}
	}
	for _, report := range c.Reports {
		m.report(report)
	}
	for _, rc := range c.Responses {
		m.respond(rc.Response)
	}
	for _, conversation := range c.Conversations {
		m.converse(conversation)
	}
	for _, message := range c.Messages {
		m.say(message)
	}
	return true
}

func (m *model) decision(id string) *core.Decision {
	i := slices.IndexFunc(m.decisions, func(d core.Decision) bool { return d.ID == id })
	if i < 0 {
		return nil
	}
	return &m.decisions[i]
}

// adds reports whether one of the decisions has that id and would be stored.
func (m *model) adds(decisions []core.Decision, id string) bool {
	for _, d := range decisions {
		if d.ID == id && m.decision(id) == nil &&
			(d.Signal == "" || !slices.ContainsFunc(m.decisions, func(o core.Decision) bool { return o.Signal == d.Signal })) {
			return true
		}
	}
	return false
}

func (m *model) report(report core.Report) {
	d := m.decision(report.Decision)
	d.Rendered = cmp.Or(d.Rendered, report.Rendered, report.Shown)
	d.Shown = cmp.Or(d.Shown, report.Shown)
	if d.Dismissed == nil && report.Dismissed != nil {
		d.Dismissed, d.Reason = report.Dismissed, report.Reason
	}
}

func (m *model) respond(r core.Response) {
	if d := m.decision(r.Decision); d != nil {
		d.Answered = cmp.Or(d.Answered, ptr(r.Answers[0].At))
	}
	for _, a := range r.Answers {
		if !slices.ContainsFunc(m.answers[r.ID], func(o core.Answer) bool { return o.ID == a.ID }) {
			m.answers[r.ID] = append(m.answers[r.ID], a)
		}
	}
	i := slices.IndexFunc(m.responses, func(o core.Response) bool { return o.ID == r.ID })
	if i < 0 {
		m.responses, i = append(m.responses, r), len(m.responses)
	}
	known := &m.responses[i]
	known.Updated, known.Done = maxTime(known.Updated, r.Updated), known.Done || r.Done
	known.Answers = inForce(m.answers[r.ID])
}

// inForce keeps the latest answer to each question.
func inForce(all []core.Answer) []core.Answer {
	all = slices.Clone(all)
	slices.SortStableFunc(all, func(a, b core.Answer) int { return a.At.Compare(b.At) })
	var kept []core.Answer
	for i, a := range all {
		if !slices.ContainsFunc(all[i+1:], func(later core.Answer) bool { return later.Question == a.Question }) {
			kept = append(kept, a)
		}
	}
	return kept
}

func (m *model) converse(c core.Conversation) {
	for i := range m.conversations {
		if m.conversations[i].ID == c.ID {
			m.conversations[i].Status = c.Status
			return
		}
	}
	m.conversations = append(m.conversations, c)
}

func (m *model) say(message core.Message) {
	if slices.ContainsFunc(m.messages, func(o core.Message) bool { return o.ID == message.ID }) {
		return
	}
	m.messages = append(m.messages, message)
	for i := range m.conversations {
		if c := &m.conversations[i]; c.ID == message.Conversation {
			c.Last, c.Waiting, c.Updated = &message, message.From == core.FromVisitor, maxTime(c.Updated, message.At)
		}
	}
}

// compare holds all lists of the store against the model.
func (m *model) compare(r *rapid.T) {
	q, ctx := core.Query{Limit: core.MaxLimit}, m.t.Context()
	for id, v := range m.visitors {
		same(r, "visitor", must(m.s.Visitor(ctx, v.Site, id))(m.t), v)
	}
	same(r, "signals", listed(m.s.ListSignals(ctx, q))(m.t).items,
		newest(m.signals, func(g core.Signal) time.Time { return g.At }))
	decisions := newest(m.decisions, func(d core.Decision) time.Time { return d.At })
	for i := range decisions {
		same(r, "decision", must(m.s.Decision(ctx, decisions[i].ID))(m.t), decisions[i])
		decisions[i].Considered = core.Explanation{}
	}
	same(r, "decisions", listed(m.s.ListDecisions(ctx, q))(m.t).items, decisions)
	same(r, "responses", listed(m.s.ListResponses(ctx, q))(m.t).items,
		newest(m.responses, func(x core.Response) time.Time { return x.Started }))
	same(r, "conversations", listed(m.s.ListConversations(ctx, q))(m.t).items,
		newest(m.conversations, func(c core.Conversation) time.Time { return c.Updated }))
	for _, c := range m.conversations {
		want := slices.DeleteFunc(slices.Clone(m.messages), func(o core.Message) bool { return o.Conversation != c.ID })
		same(r, "messages", must(m.s.Messages(ctx, c.ID))(m.t), want)
	}
}

// newest sorts a copy as lists are: the newest first, and the last that arrived first among those of one moment.
func newest[T any](rows []T, at func(T) time.Time) []T {
	rows = slices.Clone(rows)
	slices.Reverse(rows)
	slices.SortStableFunc(rows, func(a, b T) int { return at(b).Compare(at(a)) })
	return rows
}

// same compares as JSON, in which nil and empty, but for what the domain tells apart, are the same.
func same[T any](r *rapid.T, what string, got, want T) {
	r.Helper()
	g, errGot := json.Marshal(got)
	w, errWant := json.Marshal(want)
	if errGot != nil || errWant != nil {
		r.Fatal(errGot, errWant)
	}
	if string(g) != string(w) && !(string(w) == "null" && string(g) == "[]") {
		r.Fatalf("%s:\n got %s\nwant %s", what, g, w)
	}
}
