package server

import (
	"encoding/json"
	"fmt"
	"slices"
	"strconv"
	"strings"

	"github.com/labstack/echo/v4"

	"heed/collector/core"
	"heed/collector/manifest"
	"heed/collector/starter"
)

// draft is what a builder's form is about: the intercept that it was made from, and what the site has.
type draft struct {
	site core.Site
	base core.Intercept
	// survey comes with the template and is created when the intercept is saved; nil for none.
	survey   *core.Survey
	template string
	catalog  core.Catalog
}

// blankTemplate is the name of the start from nothing.
const blankTemplate = "blank"

// draftOf finds what a form that was sent is about. A form carries the revision that it was made from, so that what it does not show
// is taken from there.
func (c *console) draftOf(ec echo.Context, catalog core.Catalog, f fields) (draft, error) {
	site, ok := catalog.Sites[f["site"]]
	if !ok {
		return draft{}, core.Errorf(core.NotFound, "unknown_site", "There is no site %q; choose one of the list.", f["site"])
	}
	revision, err := strconv.Atoi(f["revision"])
	if err != nil {
		return draft{}, core.Errorf(core.Invalid, "bad_revision", "The form does not say what it was made from; open it again.")
	}
	if revision == 0 {
		return newDraft(catalog, site, f["template"], f["survey"])
	}
	d := draft{site: site, catalog: catalog}
	docs, err := c.deps.Store.Revisions(ec.Request().Context(), core.KindIntercept, site.Name, f["name"])
	if err != nil {
		return d, err
	}
	i := slices.IndexFunc(docs, func(d core.Document) bool { return d.Revision == revision })
	if i < 0 {
		return d, core.Errorf(core.NotFound, "unknown_revision", "The intercept %q has no revision %d; open it again.", f["name"], revision)
	}
	if err := json.Unmarshal(docs[i].Body, &d.base); err != nil {
		return d, fmt.Errorf("decode revision %d of intercept %s: %w", revision, f["name"], err)
	}
	d.base.Revision = revision
	return d, nil
}

// newDraft begins a new intercept from a template. Names that are taken get a number; survey is the name that its survey was given
// before, if it was.
func newDraft(catalog core.Catalog, site core.Site, template, survey string) (draft, error) {
	d := draft{site: site, catalog: catalog, template: template}
	if template == blankTemplate || template == "" {
		holdout := 20.0 // without one its effect could not be measured
		d.template = blankTemplate
		d.base = core.Intercept{Site: site.Name, Status: core.Draft, Holdout: &holdout, Limits: core.Limits{PerVisitor: 1, PerSession: 1},
			Action: core.Action{Type: core.ActSurvey}}
		return d, nil
	}
	t, ok := starter.Named(template)
	if !ok {
		return d, core.Errorf(core.NotFound, "unknown_template", "There is no template %q; choose one of the list.", template)
	}
	set, err := manifest.Parse(template, []byte(t.YAML), func(name string) (string, bool) { return site.Name, name == starter.SiteVariable })
	if err != nil || len(set.Intercepts) != 1 || len(set.Surveys) != 1 {
		return d, fmt.Errorf("template %s does not hold an intercept and its survey: %w", template, err)
	}
	d.base, d.survey = set.Intercepts[0], &set.Surveys[0]
	d.base.Name = freeName(d.base.Name, func(name string) bool {
		return slices.ContainsFunc(catalog.Intercepts[site.Name], func(i core.Intercept) bool { return i.Name == name })
	})
	if d.survey.Name = survey; survey == "" {
		d.survey.Name = freeName(d.base.Action.Survey, func(name string) bool { _, taken := catalog.Surveys[site.Name][name]; return taken })
	}
	d.base.Action.Survey = d.survey.Name
	return d, nil
}

// freeName gives name, or name-2, name-3 and so on.
func freeName(name string, taken func(string) bool) string {
	free := name
	for n := 2; taken(free); n++ {
		free = name + "-" + strconv.Itoa(n)
	}
	return free
}

// surveys are those that can be shown: the site's, by name, and the template's own.
func (d draft) surveys() []core.Survey {
	return append(d.unsaved(), surveysOf(d.site.Name, d.catalog)...)
}

// unsaved is the template's own survey, until it is stored.
func (d draft) unsaved() []core.Survey {
	if _, saved := d.catalog.Surveys[d.site.Name][d.surveyName()]; d.survey == nil || saved {
		return nil
	}
	return []core.Survey{*d.survey}
}

func (d draft) surveyName() string {
	if d.survey == nil {
		return ""
	}
	return d.survey.Name
}

// yaml writes the intercept as a document, behind the template's survey when that is still to be created.
func (d draft) yaml(i core.Intercept) (string, error) {
	text, err := documentText(core.KindIntercept, i)
	_, saved := d.catalog.Surveys[d.site.Name][d.surveyName()]
	if err != nil || d.survey == nil || saved || !shows(i, d.survey.Name) {
		return text, err
	}
	survey, err := documentText(core.KindSurvey, d.survey)
	return strings.TrimSpace(survey) + "\n---\n" + text, err
}

// shows reports whether an intercept shows that survey, at once or upon an answer.
func shows(i core.Intercept, survey string) bool {
	return i.Action.Survey == survey ||
		slices.ContainsFunc(i.Then, func(f core.FollowUp) bool { return f.Do.Survey == survey })
}
