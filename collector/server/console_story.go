package server

import (
	"context"
	"encoding/json"
	"fmt"
	"sort"
	"strconv"
	"time"

	"heed/collector/core"
)

// storyLength bounds each kind of thing in a story.
const storyLength = 100

// story is what is known of a visitor: who they are, and what happened, newest first.
type story struct {
	Visitor core.Visitor
	Short   string
	URL     string
	Facts   []fact
	Feeling feeling
	Entries []entry
}

// fact is one line about the visitor.
type fact struct{ Name, Text string }

// entry is one moment of a story.
type entry struct {
	At   time.Time
	Kind string // signal, act, hold, none, answer, message or event: its icon and colour
	Text string
	More string
	URL  string // where more is known, or ""
}

// story gathers a visitor's story, without the messages of the conversation that the page shows anyway.
func (c *console) story(ctx context.Context, site, visitor, without string, catalog core.Catalog) (story, error) {
	v, err := c.deps.Store.Visitor(ctx, site, visitor)
	if err != nil && !core.IsKind(err, core.NotFound) {
		return story{}, err
	}
	if err != nil { // nothing was kept of the visitor but what follows
		v = core.Visitor{Site: site, ID: visitor}
	}
	s := story{Visitor: v, Short: short(visitor), URL: visitorURL(site, visitor), Facts: factsOf(v)}
	if s.Feeling, err = c.feeling(ctx, catalog.Sites[site].Frustration, site, visitor); err != nil {
		return story{}, err
	}
	q := core.Query{Site: site, Visitor: visitor, Limit: storyLength}
	for _, part := range []func(context.Context, core.Query) ([]entry, error){
		func(ctx context.Context, q core.Query) ([]entry, error) { return c.messageEntries(ctx, q, without) },
		func(ctx context.Context, q core.Query) ([]entry, error) { return c.answerEntries(ctx, q, catalog) },
		c.eventEntries, c.decisionEntries, c.signalEntries, // in one moment the later stands first: the signal led to the decision
	} {
		entries, err := part(ctx, q)
		if err != nil {
			return story{}, err
		}
		s.Entries = append(s.Entries, entries...)
	}
	sort.SliceStable(s.Entries, func(i, j int) bool { return s.Entries[i].At.After(s.Entries[j].At) })
	return s, nil
}

func (c *console) signalEntries(ctx context.Context, q core.Query) ([]entry, error) {
	list, _, err := c.deps.Store.ListSignals(ctx, q)
	out := make([]entry, len(list))
	for i, s := range list {
		words, t := wordsOf(s.Kind), targetOf(s)
		text := words.Lone
		if t.Text != "" {
			text = words.Did + " " + t.String()
		}
		out[i] = entry{At: s.At, Kind: "signal", Text: upper(text), More: s.Page + ", score " + percent(s.Score)}
		if s.Frustration > 0 {
			out[i].More += ", frustration " + percent(s.Frustration)
		}
		if words := leavingWords(s); words != "" {
			out[i].More += ", " + words
		}
	}
	return out, err
}

func (c *console) decisionEntries(ctx context.Context, q core.Query) ([]entry, error) {
	list, _, err := c.deps.Store.ListDecisions(ctx, q)
	out := make([]entry, len(list))
	for i, d := range list {
		out[i] = entry{At: d.At, Kind: string(d.Outcome), Text: didWords(d), More: progressWords(d), URL: decisionURL(d.ID)}
	}
	return out, err
}

func (c *console) answerEntries(ctx context.Context, q core.Query, catalog core.Catalog) ([]entry, error) {
	list, _, err := c.deps.Store.ListResponses(ctx, q)
	var out []entry
	for _, r := range list {
		row := responseRowOf(r, catalog)
		for i, a := range r.Answers {
			out = append(out, entry{At: a.At, Kind: "answer", Text: "Answered " + row.Given[i].Answer,
				More: row.Given[i].Question, URL: row.URL})
		}
	}
	return out, err
}

func (c *console) eventEntries(ctx context.Context, q core.Query) ([]entry, error) {
	list, _, err := c.deps.Store.ListEvents(ctx, q)
	out := make([]entry, len(list))
	for i, e := range list {
		out[i] = entry{At: e.At, Kind: "event", Text: "Event “" + e.Name + "”", More: pairs(e.Props)}
	}
	return out, err
}

func (c *console) messageEntries(ctx context.Context, q core.Query, without string) ([]entry, error) {
	list, _, err := c.deps.Store.ListConversations(ctx, q)
	if err != nil {
		return nil, err
	}
	var out []entry
	for _, conversation := range list {
		if conversation.ID == without {
			continue
		}
		messages, err := c.deps.Store.Messages(ctx, conversation.ID)
		if err != nil {
			return nil, err
		}
		for _, m := range messages {
			out = append(out, entry{At: m.At, Kind: "message", Text: m.Text, More: speaker(m), URL: conversationURL(conversation.ID)})
		}
	}
	return out, nil
}

// factsOf says what is known of a visitor, most useful first, and leaves out what is not known.
func factsOf(v core.Visitor) []fact {
	var facts []fact
	add := func(name, text string) {
		if text != "" {
			facts = append(facts, fact{name, text})
		}
	}
	add("Now on", v.Page.Path)
	if v.Cart.Items > 0 {
		add("Cart", plural(v.Cart.Items, "item")+", "+money(v.Cart.Value, v.Cart.Currency))
	}
	add("Known as", v.User)
	if v.Tester {
		add("Tester", "watched or previewed here with a link of the console; left out of what is measured")
	}
	add("Device", deviceWords(v.Device))
	add("Language", v.Device.Lang)
	if v.Visits > 0 {
		add("Visits", strconv.Itoa(v.Visits))
	}
	add("Came from", v.Page.Ref)
	for _, name := range sortedKeys(v.Traits) {
		add(name, readable(v.Traits[name]))
	}
	return facts
}

func money(value float64, currency string) string {
	return fmt.Sprintf("%.2f %s", value, currency)
}

// deviceWords describe a device by what is known: the size of its window and whether it is touched.
func deviceWords(d core.Device) string {
	if d.W == 0 {
		return ""
	}
	kind := "Mouse"
	if d.Touch {
		kind = "Touch"
	}
	return fmt.Sprintf("%s, %d × %d", kind, d.W, d.H)
}

// pairs writes an event's properties in one line.
func pairs(props map[string]any) string {
	text := ""
	for _, name := range sortedKeys(props) {
		if text != "" {
			text += ", "
		}
		text += name + " " + readable(props[name])
	}
	return text
}

// indented writes a value as JSON for people.
func indented(v any) string {
	body, err := json.MarshalIndent(v, "", "  ")
	if err != nil {
		return err.Error()
	}
	return string(body)
}
