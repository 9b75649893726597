package server

import (
	"cmp"
	"encoding/json"
	"fmt"
	"net/http"
	"slices"
	"strconv"

	"github.com/labstack/echo/v4"

	"heed/collector/core"
	"heed/collector/survey"
)

// newSurvey opens an empty form.
func (c *console) newSurvey(ec echo.Context) error {
	f, catalog, err := c.frame(ec, "New survey", "surveys")
	if err != nil {
		return err
	}
	site := f.Site
	if site == "" && len(f.Sites) > 0 {
		site = f.Sites[0].Name
	}
	b := &surveyBuilder{site: catalog.Sites[site], base: core.Survey{Site: site, Languages: catalog.Sites[site].Languages}}
	b.fields = fillSurvey(b.base)
	return c.showSurveyBuilder(ec, http.StatusOK, f, catalog, b)
}

// editSurvey opens the form on what is in force.
func (c *console) editSurvey(ec echo.Context) error {
	f, catalog, err := c.frame(ec, "Edit", "surveys")
	if err != nil {
		return err
	}
	site, name := param(ec, "site"), param(ec, "name")
	base, ok := catalog.Surveys[site][name]
	if !ok {
		return core.Errorf(core.NotFound, "unknown_survey", "Site %q has no survey %q.", site, name)
	}
	return c.showSurveyBuilder(ec, http.StatusOK, f, catalog, &surveyBuilder{fields: fillSurvey(base), site: catalog.Sites[site], base: base})
}

// surveyForm does what a button of the form asks and shows the form again with everything that was typed. Nothing is saved.
func (c *console) surveyForm(ec echo.Context) error {
	f, catalog, b, err := c.sentSurvey(ec)
	if err != nil {
		return err
	}
	b.act(ec.FormValue("rows"))
	return c.showSurveyBuilder(ec, http.StatusOK, f, catalog, b)
}

// saveSurvey saves what the form says, or tells what is wrong in the form with everything that was typed.
func (c *console) saveSurvey(ec echo.Context) error {
	f, catalog, b, err := c.sentSurvey(ec)
	if err != nil {
		return err
	}
	b.nameRows(true)
	s, wrong := b.survey(b.base)
	applied, err := c.saveDocument(ec, core.KindSurvey, s.Name, s, b.base.Revision, wrong)
	if err == nil {
		detail(ec, "%s", appliedWords(applied, false))
		return ec.Redirect(http.StatusSeeOther, surveyURL(s.Site, s.Name)+query("saved", applied[0].What, "unfilled", numbersText(b.unfilled())))
	}
	e := core.AsError(err)
	if e.Kind == core.Internal {
		return err
	}
	ec.Set(auditRefusalKey, e)
	b.Tried, b.Problems = true, b.lines(append(wrong, unread(e.Fields, wrong)...))
	switch {
	case e.Code == "changed_meanwhile" && b.New():
		taken := []core.FieldError{{Path: "name", Message: "is taken on this site; choose another"}}
		b.Problems = b.lines(taken)
		b.blame(taken)
	case e.Code == "changed_meanwhile":
		if err := c.tellSurveyConflict(ec, b); err != nil {
			return err
		}
	case len(b.Problems) == 0:
		b.Alert = e.Message
	}
	return c.showSurveyBuilder(ec, statuses[e.Kind], f, catalog, b)
}

// tellSurveyConflict shows what was saved since the form was opened.
func (c *console) tellSurveyConflict(ec echo.Context, b *surveyBuilder) error {
	var err error
	b.Conflict, err = c.conflictSince(ec, core.KindSurvey, b.site.Name, b.fields["name"], b.base.Revision)
	if err == nil {
		b.fields["revision"] = strconv.Itoa(b.Conflict.Revision)
	}
	return err
}

// sentSurvey reads what was sent and what it is about.
func (c *console) sentSurvey(ec echo.Context) (frame, core.Catalog, *surveyBuilder, error) {
	form, err := wholeForm(ec)
	if err != nil {
		return frame{}, core.Catalog{}, nil, err
	}
	f, catalog, err := c.frame(ec, "Edit", "surveys")
	if err != nil {
		return f, catalog, nil, err
	}
	b := &surveyBuilder{fields: fieldsOf(form), Before: form["before"], After: form["after"], Stands: form.Get("stands"), At: form.Get("at"), Tried: form.Get("tried") != ""}
	for _, own := range []string{"before", "after", "stands", "at", "tried", "rows", "save"} {
		delete(b.fields, own)
	}
	b.packSurvey()
	site, ok := catalog.Sites[b.fields["site"]]
	if !ok {
		return f, catalog, nil, core.Errorf(core.NotFound, "unknown_site", "There is no site %q; choose one of the list.", b.fields["site"])
	}
	b.site = site
	b.base, err = c.surveyAt(ec, site.Name, b.fields["name"], b.fields["revision"])
	return f, catalog, b, err
}

// surveyAt gives the revision of a survey that a form was made from; a new one was made from nothing.
func (c *console) surveyAt(ec echo.Context, site, name, revision string) (core.Survey, error) {
	n, err := strconv.Atoi(revision)
	if err != nil {
		return core.Survey{}, core.Errorf(core.Invalid, "bad_revision", "The form does not say what it was made from; open it again.")
	}
	if n == 0 {
		return core.Survey{Site: site}, nil
	}
	docs, err := c.deps.Store.Revisions(ec.Request().Context(), core.KindSurvey, site, name)
	if err != nil {
		return core.Survey{}, err
	}
	i := slices.IndexFunc(docs, func(d core.Document) bool { return d.Revision == n })
	if i < 0 {
		return core.Survey{}, core.Errorf(core.NotFound, "unknown_revision", "The survey %q has no revision %d; open it again.", name, n)
	}
	var s core.Survey
	if err := json.Unmarshal(docs[i].Body, &s); err != nil {
		return s, fmt.Errorf("decode revision %d of survey %s: %w", n, name, err)
	}
	s.Revision = n
	return s, nil
}

// showSurveyBuilder shows the form, with what it means.
func (c *console) showSurveyBuilder(ec echo.Context, status int, f frame, catalog core.Catalog, b *surveyBuilder) error {
	b.chooseConditions()
	b.tellSteps()
	if err := c.readSurveyBack(ec, b); err != nil {
		return err
	}
	f.Title, b.URL = "New survey", "/console/surveys/new"
	if !b.New() {
		f.Title, b.URL = "Edit "+b.base.Name, surveyURL(b.site.Name, b.base.Name)+"/edit"
		for _, i := range catalog.Intercepts[b.site.Name] {
			if i.Status == core.Live && shows(i, b.base.Name) {
				b.InUse = append(b.InUse, i.Name)
			}
		}
	}
	f.Page = b
	return c.render(ec, status, "survey-builder", f)
}

// readSurveyBack finds what the form's survey would be refused for, by the checks of saving, and what the lint has to say; and shows it as
// a document, by its length, and as visitors would get it.
func (c *console) readSurveyBack(ec echo.Context, b *surveyBuilder) error {
	s, wrong := b.survey(b.base)
	var err error
	if b.YAML, err = documentText(core.KindSurvey, s); err != nil {
		return err
	}
	b.Length = lengthWords(survey.LengthOf(s))
	if b.Preview, err = b.preview(s); err != nil {
		return err
	}
	applied, err := c.deps.Config.Apply(ec.Request().Context(), s.Name, []byte(b.YAML), principal(ec), true)
	e := core.AsError(err)
	if err != nil && e.Kind == core.Internal {
		return err
	}
	if err != nil {
		wrong = append(wrong, unread(e.Fields, wrong)...)
		if len(wrong) == 0 {
			wrong = []core.FieldError{{Message: e.Message}}
		}
	}
	if b.Lacks = b.lines(wrong); b.Tried && b.Errors == nil {
		b.blame(wrong)
	}
	var worth []core.FieldError
	for _, a := range applied {
		for _, found := range a.Findings {
			if found.Kind == core.KindSurvey {
				worth = append(worth, found.FieldError)
			}
		}
	}
	b.Worth = b.lines(worth)
	b.warn(worth)
	return nil
}

// preview shows the survey, from the question on that somebody is in, which is then asked whatever its condition is. It speaks the language
// that is translated to, or else the default.
func (b *surveyBuilder) preview(s core.Survey) (previewFrame, error) {
	if list, n, err := placeOf(b.At); err == nil && list == questionList && n >= 0 && n < len(s.Questions) {
		s.Questions = slices.Clone(s.Questions[n:])
		s.Questions[0].ShowIf = ""
	}
	action := core.Action{}
	if len(s.Questions) > 0 {
		action = core.Action{Type: core.ActSurvey, Survey: s.Name}
	}
	return previewOf("preview", b.site, []core.Survey{s}, action, cmp.Or(b.Lang(), b.language()))
}
