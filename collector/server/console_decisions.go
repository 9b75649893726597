package server

import (
	"context"
	"net/http"
	"sort"
	"time"

	"github.com/labstack/echo/v4"

	"heed/collector/core"
)

type decisionsPage struct {
	Rows       []decisionRow
	Outcome    string
	Intercept  string
	Outcomes   []choice
	Intercepts []choice
	Filtered   bool
	Next       string // address of the next page, "" on the last
	Snippet    snippet
}

// choice is one option of a filter.
type choice struct{ Value, Text string }

type decisionRow struct {
	core.Decision
	Noun, Did, Progress, URL, VisitorURL string
}

// decisions lists what was decided, newest first.
func (c *console) decisions(ec echo.Context) error {
	f, catalog, err := c.frame(ec, "Decisions", "decisions")
	if err != nil {
		return err
	}
	page := decisionsPage{Outcome: ec.QueryParam("outcome"), Intercept: ec.QueryParam("intercept"),
		Snippet: c.snippet(f.Site, catalog), Intercepts: interceptChoices(f.Site, catalog)}
	page.Filtered = page.Outcome != "" || page.Intercept != ""
	for _, o := range []core.Outcome{core.Acted, core.Held, core.Idle} {
		page.Outcomes = append(page.Outcomes, choice{string(o), outcomeWords(o)})
	}
	q, err := readDecisions(ec)
	if err == nil {
		err = choose("intercept", page.Intercept, values(page.Intercepts)...)
	}
	if err != nil {
		return err
	}
	list, next, err := c.deps.Store.ListDecisions(ec.Request().Context(), core.Query{
		Site: f.Site, Outcome: q.Outcome, Name: page.Intercept, After: q.After})
	if err != nil {
		return err
	}
	for _, d := range list {
		page.Rows = append(page.Rows, decisionRow{d, wordsOf(d.Kind).Noun, didWords(d), progressWords(d),
			decisionURL(d.ID), visitorURL(d.Site, d.Visitor)})
	}
	if next != "" {
		page.Next = f.Here + query("site", f.Site, "outcome", page.Outcome, "intercept", page.Intercept, "after", next)
	}
	f.Page = page
	return c.render(ec, http.StatusOK, "decisions", f)
}

// values are what a filter can be set to.
func values(list []choice) []string {
	out := make([]string, len(list))
	for i, c := range list {
		out[i] = c.Value
	}
	return out
}

// interceptChoices are the names of a site's intercepts, or of all sites', each once.
func interceptChoices(site string, catalog core.Catalog) []choice {
	seen := map[string]bool{core.PrecisionName: true} // the built-in one, of every site
	for name, list := range catalog.Intercepts {
		if site != "" && name != site {
			continue
		}
		for _, i := range list {
			seen[i.Name] = true
		}
	}
	out := make([]choice, 0, len(seen))
	for name := range seen {
		out = append(out, choice{name, name})
	}
	sort.Slice(out, func(i, j int) bool { return out[i].Text < out[j].Text })
	return out
}

type decisionPage struct {
	core.Decision
	Sentence   sentence
	Did        string
	Considered []considered
	Candidates []candidateRow // when there is more than one
	Steps      []step
	Responses  []responseRow
	Chat       string // address of the conversation it led to
	Signal     *core.Signal
	Data       string // the signal as JSON
	VisitorURL string
}

// sentence says what the visitor did.
type sentence struct {
	Did    string
	Target target
	Page   string
}

// considered is one intercept and how it fared.
type considered struct {
	core.Evaluation
	Won    bool
	URL    string
	Passed int
	Gates  []gateRow
}

type gateRow struct {
	core.Gate
	Words, Saw, Wanted string
}

// candidateRow is one of several candidates for the same moment.
type candidateRow struct {
	core.Candidate
	Worth, Place, Words, URL string
}

// step is one moment of a decision's life.
type step struct {
	Name, Text string
	At         time.Time
}

// stepsOf is what happened to a decision, in order.
func stepsOf(d core.Decision) []step {
	steps := []step{{Name: "Decided", Text: didWords(d), At: d.At}}
	if d.Rendered != nil && (d.Shown == nil || d.Rendered.Before(*d.Shown)) {
		steps = append(steps, step{Name: "Rendered", Text: "It stood in the page, where the visitor had not come yet", At: *d.Rendered})
	}
	if d.Shown != nil {
		steps = append(steps, step{Name: "Seen", Text: "It appeared in the page", At: *d.Shown})
	}
	if d.Answered != nil {
		steps = append(steps, step{Name: "Answered", Text: "The first answer came", At: *d.Answered})
	}
	if d.Dismissed != nil {
		name, text := dismissedWords(d.Reason)
		steps = append(steps, step{Name: name, Text: text, At: *d.Dismissed})
	}
	sort.SliceStable(steps, func(i, j int) bool { return steps[i].At.Before(steps[j].At) })
	return steps
}

// decision explains one decision.
func (c *console) decision(ec echo.Context) error {
	ctx := ec.Request().Context()
	d, err := c.deps.Store.Decision(ctx, param(ec, "id"))
	if err != nil {
		return err
	}
	f, catalog, err := c.frame(ec, "Decision", "decisions")
	if err != nil {
		return err
	}
	page := decisionPage{Decision: d, Did: didWords(d), Considered: consideredOf(d), Candidates: candidatesOf(d),
		Steps: stepsOf(d), VisitorURL: visitorURL(d.Site, d.Visitor)}
	if page.Signal, err = c.signalOf(ctx, d); err != nil {
		return err
	}
	page.Sentence, page.Data = sentenceOf(d, page.Signal), indented(page.Signal)
	if page.Responses, err = c.responsesOf(ctx, d, catalog); err != nil {
		return err
	}
	switch _, err := c.deps.Store.Conversation(ctx, d.ID); { // a conversation has the id of its decision
	case err == nil:
		page.Chat = conversationURL(d.ID)
	case !core.IsKind(err, core.NotFound):
		return err
	}
	f.Page = page
	return c.render(ec, http.StatusOK, "decision", f)
}

// signalOf finds the signal that was decided on, nil when something was opened by hand.
func (c *console) signalOf(ctx context.Context, d core.Decision) (*core.Signal, error) {
	if d.Signal == "" {
		return nil, nil
	}
	s, err := c.deps.Store.Signal(ctx, d.Signal)
	if core.IsKind(err, core.NotFound) {
		return nil, nil // kept for a shorter time than what it led to
	}
	return &s, err
}

func sentenceOf(d core.Decision, s *core.Signal) sentence {
	words := wordsOf(d.Kind)
	if s != nil {
		if t := targetOf(*s); t.Text != "" {
			return sentence{Did: words.Did, Target: t, Page: d.Page}
		}
	}
	return sentence{Did: words.Lone, Page: d.Page}
}

// consideredURL leads to an intercept, or for the built-in one to what it measures.
func consideredURL(site, intercept string) string {
	if intercept == core.PrecisionName {
		return detectorsURL(site)
	}
	return interceptURL(site, intercept)
}

// consideredRow spells out how one intercept fared, or would.
func consideredRow(site string, e core.Evaluation) considered {
	row := considered{Evaluation: e, URL: consideredURL(site, e.Intercept)}
	for _, g := range e.Gates {
		words := gateWords[g.Name]
		if words == "" {
			words = g.Name
		}
		row.Gates = append(row.Gates, gateRow{g, words, legible(g.Got), legible(g.Want)})
		if g.Pass {
			row.Passed++
		}
	}
	return row
}

// consideredOf puts the winner first, then the others by priority.
func consideredOf(d core.Decision) []considered {
	evaluations := d.Considered.Evaluations()
	out := make([]considered, len(evaluations))
	for i, e := range evaluations {
		out[i] = consideredRow(d.Site, e)
		out[i].Won = e.Intercept == d.Intercept
	}
	sort.SliceStable(out, func(i, j int) bool {
		if out[i].Won != out[j].Won {
			return out[i].Won
		}
		return out[i].Priority > out[j].Priority
	})
	return out
}

// candidatesOf are those that competed; one alone did not.
func candidatesOf(d core.Decision) []candidateRow {
	candidates := d.Considered.Candidates()
	if len(candidates) < 2 {
		return nil
	}
	out := make([]candidateRow, len(candidates))
	for i, c := range candidates {
		out[i] = candidateRow{Candidate: c, Worth: decimal(c.Value), Place: decimal(c.Draw), Words: lostBy[c.Lost],
			URL: interceptURL(d.Site, c.Intercept)}
	}
	return out
}

// lostBy says by what the winner goes before a candidate.
var lostBy = map[core.Rank]string{
	core.ByPriority: "lower priority", core.ByValue: "same priority, lower value", core.ByDraw: "same priority and value, later in the draw",
}
