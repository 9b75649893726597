package app

import (
	"context"
	"html"
	"io"
	"net/http"
	"net/http/cookiejar"
	"net/url"
	"regexp"
	"strconv"
	"strings"
	"testing"
	"time"

	"heed/collector/core"
	"heed/collector/starter"
)

// marketer is somebody signed in to the console, with a browser that runs no script.
type marketer struct {
	t      *testing.T
	app    *App
	client *http.Client
}

func newMarketer(t *testing.T, a *App) *marketer {
	t.Helper()
	jar, err := cookiejar.New(nil)
	if err != nil {
		t.Fatal(err)
	}
	m := &marketer{t, a, &http.Client{Jar: jar}}
	link, err := a.signInLink(context.Background())
	if err != nil {
		t.Fatal(err)
	}
	m.post(strings.TrimPrefix(link, a.PublicURL), url.Values{})
	return m
}

// screen is what the browser shows: its address, its status, and its text.
type screen struct {
	at     string
	status int
	body   string
}

func (m *marketer) get(address string) screen {
	m.t.Helper()
	return m.shown(m.client.Get(m.app.PublicURL + address))
}

func (m *marketer) post(address string, form url.Values) screen {
	m.t.Helper()
	return m.shown(m.client.PostForm(m.app.PublicURL+address, form))
}

func (m *marketer) shown(answer *http.Response, err error) screen {
	m.t.Helper()
	if err != nil {
		m.t.Fatal(err)
	}
	defer answer.Body.Close()
	body, err := io.ReadAll(answer.Body)
	if err != nil {
		m.t.Fatal(err)
	}
	return screen{answer.Request.URL.RequestURI(), answer.StatusCode, string(body)}
}

var (
	templateTag = regexp.MustCompile(`(?s)<template.*?</template>`)
	inputTag    = regexp.MustCompile(`<input [^>]*>`)
	areaTag     = regexp.MustCompile(`(?s)<textarea [^>]*name="([^"]*)"[^>]*>(.*?)</textarea>`)
	selectTag   = regexp.MustCompile(`(?s)<select [^>]*name="([^"]*)"[^>]*>(.*?)</select>`)
	optionTag   = regexp.MustCompile(`<option value="([^"]*)"[^>]* selected>`)
	attribute   = regexp.MustCompile(`(\w+)="([^"]*)"`)
)

// form reads the fields of the builder as a browser would send them, but for the buttons.
func (p screen) form() url.Values {
	_, body, _ := strings.Cut(templateTag.ReplaceAllString(p.body, ""), "data-builder")
	out := url.Values{}
	for _, tag := range inputTag.FindAllString(body, -1) {
		a := map[string]string{}
		for _, m := range attribute.FindAllStringSubmatch(tag, -1) {
			a[m[1]] = html.UnescapeString(m[2])
		}
		if a["form"] == "" && (a["type"] != "radio" && a["type"] != "checkbox" || strings.Contains(tag, " checked")) {
			out.Add(a["name"], a["value"])
		}
	}
	for _, m := range areaTag.FindAllStringSubmatch(body, -1) {
		out.Set(m[1], html.UnescapeString(m[2]))
	}
	for _, m := range selectTag.FindAllStringSubmatch(body, -1) {
		out.Set(m[1], "")
		if chosen := optionTag.FindStringSubmatch(m[2]); chosen != nil {
			out.Set(m[1], html.UnescapeString(chosen[1]))
		}
	}
	return out
}

func (p screen) has(t *testing.T, words ...string) {
	t.Helper()
	text := html.UnescapeString(p.body)
	for _, w := range words {
		if !strings.Contains(text, w) {
			t.Errorf("%s (%d) lacks %q", p.at, p.status, w)
		}
	}
}

func (m *marketer) intercept(name string) core.Intercept {
	m.t.Helper()
	docs, version, err := m.app.store.Current(m.t.Context())
	if err != nil {
		m.t.Fatal(err)
	}
	catalog, err := core.NewCatalog(version, docs)
	if err != nil {
		m.t.Fatal(err)
	}
	for _, i := range catalog.Intercepts[demoSite] {
		if i.Name == name {
			return i
		}
	}
	m.t.Fatalf("there is no intercept %s", name)
	return core.Intercept{}
}

// TestBuilderSavesWhatItShows: opened and saved as it is, every intercept of the demo and every template stays the very document it was.
func TestBuilderSavesWhatItShows(t *testing.T) {
	m := newMarketer(t, open(t))
	for _, name := range []string{"stuck", "cart-rescue", "leaving"} {
		at := "/console/intercepts/demo/" + name + "/edit"
		form := m.get(at).form()
		form.Set("save", "live")
		m.post(at, form).has(t, "Nothing was different")
		if n := m.intercept(name).Revision; n != 1 {
			t.Errorf("%s has become revision %d", name, n)
		}
	}
	for _, template := range starter.Templates() {
		form := m.get("/console/intercepts/new?site=demo&template=" + template.Name).form()
		form.Set("save", "draft")
		if p := m.post("/console/intercepts/new", form); p.at != "/console/intercepts/demo/"+template.Name+"?saved=created" {
			t.Fatalf("%s leads to %s (%d)", template.Name, p.at, p.status)
		}
		text := strings.ReplaceAll(template.YAML, "${"+starter.SiteVariable+"}", demoSite)
		applied, err := configurer{m.app}.Apply(t.Context(), template.Name, []byte(text), core.Principal{Name: "test"}, true)
		if err != nil || len(applied) != 2 || applied[0].What != "unchanged" || applied[1].What != "unchanged" {
			t.Errorf("%s is saved as another document: %+v, %v", template.Name, applied, err)
		}
	}
	p := m.get("/console/intercepts/new?site=demo&template=abandoned-cart")
	if f := p.form(); f.Get("name") != "abandoned-cart-2" || f.Get("action.survey") != "left-in-cart-2" {
		t.Errorf("a second one is %s with %s, whose names are taken", f.Get("name"), f.Get("action.survey"))
	}
}

// TestBuilderTellsWhatIsWrong beside each field, keeps what was typed, and goes live only when nothing lacks.
func TestBuilderTellsWhatIsWrong(t *testing.T) {
	m := newMarketer(t, open(t))
	form := m.get("/console/intercepts/new?site=demo&template=abandoned-cart").form()
	for name, value := range map[string]string{"save": "live", "when.0.count": "often", "where.include": "/cart*\ncart", "who.0.value": "lots",
		"limits.every": "soon", "holdout": "120", "name": "Cart Rescue"} {
		form.Set(name, value)
	}
	p := m.post("/console/intercepts/new", form)
	if p.status != http.StatusBadRequest {
		t.Errorf("status %d", p.status)
	}
	p.has(t, `id="f-owner-error">Is missing: who answers for this intercept`, `id="f-when-0-count-error">"often" is not a whole number`,
		`id="f-where-include-error">`, `id="f-who-0-value-error">Is not a number`, `id="f-limits-every-error">"soon" is not a time`,
		`id="f-holdout-error">`, `id="f-name-error">`, `<a href="#f-owner">Owner</a>`)
	if strings.Contains(p.body, "f-who-rest-error") {
		t.Error("the expression is blamed for a row")
	}
	again := p.form()
	for name, values := range form {
		if got := again.Get(name); got != values[0] && name != "save" {
			t.Errorf("%s was %q and is now %q", name, values[0], got)
		}
	}
	for name, value := range map[string]string{"owner": "maya@example.com", "when.0.count": "", "where.include": "/cart*", "who.0.value": "25",
		"limits.every": "14", "holdout": "10", "name": "cart", "save": "live"} {
		again.Set(name, value)
	}
	m.post("/console/intercepts/new", again).has(t, "Saved. It is live now.")
	i := m.intercept("cart")
	if i.Who != "cart.value >= 25" || *i.Holdout != 10 || i.Limits.Every.String() != "14d" || i.Status != core.Live {
		t.Errorf("saved %+v", i)
	}
	docs, err := m.app.store.Revisions(t.Context(), core.KindIntercept, demoSite, "cart")
	if err != nil || len(docs) != 1 || docs[0].Author == "" {
		t.Errorf("revisions %+v, %v", docs, err)
	}
	taken := m.get("/console/intercepts/new?site=demo&template=blank").form()
	for name, value := range map[string]string{"name": "cart", "action.survey": "cart-why", "save": "draft"} {
		taken.Set(name, value)
	}
	m.post("/console/intercepts/new", taken).has(t, `id="f-name-error">Is taken`)
}

// TestBuilderRows come and go by buttons, and nothing is saved by them.
func TestBuilderRows(t *testing.T) {
	m := newMarketer(t, open(t))
	at := "/console/intercepts/demo/cart-rescue/edit"
	form := m.get(at).form()
	form.Set("rows", "add who")
	form = m.post("/console/intercepts/form", form).form()
	if _, ok := form["who.1.name"]; !ok {
		t.Fatalf("no row was added: %v", form)
	}
	for name, value := range map[string]string{"who.1.name": "traits", "who.1.key": "plan", "who.1.op": "==", "who.1.value": "gold", "rows": "remove when.0"} {
		form.Set(name, value)
	}
	p := m.post("/console/intercepts/form", form)
	p.has(t, "“plan” of the customer is “gold”", `cart.value >= 40 && traits.plan == "gold"`)
	form = p.form()
	if form.Get("when.0.signal") != "exit_intent" || form.Has("when.1.signal") {
		t.Errorf("the first signal is still there: %v", form)
	}
	if n := m.intercept("cart-rescue").Revision; n != 1 {
		t.Errorf("it was saved as revision %d", n)
	}
	form.Set("save", "paused")
	m.post(at, form).has(t, "Saved. It is paused: nobody sees it.")
	if i := m.intercept("cart-rescue"); i.Who != `cart.value >= 40 && traits.plan == "gold"` || len(i.When.Any) != 1 || i.Status != core.Paused {
		t.Errorf("saved %+v", i)
	}
}

// TestBuilderConflict: of two who change the same, the second one is told what the first one did, and decides.
func TestBuilderConflict(t *testing.T) {
	m := newMarketer(t, open(t))
	at := "/console/intercepts/demo/leaving/edit"
	first, second := m.get(at).form(), m.get(at).form()
	first.Set("priority", "21")
	first.Set("save", "live")
	m.post(at, first).has(t, "Saved.")
	second.Set("hypothesis", "Mine.")
	second.Set("save", "live")
	p := m.post(at, second)
	p.has(t, "It was changed meanwhile", "+ priority: 21")
	if i := m.intercept("leaving"); i.Revision != 2 || i.Hypothesis == "Mine." {
		t.Fatalf("it was written over: %+v", i)
	}
	again := p.form()
	again.Set("save", "live")
	m.post(at, again).has(t, "Saved.")
	if i := m.intercept("leaving"); i.Revision != 3 || i.Hypothesis != "Mine." || i.Priority != 20 {
		t.Errorf("saved %+v", i)
	}
}

// TestReplace writes only what follows the revision in force, all or nothing.
func TestReplace(t *testing.T) {
	c, by := configurer{open(t)}, core.Principal{Name: "test"}
	text := func(name string) []byte {
		return []byte("kind: intercept\nname: " + name + "\nsite: demo\nstatus: draft\npriority: 3\naction: {type: chat}\n")
	}
	if applied, err := c.Replace(t.Context(), "body", text("fresh"), by, 0); err != nil || len(applied) != 1 || applied[0].What != "created" {
		t.Fatalf("new: %+v, %v", applied, err)
	}
	for what, try := range map[string]struct {
		name     string
		revision int
	}{"a name that is taken": {"leaving", 0}, "an old revision": {"leaving", 2}, "a revision of nothing": {"none", 1}} {
		if _, err := c.Replace(t.Context(), "body", text(try.name), by, try.revision); err == nil || core.AsError(err).Code != "changed_meanwhile" {
			t.Errorf("%s: %v", what, err)
		}
	}
	if _, err := c.Replace(t.Context(), "body", text("leaving"), by, 1); err != nil {
		t.Error(err)
	}
	site := []byte("kind: site\nname: other\norigins: [\"https://other.example\"]\n")
	if _, err := c.Replace(t.Context(), "body", site, by, 0); !core.IsKind(err, core.Forbidden) {
		t.Errorf("a site of somebody who is no admin: %v", err)
	}
}

// TestBuilderReach counts what the draft would have met lately, with and without a script.
func TestBuilderReach(t *testing.T) {
	a := open(t)
	m := newMarketer(t, a)
	at := "/console/intercepts/new?site=demo&template=blank"
	form := m.get(at).form()
	form.Set("rows", "reach")
	m.post("/console/intercepts/form", form).has(t, "This intercept cannot be tested")
	for name, value := range map[string]string{"name": "x", "when.0.signal": "rage_click", "where.include": "/cart*", "action.type": "chat", "limits.per_visitor": ""} {
		form.Set(name, value)
	}
	m.post("/console/intercepts/form", form).has(t, "Nothing was recorded from ")
	form.Set("limits.quota", "0")
	m.post("/console/intercepts/form", form).has(t, "Some of what was entered cannot be read yet")
	form.Set("rows", "")
	m.post("/console/intercepts/form", form).has(t, "0 is no limit; leave it empty for that, or pause the intercept to stop it")
	form.Set("limits.quota", "")
	form.Set("rows", "reach")

	now := time.Now()
	var changes []core.Change
	for n, one := range []struct {
		visitor, kind, page string
		ago                 time.Duration
	}{
		{"anna", "rage_click", "/cart", 48 * time.Hour}, {"anna", "rage_click", "/cart/2", 24 * time.Hour}, {"ben", "rage_click", "/cart", time.Hour},
		{"ben", "dead_click", "/cart", time.Hour}, {"cleo", "rage_click", "/help", time.Hour}, {"dora", "rage_click", "/cart", 20 * 24 * time.Hour},
	} {
		s := core.Signal{ID: NewID(), Site: demoSite, Visitor: one.visitor, Session: one.visitor + strconv.Itoa(n), Kind: one.kind, Page: one.page,
			At: now.Add(-one.ago), Received: now.Add(-one.ago), Score: .9}
		d := core.Decision{ID: NewID(), Site: demoSite, Visitor: s.Visitor, Session: s.Session, Signal: s.ID, Kind: s.Kind, Page: s.Page, At: s.At,
			Outcome: core.Idle, Arbitration: "Nothing was eligible."}
		changes = append(changes, core.Change{Signals: []core.Signal{s}, Decisions: []core.Decision{d},
			Visitors: []core.Visitor{{Site: demoSite, ID: s.Visitor, Session: s.Session, Visits: 1, First: s.At, Last: s.At}}})
	}
	for _, err := range a.store.Commit(t.Context(), changes) {
		if err != nil {
			t.Fatal(err)
		}
	}
	m.post("/console/intercepts/form", form).has(t,
		"Of the 5 signals of the last 14 days 3 moments fit what it waits for. It would have acted on nobody. “stuck” would have come first")
	form.Set("priority", "99")
	const want = "Of the 5 signals of the last 14 days 3 moments fit what it waits for. It would have acted 3 times on 2 visitors, those left alone included."
	m.post("/console/intercepts/form", form).has(t, want)
	lines := strings.Split(strings.TrimSpace(m.post("/console/intercepts/reach", form).body), "\n")
	if last := lines[len(lines)-1]; !strings.Contains(last, want) {
		t.Errorf("the last line is %s", last)
	}
	form.Set("limits.quota", "many")
	p := m.post("/console/intercepts/form", form)
	p.has(t, "cannot be read yet")
	if p.form().Get("limits.quota") != "many" {
		t.Error("what was typed is lost")
	}
}
