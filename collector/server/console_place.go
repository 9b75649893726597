package server

import (
	"cmp"
	"encoding/json"
	"net/http"
	"slices"
	"strings"

	"github.com/labstack/echo/v4"

	"heed/collector/core"
	"heed/collector/decide"
)

// placePage is the form of where a site's widget appears.
type placePage struct {
	partForm
	site    core.Site
	LookURL string   // the form of what it looks like there
	Surveys []choice // that the tab may open
	Card    previewFrame
	Tab     previewFrame
}

// Corners are those that a card may stand in, the usual one first.
func (p placePage) Corners() []choice {
	return []choice{{"", "Bottom right, the usual one"}, {"bottom-start", "Bottom left"}, {"top-end", "Top right"}, {"top-start", "Top left"}}
}

// Sides are those that a tab may stand at.
func (p placePage) Sides() []choice { return []choice{{"", "On the right"}, {"start", "On the left"}} }

// Labels are what stands on the tab, in each language of the site.
func (p placePage) Labels() []control {
	return textControls(p.fields, p.Errors, p.site.Languages, "tab.label", "What stands on it",
		"1 to 24 characters. “Feedback”, in the visitor’s language, when there is none at all.")
}

// showPlace opens the form on what is in force.
func (c *console) showPlace(ec echo.Context) error {
	site, revision, err := c.siteInForce(ec)
	if err != nil {
		return err
	}
	return c.renderPlace(ec, http.StatusOK, &placePage{site: site, partForm: partForm{
		fields: fillPlace(site.Widget), Revision: revision, Saved: ec.QueryParam("saved") != ""}})
}

// savePlace saves it, by the use case of the API and of `heed apply`, or tells what is wrong in the form.
func (c *console) savePlace(ec echo.Context) error {
	page, err := c.sentPlace(ec)
	if err != nil {
		return err
	}
	refused, err := c.savePart(ec, edited{core.KindSite, page.site.Name, page.site.Name, page.site}, &page.partForm, nil)
	switch {
	case err != nil:
		return err
	case refused == nil:
		return ec.Redirect(http.StatusSeeOther, placeURL(page.site.Name)+"?saved=1")
	}
	page.blame(refused.Fields)
	page.alarm(refused)
	return c.renderPlace(ec, statuses[refused.Kind], page)
}

// checkPlace says what the form comes to, without saving it.
func (c *console) checkPlace(ec echo.Context) error {
	page, err := c.sentPlace(ec)
	if err != nil {
		return err
	}
	page.blame(slices.DeleteFunc(decide.CheckSite(page.site), func(f core.FieldError) bool { return !strings.HasPrefix(f.Path, "widget.") }))
	if err := c.previewPlace(ec, page); err != nil {
		return err
	}
	return ec.JSON(http.StatusOK, struct {
		Card     json.RawMessage `json:"card"`
		Tab      json.RawMessage `json:"tab"`
		Problems []problemJSON   `json:"problems"`
	}{json.RawMessage(page.Card.Shown), json.RawMessage(page.Tab.Shown), problemsJSON(page.Problems)})
}

// sentPlace reads the form, and the site that its address names as the form would have it.
func (c *console) sentPlace(ec echo.Context) (*placePage, error) {
	form, err := sentPart(ec)
	if err != nil {
		return nil, err
	}
	site, _, err := c.siteInForce(ec)
	site.Widget = form.widget()
	return &placePage{partForm: form, site: site}, err
}

func (c *console) renderPlace(ec echo.Context, status int, page *placePage) error {
	f, catalog, err := c.frame(ec, "Where it appears on "+cmp.Or(page.site.Title, page.site.Name), "sites")
	if err != nil {
		return err
	}
	page.Surveys = []choice{{"", "The built-in feedback: a rating, and room for words"}}
	for _, s := range surveysOf(page.site.Name, catalog) {
		page.Surveys = append(page.Surveys, choice{s.Name, s.Name})
	}
	page.URL, page.LookURL, page.MaySave = placeURL(page.site.Name), lookURL(page.site.Name), f.Who.May(core.CanAdmin)
	if err := c.previewPlace(ec, page); err != nil {
		return err
	}
	f.Page = page
	return c.render(ec, status, "place", f)
}

// previewPlace shows the survey that the tab opens, as a card and behind the tab, to who reads the site's first language.
func (c *console) previewPlace(ec echo.Context, page *placePage) error {
	catalog, err := c.catalog(ec.Request().Context())
	if err != nil {
		return err
	}
	site, surveys := page.site, surveysOf(page.site.Name, catalog)
	site.Stopped = nil // a stopped site shows no tab
	lang := cmp.Or(append(slices.Clone(site.Languages), "en")...)
	action := core.Action{Type: core.ActSurvey, Survey: core.Feedback}
	if site.Widget.Tab != nil {
		action.Survey = cmp.Or(site.Widget.Tab.Survey, core.Feedback)
	}
	presented, err := presentDraft(site, surveys, action, lang)
	if err != nil {
		presented = json.RawMessage("null") // the tab names a survey that is not there
	}
	shown := preview{Action: presented, Lang: lang, Look: lookOf(site, surveys, action)}
	if page.Card, err = shown.frame("card"); err != nil {
		return err
	}
	page.Card.Wide = true // on a phone every corner is the lower edge
	if shown.Tab = tabOf(site, surveys, lang); shown.Tab == nil {
		shown.Action = json.RawMessage("null")
	}
	page.Tab, err = shown.frame("tab")
	return err
}

// fillPlace writes a widget into a form.
func fillPlace(w core.Widget) fields {
	f := fields{"corner": w.Corner}
	if w.Corner == core.Corners()[0] {
		f["corner"] = ""
	}
	if w.Tab == nil {
		return f
	}
	f["tab"], f["tab.survey"], f["tab.side"] = ticked, w.Tab.Survey, w.Tab.Side
	if w.Tab.Side == core.Sides()[0] {
		f["tab.side"] = ""
	}
	f.texts("tab.label", w.Tab.Label)
	return f
}

// widget gives the widget that the fields say. Without a tab what is said of it goes.
func (f fields) widget() core.Widget {
	w := core.Widget{Corner: f["corner"]}
	if f["tab"] != "" {
		w.Tab = &core.Tab{Label: f.text("tab.label"), Survey: f["tab.survey"], Side: f["tab.side"]}
	}
	return w
}

// placeLabels name the fields for people.
var placeLabels = map[string]string{"corner": "The corner", "tab.label": "What stands on the tab", "tab.survey": "What the tab opens", "tab.side": "The side of the tab"}

// blame notes what is wrong beside the fields and as a list.
func (p *placePage) blame(wrong []core.FieldError) {
	p.Errors = beside(wrong, func(path string) string { return strings.TrimPrefix(path, "widget.") })
	for _, w := range wrong {
		name := strings.TrimPrefix(w.Path, "widget.")
		line := problemLine{Label: cmp.Or(placeLabels[name], upper(pathWords(w.Path))), Message: w.Message}
		if placeLabels[name] != "" {
			line.ID = fieldID(name)
		}
		if name == "tab.label" {
			line.ID = p.Labels()[0].ID
		}
		p.Problems = append(p.Problems, line)
	}
}
