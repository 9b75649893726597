package server

import (
	"encoding/json"
	"net/http"
	"slices"
	"strconv"
	"strings"

	"github.com/labstack/echo/v4"

	"heed/collector/core"
	"heed/collector/starter"
)

type templatesPage struct {
	Site  string
	Cards []templateCard
	Blank string // where the start from nothing leads
}

type templateCard struct {
	starter.Template
	URL        string
	Hypothesis string
	Plain      []fact
}

// newIntercept offers templates, and with one chosen the form.
func (c *console) newIntercept(ec echo.Context) error {
	f, catalog, err := c.frame(ec, "New intercept", "intercepts")
	if err != nil {
		return err
	}
	page := templatesPage{Site: f.Site}
	if page.Site == "" && len(f.Sites) > 0 {
		page.Site = f.Sites[0].Name
	}
	template := ec.QueryParam("template")
	if page.Site == "" || template == "" {
		if page.Cards, err = templateCards(catalog, page.Site); err != nil {
			return err
		}
		page.Blank = builderURL(page.Site, blankTemplate)
		f.Page = page
		return c.render(ec, http.StatusOK, "templates", f)
	}
	d, err := newDraft(catalog, catalog.Sites[page.Site], template, "")
	if err != nil {
		return err
	}
	form := fill(d.base)
	form["template"], form["survey"] = d.template, d.surveyName()
	return c.showBuilder(ec, http.StatusOK, f, &builderPage{fields: form, draft: d})
}

func templateCards(catalog core.Catalog, site string) ([]templateCard, error) {
	var cards []templateCard
	for _, t := range starter.Templates() {
		d, err := newDraft(catalog, core.Site{Name: site}, t.Name, "")
		if err != nil {
			return nil, err
		}
		cards = append(cards, templateCard{t, builderURL(site, t.Name), d.base.Hypothesis, plainFacts(d.base)})
	}
	return cards, nil
}

// builderURL is where a new intercept is made from a template.
func builderURL(site, template string) string {
	return "/console/intercepts/new" + query("site", site, "template", template)
}

// editIntercept opens the form on what is in force.
func (c *console) editIntercept(ec echo.Context) error {
	f, catalog, err := c.frame(ec, "Edit", "intercepts")
	if err != nil {
		return err
	}
	site, name := param(ec, "site"), param(ec, "name")
	n := slices.IndexFunc(catalog.Intercepts[site], func(i core.Intercept) bool { return i.Name == name })
	if n < 0 {
		return core.Errorf(core.NotFound, "unknown_intercept", "Site %q has no intercept %q.", site, name)
	}
	base := catalog.Intercepts[site][n]
	d := draft{site: catalog.Sites[site], base: base, catalog: catalog}
	return c.showBuilder(ec, http.StatusOK, f, &builderPage{fields: fill(base), draft: d})
}

// editRows does what a button for rows asks, or counts what it would have met, and shows the form again with everything that was typed. Nothing is saved.
func (c *console) editRows(ec echo.Context) error {
	f, _, page, err := c.sentForm(ec)
	if err != nil {
		return err
	}
	page.edit(ec.FormValue("rows"))
	if ec.FormValue("rows") == "reach" {
		page.Reach, err = c.reach(ec.Request().Context(), page, func(int, int) {})
		if e := core.AsError(err); err != nil && e.Kind == core.Internal {
			return err
		} else if err != nil {
			page.Reach = e.Message // such as that another one is counting; an error's own page would lose what was typed
		}
	}
	return c.showBuilder(ec, http.StatusOK, f, page)
}

// saveIntercept saves what the form says, or tells what is wrong in the form with everything that was typed.
func (c *console) saveIntercept(ec echo.Context) error {
	f, _, page, err := c.sentForm(ec)
	if err != nil {
		return err
	}
	i, wrong := page.read(page.draft.base, core.Status(ec.FormValue("save")))
	applied, err := c.save(ec, page.draft, i, wrong)
	if err == nil {
		detail(ec, "%s", appliedWords(applied, false))
		return ec.Redirect(http.StatusSeeOther, interceptURL(i.Site, i.Name)+query("saved", whatBecame(applied, core.KindIntercept, i.Name)))
	}
	e := core.AsError(err)
	if e.Kind == core.Internal {
		return err
	}
	ec.Set(auditRefusalKey, e)
	page.blame(append(wrong, unread(e.Fields, wrong)...))
	switch {
	case e.Code == "changed_meanwhile" && page.draft.base.Revision == 0:
		page.blame([]core.FieldError{{Path: "name", Message: "is taken on this site; choose another"}})
	case e.Code == "changed_meanwhile":
		if err := c.tellConflict(ec, page); err != nil {
			return err
		}
	case len(page.Problems) == 0:
		page.Alert = e.Message
	}
	return c.showBuilder(ec, statuses[e.Kind], f, page)
}

// save saves through the use case of the API and of `heed apply`. What a new form brings must be new; of what was changed the revision
// must be the one that the form was made from. With something that cannot be read, it only checks the rest.
func (c *console) save(ec echo.Context, d draft, i core.Intercept, wrong []core.FieldError) ([]Applied, error) {
	text, err := d.yaml(i)
	if err != nil {
		return nil, err
	}
	ctx := ec.Request().Context()
	if len(wrong) == 0 {
		return c.deps.Config.Replace(ctx, i.Name, []byte(text), principal(ec), d.base.Revision)
	}
	if _, err := c.deps.Config.Apply(ctx, i.Name, []byte(text), principal(ec), true); err != nil {
		return nil, err
	}
	return nil, core.Errorf(core.Invalid, "invalid_config", "Some of what was entered cannot be read.")
}

// unread leaves out what is known to be unreadable already: its place holds nothing, which would be complained about too.
func unread(found, known []core.FieldError) []core.FieldError {
	return slices.DeleteFunc(slices.Clone(found), func(f core.FieldError) bool {
		return slices.ContainsFunc(known, func(k core.FieldError) bool {
			return k.Path == f.Path || f.Path == "who" && strings.HasPrefix(k.Path, whoList+".") ||
				f.Path == "schedule.hours" && strings.HasPrefix(k.Path, hoursList+".")
		})
	})
}

// sentForm reads what was sent and what it is about.
func (c *console) sentForm(ec echo.Context) (frame, core.Catalog, *builderPage, error) {
	form, err := wholeForm(ec)
	if err != nil {
		return frame{}, core.Catalog{}, nil, err
	}
	f, catalog, err := c.frame(ec, "Edit", "intercepts")
	if err != nil {
		return f, catalog, nil, err
	}
	page := &builderPage{fields: fieldsOf(form)}
	for _, list := range builderLists {
		page.pack(list)
	}
	page.draft, err = c.draftOf(ec, catalog, page.fields)
	return f, catalog, page, err
}

// tellConflict shows what was saved since the form was opened. Saving once more then puts this form over it.
func (c *console) tellConflict(ec echo.Context, p *builderPage) error {
	var err error
	p.Conflict, err = c.conflictSince(ec, core.KindIntercept, p.draft.site.Name, p.fields["name"], p.draft.base.Revision)
	if err == nil {
		p.fields["revision"] = strconv.Itoa(p.Conflict.Revision)
	}
	return err
}

// showBuilder shows the form, with everything read back.
func (c *console) showBuilder(ec echo.Context, status int, f frame, p *builderPage) error {
	p.Groups = answerGroups(p.draft.surveys())
	p.choose(p.Groups)
	if err := c.readBack(ec, p); err != nil {
		return err
	}
	for _, s := range p.draft.surveys() {
		_, saved := p.draft.catalog.Surveys[p.draft.site.Name][s.Name]
		p.Surveys = append(p.Surveys, surveyChoice{surveyRowOf(s), !saved, s.Name == p.fields["action.survey"]})
	}
	now := p.draft.base.Status
	p.Buttons, p.URL = buttons(now), "/console/intercepts/new"
	if f.Title = "New intercept"; p.draft.base.Revision > 0 {
		f.Title, p.URL = "Edit "+p.fields["name"], interceptURL(p.draft.site.Name, p.fields["name"])+"/edit"
	}
	f.Page = p
	return c.render(ec, status, "builder", f)
}

// readBack says what the form means, as sentences and as a document, and what it lacks to go live.
func (c *console) readBack(ec echo.Context, p *builderPage) error {
	if p.Groups == nil {
		p.Groups = answerGroups(p.draft.surveys())
	}
	i, wrong := p.read(p.draft.base, p.draft.base.Status)
	p.Sayings = map[string]string{}
	for _, s := range sayings(i, conditionNames(p.Groups)) {
		p.Sayings[s.part] = s.text
	}
	p.Summary = summarySaying(i)
	var err error
	if p.YAML, err = p.draft.yaml(i); err != nil {
		return err
	}
	if p.Preview, err = c.previewAction(ec.Request().Context(), p.draft, i.Action); err != nil {
		return err
	}
	return c.lookOver(ec, p, i, wrong)
}

// lookOver finds what keeps an intercept from going live, by the checks of saving, and what the lint would have looked at.
func (c *console) lookOver(ec echo.Context, p *builderPage, i core.Intercept, wrong []core.FieldError) error {
	i.Status = core.Live
	text, err := p.draft.yaml(i)
	if err != nil {
		return err
	}
	applied, err := c.deps.Config.Apply(ec.Request().Context(), i.Name, []byte(text), principal(ec), true)
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
	p.Lacks = p.lines(wrong)
	var worth []core.FieldError
	for _, a := range applied {
		for _, f := range a.Findings {
			if f.Kind == core.KindIntercept {
				worth = append(worth, core.FieldError{Path: f.Path, Message: f.Message})
			}
		}
	}
	p.Worth = p.lines(worth)
	return nil
}

// readBackJSON is what the form's script shows while somebody types.
type readBackJSON struct {
	Sayings map[string]string `json:"sayings"`
	Summary string            `json:"summary"`
	YAML    string            `json:"yaml"`
	Shown   json.RawMessage   `json:"shown"` // what visitors would see, as preview-frame.js takes it
	Lacks   []problemJSON     `json:"lacks"`
	Worth   []problemJSON     `json:"worth"`
}

type problemJSON struct {
	ID      string `json:"id"`
	Label   string `json:"label"`
	Message string `json:"message"`
}

// checkIntercept reads a form back without saving it.
func (c *console) checkIntercept(ec echo.Context) error {
	_, _, page, err := c.sentForm(ec)
	if err != nil {
		return err
	}
	if err := c.readBack(ec, page); err != nil {
		return err
	}
	out := readBackJSON{Sayings: page.Sayings, Summary: page.Summary, YAML: page.YAML, Shown: json.RawMessage(page.Preview.Shown), Lacks: problemsJSON(page.Lacks), Worth: problemsJSON(page.Worth)}
	return ec.JSON(http.StatusOK, out)
}

func problemsJSON(list []problemLine) []problemJSON {
	out := make([]problemJSON, len(list))
	for i, l := range list {
		out[i] = problemJSON(l)
	}
	return out
}

// whatBecame is what happened to a document that was saved, perhaps among others.
func whatBecame(applied []Applied, kind, name string) string {
	at := slices.IndexFunc(applied, func(a Applied) bool { return a.Kind == kind && a.Name == name })
	if at < 0 {
		return ""
	}
	return applied[at].What
}
