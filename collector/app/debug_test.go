package app

import (
	"context"
	"encoding/json"
	"fmt"
	"net/http"
	"net/http/httptest"
	"net/url"
	"regexp"
	"strings"
	"testing"
	"time"

	"heed/collector/auth"
	"heed/collector/core"
	"heed/collector/ingest"
	"heed/collector/pass"
)

// console is somebody's browser in the console.
type console struct {
	t      *testing.T
	app    *App
	cookie *http.Cookie
}

func signedIn(t *testing.T, a *App) *console {
	t.Helper()
	u, err := a.auth.AddUser(t.Context(), machine(), auth.NewUser{Email: "maya@example.com", Name: "Maya", Role: core.Viewer})
	if err != nil {
		t.Fatal(err)
	}
	link, err := a.auth.Link(t.Context(), machine(), u.ID)
	if err != nil {
		t.Fatal(err)
	}
	session, _, err := a.auth.TakeLink(t.Context(), link.Secret)
	if err != nil {
		t.Fatal(err)
	}
	return &console{t, a, &http.Cookie{Name: "heed_session", Value: session}}
}

func (c *console) do(method, path string) *httptest.ResponseRecorder {
	r := httptest.NewRequest(method, path, nil)
	r.Header.Set("Accept", "text/html")
	r.Header.Set("Sec-Fetch-Site", "same-origin")
	if c.cookie != nil {
		r.AddCookie(c.cookie)
	}
	w := httptest.NewRecorder()
	c.app.server.ServeHTTP(w, r)
	return w
}

var passLink = regexp.MustCompile(`href="([^"#]+)#heed=([^"]+)"`)

// pass opens a page of the console that makes a link, and takes the pass out of it.
func (c *console) pass(path string) (page, text string) {
	c.t.Helper()
	w := c.do(http.MethodGet, path)
	found := passLink.FindStringSubmatch(w.Body.String())
	if w.Code != http.StatusOK || found == nil {
		c.t.Fatalf("%s: %d, no link in\n%s", path, w.Code, w.Body)
	}
	return found[1], found[2]
}

// opened is what the collector answers to a pass.
type opened struct {
	Code  string
	Watch *struct {
		Site    string
		Signals []struct {
			ID, Did, Outcome string
			Considered       []struct {
				Name  string
				Won   bool
				Gates []struct{ Pass bool }
			}
		}
		Live []struct {
			Name, Answer string
			Eligible     bool
			Gates        []struct{ Pass bool }
		}
	}
	Preview *struct {
		Intercept string
		Revision  int
		Status    string
		Widget    string
		Acts      []struct {
			Decision string
			Action   struct {
				Type, Greeting string
				Survey         struct{ Name, Lang string }
			}
		}
	}
}

// ask asks what a pass opens, as a page of that origin.
func ask(t *testing.T, a *App, origin string, body map[string]any) (status int, allowed string, answer opened) {
	t.Helper()
	data, err := json.Marshal(body)
	if err != nil {
		t.Fatal(err)
	}
	status, header, text := post(t, a, "/v1/debug", origin, "text/plain;charset=UTF-8", string(data))
	if err := json.Unmarshal([]byte(text), &answer); err != nil {
		t.Fatalf("%s: %v", text, err)
	}
	return status, header.Get("Access-Control-Allow-Origin"), answer
}

// expired makes a pass that has expired, with the collector's own key.
func expired(t *testing.T, a *App, site core.Site) string {
	t.Helper()
	key, err := passKey(a.cfg.Data.Data)
	if err != nil {
		t.Fatal(err)
	}
	old := pass.New(key, func() time.Time { return time.Now().Add(-pass.Life - time.Second) }, ingest.NormalOrigin)
	made, err := old.Link(site, site.Origins[0], pass.Pass{User: "u"})
	if err != nil {
		t.Fatal(err)
	}
	_, text, _ := strings.Cut(made.URL, "#heed=")
	return text
}

// TestPassAtTheDoor: a pass is for pages of its own site, until it expires, whoever holds it; and refused in words that only a page
// may read for which it was made.
func TestPassAtTheDoor(t *testing.T) {
	a := open(t)
	c := signedIn(t, a)
	page, text := c.pass("/console/sites/demo/watch")
	if page != a.PublicURL+"/demo/" {
		t.Errorf("the console proposes %s", page)
	}
	elsewhere := core.Site{Name: "elsewhere", Origins: []string{"https://other.example"}}
	for _, test := range []struct {
		name, origin, pass string
		status             int
		code, allowed      string
	}{
		{"its own page", a.PublicURL, text, 200, "", a.PublicURL},
		{"a page of another origin", "https://evil.example", text, 403, "origin_not_allowed", ""},
		{"no page", "", text, 403, "origin_missing", ""},
		{"tampered", a.PublicURL, "x" + text, 403, "bad_pass", ""},
		{"none", a.PublicURL, "", 403, "bad_pass", ""},
		{"expired", a.PublicURL, expired(t, a, core.Site{Name: "demo", Origins: []string{a.PublicURL}}), 403, "pass_expired", a.PublicURL},
		{"expired, at another origin", "https://evil.example", expired(t, a, core.Site{Name: "demo", Origins: []string{a.PublicURL}}), 403, "origin_not_allowed", ""},
		{"of a site that is not there", "https://other.example", expired(t, a, elsewhere), 403, "unknown_site", ""},
	} {
		status, allowed, answer := ask(t, a, test.origin, map[string]any{"pass": test.pass, "visitor": "v", "lang": "en"})
		if status != test.status || allowed != test.allowed || answer.Code != test.code || (answer.Watch != nil) != (status == 200) {
			t.Errorf("%s: %d %q, readable by %q: %+v", test.name, status, answer.Code, allowed, answer)
		}
	}
	if w := c.do(http.MethodPost, "/console/sign-out"); w.Code != http.StatusSeeOther {
		t.Fatalf("sign out: %d", w.Code)
	}
	if w := c.do(http.MethodGet, "/console/sites/demo/watch"); w.Code != http.StatusSeeOther {
		t.Errorf("who is signed out makes a link: %d", w.Code)
	}
	if status, _, _ := ask(t, a, a.PublicURL, map[string]any{"pass": text, "visitor": "v", "lang": "en"}); status != 200 {
		t.Errorf("after signing out the pass gives %d: it is valid until it expires", status)
	}
	byToken := newProgram(t, a, core.CanRead)
	var made pass.Link
	if err := json.Unmarshal([]byte(byToken.get("/api/v1/sites/demo/pass")), &made); err != nil {
		t.Fatal(err)
	}
	_, program, _ := strings.Cut(made.URL, "#heed=")
	maya, err := a.store.UserByEmail(t.Context(), "maya@example.com")
	if err != nil {
		t.Fatal(err)
	}
	if _, err := a.auth.DeleteUser(t.Context(), machine(), maya.ID); err != nil {
		t.Fatal(err)
	}
	if status, _, answer := ask(t, a, a.PublicURL, map[string]any{"pass": text, "visitor": "v", "lang": "en"}); status != 403 || answer.Code != "pass_ended" {
		t.Errorf("the pass of a deleted user: %d %+v", status, answer)
	}
	if status, _, _ := ask(t, a, a.PublicURL, map[string]any{"pass": program, "visitor": "v", "lang": "en"}); status != 200 {
		t.Errorf("the pass of a token gives %d", status)
	}
	tokens, _, err := a.store.ListTokens(t.Context(), core.Query{})
	if err != nil || len(tokens) != 1 {
		t.Fatal(tokens, err)
	}
	if _, err := a.store.DeleteToken(t.Context(), tokens[0].ID); err != nil {
		t.Fatal(err)
	}
	if status, _, answer := ask(t, a, a.PublicURL, map[string]any{"pass": program, "visitor": "v", "lang": "en"}); status != 403 || answer.Code != "pass_ended" {
		t.Errorf("the pass of a deleted token: %d %+v", status, answer)
	}
}

// TestWatch: with a pass the page is told what each signal led to and how each live intercept stands; who watches is a tester.
func TestWatch(t *testing.T) {
	a := open(t)
	c := signedIn(t, a)
	_, text := c.pass("/console/sites/demo/watch")
	visitor := "watcher"
	look := map[string]any{"pass": text, "visitor": visitor, "lang": "en"}
	_, _, before := ask(t, a, a.PublicURL, look)
	if len(before.Watch.Signals) != 0 || len(before.Watch.Live) != 3 || !strings.HasPrefix(before.Watch.Live[0].Answer, "It waits for: ") {
		t.Fatalf("before the first signal: %+v", before.Watch)
	}
	p := connect(t, a)
	p.send(map[string]any{"t": "hello", "visitor": visitor, "session": "s", "page": map[string]any{"path": "/demo/cart"}, "debug": text})
	p.next()
	id := NewID()
	p.send(rage(id))
	p.next()
	_, _, after := ask(t, a, a.PublicURL, look)
	if len(after.Watch.Signals) != 1 || after.Watch.Signals[0].ID != id {
		t.Fatalf("after a signal: %+v", after.Watch)
	}
	d, err := a.store.DecisionOfSignal(t.Context(), id)
	if err != nil {
		t.Fatal(err)
	}
	s := after.Watch.Signals[0]
	if s.Outcome != string(d.Outcome) || len(s.Considered) != len(d.Considered.Evaluations()) || !s.Considered[0].Won || s.Considered[0].Name != "stuck" {
		t.Errorf("told %+v, decided %+v", s, d)
	}
	for _, one := range after.Watch.Live {
		if one.Eligible || len(one.Gates) == 0 || !strings.HasPrefix(one.Answer, "It would not be shown: ") {
			t.Errorf("with the budget used up it says %+v", one)
		}
	}
	v, err := a.store.Visitor(t.Context(), "demo", visitor)
	if err != nil || !v.Tester {
		t.Errorf("who watches is stored as %+v, %v", v, err)
	}
	if w := c.do(http.MethodGet, "/console/visitors/demo/"+visitor); !strings.Contains(w.Body.String(), "left out of what is measured") {
		t.Error("the console does not say that they are a tester")
	}
}

// TestOnlyAValidPassMakesATester: what is expired, made up, another site's or of who is no longer here leaves a visitor a visitor.
func TestOnlyAValidPassMakesATester(t *testing.T) {
	a := open(t)
	demo := core.Site{Name: "demo", Origins: []string{a.PublicURL}}
	other, err := a.pass.Link(core.Site{Name: "other", Origins: []string{a.PublicURL}}, a.PublicURL, pass.Pass{User: "u"})
	if err != nil {
		t.Fatal(err)
	}
	_, others, _ := strings.Cut(other.URL, "#heed=")
	_, left := signedIn(t, a).pass("/console/sites/demo/watch")
	maya, err := a.store.UserByEmail(t.Context(), "maya@example.com")
	if err != nil {
		t.Fatal(err)
	}
	if _, err := a.auth.DeleteUser(t.Context(), machine(), maya.ID); err != nil {
		t.Fatal(err)
	}
	for name, text := range map[string]string{"expired": expired(t, a, demo), "made-up": "me.too", "other": others, "none": "", "deleted": left} {
		p := connect(t, a)
		p.send(map[string]any{"t": "hello", "visitor": name, "session": "s", "page": map[string]any{"path": "/"}, "debug": text})
		p.next()
		if v, err := a.store.Visitor(t.Context(), "demo", name); err != nil || v.Tester {
			t.Errorf("%s: %+v, %v", name, v, err)
		}
	}
}

// TestPreview: a draft is shown to who has the link, with what follows its answers, and the store is as it was.
func TestPreview(t *testing.T) {
	a := open(t)
	c := signedIn(t, a)
	const draft = "kind: intercept\nname: idea\nsite: demo\nstatus: draft\nwhen: {any: [{signal: rage_click}]}\naction: "
	admin := core.Principal{ID: "a", Name: "admin", Can: []core.Permission{core.CanAdmin}}
	for _, action := range []string{"{type: survey, survey: what-happened}\nthen: [{if: 'answer.help == \"yes\"', do: {type: chat}}]", "{type: message, text: {en: Second thoughts}}"} {
		if _, err := (configurer{a}).Apply(t.Context(), "idea.yaml", []byte(draft+action), admin, false); err != nil {
			t.Fatal(err)
		}
	}
	before := everything(t, a)
	_, latest := c.pass("/console/intercepts/demo/idea/preview?page=" + url.QueryEscape(a.PublicURL+"/demo/cart"))
	page, first := c.pass("/console/intercepts/demo/idea/preview?revision=1&page=" + url.QueryEscape(a.PublicURL+"/demo/cart"))
	if page != a.PublicURL+"/demo/cart" {
		t.Errorf("the link leads to %s", page)
	}
	see := func(text string, given ...map[string]any) opened {
		t.Helper()
		status, _, answer := ask(t, a, a.PublicURL, map[string]any{"pass": text, "lang": "en", "given": given})
		if status != http.StatusOK || answer.Preview == nil || answer.Watch != nil {
			t.Fatalf("%d %+v", status, answer)
		}
		return answer
	}
	if p := see(latest).Preview; p.Revision != 2 || p.Status != "draft" || len(p.Acts) != 1 || p.Acts[0].Action.Type != "message" {
		t.Errorf("the latest revision shows %+v", p)
	}
	if p := see(first).Preview; p.Revision != 1 || p.Acts[0].Action.Survey.Name != "what-happened" || p.Acts[0].Decision == "" {
		t.Errorf("the first revision shows %+v", p)
	}
	help := func(value string) map[string]any {
		return map[string]any{"survey": "what-happened", "question": "help", "value": value}
	}
	if p := see(first, help("no")).Preview; len(p.Acts) != 0 {
		t.Errorf("«no» leads to %+v", p.Acts)
	}
	if p := see(first, help("no"), help("yes")).Preview; len(p.Acts) != 1 || p.Acts[0].Action.Type != "chat" {
		t.Errorf("«yes», which leads to a chat in that revision, leads to %+v", p.Acts)
	}
	status, _, refused := ask(t, a, a.PublicURL, map[string]any{"pass": first, "lang": "en", "given": []any{help("perhaps")}})
	if status != http.StatusBadRequest || refused.Code != "bad_answer" {
		t.Errorf("an answer that is none: %d %+v", status, refused)
	}
	if after := everything(t, a); after != before {
		t.Errorf("the store had %s\nand has %s", before, after)
	}
}

// everything counts what a preview must not touch.
func everything(t *testing.T, a *App) string {
	t.Helper()
	ctx, q := context.Background(), core.Query{}
	signals, _, err1 := a.store.ListSignals(ctx, q)
	decisions, _, err2 := a.store.ListDecisions(ctx, q)
	responses, _, err3 := a.store.ListResponses(ctx, q)
	conversations, _, err4 := a.store.ListConversations(ctx, q)
	contacts, err5 := a.store.Contacts(ctx, "demo")
	for _, err := range []error{err1, err2, err3, err4, err5} {
		if err != nil {
			t.Fatal(err)
		}
	}
	return fmt.Sprint(len(signals), len(decisions), len(responses), len(conversations), contacts)
}

// TestPreviewFollowsAnswers: «yes, help me» leads to a chat that nobody is told of. The demo's own intercept is in force.
func TestPreviewFollowsAnswers(t *testing.T) {
	a := open(t)
	_, text := signedIn(t, a).pass("/console/intercepts/demo/stuck/preview")
	before := everything(t, a)
	_, _, answer := ask(t, a, a.PublicURL, map[string]any{"pass": text, "lang": "de", "given": []any{
		map[string]any{"survey": "what-happened", "question": "help", "value": "no"},
		map[string]any{"survey": "what-happened", "question": "help", "value": "yes"},
	}})
	if answer.Preview == nil || len(answer.Preview.Acts) != 1 || answer.Preview.Acts[0].Action.Type != "chat" {
		t.Fatalf("«yes» leads to %+v", answer)
	}
	if after := everything(t, a); after != before {
		t.Errorf("the store had %s\nand has %s", before, after)
	}
}

// TestPassOfTheAPI: what the console makes, the API makes.
func TestPassOfTheAPI(t *testing.T) {
	a := open(t)
	reader := newProgram(t, a, core.CanRead)
	body := reader.get("/api/v1/sites/demo/pass?intercept=stuck&page=" + url.QueryEscape(a.PublicURL+"/demo/cart"))
	var made pass.Link
	if err := json.Unmarshal([]byte(body), &made); err != nil {
		t.Fatalf("%s %v", body, err)
	}
	page, text, _ := strings.Cut(made.URL, "#heed=")
	p, err := a.pass.Read(text)
	if err != nil || page != a.PublicURL+"/demo/cart" || p.Intercept != "stuck" || p.Revision != 1 || !p.Expires.Equal(made.Expires) {
		t.Errorf("made %s, which says %+v, %v", made.URL, p, err)
	}
	for path, want := range map[string]string{
		"/api/v1/sites/none/pass":                               "unknown_site",
		"/api/v1/sites/demo/pass?intercept=none":                "unknown_intercept",
		"/api/v1/sites/demo/pass?intercept=stuck&revision=7":    "unknown_revision",
		"/api/v1/sites/demo/pass?intercept=stuck&revision=x":    "bad_revision",
		"/api/v1/sites/demo/pass?page=https%3A%2F%2Fo.example/": "origin_not_allowed",
	} {
		if body := reader.call(http.MethodGet, path, "").Body.String(); !strings.Contains(body, want) {
			t.Errorf("%s: %s, want %s", path, body, want)
		}
	}
}
