package server

import (
	"cmp"
	"net/http"
	"slices"
	"strconv"
	"strings"

	"github.com/labstack/echo/v4"

	"heed/collector/core"
	"heed/collector/look"
)

// lookPage is the form of a theme.
type lookPage struct {
	partForm
	of     themed
	Sample string // what is asked in the preview as the widget takes it, as JSON; "" for a question of every site's
	lookRead
}

// lookRead is what a theme comes to: figures, and the style for each scheme. The script shows it again while somebody types.
type lookRead struct {
	Pairs []pairRow `json:"pairs"`
	Light string    `json:"light"`
	Dark  string    `json:"dark"`
}

// pairRow is a pair of colours in words.
type pairRow struct {
	Scheme string `json:"scheme"`
	What   string `json:"what"`
	Ratio  string `json:"ratio"`
	Needed string `json:"needed"`
	Enough string `json:"enough"` // the colour that would do, "" where it does
}

// lookFields are the fields of the form, by their place in the theme.
var lookFields = []string{"scheme", "accent", "background", "text", "dark.accent", "dark.background", "dark.text", "radius", "font", "css"}

// C is a field with its label and a line that helps.
func (p lookPage) C(name, label, hint string) control {
	return control{ID: fieldID(name), Name: name, Label: label, Hint: hint, Value: p.fields[name], Error: p.Errors[name]}
}

// Schemes are those of a theme.
func (p lookPage) Schemes() []fact {
	return []fact{{"", "As the visitor's browser prefers"}, {"light", "Always light"}, {"dark", "Always dark"}}
}

// BlankPair is the row that the script copies.
func (p lookPage) BlankPair() pairRow { return pairRow{} }

// Site is the title of the site.
func (p lookPage) Site() string { return cmp.Or(p.of.site.Title, p.of.site.Name) }

// Survey is the name of the survey whose theme it is, "" for the site's.
func (p lookPage) Survey() string { return p.of.surveyName() }

// Own reports whether the survey has a theme of its own in force.
func (p lookPage) Own() bool { return p.of.survey != nil && p.of.survey.Theme != nil }

// Back is the page that the form belongs to, by address and name.
func (p lookPage) Back() []string {
	if p.of.survey != nil {
		return []string{surveyURL(p.of.site.Name, p.of.survey.Name), p.of.survey.Name}
	}
	return []string{"/console/sites", "Sites"}
}

// showLook opens the form on what is in force.
func (c *console) showLook(ec echo.Context) error {
	of, err := c.themedInForce(ec)
	if err != nil {
		return err
	}
	page := &lookPage{of: of, partForm: partForm{fields: fillLook(of.theme()), Revision: of.revision, Saved: ec.QueryParam("saved") != ""}}
	return c.renderLook(ec, http.StatusOK, page, of.theme())
}

// saveLook saves the theme, by the use case of the API and of `heed apply`, or tells what is wrong in the form.
func (c *console) saveLook(ec echo.Context) error {
	page, err := c.sentLook(ec)
	if err != nil {
		return err
	}
	theme, wrong := page.theme()
	document := page.of.with(&theme)
	if page.fields["whose"] == "site" && page.of.survey != nil {
		document, wrong = page.of.with(nil), nil
	}
	refused, err := c.savePart(ec, document, &page.partForm, wrong)
	switch {
	case err != nil:
		return err
	case refused == nil:
		return ec.Redirect(http.StatusSeeOther, page.of.lookURL()+"?saved=1")
	}
	page.blame(append(wrong, unread(refused.Fields, wrong)...))
	page.alarm(refused)
	return c.renderLook(ec, statuses[refused.Kind], page, theme)
}

// checkLook says what the form comes to, and what saving it would refuse.
func (c *console) checkLook(ec echo.Context) error {
	page, err := c.sentLook(ec)
	if err != nil {
		return err
	}
	theme, wrong := page.theme()
	document := page.of.with(&theme)
	text, err := documentText(document.kind, document.noun)
	if err != nil {
		return err
	}
	findings, err := c.deps.Config.Lint(ec.Request().Context(), document.name, []byte(text)) // for all who may read; a dry run is for who may save
	if err != nil {
		return err
	}
	var found []core.FieldError
	for _, f := range findings {
		if f.Severity == core.Wrong {
			found = append(found, f.FieldError)
		}
	}
	page.blame(append(wrong, unread(found, wrong)...))
	return ec.JSON(http.StatusOK, struct {
		lookRead
		Problems []problemJSON `json:"problems"`
	}{readLook(theme), problemsJSON(page.Problems)})
}

// sentLook reads the form, and what its address names as it is in force.
func (c *console) sentLook(ec echo.Context) (*lookPage, error) {
	form, err := sentPart(ec)
	if err != nil {
		return nil, err
	}
	of, err := c.themedInForce(ec)
	return &lookPage{partForm: form, of: of}, err
}

func (c *console) renderLook(ec echo.Context, status int, page *lookPage, theme core.Theme) error {
	f, _, err := c.frame(ec, page.of.lookTitle(), page.of.nav())
	if err != nil {
		return err
	}
	page.URL, page.MaySave, page.lookRead = page.of.lookURL(), f.Who.May(page.of.need()), readLook(theme)
	if page.of.survey != nil {
		page.Sample = sampleOf(page.of.site, *page.of.survey)
	}
	f.Page = page
	return c.render(ec, status, "look", f)
}

// sampleOf is a survey as a visitor of the site's first language would get it, "" for one that cannot be presented.
func sampleOf(site core.Site, s core.Survey) string {
	action, err := presentDraft(site, []core.Survey{s}, core.Action{Type: core.ActSurvey, Survey: s.Name}, cmp.Or(append(slices.Clone(site.Languages), "")...))
	if err != nil {
		return ""
	}
	return string(action)
}

// readLook computes what a theme comes to. Each style is of one scheme alone: the preview shows them side by side.
func readLook(theme core.Theme) lookRead {
	out := lookRead{Pairs: []pairRow{}}
	for _, p := range look.Pairs(theme) {
		out.Pairs = append(out.Pairs, pairRow{p.Scheme, upper(p.What), contrastWords(p.Ratio), contrastWords(p.Needed), p.Enough})
	}
	light, dark := theme, theme
	light.Scheme, dark.Scheme = "light", "dark"
	out.Light, out.Dark = look.Style(light), look.Style(dark)
	return out
}

func contrastWords(ratio float64) string { return strconv.FormatFloat(ratio, 'f', -1, 64) + ":1" }

// fillLook writes a theme into a form.
func fillLook(t core.Theme) fields {
	f := fields{"scheme": t.Scheme, "accent": t.Accent, "background": t.Background, "text": t.Text, "dark.accent": t.Dark.Accent,
		"dark.background": t.Dark.Background, "dark.text": t.Dark.Text, "font": t.Font, "css": t.CSS}
	if t.Radius != nil {
		f["radius"] = strconv.Itoa(*t.Radius)
	}
	return f
}

// theme gives the theme that the fields say, as far as they can be read.
func (f fields) theme() (core.Theme, []core.FieldError) {
	t := core.Theme{Scheme: f["scheme"], Accent: f["accent"], Background: f["background"], Text: f["text"], Font: f["font"], CSS: f["css"],
		Dark: core.Palette{Accent: f["dark.accent"], Background: f["dark.background"], Text: f["dark.text"]}}
	if f["radius"] == "" {
		return t, nil
	}
	radius, err := strconv.Atoi(f["radius"])
	if err != nil {
		return t, []core.FieldError{{Path: "theme.radius", Message: strconv.Quote(f["radius"]) + " is not a whole number"}}
	}
	t.Radius = &radius
	return t, nil
}

// blame notes what is wrong beside the fields and as a list.
func (p *lookPage) blame(wrong []core.FieldError) {
	p.Errors = map[string]string{}
	for _, w := range wrong {
		name := strings.TrimPrefix(w.Path, "theme.")
		line := problemLine{Label: upper(strings.NewReplacer(".", ": ", "css", "CSS").Replace(name)), Message: w.Message}
		for _, field := range lookFields {
			if field == name {
				line.ID = fieldID(name)
				if p.Errors[name] == "" {
					p.Errors[name] = upper(w.Message) + "."
				}
			}
		}
		p.Problems = append(p.Problems, line)
	}
}
