package app

import (
	"encoding/json"
	"net/http"
	"net/url"
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
	m.post(at, typed).has(t, "changed meanwhile", `value="#6d28d9"`)
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
	m.post(at, typed).has(t, "Saved.")
	typed.Set("text", "#ababab")
	m.post(at+"/check", typed).has(t, "#ababab", "and needs 4.5:1")
	m.post(at, typed).has(t, "It was not saved")
}
