package server

import (
	"context"
	"encoding/json"
	"net/http"
	"sort"
	"strings"

	"github.com/labstack/echo/v4"

	"heed/collector/core"
	"heed/collector/survey"
)

type responsesPage struct {
	Rows    []responseRow
	Surveys []surveyTally
	Survey  string // the filter
	Choices []choice
	Next    string
	Snippet snippet
}

// surveyTally is the newest responses to one survey, counted.
type surveyTally struct {
	Site, Name, URL string
	N               string // responses, "1000+" when there are more than are counted
	Done            int
	Questions       []tally
}

type responseRow struct {
	core.Response
	URL     string
	Summary string
	Given   []given
}

// given is one answer in words.
type given struct{ Question, Answer string }

// responses shows how surveys were answered.
func (c *console) responses(ec echo.Context) error {
	f, catalog, err := c.frame(ec, "Answers", "responses")
	if err != nil {
		return err
	}
	ctx := ec.Request().Context()
	page := responsesPage{Survey: ec.QueryParam("survey"), Snippet: c.snippet(f.Site, catalog)}
	list, next, err := c.deps.Store.ListResponses(ctx,
		core.Query{Site: f.Site, Name: page.Survey, After: ec.QueryParam("after")})
	if err != nil {
		return err
	}
	for _, r := range list {
		page.Rows = append(page.Rows, responseRowOf(r, catalog))
	}
	for _, s := range surveysOf(f.Site, catalog) {
		page.Choices = append(page.Choices, choice{s.Name, s.Name})
		if page.Survey != "" && page.Survey != s.Name {
			continue
		}
		t, err := c.tally(ctx, s)
		if err != nil {
			return err
		}
		if t.N != "0" {
			page.Surveys = append(page.Surveys, t)
		}
	}
	if next != "" {
		page.Next = f.Here + query("site", f.Site, "survey", page.Survey, "after", next)
	}
	f.Page = page
	return c.render(ec, http.StatusOK, "responses", f)
}

func (c *console) tally(ctx context.Context, s core.Survey) (surveyTally, error) {
	list, more, err := c.deps.Store.ListResponses(ctx, core.Query{Site: s.Site, Name: s.Name, Limit: core.MaxLimit})
	t := surveyTally{Site: s.Site, Name: s.Name, URL: surveyURL(s.Site, s.Name), N: atLeast(len(list), more),
		Questions: tallyOf(s, list)}
	for _, r := range list {
		if r.Done {
			t.Done++
		}
	}
	return t, err
}

// surveysOf are the surveys of a site, or of all, by name.
func surveysOf(site string, catalog core.Catalog) []core.Survey {
	var out []core.Survey
	for name, surveys := range catalog.Surveys {
		for _, s := range surveys {
			if site == "" || site == name {
				out = append(out, s)
			}
		}
	}
	sort.Slice(out, func(i, j int) bool {
		return out[i].Name < out[j].Name || out[i].Name == out[j].Name && out[i].Site < out[j].Site
	})
	return out
}

type responsePage struct {
	responseRow
	DecisionURL string
	Story       story
}

// response shows one response with the visitor's story.
func (c *console) response(ec echo.Context) error {
	ctx := ec.Request().Context()
	r, err := c.deps.Store.Response(ctx, param(ec, "decision")+"/"+param(ec, "survey"))
	if err != nil {
		return err
	}
	f, catalog, err := c.frame(ec, "Answers of "+short(r.Visitor), "responses")
	if err != nil {
		return err
	}
	page := responsePage{responseRow: responseRowOf(r, catalog), DecisionURL: decisionURL(r.Decision)}
	if page.Story, err = c.story(ctx, r.Site, r.Visitor, "", catalog); err != nil {
		return err
	}
	f.Page = page
	return c.render(ec, http.StatusOK, "response", f)
}

// responsesOf are the responses that a decision led to: of its own survey and of those it was followed up with.
func (c *console) responsesOf(ctx context.Context, d core.Decision, catalog core.Catalog) ([]responseRow, error) {
	list, _, err := c.deps.Store.ListResponses(ctx, core.Query{Site: d.Site, Visitor: d.Visitor, Limit: core.MaxLimit})
	var rows []responseRow
	for _, r := range list {
		if r.Decision == d.ID {
			rows = append(rows, responseRowOf(r, catalog))
		}
	}
	return rows, err
}

// responseRowOf puts a response's answers into the words of the survey as it is now; a question that is gone keeps its id.
func responseRowOf(r core.Response, catalog core.Catalog) responseRow {
	row := responseRow{Response: r, URL: responseURL(r.ID)}
	questions := map[string]core.Question{}
	for _, q := range surveyOf(r, catalog).Questions {
		questions[q.ID] = q
	}
	var words []string
	for _, a := range r.Answers {
		g := given{Question: a.Question, Answer: answerText(questions[a.Question], a.Value)}
		if q, ok := questions[a.Question]; ok {
			g.Question = questionText(q)
		}
		row.Given = append(row.Given, g)
		words = append(words, g.Answer)
	}
	row.Summary = strings.Join(words, " · ")
	return row
}

// surveyOf is what a response answers: a site's own survey, or the built-in one of that name.
func surveyOf(r core.Response, catalog core.Catalog) core.Survey {
	if own, ok := catalog.Surveys[r.Site][r.Survey]; ok {
		return own
	}
	built, _ := survey.BuiltIn(r.Survey)
	return built
}

// questionText is a question as its author reads it.
func questionText(q core.Question) string {
	if text := q.Text.In("en"); text != "" {
		return text
	}
	return q.ID
}

// answerText puts an answer into words.
func answerText(q core.Question, value json.RawMessage) string {
	var v any
	if json.Unmarshal(value, &v) != nil {
		return string(value)
	}
	texts := map[string]string{}
	for _, o := range optionsOf(q) {
		texts[o.ID] = o.Text.In("en")
	}
	return answerWords(texts, v)
}

func answerWords(texts map[string]string, v any) string {
	switch v := v.(type) {
	case string:
		if text := texts[v]; text != "" {
			return text
		}
	case bool:
		if text := texts[readable(v)]; text != "" {
			return text
		}
	case map[string]any:
		return "Something else: " + readable(v["other"])
	case []any:
		parts := make([]string, len(v))
		for i, one := range v {
			parts[i] = answerWords(texts, one)
		}
		return strings.Join(parts, ", ")
	}
	return readable(v)
}
