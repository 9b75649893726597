package server

import (
	"encoding/csv"
	"encoding/json"
	"fmt"
	"net/http"
	"net/http/httptest"
	"slices"
	"strings"
	"testing"
	"time"

	"heed/collector/core"
	"heed/collector/manifest"
	"heed/collector/starter"
)

// token makes an API token and returns a request that carries it.
func (b *bench) token(scopes ...core.Permission) func(method, address, body string) *httptest.ResponseRecorder {
	b.t.Helper()
	secret, _, err := b.auth.CreateToken(b.t.Context(), core.Machine("test"), "test", scopes)
	if err != nil {
		b.t.Fatal(err)
	}
	return func(method, address, body string) *httptest.ResponseRecorder {
		r := httptest.NewRequest(method, address, strings.NewReader(body))
		r.Header.Set("Authorization", "Bearer "+secret)
		return b.do(nil, r)
	}
}

// problemOf reads an error of the API.
func problemOf(t *testing.T, w *httptest.ResponseRecorder) problem {
	t.Helper()
	var p problem
	if got := w.Header().Get("Content-Type"); got != "application/problem+json" {
		t.Fatalf("content type %q of %s, want a problem", got, w.Body)
	}
	if err := json.Unmarshal(w.Body.Bytes(), &p); err != nil || p.Status != w.Code || p.Code == "" || p.Detail == "" || p.Title == "" {
		t.Fatalf("problem %s with status %d: %v", w.Body, w.Code, err)
	}
	return p
}

// TestAPIPermissions walks the whole table: every route of the API refuses who is nobody, and whose token lacks its permission.
func TestAPIPermissions(t *testing.T) {
	b := newBench(t)
	b.configure()
	as := map[core.Permission]func(method, address, body string) *httptest.ResponseRecorder{}
	for _, p := range []core.Permission{core.CanRead, core.CanChat, core.CanWrite, core.CanAdmin} {
		as[p] = b.token(p)
	}
	for _, r := range b.server.routes() {
		if !strings.HasPrefix(r.path, "/api/v1/") {
			continue
		}
		address := strings.NewReplacer(":name", "stuck", ":id", "x", ":decision", "x", ":survey", "y").Replace(r.path)
		if r.need == "" {
			if r.path != "/api/v1/openapi.json" {
				t.Errorf("%s %s is open to everybody", r.method, r.path)
			}
			continue
		}
		if r.method != http.MethodGet && r.need == core.CanRead {
			t.Errorf("%s %s changes something and asks only for read", r.method, r.path)
		}
		nobody := b.do(nil, httptest.NewRequest(r.method, address, nil))
		if p := problemOf(t, nobody); nobody.Code != http.StatusUnauthorized || p.Code != "sign_in" || nobody.Header().Get("WWW-Authenticate") != "Bearer" {
			t.Errorf("%s %s without a token: %d %s %v", r.method, r.path, nobody.Code, p.Code, nobody.Header())
		}
		for scope, do := range as {
			w := do(r.method, address, "")
			allowed := scope == r.need || scope == core.CanAdmin
			if refused := w.Code == http.StatusForbidden; refused == allowed {
				t.Errorf("%s %s with scope %s: status %d, allowed should be %v", r.method, r.path, scope, w.Code, allowed)
			}
		}
	}
	w := b.do(nil, func() *http.Request {
		r := httptest.NewRequest(http.MethodGet, "/api/v1/sites", nil)
		r.Header.Set("Authorization", "Bearer heed_nonsense")
		return r
	}())
	if p := problemOf(t, w); w.Code != http.StatusUnauthorized || p.Code != "bad_token" {
		t.Errorf("a wrong token: %d %s", w.Code, p.Code)
	}
}

func TestAPIListsArePaged(t *testing.T) {
	b := newBench(t)
	b.live()
	read := b.token(core.CanRead)
	seen := map[string]bool{}
	address, pages := "/api/v1/signals?limit=7", 0
	for next := "first"; next != ""; pages++ {
		w := read(http.MethodGet, address, "")
		var l list[core.Signal]
		if err := json.Unmarshal(w.Body.Bytes(), &l); err != nil || w.Code != http.StatusOK || len(l.Items) > 7 {
			t.Fatalf("%s: %d %s", address, w.Code, w.Body)
		}
		for _, s := range l.Items {
			if seen[s.ID] {
				t.Errorf("%s came twice", s.ID)
			}
			seen[s.ID] = true
		}
		next = l.Next
		address = "/api/v1/signals?limit=7&after=" + next
	}
	if len(seen) != 24 || pages != 4 {
		t.Errorf("%d signals on %d pages, want 24 on 4", len(seen), pages)
	}
	for address, code := range map[string]string{
		"/api/v1/signals?limit=0":         "bad_limit",
		"/api/v1/signals?limit=many":      "bad_limit",
		"/api/v1/signals?after=nonsense":  "bad_cursor",
		"/api/v1/signals?since=yesterday": "bad_time",
		"/api/v1/decisions/nobody":        "unknown_decision",
		"/api/v1/visitors/nobody":         "unknown_visitor",
		"/api/v1/intercepts/nobody":       "not_found",
		"/api/v1/teapots":                 "no_such_address",
	} {
		if p := problemOf(t, read(http.MethodGet, address, "")); p.Code != code {
			t.Errorf("%s: %s, want %s", address, p.Code, code)
		}
	}
	if w := read(http.MethodGet, "/api/v1/responses?survey=nobody", ""); strings.TrimSpace(w.Body.String()) != `{"items":[],"next":""}` {
		t.Errorf("an empty list is %s", w.Body)
	}
}

func TestAPIDecisionExplains(t *testing.T) {
	b := newBench(t)
	b.configure()
	id := b.live()
	w := b.token(core.CanRead)(http.MethodGet, "/api/v1/decisions/"+id, "")
	var d struct {
		Considered []struct {
			Intercept string
			Gates     []struct {
				Gate      string
				Pass      *bool
				Got, Want any
			}
		}
		Candidates       []core.Candidate
		Arbitration, Arm string
	}
	if err := json.Unmarshal(w.Body.Bytes(), &d); err != nil {
		t.Fatal(err)
	}
	if len(d.Considered) == 0 || d.Arbitration == "" || d.Arm != "treatment" {
		t.Fatalf("decision %s", w.Body)
	}
	want := []core.Candidate{
		{Intercept: "stuck", Priority: 80, Value: 2, Draw: 12.408877},
		{Intercept: "leaving", Priority: 80, Value: 2, Draw: 71.803512, Lost: core.ByDraw},
		{Intercept: "cart-rescue", Priority: 50, Draw: 3.25, Lost: core.ByPriority},
	}
	if !slices.Equal(d.Candidates, want) {
		t.Errorf("candidates %+v", d.Candidates)
	}
	for _, g := range d.Considered[0].Gates {
		if g.Gate == "" || g.Pass == nil {
			t.Errorf("gate %+v", g)
		}
	}
}

// TestDecisionSaysWhatThePageReported: in the API, in its file and on the console's page, in order; what is seen at once is told as one.
func TestDecisionSaysWhatThePageReported(t *testing.T) {
	b := newBench(t)
	b.configure()
	b.live()
	at := func(seconds int) *time.Time { t := b.now.Add(time.Duration(seconds) * time.Second); return &t }
	read, who := b.token(core.CanRead), b.user(core.Viewer)
	for name, row := range map[string]struct {
		reports []core.Report
		says    []string // rendered, shown, dismissed, reason
		steps   []string
		not     string
	}{
		"below the fold": {[]core.Report{{Rendered: at(1)}, {Shown: at(5)}, {Dismissed: at(9), Reason: "close"}},
			[]string{stamp(at(1)), stamp(at(5)), stamp(at(9)), "close"}, []string{"It stood in the page", "It appeared in the page", "The visitor closed it"}, "Failed"},
		"seen at once": {[]core.Report{{Shown: at(2)}},
			[]string{stamp(at(2)), stamp(at(2)), "", ""}, []string{"It appeared in the page"}, "It stood in the page"},
		"never seen": {[]core.Report{{Rendered: at(1)}},
			[]string{stamp(at(1)), "", "", ""}, []string{"It stood in the page"}, "It appeared in the page"},
		"failed": {[]core.Report{{Dismissed: at(3), Reason: "failed"}},
			[]string{"", "", stamp(at(3)), "failed"}, []string{"The widget could not be loaded, or could not show it"}, "It stood in the page"},
	} {
		id := strings.ReplaceAll(name, " ", "-")
		change := core.Change{Decisions: []core.Decision{{ID: id, Site: "demo", Visitor: "anna", Session: "s", Signal: id, Kind: "rage_click", Page: "/",
			At: b.now, Outcome: core.Acted, Intercept: "stuck", Arm: core.Treatment, Action: &core.Action{Type: core.ActChat}}}}
		b.commit(change)
		for _, r := range row.reports {
			r.Decision = id
			b.commit(core.Change{Reports: []core.Report{r}})
		}
		var d map[string]any
		if w := read(http.MethodGet, "/api/v1/decisions/"+id, ""); json.Unmarshal(w.Body.Bytes(), &d) != nil {
			t.Fatalf("%s: %s", name, w.Body)
		}
		rows, err := csv.NewReader(read(http.MethodGet, "/api/v1/decisions.csv", "").Body).ReadAll()
		if err != nil {
			t.Fatal(err)
		}
		mine := rows[slices.IndexFunc(rows, func(r []string) bool { return r[0] == id })]
		for i, field := range []string{"rendered", "shown", "dismissed", "reason"} {
			got, _ := d[field].(string)
			if field != "reason" && got != "" {
				when, err := time.Parse(time.RFC3339, got)
				if err != nil {
					t.Fatal(err)
				}
				got = stamp(&when)
			}
			if inFile := mine[slices.Index(rows[0], field)]; got != row.says[i] || inFile != row.says[i] {
				t.Errorf("%s: %s is %q, in the file %q, want %q", name, field, got, inFile, row.says[i])
			}
		}
		page, from := b.get(who, "/console/decisions/"+id).Body.String(), 0
		for _, words := range row.steps {
			n := strings.Index(page[from:], words)
			if n < 0 {
				t.Fatalf("%s: the page does not say %q after the others", name, words)
			}
			from += n
		}
		if strings.Contains(page, row.not) {
			t.Errorf("%s: the page says %q", name, row.not)
		}
	}
}

// TestCSV opens what visitors wrote as a spreadsheet would.
func TestCSV(t *testing.T) {
	b := newBench(t)
	evil := []string{"=HYPERLINK(\"http://evil.example\")", "+1", "-1+2", "@SUM(A1)", "\tx", "a \"quoted\"\r\nline, with comma", "ζ 日本"}
	for i, s := range evil {
		b.tell(tale{visitor: fmt.Sprint("v", i), kind: "rage_click", page: "/p", target: s, score: 0.5})
	}
	w := b.token(core.CanRead)(http.MethodGet, "/api/v1/signals.csv", "")
	if got := w.Header().Get("Content-Type"); got != "text/csv; charset=utf-8" {
		t.Errorf("content type %q", got)
	}
	text := w.Body.String()
	if !strings.Contains(text, "\r\n") || !strings.HasPrefix(text, "id,site,visitor,") {
		t.Errorf("not RFC 4180 with a head: %.80q", text)
	}
	rows, err := csv.NewReader(strings.NewReader(text)).ReadAll()
	if err != nil || len(rows) != len(evil)+1 {
		t.Fatalf("%d rows, %v; want %d", len(rows), err, len(evil)+1)
	}
	targets := map[string]bool{}
	for _, row := range rows[1:] {
		target := row[8]
		targets[target] = true
		if strings.ContainsRune("=@\t", rune(target[0])) || target == "-1+2" {
			t.Errorf("a spreadsheet would run %q", target)
		}
		if _, err := time.Parse("2006-01-02T15:04:05.000Z", row[5]); err != nil {
			t.Errorf("time %q: %v", row[5], err)
		}
	}
	for _, want := range []string{"+1", "'-1+2", "ζ 日本", "a \"quoted\"\nline, with comma"} {
		if !targets[want] {
			t.Errorf("%q is not among %v", want, targets)
		}
	}
}

// TestCrossSiteChangesAreRefused: a session cookie does not help another site's page.
func TestCrossSiteChangesAreRefused(t *testing.T) {
	b := newBench(t)
	b.configure()
	id := b.live()
	b.chatter(id, "Hello")
	who := b.user(core.Operator)
	for _, c := range []struct {
		name, header, value string
		status              int
	}{
		{"another site", "Sec-Fetch-Site", "cross-site", http.StatusForbidden},
		{"a sub-domain", "Sec-Fetch-Site", "same-site", http.StatusForbidden},
		{"another origin, older browser", "Origin", "https://evil.example", http.StatusForbidden},
		{"no origin", "Origin", "null", http.StatusForbidden},
		{"our own page", "Sec-Fetch-Site", "same-origin", http.StatusCreated},
		{"our own page, older browser", "Origin", "http://example.com", http.StatusCreated}, // httptest's host
	} {
		r := httptest.NewRequest(http.MethodPost, "/api/v1/conversations/"+id+"/messages", strings.NewReader(`{"text":"hi"}`))
		r.Header.Set(c.header, c.value)
		if w := b.do(who, r); w.Code != c.status {
			t.Errorf("%s: %d %s, want %d", c.name, w.Code, w.Body, c.status)
		}
	}
}

func TestReplyBodies(t *testing.T) {
	b := newBench(t)
	id := b.live()
	b.chatter(id, "Hello")
	chat := b.token(core.CanChat)
	for body, want := range map[string]int{
		`{"text":"hi"}`:             http.StatusCreated,
		`{"text":"  "}`:             http.StatusBadRequest,
		`{"text":"hi","texts":"x"}`: http.StatusBadRequest,
		`{"text":7}`:                http.StatusBadRequest,
		``:                          http.StatusBadRequest,
		`{"text":"` + strings.Repeat("x", maxReply) + `"}`: http.StatusBadRequest,
	} {
		if w := chat(http.MethodPost, "/api/v1/conversations/"+id+"/messages", body); w.Code != want {
			t.Errorf("%.40s: %d %s, want %d", body, w.Code, w.Body, want)
		}
	}
	if w := chat(http.MethodPost, "/api/v1/conversations/nobody/messages", `{"text":"hi"}`); w.Code != http.StatusNotFound {
		t.Errorf("an unknown conversation: %d", w.Code)
	}
}

// TestOpenAPI: the description names every route of the API and no other, and what is answered has the fields it promises.
func TestOpenAPI(t *testing.T) {
	b := newBench(t)
	b.configure()
	id := b.live()
	b.chatter(id, "Hello")
	read, maya := b.token(core.CanAdmin), b.add("maya@example.com", core.Admin)
	doc := readDescription(t, read(http.MethodGet, "/api/v1/openapi.json", "").Body.Bytes())
	for name := range doc.Components.Schemas {
		if !componentName.MatchString(name) {
			t.Errorf("%q is no name of a component", name)
		}
	}
	problems := doc.Paths["/api/v1/sites"]["get"].Responses["default"].Content["application/problem+json"].Schema
	described, filled := 0, map[string]bool{}
	read(http.MethodPost, "/api/v1/tokens", `{"name": "audited", "scopes": ["read"]}`)
	for _, r := range b.server.routes() {
		if !strings.HasPrefix(r.path, "/api/v1/") {
			continue
		}
		described++
		path, _ := openPath(r.path)
		op, ok := doc.Paths[path][strings.ToLower(r.method)]
		if !ok || op.Summary == "" {
			t.Errorf("%s %s is not described", r.method, r.path)
		}
		answered := op.Responses["2XX"].Content["application/json"].Schema
		if r.method != http.MethodGet || answered == nil || r.path == "/api/v1/openapi.json" || strings.HasSuffix(r.path, "/why") { // why needs an engine; app tests it
			continue
		}
		address := strings.NewReplacer(":name", map[bool]string{true: "demo", false: "stuck"}[strings.Contains(r.path, "sites")],
			":decision", id, ":survey", "what-happened", ":id", id).Replace(r.path)
		address = strings.Replace(address, "surveys/stuck", "surveys/what-happened", 1)
		address = strings.Replace(address, "webhooks/stuck", "webhooks/crm", 1)
		address = strings.Replace(address, "visitors/"+id, "visitors/anna", 1)
		address = strings.Replace(address, "users/"+id, "users/"+maya.ID, 1)
		w := read(http.MethodGet, address, "")
		var answer map[string]any
		if err := json.Unmarshal(w.Body.Bytes(), &answer); err != nil || w.Code != http.StatusOK {
			t.Errorf("%s: %d %s", address, w.Code, w.Body)
			continue
		}
		for _, wrong := range doc.misfits(answered, answer, address) {
			t.Error(wrong)
		}
		if items, ok := answer["items"].([]any); ok && len(items) > 0 {
			filled[r.path] = true
		}
		refused := b.do(nil, httptest.NewRequest(http.MethodGet, address, nil))
		var problem any
		if err := json.Unmarshal(refused.Body.Bytes(), &problem); err != nil || len(doc.misfits(problems, problem, address)) > 0 {
			t.Errorf("%s without a token: %s: %v", address, refused.Body, doc.misfits(problems, problem, address))
		}
	}
	for _, noun := range []string{"sites", "intercepts", "surveys", "signals", "decisions", "responses", "responses/summary", "conversations", "users", "tokens",
		"webhooks", "templates", "audit", "intercepts/:name/revisions"} {
		if !filled["/api/v1/"+noun] {
			t.Errorf("there are no %s, so that nothing of them is held against the description", noun)
		}
	}
	if len(operations()) != described {
		t.Errorf("%d operations are described, the table has %d", len(operations()), described)
	}
}

// TestBadJSONIsNamed: what is wrong with a body is said by its own fields, without a word of the types that it is read into.
func TestBadJSONIsNamed(t *testing.T) {
	b := newBench(t)
	admin := b.token(core.CanAdmin)
	for body, says := range map[string]string{
		``:                                 "one valid JSON value",
		`{`:                                "one valid JSON value",
		`{"from": "a", "from": "b"}`:       "without duplicate names",
		`[]`:                               "The body must be an object.",
		`{"form": "2026-01-01"}`:           "The field /form is not known here",
		`{"intercept": {"whn": {}}}`:       "The field /intercept/whn is not known here",
		`{"intercept": {"name": 7}}`:       "The field /intercept/name cannot be read: it must be a string.",
		`{"intercept": {"priority": 1.5}}`: "The field /intercept/priority cannot be read: it must be a whole number.",
		`{"intercept": {"holdout": "20"}}`: "The field /intercept/holdout cannot be read: it must be a number.",
		`{"intercept": {"then": {}}}`:      "The field /intercept/then cannot be read: it must be a list.",
		`{"intercept": {"limits": {"every": "x"}}}`: `The field /intercept/limits/every cannot be read: "x" is not a duration: write 30d, 12h, 15m or 20s.`,
	} {
		w := admin(http.MethodPost, "/api/v1/backtests", body)
		if p := problemOf(t, w); w.Code != http.StatusBadRequest || p.Code != "bad_json" || !strings.Contains(p.Detail, says) || strings.Contains(p.Detail, "core.") {
			t.Errorf("%s: %d %s, want %q", body, w.Code, w.Body, says)
		}
	}
}

func TestMetricsAreLocal(t *testing.T) {
	b := newBench(t)
	for _, c := range []struct {
		name, remote, forwarded string
		status                  int
	}{
		{"from afar", "192.0.2.1:1000", "", http.StatusForbidden},
		{"through a proxy on this machine", "127.0.0.1:1000", "192.0.2.1", http.StatusForbidden},
	} {
		r := httptest.NewRequest(http.MethodGet, "/metrics", nil)
		r.RemoteAddr = c.remote
		if c.forwarded != "" {
			r.Header.Set("X-Forwarded-For", c.forwarded)
		}
		if w := b.do(nil, r); w.Code != c.status {
			t.Errorf("%s: %d, want %d", c.name, w.Code, c.status)
		}
	}
}

// TestAPIExport gives what apply takes, of one site or of all.
func TestAPIExport(t *testing.T) {
	b := newBench(t)
	b.configure()
	read := b.token(core.CanRead)
	w := read(http.MethodGet, "/api/v1/export?site=demo&name=stuck", "")
	if got := w.Header().Get("Content-Type"); got != "text/yaml; charset=utf-8" {
		t.Errorf("content type %q", got)
	}
	want, err := manifest.Export(t.Context(), b.store, "demo", []string{"stuck"}, nil)
	if err != nil || w.Body.String() != want || !strings.Contains(want, "name: stuck") {
		t.Errorf("%v: %s, want %s", err, w.Body, want)
	}
	if p := problemOf(t, read(http.MethodGet, "/api/v1/export?site=nowhere", "")); p.Code != "unknown_site" || p.Status != http.StatusNotFound {
		t.Errorf("an unknown site: %d %s", p.Status, p.Code)
	}
}

// TestAPILint gives faults and findings, each with its place, and writes nothing.
func TestAPILint(t *testing.T) {
	b := newBench(t)
	b.configure()
	for yaml, want := range map[string]string{
		"kind: intercept\nname: x\n  site: demo": "invalid",
		"kind: intercept\nname: x\nsite: demo\nstatus: live\nowner: m\nhypothesis: h\nmetric: {event: purchase}\nwhen: {any: [{signal: rage_click}]}\naction: {type: chat}\nwho: 1 > 2\n": "never_true",
	} {
		w := b.token(core.CanWrite)(http.MethodPost, "/api/v1/lint", yaml)
		var l list[core.Finding]
		if err := json.Unmarshal(w.Body.Bytes(), &l); err != nil || w.Code != http.StatusOK || len(l.Items) != 1 {
			t.Fatalf("%v: %d %s", err, w.Code, w.Body)
		}
		if f := l.Items[0]; f.Code != want || f.Severity != core.Wrong || f.File != "body" || f.Line == 0 || f.Message == "" {
			t.Errorf("%+v, want %s with its place", f, want)
		}
	}
	docs, _, err := b.store.Current(t.Context())
	for _, d := range docs {
		if d.Name == "x" || err != nil {
			t.Errorf("written: %+v, %v", d, err)
		}
	}
}

// TestAPITemplates lists drafts that name the site they are asked for.
func TestAPITemplates(t *testing.T) {
	b := newBench(t)
	do := b.token(core.CanWrite)
	w := b.token(core.CanRead)(http.MethodGet, "/api/v1/templates?site=shop", "")
	var l list[starter.Template]
	if err := json.Unmarshal(w.Body.Bytes(), &l); err != nil || len(l.Items) != len(starter.Templates()) {
		t.Fatalf("%v: %d %s", err, w.Code, w.Body)
	}
	for _, one := range l.Items {
		if strings.Count(one.YAML, "site: shop") != 2 || strings.Contains(one.YAML, "${") {
			t.Errorf("%s does not say its site:\n%s", one.Name, one.YAML)
		}
	}
	for _, query := range []string{"revision=-1", "revision=one", "revision=1&dry_run=true"} {
		var p problem
		if w := do(http.MethodPost, "/api/v1/apply?"+query, anApply); json.Unmarshal(w.Body.Bytes(), &p) != nil || p.Code != "bad_revision" {
			t.Errorf("%s: %d %s", query, w.Code, w.Body)
		}
	}
}
