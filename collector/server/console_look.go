package server

import (
	"encoding/json"
	"net/http"
	"net/url"
	"reflect"
	"strconv"
	"strings"

	"github.com/labstack/echo/v4"

	"heed/collector/core"
	"heed/collector/look"
	"heed/collector/manifest"
)

// lookPage is the form of a site's theme.
type lookPage struct {
	fields
	Site     core.Site
	URL      string
	Revision int
	MaySave  bool
	Saved    bool
	Alert    string // what is wrong with the whole
	Errors   map[string]string
	Problems []problemLine
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

// V is what stands in a field.
func (p lookPage) V(name string) string { return p.fields[name] }

// Schemes are those of a theme.
func (p lookPage) Schemes() []fact {
	return []fact{{"", "As the visitor's browser prefers"}, {"light", "Always light"}, {"dark", "Always dark"}}
}

// BlankPair is the row that the script copies.
func (p lookPage) BlankPair() pairRow { return pairRow{} }

// showLook opens the form on what is in force.
func (c *console) showLook(ec echo.Context) error {
	site, revision, err := c.siteInForce(ec)
	if err != nil {
		return err
	}
	page := &lookPage{fields: fillLook(site.Theme), Site: site, Revision: revision, Saved: ec.QueryParam("saved") != ""}
	return c.renderLook(ec, http.StatusOK, page, site.Theme)
}

// saveLook saves the theme, by the use case of the API and of `heed apply`, or tells what is wrong in the form.
func (c *console) saveLook(ec echo.Context) error {
	site, form, err := c.sentLook(ec)
	if err != nil {
		return err
	}
	theme, wrong := form.theme()
	site.Theme = theme
	revision, _ := strconv.Atoi(form["revision"]) // what is no number is no revision, and so refused
	err = c.replaceSite(ec, site, revision, wrong)
	if err == nil {
		detail(ec, "site %s", site.Name)
		return ec.Redirect(http.StatusSeeOther, lookURL(site.Name)+"?saved=1")
	}
	e := core.AsError(err)
	if e.Kind == core.Internal {
		return err
	}
	ec.Set(auditRefusalKey, e)
	page := &lookPage{fields: form, Site: site, Revision: revision}
	page.blame(append(wrong, unread(e.Fields, wrong)...))
	if len(page.Problems) == 0 {
		page.Alert = e.Message
	}
	return c.renderLook(ec, statuses[e.Kind], page, theme)
}

// checkLook says what the form comes to, without saving it.
func (c *console) checkLook(ec echo.Context) error {
	site, form, err := c.sentLook(ec)
	if err != nil {
		return err
	}
	stored := site.Theme
	var wrong []core.FieldError
	site.Theme, wrong = form.theme()
	if !reflect.DeepEqual(site.Theme, stored) { // as it is stored, it is saved though checks have become stricter
		wrong = append(wrong, look.CheckSite(site)...)
	}
	page := &lookPage{fields: form}
	page.blame(wrong)
	return ec.JSON(http.StatusOK, struct {
		lookRead
		Problems []problemJSON `json:"problems"`
	}{readLook(site.Theme), problemsJSON(page.Problems)})
}

// siteInForce reads the site that an address names, and its revision.
func (c *console) siteInForce(ec echo.Context) (core.Site, int, error) {
	name := param(ec, "site")
	docs, err := c.deps.Store.Revisions(ec.Request().Context(), core.KindSite, name, name)
	if err != nil {
		return core.Site{}, 0, err
	}
	if len(docs) == 0 {
		return core.Site{}, 0, core.Errorf(core.NotFound, "unknown_site", "There is no site %q; choose one of the list.", name)
	}
	var site core.Site
	return site, docs[0].Revision, json.Unmarshal(docs[0].Body, &site)
}

func (c *console) sentLook(ec echo.Context) (core.Site, fields, error) {
	form, err := ec.FormParams()
	if err != nil {
		return core.Site{}, nil, core.Errorf(core.Invalid, "bad_form", "The form cannot be read; open it again: %w", err)
	}
	site, _, err := c.siteInForce(ec)
	return site, fieldsOf(form), err
}

// replaceSite writes a site that was made from that revision. With something that cannot be read, it only checks the rest.
func (c *console) replaceSite(ec echo.Context, site core.Site, revision int, wrong []core.FieldError) error {
	body, err := json.Marshal(site)
	if err != nil {
		return err
	}
	text, err := manifest.YAML(core.KindSite, body)
	if err != nil {
		return err
	}
	ctx := ec.Request().Context()
	if len(wrong) == 0 {
		_, err = c.deps.Config.Replace(ctx, site.Name, []byte(text), principal(ec), revision)
		return err
	}
	if _, err := c.deps.Config.Apply(ctx, site.Name, []byte(text), principal(ec), true); err != nil {
		return err
	}
	return core.Errorf(core.Invalid, "invalid_config", "Some of what was entered cannot be read.")
}

func (c *console) renderLook(ec echo.Context, status int, page *lookPage, theme core.Theme) error {
	f, _, err := c.frame(ec, "What visitors see on "+page.Site.Name, "sites")
	if err != nil {
		return err
	}
	page.URL, page.MaySave, page.lookRead = lookURL(page.Site.Name), f.Who.May(core.CanAdmin), readLook(theme)
	f.Page = page
	return c.render(ec, status, "look", f)
}

// lookURL is where a site's theme is changed.
func lookURL(site string) string { return "/console/sites/" + url.PathEscape(site) + "/look" }

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
