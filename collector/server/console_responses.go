package server

import (
	"context"
	"encoding/json"
	"net/http"
	"slices"
	"sort"
	"strings"

	"github.com/labstack/echo/v4"

	"heed/collector/core"
	"heed/collector/survey"
)

type responsesPage struct {
	Filter  responseFilter
	Rows    []responseRow
	Surveys []summaryCard
	Next    string
	CSV     string // where the same is as a file
	JSONL   string
	Snippet snippet
}

// responseFilter is what the form shows: what is chosen, and what there is to choose.
type responseFilter struct {
	Survey, Question, Value, Min, Max, Text, Page, Device, Lang, Intercept, Trait, Kind, Step, Since, Until string

	Surveys, Questions, Devices, Intercepts, Kinds, Steps []choice
	Options                                               []choice // of the question that is chosen, when it has some
	Any                                                   bool     // something is chosen
	More                                                  bool     // also in the part that is folded away
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
	q, err := readResponses(ec)
	if err != nil {
		return err
	}
	if len(f.Sites) == 1 { // the indexes begin with the site
		q.Site = f.Sites[0].Name
	}
	ctx := ec.Request().Context()
	page := responsesPage{Filter: responseFilterOf(ec, catalog), Snippet: c.snippet(f.Site, catalog)}
	var list []core.Response
	var next string
	err = together(
		func() (err error) { list, next, err = c.deps.Store.ListResponses(ctx, q); return err },
		func() (err error) { page.Surveys, err = c.summaries(ctx, q, catalog); return err })
	if err != nil {
		return err
	}
	for _, r := range list {
		page.Rows = append(page.Rows, responseRowOf(r, catalog))
	}
	selected := ec.QueryParams()
	selected.Del("after")
	page.CSV, page.JSONL = "/api/v1/responses.csv?"+selected.Encode(), "/api/v1/responses.jsonl?"+selected.Encode()
	if next != "" {
		selected.Set("after", next)
		page.Next = f.Here + "?" + selected.Encode()
	}
	f.Page = page
	return c.render(ec, http.StatusOK, "responses", f)
}

// summaries are those of the surveys that somebody answered.
func (c *console) summaries(ctx context.Context, q core.Query, catalog core.Catalog) ([]summaryCard, error) {
	list, reader := surveysToRead(q.Site, q.Name, catalog), survey.Reader{Store: c.deps.Store, Clock: c.deps.Clock}
	read, work := make([]survey.Summary, len(list)), make([]func() error, len(list))
	for i, s := range list {
		work[i] = func() (err error) { read[i], err = reader.Summary(ctx, s, q); return err }
	}
	if err := together(work...); err != nil {
		return nil, err
	}
	var cards []summaryCard
	for i, of := range read {
		if of.Responses > 0 || of.Rate != nil {
			cards = append(cards, summaryCardOf(list[i], of))
		}
	}
	return cards, nil
}

// surveysToRead are the surveys of a site, or of all sites, or those with that name; built-in ones too, unless the site has its own.
// How right the detectors are has a page of its own.
func surveysToRead(site, name string, catalog core.Catalog) []core.Survey {
	list := surveysOf(site, catalog)
	for _, each := range sortedSites(catalog) {
		for _, built := range survey.BuiltIns() {
			_, own := catalog.Surveys[each.Name][built.Name]
			if !own && built.Name != core.PrecisionName && (site == "" || site == each.Name) {
				built.Site = each.Name
				list = append(list, built)
			}
		}
	}
	if name == "" {
		return list
	}
	return slices.DeleteFunc(list, func(s core.Survey) bool { return s.Name != name })
}

// responseFilterOf fills the form.
func responseFilterOf(ec echo.Context, catalog core.Catalog) responseFilter {
	get := ec.QueryParam
	f := responseFilter{Survey: get("survey"), Question: get("question"), Value: get("value"), Min: get("min"), Max: get("max"), Text: get("text"),
		Page: get("page"), Device: get("device"), Lang: get("lang"), Intercept: get("intercept"), Trait: get("trait"), Kind: get("kind"), Step: get("step"), Since: get("since"), Until: get("until"),
		Devices:    []choice{{core.DevicePhone, "Phone"}, {core.DeviceTablet, "Tablet"}, {core.DeviceDesktop, "Desktop"}},
		Intercepts: interceptChoices(get("site"), catalog), Kinds: beforeChoices(), Steps: stepChoices()}
	f.More = f.Question+f.Value+f.Min+f.Max+f.Page+f.Device+f.Lang+f.Intercept+f.Trait+f.Kind+f.Step != ""
	f.Any = f.More || f.Survey+f.Text+f.Since+f.Until != ""
	for _, s := range surveysToRead(get("site"), "", catalog) {
		f.Surveys = with(f.Surveys, choice{s.Name, s.Name})
		if f.Survey != "" && f.Survey != s.Name {
			continue
		}
		for _, q := range survey.Complete(s).Questions {
			f.Questions = with(f.Questions, choice{q.ID, questionText(q)})
			if q.ID != f.Question {
				continue
			}
			for _, o := range optionsOf(q) {
				f.Options = with(f.Options, choice{o.ID, o.Text.In("en")})
			}
		}
	}
	asked := func(o choice) bool { return o.Value == f.Value }
	if len(f.Options) > 0 && f.Value != "" && !slices.ContainsFunc(f.Options, asked) {
		f.Options = append(f.Options, choice{f.Value, f.Value}) // of another question, or gone: the form shows what is selected by
	}
	return f
}

// with adds a choice that is not there yet.
func with(list []choice, one choice) []choice {
	if slices.Contains(list, one) {
		return list
	}
	return append(list, one)
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
	Known       []fact // when it began
	Story       story
}

// response shows one response with the visitor's story.
func (c *console) response(ec echo.Context) error {
	ctx := ec.Request().Context()
	r, err := c.deps.Store.Response(ctx, param(ec, "decision")+"/"+param(ec, "survey"))
	if err != nil {
		return err
	}
	title := "Answers of " + short(r.Visitor)
	if r.Channel == core.ByLink {
		title = "Answers by link"
	}
	f, catalog, err := c.frame(ec, title, "responses")
	if err != nil {
		return err
	}
	page := responsePage{responseRow: responseRowOf(r, catalog), DecisionURL: decisionURL(r.Decision), Known: knownFacts(r.Evidence)}
	if r.Channel == core.ByLink {
		f.Page = page // nobody is known behind it, so there is no story
		return c.render(ec, http.StatusOK, "response", f)
	}
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
	for _, q := range survey.Complete(surveyOf(r, catalog)).Questions {
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
