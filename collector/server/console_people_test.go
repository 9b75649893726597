package server

import (
	"html"
	"net/http"
	"regexp"
	"strings"
	"testing"
	"time"

	"github.com/chromedp/chromedp/kb"

	"heed/collector/core"
	"heed/web/browsertest"
)

// accounts fill the page of people and tokens.
func (b *bench) accounts() {
	b.t.Helper()
	b.add("benedikta.oberhuber-wiesengrund@customer-care.example.com", core.Operator)
	b.enter(b.add("ben@example.com", core.Marketer).Email)
	b.program("Export to the warehouse", core.CanRead)
	b.program("a-name-that-nobody-thought-of-breaking-anywhere-at-all-in-the-middle", core.CanRead, core.CanChat, core.CanWrite, core.CanAdmin)
}

var shownOnce = regexp.MustCompile(`<section class="card made"[^§]*?<code>([^<]+)</code>`)

// once takes the secret that a page shows.
func once(t *testing.T, body string) string {
	t.Helper()
	found := shownOnce.FindStringSubmatch(body)
	if found == nil {
		t.Fatalf("nothing is handed over:\n%s", body)
	}
	return html.UnescapeString(found[1])
}

// TestConsolePeople walks the page without a script: somebody is added, comes by the link, is changed, and deleted.
func TestConsolePeople(t *testing.T) {
	b := newBench(t)
	admin := b.user(core.Admin)
	if body := b.get(admin, peopleURL).Body.String(); !strings.Contains(body, "admin@example.com") || !strings.Contains(body, "None yet.") {
		t.Errorf("the page of one admin and no token:\n%s", body)
	}
	w := b.post(admin, peopleURL, "email", "Ben@example.com", "name", "Ben", "role", "viewer")
	link, ours := strings.CutPrefix(once(t, w.Body.String()), "http://localhost:8080")
	if w.Code != http.StatusOK || !ours || w.Header().Get("Cache-Control") != "no-store" {
		t.Fatalf("added: status %d, link %q", w.Code, link)
	}
	if e := b.audits()[0]; e.Action != "user.add" || e.Detail != "ben@example.com as viewer, with a sign-in link until 2026-11-22T14:03:20Z" {
		t.Errorf("entry %+v", e)
	}
	taken := b.post(nil, link)
	if taken.Code != http.StatusSeeOther {
		t.Fatalf("the link: status %d", taken.Code)
	}
	ben := taken.Result().Cookies()[0]
	if body := b.get(ben, "/console/account").Body.String(); strings.Contains(body, `name="old"`) || strings.Contains(body, peopleURL) {
		t.Errorf("who came by a link is asked for a password, or offered the people:\n%s", body)
	}
	if w := b.post(ben, "/console/account", "new", password, "again", password); w.Code != http.StatusSeeOther {
		t.Errorf("set a password: status %d", w.Code)
	}
	if body := b.get(ben, "/console/account").Body.String(); !strings.Contains(body, `name="old"`) {
		t.Error("who has set a password is not asked for it")
	}
	u, err := b.store.UserByEmail(t.Context(), "ben@example.com")
	if err != nil {
		t.Fatal(err)
	}
	at := peopleURL + "/" + u.ID
	if w := b.get(admin, peopleURL); strings.Contains(w.Body.String(), link) || !strings.Contains(w.Body.String(), at+`/delete"`) {
		t.Error("the link is shown again, or nobody can be deleted")
	}
	if w := b.post(admin, at, "name", "Benjamin", "role", "operator"); w.Code != http.StatusSeeOther || w.Header().Get("Location") != peopleURL+"?done=changed" {
		t.Errorf("changed: status %d", w.Code)
	}
	if u, err = b.store.User(t.Context(), u.ID); err != nil || u.Role != core.Operator || u.Name != "Benjamin" {
		t.Errorf("changed to %+v, %v", u, err)
	}
	if w := b.get(ben, "/console/account"); w.Code != http.StatusSeeOther {
		t.Errorf("after a change of role: status %d", w.Code)
	}
	again := once(t, b.post(admin, at+"/link").Body.String())
	if again == link || !strings.Contains(again, "/console/link/") {
		t.Errorf("another link %q", again)
	}
	if w := b.post(admin, at+"/delete"); w.Code != http.StatusSeeOther || w.Header().Get("Location") != peopleURL+"?done=deleted" {
		t.Errorf("deleted: status %d", w.Code)
	}
	if body := b.get(admin, peopleURL+"?done=deleted").Body.String(); strings.Contains(body, "ben@example.com") || !strings.Contains(body, doneWords["deleted"]) {
		t.Errorf("afterwards:\n%s", body)
	}
}

// TestConsoleTokens: a token is shown once, works, and ends.
func TestConsoleTokens(t *testing.T) {
	b := newBench(t)
	admin := b.user(core.Admin)
	secret := once(t, b.post(admin, "/console/tokens", "name", "ci", "scope", "read", "scope", "write").Body.String())
	p, err := b.auth.Bearer(t.Context(), secret)
	if err != nil || p.Name != "ci" || len(p.Can) != 2 {
		t.Fatalf("made %+v, %v", p, err)
	}
	body := b.get(admin, peopleURL).Body.String()
	if strings.Contains(body, secret) || !strings.Contains(body, "read, write") {
		t.Errorf("the page afterwards:\n%s", body)
	}
	if w := b.post(admin, "/console/tokens/"+p.ID+"/delete"); w.Code != http.StatusSeeOther || w.Header().Get("Location") != peopleURL+"?done=ended" {
		t.Errorf("deleted: status %d", w.Code)
	}
	if _, err := b.auth.Bearer(t.Context(), secret); err == nil {
		t.Error("it still works")
	}
}

// TestConsolePeopleRefuses: what is refused is said on the page, with what was typed, and changes nothing.
func TestConsolePeopleRefuses(t *testing.T) {
	b := newBench(t)
	admin := b.user(core.Admin)
	u, err := b.store.UserByEmail(t.Context(), "admin@example.com")
	if err != nil {
		t.Fatal(err)
	}
	own := peopleURL + "/" + u.ID
	page := b.get(admin, peopleURL).Body.String()
	if strings.Contains(page, own+"/delete") || strings.Contains(page, `id="role-`+u.ID) {
		t.Error("an admin is offered to delete or demote themself")
	}
	for _, c := range []struct {
		address string
		form    []string
		status  int
		says    []string
	}{
		{peopleURL, []string{"email", "ben", "name", "Ben", "role", "operator"}, http.StatusBadRequest,
			[]string{"is not an e-mail address", `value="ben"`, `value="Ben"`, `value="operator" selected`}},
		{peopleURL, []string{"email", "admin@example.com", "role", "viewer"}, http.StatusBadRequest, []string{"already a user"}},
		{own, []string{"name", "Maya", "role", "viewer"}, http.StatusForbidden, []string{"another admin"}},
		{own + "/delete", nil, http.StatusForbidden, []string{"another admin"}},
		{peopleURL + "/nobody/link", nil, http.StatusNotFound, []string{"There is no user"}},
		{"/console/tokens", []string{"name", "ci"}, http.StatusBadRequest, []string{"A token needs a scope", `value="ci"`}},
		{"/console/tokens", []string{"name", "", "scope", "chat"}, http.StatusBadRequest, []string{"1 to 100 characters", `value="chat" checked`}},
		{"/console/tokens/nobody/delete", nil, http.StatusNotFound, []string{"There is no token"}},
	} {
		w := b.post(admin, c.address, c.form...)
		body := html.UnescapeString(w.Body.String())
		if w.Code != c.status || strings.Contains(body, `class="card made"`) {
			t.Errorf("%s %v: status %d, want %d", c.address, c.form, w.Code, c.status)
		}
		for _, says := range append(c.says, `role="alert"`) {
			if !strings.Contains(body, says) {
				t.Errorf("%s %v: the page lacks %s", c.address, c.form, says)
			}
		}
		if e := b.audits()[0]; e.Outcome != core.AuditRefused {
			t.Errorf("%s: entry %+v", c.address, e)
		}
	}
	if users, err := core.All(t.Context(), core.Query{}, b.auth.Users); err != nil || len(users) != 1 || users[0].Role != core.Admin {
		t.Errorf("users %+v, %v", users, err)
	}
	marketer := b.user(core.Marketer)
	for _, address := range []string{peopleURL, own, own + "/link", own + "/delete", "/console/tokens", "/console/tokens/x/delete"} {
		if w := b.post(marketer, address); w.Code != http.StatusForbidden {
			t.Errorf("a marketer posts %s: status %d", address, w.Code)
		}
	}
}

// TestConsolePeopleByKeyboard: somebody is deleted with the keyboard alone, after a word of warning; a token that was made has the focus, and
// is copied.
func TestConsolePeopleByKeyboard(t *testing.T) {
	b := newBench(t)
	b.now = time.Now() // the browser has a clock of its own
	u := b.add("ben@example.com", core.Viewer)
	p := b.browse(t, b.user(core.Admin))
	p.open(peopleURL)
	p.JS(`document.querySelector('[action$="` + u.ID + `"]').closest('details').querySelector('summary').focus()`)
	p.Keys(kb.Enter)
	for range 5 { // name, role, save, link, and the word that opens the warning
		p.Keys(kb.Tab)
	}
	p.Keys(kb.Enter)
	p.looks(t, "people-open")
	p.Keys(kb.Tab)
	p.Keys(kb.Enter)
	p.Until(`location.search === '?done=deleted' && document.readyState === 'complete' && !document.body.textContent.includes('ben@example.com')`)
	if _, err := b.store.User(t.Context(), u.ID); !core.IsKind(err, core.NotFound) {
		t.Errorf("then %v", err)
	}

	p.JS(`document.querySelector('#token').focus()`)
	p.Keys("ci", kb.Tab, " ", kb.Enter)
	p.Until(`document.activeElement?.classList.contains('made')`)
	p.looks(t, "people-made")
	secret := browsertest.Value[string](p.Tab, `document.querySelector('.made code').textContent`)
	if made, err := b.auth.Bearer(t.Context(), secret); err != nil || made.Name != "ci" || !made.May(core.CanRead) || made.May(core.CanChat) {
		t.Errorf("made %+v, %v", made, err)
	}
}
