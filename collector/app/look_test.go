package app

import (
	"encoding/json"
	"net/http"
	"net/url"
	"regexp"
	"strings"
	"testing"
	"time"

	"heed/collector/core"
)

func (m *marketer) site() core.Site {
	m.t.Helper()
	docs, version, err := m.app.store.Current(m.t.Context())
	if err != nil {
		m.t.Fatal(err)
	}
	catalog, err := core.NewCatalog(version, docs)
	if err != nil {
		m.t.Fatal(err)
	}
	return catalog.Sites[demoSite]
}

// TestThemeInTheConsole: the form refuses what cannot be read and keeps what was typed, saves what can, as apply does, and leaves the
// rest of the site alone; pages wear it from then on.
func TestThemeInTheConsole(t *testing.T) {
	m := newMarketer(t, open(t))
	before := m.site()
	const at = "/console/sites/demo/look"
	m.get("/console/sites").has(t, at)
	m.get(at).has(t, "Text on the background", "4.5:1")

	typed := url.Values{"revision": {"1"}, "accent": {"#7c3aed"}, "text": {"#aaaaaa"}, "radius": {"round"}, "font": {"Georgia, serif"},
		"css": {".card { background: url(x) }"}}
	refused := m.post(at, typed)
	refused.has(t, "It was not saved", `"round" is not a whole number`, "has a contrast of 2.32:1 and needs 4.5:1", "url() loads something",
		`value="#aaaaaa"`, ".card { background: url(x) }", "Georgia, serif")
	if refused.status != http.StatusBadRequest || m.site().Theme != (core.Theme{}) {
		t.Errorf("refused with %d, and the theme is %+v", refused.status, m.site().Theme)
	}
	read := m.post(at+"/check", typed)
	read.has(t, `"ratio":"2.32:1"`, `"enough":"#747474"`, `"label":"CSS"`, `"id":"f-text"`)

	typed = url.Values{"revision": {"1"}, "accent": {"#7c3aed"}, "radius": {"0"}, "css": {".card { border-width: 2px }"}}
	m.post(at, typed).has(t, "Saved.", `value="#7c3aed"`)
	after := m.site()
	if after.Theme.Accent != "#7c3aed" || after.Theme.Radius == nil || *after.Theme.Radius != 0 {
		t.Errorf("saved as %+v", after.Theme)
	}
	if strings.Join(after.Origins, " ") != strings.Join(before.Origins, " ") || after.Title != before.Title {
		t.Errorf("the rest is changed from %+v to %+v", before, after)
	}
	if worn := m.app.look.Of(demoSite, core.Action{}); worn == nil || !strings.Contains(worn.CSS, "--accent:#7c3aed") {
		t.Errorf("in force is %+v", worn)
	}
	typed.Set("accent", "#6d28d9")
	m.post(at, typed).has(t, "It was changed meanwhile", "<ins>+ theme:", "#7c3aed", `value="#6d28d9"`, `name="revision" value="2"`)
	typed.Set("revision", "2")
	m.post(at, typed).has(t, "Saved.", `value="#6d28d9"`)
}

// TestLookStands: a theme that was saved before checks became stricter is no problem as it is; changed, it is checked.
func TestLookStands(t *testing.T) {
	m := newMarketer(t, open(t))
	const at = "/console/sites/demo/look"
	site := m.site()
	site.Theme.Text = "#aaaaaa"
	body, err := json.Marshal(site)
	if err != nil {
		t.Fatal(err)
	}
	if _, err := m.app.store.SaveDocuments(t.Context(), []core.Document{{Kind: core.KindSite, Site: demoSite, Name: demoSite, Body: body, At: time.Now()}}); err != nil {
		t.Fatal(err)
	}
	typed := url.Values{"revision": {"2"}, "text": {"#aaaaaa"}}
	m.post(at+"/check", typed).has(t, `"problems":[]`)
	m.post("/console/surveys/demo/cart-why/look/check", typed).has(t, "and needs 4.5:1") // as a survey's own it would be new
	m.post(at, typed).has(t, "Saved.")
	// With something else changed, the page says what saving says: what stood before stands, and what is wrong anew is told.
	typed.Set("radius", "4")
	m.post(at+"/check", typed).has(t, `"problems":[]`)
	typed.Set("radius", "99")
	m.post(at+"/check", typed).has(t, `"problems":[{"id":"f-radius"`, "99 is not 0 to 24")
	m.post(at, typed).has(t, "It was not saved", "99 is not 0 to 24")
	typed.Set("radius", "4")
	m.post(at, typed).has(t, "Saved.")
	typed.Set("revision", "3")
	typed.Set("text", "#ababab")
	m.post(at+"/check", typed).has(t, "#ababab", "and needs 4.5:1")
	m.post(at, typed).has(t, "It was not saved")
}

// TestThemeOfASurvey: the form opens on the site's theme, saves the survey's own, which widget and link wear from then on, and gives the
// site's back; the survey's questions stay as they are.
func TestThemeOfASurvey(t *testing.T) {
	m := newMarketer(t, open(t))
	before := m.survey("cart-why")
	m.post("/console/sites/demo/look", url.Values{"revision": {"1"}, "accent": {"#7c3aed"}}).has(t, "Saved.")
	const at = "/console/surveys/demo/cart-why/look"
	m.get("/console/surveys/demo/cart-why").has(t, at)
	m.get(at).has(t, "This survey wears the theme of", `value="#7c3aed"`, "What held you back")

	pale := url.Values{"revision": {"1"}, "accent": {"#fde68a"}}
	m.post(at+"/check", pale).has(t, `"label":"Accent"`)
	refused := m.post(at, pale)
	refused.has(t, "It was not saved", "has a contrast of 1.2")
	if refused.status != http.StatusBadRequest || m.survey("cart-why").Theme != nil {
		t.Errorf("refused with %d, and the theme is %+v", refused.status, m.survey("cart-why").Theme)
	}

	m.post(at, url.Values{"revision": {"1"}, "accent": {"#b45309"}}).has(t, "Saved.", "has a theme of its own", `value="#b45309"`)
	after := m.survey("cart-why")
	if after.Theme == nil || after.Theme.Accent != "#b45309" || len(after.Questions) != len(before.Questions) || after.Questions[0].Text["de"] != before.Questions[0].Text["de"] {
		t.Fatalf("saved as %+v", after)
	}
	asks := core.Action{Type: core.ActSurvey, Survey: "cart-why"}
	if worn := m.app.look.Of(demoSite, asks); worn == nil || !strings.Contains(worn.CSS, "--accent:#b45309") {
		t.Errorf("the widget wears %+v", worn)
	}
	m.wears("cart-why", "#b45309")
	m.wears("what-happened", "#7c3aed")

	m.post(at, url.Values{"revision": {"2"}, "accent": {"#b45309"}, "whose": {"site"}}).has(t, "Saved.", "This survey wears the theme of")
	if m.survey("cart-why").Theme != nil {
		t.Errorf("it still has %+v", m.survey("cart-why").Theme)
	}
	m.wears("cart-why", "#7c3aed")
	m.post("/console/sites/demo/look", url.Values{"revision": {"2"}}).has(t, "Saved.")
	if page := m.get("/s/cart-why?site=demo"); strings.Contains(page.body, "theme.css") {
		t.Error("what is not themed asks for a theme")
	}
}

var themeLink = regexp.MustCompile(`<link rel="stylesheet" href="(/s/[^"]*/theme\.css[^"]*)">`)

// wears follows the page of a survey by link to its theme, which a browser may keep, and without the theme's name may not.
func (m *marketer) wears(survey, accent string) {
	m.t.Helper()
	page := m.get("/s/" + survey + "?site=demo")
	found := themeLink.FindStringSubmatch(page.body)
	if found == nil {
		m.t.Fatalf("the page of %s has no theme:\n%s", survey, page.body)
	}
	if strings.Contains(page.body, "<style") || strings.Contains(page.body, " style=") {
		m.t.Error("a style stands in the page, which its policy forbids")
	}
	for address, kept := range map[string]string{strings.ReplaceAll(found[1], "&amp;", "&"): "public, max-age=31536000, immutable", "/s/" + survey + "/theme.css?site=demo&v=0": "no-store"} {
		answer, err := m.client.Get(m.app.PublicURL + address)
		sheet := m.shown(answer, err)
		if !strings.Contains(sheet.body, "--accent:"+accent) || answer.Header.Get("Content-Type") != "text/css; charset=utf-8" || answer.Header.Get("Cache-Control") != kept {
			m.t.Errorf("%s has %s, %v", address, sheet.body, answer.Header)
		}
	}
}
