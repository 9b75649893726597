package server

import (
	"net/http"
	"slices"
	"sort"
	"strconv"
	"strings"
	"time"

	"github.com/labstack/echo/v4"

	"heed/collector/core"
	"heed/collector/manifest"
	"heed/collector/survey"
)

type interceptsPage struct {
	Rows   []interceptRow
	NewURL string // "" for those who may not make one
}

type interceptRow struct {
	core.Intercept
	URL      string
	Plain    []fact
	Contacts int // how often it acted or held back, ever
}

// intercepts lists what is configured, live ones first.
func (c *console) intercepts(ec echo.Context) error {
	f, catalog, err := c.frame(ec, "Intercepts", "intercepts")
	if err != nil {
		return err
	}
	var page interceptsPage
	for _, site := range f.Sites {
		if f.Site != "" && f.Site != site.Name {
			continue
		}
		for _, i := range catalog.Intercepts[site.Name] {
			page.Rows = append(page.Rows, interceptRow{i, interceptURL(i.Site, i.Name), plainFacts(i), c.deps.Decide.Contacts(i.Site, i.Name)})
		}
	}
	sort.SliceStable(page.Rows, func(i, j int) bool {
		a, b := page.Rows[i], page.Rows[j]
		return (a.Status == core.Live) && (b.Status != core.Live)
	})
	if f.Who.May(core.CanWrite) && len(f.Sites) > 0 {
		page.NewURL = "/console/intercepts/new" + f.Query
	}
	f.Page = page
	return c.render(ec, http.StatusOK, "intercepts", f)
}

type interceptPage struct {
	interceptRow
	EditURL  string // "" for those who may not change it
	Saved    string // what became of it, when it was saved just now
	Findings []core.Finding
	history
}

// history is a document in force, and how it came to be.
type history struct {
	YAML       string
	Revisions  []revision // newest first
	MayRestore bool       // the reader may bring an earlier one back
	Restored   int        // the revision that was brought back just now and is in force, 0 for none
}

// revision is one state of a document, with what it changed.
type revision struct {
	Number int
	Author string
	At     time.Time
	Lines  []line // against the one before
}

// intercept shows one intercept in plain words, as configuration, and how it came to be.
func (c *console) intercept(ec echo.Context) error {
	f, catalog, err := c.frame(ec, "Intercept", "intercepts")
	if err != nil {
		return err
	}
	site, name := param(ec, "site"), param(ec, "name")
	for _, i := range catalog.Intercepts[site] {
		if i.Name != name {
			continue
		}
		page := interceptPage{interceptRow: interceptRow{Intercept: i, URL: interceptURL(site, name), Plain: plainFacts(i)},
			Saved: ec.QueryParam("saved")}
		if f.Who.May(core.CanWrite) {
			page.EditURL = page.URL + "/edit"
		}
		if page.history, err = c.history(ec, core.KindIntercept, site, name, core.CanWrite); err != nil {
			return err
		}
		if page.Findings, err = c.deps.Config.LintInForce(ec.Request().Context(), core.KindIntercept, site, name); err != nil {
			return err
		}
		f.Title, f.Page = name, page
		return c.render(ec, http.StatusOK, "intercept", f)
	}
	return core.Errorf(core.NotFound, "unknown_intercept", "Site %q has no intercept %q.", site, name)
}

type surveysPage struct {
	Rows   []surveyRow
	NewURL string // "" for those who may not make one
}

type surveyRow struct {
	core.Survey
	URL, ResponsesURL string
	Door              *doorLine // nil for one without an end
	Questions         []questionRow
}

// questionRow is a question in words.
type questionRow struct {
	core.Question
	Words   string
	Kind    string // its type
	When    string // the answer that it is asked upon; "" where ShowIf says something else
	Then    string // what follows, "" for the question after it
	Options []string
}

func surveyRowOf(s core.Survey) surveyRow {
	row := surveyRow{Survey: s, URL: surveyURL(s.Site, s.Name),
		ResponsesURL: "/console/responses" + query("site", s.Site, "survey", s.Name)}
	questions := survey.Complete(s).Questions
	for i, q := range questions {
		one := questionRow{Question: q, Words: questionText(q), Kind: questionTypeWords(q.Type), When: askedUpon(questions[:i], q.ShowIf), Then: nextWords(questions, q.Next)}
		for _, o := range q.Options {
			words := o.Text.In("en")
			if o.Next != "" {
				words += " → " + nextWords(questions, o.Next)
			}
			one.Options = append(one.Options, words)
		}
		if q.Other {
			one.Options = append(one.Options, "Other, in the visitor’s own words")
		}
		row.Questions = append(row.Questions, one)
	}
	return row
}

// numbered gives the numbers that questions of a survey have in the row, which counts the reasons asked for by themselves too.
func (r surveyRow) numbered(s core.Survey, questions []int) []int {
	var out []int
	for _, n := range questions {
		if n < 1 || n > len(s.Questions) {
			continue // the address says what it likes
		}
		out = append(out, 1+slices.IndexFunc(r.Questions, func(q questionRow) bool { return q.ID == s.Questions[n-1].ID }))
	}
	return out
}

// surveys lists what can be asked.
func (c *console) surveys(ec echo.Context) error {
	f, catalog, err := c.frame(ec, "Surveys", "surveys")
	if err != nil {
		return err
	}
	var page surveysPage
	for _, s := range surveysOf(f.Site, catalog) {
		row := surveyRowOf(s)
		if row.Door, err = c.door(ec, s); err != nil {
			return err
		}
		page.Rows = append(page.Rows, row)
	}
	if f.Who.May(core.CanWrite) && len(f.Sites) > 0 {
		page.NewURL = "/console/surveys/new" + f.Query
	}
	f.Page = page
	return c.render(ec, http.StatusOK, "surveys", f)
}

type surveyPage struct {
	surveyRow
	LookURL string // where its theme is changed
	EditURL string // "" for those who may not change it
	Saved   string // what became of it, when it was saved just now
	// Unfilled are the questions, by their number on this page, that lost their prefill by that.
	Unfilled []int
	Link     linkCard
	// Translations are the survey's languages.
	Translations translationCard
	history
}

// survey shows one survey.
func (c *console) survey(ec echo.Context) error {
	return c.showSurvey(ec, http.StatusOK, func(*surveyPage) {})
}

// showSurvey shows one survey, with what more there is to say.
func (c *console) showSurvey(ec echo.Context, status int, more func(*surveyPage)) error {
	f, catalog, err := c.frame(ec, "Survey", "surveys")
	if err != nil {
		return err
	}
	site, name := param(ec, "site"), param(ec, "name")
	s, ok := catalog.Surveys[site][name]
	if !ok {
		return core.Errorf(core.NotFound, "unknown_survey", "Site %q has no survey %q.", site, name)
	}
	page := surveyPage{surveyRow: surveyRowOf(s), LookURL: surveyLookURL(site, name), Link: c.linkCard(ec, s), Saved: ec.QueryParam("saved")}
	page.Unfilled = page.numbered(s, numbersOf(ec.QueryParam("unfilled")))
	if f.Who.May(core.CanWrite) {
		page.EditURL = page.URL + "/edit"
	}
	if page.Door, err = c.door(ec, s); err != nil {
		return err
	}
	if page.history, err = c.history(ec, core.KindSurvey, site, name, core.CanWrite); err != nil {
		return err
	}
	page.Translations = translationCardOf(s, f.Who.May(core.CanWrite))
	more(&page)
	f.Title, f.Page = name, page
	return c.render(ec, status, "survey", f)
}

// history gives the document in force as YAML, and all its revisions, each against the one before. restore is the permission to bring one
// back.
func (c *console) history(ec echo.Context, kind, site, name string, restore core.Permission) (history, error) {
	docs, err := c.deps.Store.Revisions(ec.Request().Context(), kind, site, name)
	if err != nil {
		return history{}, err
	}
	texts := make([]string, len(docs)+1) // the last stays empty: before the first there was nothing
	for i, d := range docs {
		if texts[i], err = manifest.YAML(kind, d.Body); err != nil {
			return history{}, err
		}
	}
	h := history{YAML: texts[0], Revisions: make([]revision, len(docs)), MayRestore: principal(ec).May(restore)}
	for i, d := range docs {
		if texts[i] == texts[0] && ec.QueryParam("restored") == strconv.Itoa(d.Revision) {
			h.Restored = d.Revision
		}
		h.Revisions[i] = revision{Number: d.Revision, Author: d.Author, At: d.At,
			Lines: changed(strings.Split(texts[i+1], "\n"), strings.Split(texts[i], "\n"))}
	}
	return h, nil
}

type sitesPage struct{ Rows []siteRow }

type siteRow struct {
	core.Site
	Snippet     snippet
	Settings    []fact
	Frustration []fact
	Sample      string
	Budget      string
	Default     bool // of the budget
	Restraints  []fact
	MayStop     bool
	Engines     string // what ran the agent in the last day, "" for nothing known
	LiveURL     string
	LookURL     string // where its theme is changed
	PlaceURL    string // where it is changed where its widget appears
	URL         string // its configuration
	WatchURL    string // where a link to see Heed on the site's own page is made
}

// sites shows each site with the tag to copy.
func (c *console) sites(ec echo.Context) error {
	f, catalog, err := c.frame(ec, "Sites", "sites")
	if err != nil {
		return err
	}
	var page sitesPage
	for _, s := range f.Sites {
		row := siteRow{Site: s, Snippet: c.snippet(s.Name, catalog), LiveURL: "/console" + query("site", s.Name),
			URL: siteURL(s.Name), WatchURL: siteURL(s.Name) + "/watch", LookURL: lookURL(s.Name), PlaceURL: placeURL(s.Name)}
		budget := s.Budget.InForce()
		row.Default = s.Budget.Contacts == 0 && s.Budget.Every == 0
		row.Restraints, row.MayStop = restraintFacts(s), f.Who.May(core.CanWrite)
		row.Budget = plural(budget.Contacts, "contact") + " in " + durationWords(budget.Every)
		for name, value := range s.Settings {
			row.Settings = append(row.Settings, fact{name, number(value)})
		}
		row.Sample = sampleWords(s.Precision)
		row.Frustration = frustrationFacts(s.Frustration)
		sort.Slice(row.Settings, func(i, j int) bool { return row.Settings[i].Name < row.Settings[j].Name })
		engines, err := c.deps.Store.Engines(ec.Request().Context(), s.Name, c.deps.Clock().Add(-24*time.Hour))
		if err != nil {
			return err
		}
		row.Engines = engineWords(engines)
		page.Rows = append(page.Rows, row)
	}
	f.Page = page
	return c.render(ec, http.StatusOK, "sites", f)
}

type sitePage struct {
	URL string
	history
}

// site shows a site's configuration, and how it came to be.
func (c *console) site(ec echo.Context) error {
	f, catalog, err := c.frame(ec, "Site", "sites")
	if err != nil {
		return err
	}
	name := param(ec, "site")
	s, ok := catalog.Sites[name]
	if !ok {
		return core.Errorf(core.NotFound, "unknown_site", "There is no site %q.", name)
	}
	page := sitePage{URL: siteURL(name)}
	if page.history, err = c.history(ec, core.KindSite, name, name, core.CanAdmin); err != nil {
		return err
	}
	f.Title, f.Page = name, page
	if s.Title != "" {
		f.Title = s.Title
	}
	return c.render(ec, http.StatusOK, "site", f)
}

// snippet is the tag as a site owner pastes it.
type snippet struct {
	Site string // "" when there is no site yet
	Tag  string
}

// snippet gives the tag of a site, or of the only one.
func (c *console) snippet(site string, catalog core.Catalog) snippet {
	if sites := sortedSites(catalog); site == "" && len(sites) > 0 {
		site = sites[0].Name
	}
	if site == "" {
		return snippet{}
	}
	return snippet{Site: site, Tag: `<script async src="` + strings.TrimSuffix(c.deps.PublicURL, "/") +
		`/heed.js" data-site="` + site + `"></script>`}
}
