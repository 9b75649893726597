package server

import (
	"net/http"
	"strings"
	"testing"

	"heed/collector/core"
)

// consolePages are the pages that need nothing to exist.
var consolePages = []string{
	"/console/surveys/new",
	"/console", "/console/decisions", "/console/responses", "/console/conversations", "/console/intercepts", "/console/intercepts/new", "/console/surveys",
	"/console/detectors", "/console/sites", "/console/webhooks", "/console/audit", "/console/people", "/console/account", "/console/sign-in", "/console/link/abc", "/console/none",
}

// things fills the store and gives the pages of single things.
func (b *bench) things() []string {
	b.t.Helper()
	id := b.live()
	b.chatter(id, "Hello, the promo code button does nothing.", "Hello! Sorry about that. Which code is it?",
		"FERN10, from the newsletter. I pressed it five times and nothing at all happened, no error either.")
	b.upset("anna")
	b.taps()
	b.deeds()
	b.accounts()
	b.weeks()
	b.failing()
	b.ran("2026-11-01", "2026-11-21")
	return []string{"/console/surveys/demo/what-happened/edit", "/console/surveys/new?site=demo",
		"/console/responses?survey=what-happened&question=what&text=deliv", "/console/decisions/" + id, "/console/responses/" + id + "/what-happened", "/console/conversations/" + id,
		"/console/visitors/demo/anna", "/console/intercepts/demo/stuck",
		"/console/intercepts/demo/stuck/backtest", "/console/intercepts/demo/stuck/backtest?from=2026-11-01&to=2026-11-21", "/console/intercepts/demo/stuck/backtest?from=2026-11-02&to=2026-11-21",
		"/console/intercepts/demo/stuck/preview", "/console/sites/demo", "/console/sites/demo/watch", "/console/sites/demo/look", "/console/sites/demo/place", "/console/surveys/demo/what-happened/look", "/console/surveys/demo/what-happened", "/console/surveys/demo/cart-why",
		"/console/webhooks/demo/crm", "/console/webhooks/demo/ops",
		"/console/intercepts/demo/stuck/edit", "/console/intercepts/demo/leaving/edit", "/console/intercepts/new?site=demo&template=abandoned-cart"}
}

func TestConsolePagesRender(t *testing.T) {
	for _, state := range []string{"empty", "full"} {
		t.Run(state, func(t *testing.T) {
			b, pages := newBench(t), consolePages
			if state == "full" {
				b.configure()
				pages = append(pages[:len(pages):len(pages)], b.things()...)
			}
			who := b.user(core.Admin)
			for _, address := range pages {
				want := http.StatusOK
				if address == "/console/none" {
					want = http.StatusNotFound
				}
				w := b.get(who, address)
				if w.Code != want || !strings.HasSuffix(strings.TrimSpace(w.Body.String()), "</html>") {
					t.Errorf("%s: status %d\n%.300s", address, w.Code, w.Body)
				}
			}
		})
	}
}

// hostile is what a visitor or a page may send anywhere.
const hostile = `"'><script>alert(1)</script><img src=x onerror=alert(2)>{{.}}javascript:alert(3)`

func TestConsoleEscapesWhatPagesSend(t *testing.T) {
	b := newBench(t)
	b.configure()
	b.save(core.KindIntercept, "hostile", core.Intercept{Site: "demo", Name: "hostile", Status: core.Live, Hypothesis: hostile, Who: hostile,
		When: core.When{Any: []core.Trigger{{Signal: "custom:" + hostile, Page: hostile}}}, Action: core.Action{Type: core.ActMessage,
			Title: core.Text{"en": hostile}}})
	id := b.tell(tale{visitor: "v" + hostile, kind: "custom:" + hostile, page: "/" + hostile, label: hostile, target: hostile,
		outcome: core.Acted, intercept: hostile, what: hostile})
	b.chatter(id, hostile, hostile, hostile)
	b.deed(hostile, hostile, hostile)
	who := b.user(core.Admin)
	pages := append(consolePages[:10:10], decisionURL(id), conversationURL(id), responseURL(id+"/what-happened"),
		visitorURL("demo", "v"+hostile), interceptURL("demo", "hostile"))
	for _, address := range pages {
		w := b.get(who, address)
		body := w.Body.String()
		if w.Code != http.StatusOK {
			t.Errorf("%s: status %d\n%.300s", address, w.Code, body)
		}
		if n := strings.Count(body, "<script"); n != 1 {
			t.Errorf("%s: %d <script>, want the page's own only", address, n)
		}
		for _, bad := range []string{"<img", `href="javascript:`, `'><`} {
			if strings.Contains(body, bad) {
				t.Errorf("%s: has %q", address, bad)
			}
		}
	}
}

func TestConsoleAsksForPermission(t *testing.T) {
	b := newBench(t)
	b.configure()
	id := b.live()
	b.chatter(id, "Hello")
	people := map[string]*http.Cookie{"nobody": nil, "viewer": b.user(core.Viewer), "operator": b.user(core.Operator)}
	for _, test := range []struct {
		who, method, address string
		want                 int
	}{
		{"nobody", "GET", "/console", http.StatusSeeOther},
		{"nobody", "GET", decisionURL(id), http.StatusSeeOther},
		{"nobody", "GET", "/console/sign-in", http.StatusOK},
		{"nobody", "POST", conversationURL(id), http.StatusSeeOther},
		{"viewer", "GET", "/console", http.StatusOK},
		{"viewer", "GET", conversationURL(id), http.StatusOK},
		{"viewer", "POST", conversationURL(id), http.StatusForbidden},
		{"viewer", "POST", conversationURL(id) + "/close", http.StatusForbidden},
		{"operator", "POST", conversationURL(id), http.StatusSeeOther},
		{"operator", "POST", conversationURL(id) + "/close", http.StatusSeeOther},
	} {
		w := b.get(people[test.who], test.address)
		if test.method == "POST" {
			w = b.post(people[test.who], test.address, "text", "Hello, this is "+test.who)
		}
		if w.Code != test.want {
			t.Errorf("%s %s %s: status %d, want %d", test.who, test.method, test.address, w.Code, test.want)
		}
		if test.who == "nobody" && w.Code == http.StatusSeeOther && !strings.HasPrefix(w.Header().Get("Location"), "/console/sign-in") {
			t.Errorf("%s leads to %s", test.address, w.Header().Get("Location"))
		}
	}
	messages, err := b.store.Messages(t.Context(), id)
	if err != nil {
		t.Fatal(err)
	}
	if len(messages) != 3 || messages[1].Text != "Hello, this is operator" || messages[1].Name != "Maya" || messages[2].From != core.FromSystem {
		t.Errorf("messages %+v, want the visitor's, the operator's, and that it was closed", messages)
	}
}

// TestConsoleRoutesAreGuarded keeps a new page from being public by mistake.
func TestConsoleRoutesAreGuarded(t *testing.T) {
	public := map[string]bool{"/console/sign-in": true, "/console/link/:secret": true}
	for _, r := range newBench(t).server.consoleRoutes() {
		if (r.need == "") != public[r.path] {
			t.Errorf("%s %s asks for %q", r.method, r.path, r.need)
		}
		if r.method == http.MethodPost && strings.Contains(r.path, "conversations") && r.need != core.CanChat {
			t.Errorf("%s %s asks for %q, want chat", r.method, r.path, r.need)
		}
	}
}

func TestConsoleShowsEveryDecision(t *testing.T) {
	b := newBench(t)
	b.configure()
	b.live()
	byHand := core.Decision{ID: newID(), Site: "demo", Visitor: "anna", Kind: "open", Page: "/help", At: b.now, Outcome: core.Acted,
		Action: &core.Action{Type: core.ActChat}, Arbitration: "The visitor asked for it."}
	b.commit(core.Change{Decisions: []core.Decision{byHand}})
	who := b.user(core.Viewer)
	list, _, err := b.store.ListDecisions(t.Context(), core.Query{})
	if err != nil || len(list) != 25 {
		t.Fatalf("%d decisions, %v", len(list), err)
	}
	for _, d := range list {
		w := b.get(who, decisionURL(d.ID))
		for _, want := range []string{didWords(d), d.Page, map[core.Arm]string{core.Control: "deliberately left alone", core.Treatment: "treatment arm"}[d.Arm]} {
			if w.Code != http.StatusOK || !strings.Contains(w.Body.String(), want) {
				t.Errorf("the page of %+v: status %d, lacks %q", d, w.Code, want)
			}
		}
	}
	for _, d := range list {
		body := b.get(who, decisionURL(d.ID)).Body.String()
		if ranked := strings.Contains(body, "How the winner was found"); ranked != (d.Intercept == "stuck") {
			t.Errorf("the page of a decision that %q won ranks: %v", d.Intercept, ranked)
		}
		if d.Intercept == "stuck" && !(strings.Contains(body, "71.803512") && strings.Contains(body, "same priority and value, later in the draw")) {
			t.Errorf("a tie is not told:\n%s", body)
		}
	}
	if body := b.get(who, decisionURL(byHand.ID)).Body.String(); !strings.Contains(body, "asked for help") || !strings.Contains(body, "Heed offered a chat") {
		t.Errorf("what was opened by hand does not read like it:\n%s", body)
	}
}

func TestConsoleListsSelectAndPage(t *testing.T) {
	b := newBench(t)
	b.configure()
	for range 3 {
		b.live()
	}
	who := b.user(core.Viewer)
	for address, want := range map[string]int{
		"/console/decisions":                                   core.DefaultLimit,
		"/console/decisions?outcome=hold":                      15,
		"/console/decisions?site=demo&intercept=stuck":         30,
		"/console/decisions?outcome=none&intercept=stuck":      0,
		"/console/responses?survey=what-happened":              30,
		"/console/responses?survey=cart-why":                   0,
		"/console/conversations?status=closed":                 0,
		"/console/decisions?outcome=act&intercept=cart-rescue": 0,
	} {
		body := b.get(who, address).Body.String()
		blank := strings.Count(body, `data-id=""`) // in the <template>
		if n := strings.Count(body, `<li class="row`) - blank; n != want {
			t.Errorf("%s: %d rows, want %d", address, n, want)
		}
	}
	for address, want := range map[string]string{
		"/console/decisions?outcome=zzz":      "outcome is one of act, hold, none",
		"/console/decisions?intercept=nobody": "intercept is one of cart-rescue, leaving,",
		"/console/conversations?status=zzz":   "status is one of open, closed",
	} {
		if w := b.get(who, address); w.Code != http.StatusBadRequest || !strings.Contains(w.Body.String(), want) {
			t.Errorf("%s: %d, want %q", address, w.Code, want)
		}
	}
	body := b.get(who, "/console/decisions").Body.String()
	_, rest, _ := strings.Cut(body, `<p class="next"><a class="button" href="`)
	next, _, _ := strings.Cut(rest, `"`)
	next = strings.ReplaceAll(next, "&amp;", "&")
	if n := strings.Count(b.get(who, next).Body.String(), `<li class="row`); n != 72-core.DefaultLimit {
		t.Errorf("the second page %q has %d rows, want %d", next, n, 72-core.DefaultLimit)
	}
	for address, want := range map[string]int{"/console?site=none": http.StatusNotFound, "/console/decisions?after=garbage": http.StatusBadRequest,
		"/console/decisions/none": http.StatusNotFound, "/console/intercepts/demo/none": http.StatusNotFound,
		"/console/surveys/demo/none": http.StatusNotFound, "/console/visitors/demo/none": http.StatusNotFound} {
		if w := b.get(who, address); w.Code != want {
			t.Errorf("%s: status %d, want %d", address, w.Code, want)
		}
	}
}

// TestInterceptIsLookedOver lists what the lint finds on the page of the intercept that is in force, or says that there is nothing.
func TestInterceptIsLookedOver(t *testing.T) {
	b := newBench(t)
	b.configure()
	who := b.user(core.Viewer)
	b.save(core.KindIntercept, "never", core.Intercept{Site: "demo", Name: "never", Status: core.Draft, Owner: "m", Hypothesis: "h",
		Metric: &core.Metric{Event: "purchase"}, When: core.When{Any: []core.Trigger{{Signal: "rage_click"}}}, Who: "cart.value < 0", Action: core.Action{Type: core.ActChat}})
	for name, want := range map[string]string{"never": "is never true, so this acts on nobody", "stuck": "Nothing stands out"} {
		w := b.get(who, "/console/intercepts/demo/"+name)
		if w.Code != http.StatusOK || !strings.Contains(w.Body.String(), want) {
			t.Errorf("%s: %d, without %q", name, w.Code, want)
		}
	}
}
