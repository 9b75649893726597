package server

import (
	"encoding/json"
	"net/http"
	"net/http/httptest"
	"strings"
	"testing"
	"time"

	"heed/collector/core"
)

// decoded reads a JSON answer that must have that status.
func decoded[T any](t *testing.T, w *httptest.ResponseRecorder, status int) (v T) {
	t.Helper()
	if w.Code != status {
		t.Fatalf("status %d, want %d: %s", w.Code, status, w.Body)
	}
	if err := json.Unmarshal(w.Body.Bytes(), &v); err != nil {
		t.Fatalf("%v: %s", err, w.Body)
	}
	return v
}

// TestAPIUsers walks a user's life: added, found, changed, let in by a link, deleted.
func TestAPIUsers(t *testing.T) {
	b := newBench(t)
	admin := b.token(core.CanAdmin)
	b.add("maya@example.com", core.Admin)
	b.now = b.now.Add(time.Minute)
	w := admin("POST", "/api/v1/users", `{"email":"Ben@example.com","name":"Ben","role":"viewer"}`)
	ben := decoded[core.User](t, w, http.StatusCreated)
	if ben.Email != "ben@example.com" || ben.Name != "Ben" || ben.Role != core.Viewer || strings.Contains(w.Body.String(), "signed_in") {
		t.Errorf("added %s", w.Body)
	}
	at := "/api/v1/users/" + ben.ID
	if got := decoded[core.User](t, admin("GET", at, ""), http.StatusOK); got != ben {
		t.Errorf("got %+v", got)
	}

	seen, address := []string{}, "/api/v1/users?limit=1"
	for next := "first"; next != ""; address = "/api/v1/users?limit=1&after=" + next {
		page := decoded[list[core.User]](t, admin("GET", address, ""), http.StatusOK)
		seen, next = append(seen, page.Items[0].Email), page.Next
	}
	if strings.Join(seen, " ") != "ben@example.com maya@example.com" {
		t.Errorf("listed %v, want the newest first", seen)
	}
	if page := decoded[list[core.User]](t, admin("GET", "/api/v1/users?role=admin", ""), http.StatusOK); len(page.Items) != 1 || page.Items[0].Email != "maya@example.com" {
		t.Errorf("admins %+v", page.Items)
	}

	link := decoded[signInLink](t, admin("POST", at+"/link", ""), http.StatusCreated)
	path, ours := strings.CutPrefix(link.URL, "http://localhost:8080")
	if !ours || !link.Expires.Equal(b.now.Add(24*time.Hour)) {
		t.Errorf("link %+v", link)
	}
	in := b.post(nil, path)
	if in.Code != http.StatusSeeOther || len(in.Result().Cookies()) != 1 {
		t.Fatalf("the link does not sign in: status %d", in.Code)
	}
	session := in.Result().Cookies()[0]
	if w := b.get(session, "/console/account"); w.Code != http.StatusOK {
		t.Errorf("signed in: status %d", w.Code)
	}

	got := decoded[core.User](t, admin("PATCH", at, `{"role":"operator"}`), http.StatusOK)
	if got.Role != core.Operator || got.Name != "Ben" || !got.SignedIn.Equal(b.now) {
		t.Errorf("changed to %+v", got)
	}
	if w := b.get(session, "/console/account"); w.Code != http.StatusSeeOther {
		t.Errorf("after a change of role: status %d, want to be sent to sign in", w.Code)
	}
	if w := admin("DELETE", at, ""); w.Code != http.StatusNoContent {
		t.Errorf("deleted: status %d, %s", w.Code, w.Body)
	}
	if p := problemOf(t, admin("GET", at, "")); p.Code != "unknown_user" {
		t.Errorf("afterwards: %s", p.Code)
	}
	said := map[string]string{}
	for _, e := range b.audits() {
		said[e.Action] = e.Detail
	}
	for action, want := range map[string]string{"user.add": "ben@example.com as viewer", "link.create": "ben@example.com, until 2026-11-22T14:04:20Z",
		"user.change": `ben@example.com, who is operator now, named "Ben"`, "user.delete": "ben@example.com, who was operator"} {
		if said[action] != want {
			t.Errorf("the entry of %s says %q, want %q", action, said[action], want)
		}
	}
}

// TestAPIAccountsRefuse: what makes no sense, shuts everybody out or gives too much is refused with a code, and changes nothing.
func TestAPIAccountsRefuse(t *testing.T) {
	b := newBench(t)
	program := b.token(core.CanAdmin)
	maya := b.add("maya@example.com", core.Admin)
	session := b.enter(maya.Email)
	person := func(method, address, body string) *httptest.ResponseRecorder {
		return b.do(session, httptest.NewRequest(method, address, strings.NewReader(body)))
	}
	at := "/api/v1/users/" + maya.ID
	for _, c := range []struct {
		do                          func(method, address, body string) *httptest.ResponseRecorder
		method, address, body, code string
	}{
		{program, "POST", "/api/v1/users", `{"email":"maya@example.com","role":"viewer"}`, "user_exists"},
		{program, "POST", "/api/v1/users", `{"email":"ben","role":"viewer"}`, "bad_email"},
		{program, "POST", "/api/v1/users", `{"email":"ben@example.com"}`, "bad_role"},
		{program, "POST", "/api/v1/users", `{"email":"ben@example.com","role":"viewer","password":"short"}`, "bad_password"},
		{program, "POST", "/api/v1/users", `{"email":"ben@example.com","role":"viewer","password_hash":"x"}`, "bad_json"},
		{program, "PATCH", at, `{"role":"viewer"}`, "last_admin"},
		{program, "PATCH", at, `{"email":"new@example.com"}`, "bad_json"},
		{program, "DELETE", at, "", "last_admin"},
		{person, "PATCH", at, `{"role":"viewer"}`, "own_account"},
		{person, "DELETE", at, "", "own_account"},
		{program, "POST", "/api/v1/users/nobody/link", "", "unknown_user"},
		{program, "GET", "/api/v1/users?after=nonsense", "", "bad_cursor"},
		{program, "POST", "/api/v1/tokens", `{"name":"ci","scopes":["everything"]}`, "bad_scope"},
		{program, "POST", "/api/v1/tokens", `{"name":"ci"}`, "bad_scope"},
		{program, "POST", "/api/v1/tokens", `{"scopes":["read"]}`, "bad_name"},
		{program, "DELETE", "/api/v1/tokens/nobody", "", "unknown_token"},
		{program, "GET", "/api/v1/tokens?limit=0", "", "bad_limit"},
	} {
		if p := problemOf(t, c.do(c.method, c.address, c.body)); p.Code != c.code {
			t.Errorf("%s %s %s: %s (%s), want %s", c.method, c.address, c.body, p.Code, p.Detail, c.code)
		}
	}
	users, err := core.All(t.Context(), core.Query{}, b.auth.Users)
	if err != nil || len(users) != 1 || users[0].Role != core.Admin {
		t.Errorf("users %+v, %v", users, err)
	}
	if w := person("GET", at, ""); w.Code != http.StatusOK {
		t.Errorf("maya is signed out: status %d", w.Code)
	}
}

// TestAPITokens: a token's secret is answered once, works within its scopes, and ends when it is deleted.
func TestAPITokens(t *testing.T) {
	b := newBench(t)
	admin := b.token(core.CanAdmin)
	made := decoded[madeToken](t, admin("POST", "/api/v1/tokens", `{"name":"ci","scopes":["read","read"]}`), http.StatusCreated)
	do := func(method, address, body string) *httptest.ResponseRecorder {
		r := httptest.NewRequest(method, address, strings.NewReader(body))
		r.Header.Set("Authorization", "Bearer "+made.Secret)
		return b.do(nil, r)
	}
	if w := do("GET", "/api/v1/sites", ""); w.Code != http.StatusOK {
		t.Errorf("reading: status %d", w.Code)
	}
	if w := do("POST", "/api/v1/tokens", `{"name":"more","scopes":["admin"]}`); w.Code != http.StatusForbidden {
		t.Errorf("making another: status %d", w.Code)
	}
	w := admin("GET", "/api/v1/tokens", "")
	if got := decoded[list[core.Token]](t, w, http.StatusOK); len(got.Items) != 2 || strings.Contains(w.Body.String(), made.Secret) || strings.Contains(w.Body.String(), "hash") {
		t.Errorf("listed %s", w.Body)
	}
	if w := admin("DELETE", "/api/v1/tokens/"+made.ID, ""); w.Code != http.StatusNoContent {
		t.Errorf("deleted: status %d", w.Code)
	}
	if p := problemOf(t, do("GET", "/api/v1/sites", "")); p.Code != "bad_token" {
		t.Errorf("afterwards: %s", p.Code)
	}
	for _, e := range b.audits() {
		if strings.Contains(e.Detail, made.Secret) {
			t.Error("the secret is in the audit log")
		}
	}
}
