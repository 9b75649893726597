package server

import (
	"net/http"
	"strings"
	"testing"

	"heed/collector/core"
)

func TestConsoleSignIn(t *testing.T) {
	b := newBench(t)
	b.user(core.Viewer)
	w := b.post(nil, "/console/sign-in", "email", "viewer@example.com", "password", "not this one", "next", "/console/decisions")
	if w.Code != http.StatusUnauthorized || len(w.Result().Cookies()) > 0 {
		t.Errorf("wrong password: status %d, cookies %v", w.Code, w.Result().Cookies())
	}
	for _, want := range []string{`role="alert"`, `value="viewer@example.com"`, `value="/console/decisions"`} {
		if !strings.Contains(w.Body.String(), want) {
			t.Errorf("the form does not have %s", want)
		}
	}
	w = b.post(nil, "/console/sign-in", "email", "viewer@example.com", "password", "a long password", "next", "/console/decisions")
	if w.Code != http.StatusSeeOther || w.Header().Get("Location") != "/console/decisions" {
		t.Fatalf("right password: status %d to %q", w.Code, w.Header().Get("Location"))
	}
	session := w.Result().Cookies()[0]
	if !session.HttpOnly || session.SameSite != http.SameSiteLaxMode || session.Path != "/" || session.MaxAge != sessionSeconds {
		t.Errorf("cookie %+v", session)
	}
	if w := b.get(session, "/console/account"); w.Code != http.StatusOK {
		t.Errorf("signed in: status %d", w.Code)
	}
	if w := b.post(session, "/console/sign-out"); w.Code != http.StatusSeeOther || w.Result().Cookies()[0].MaxAge >= 0 {
		t.Errorf("sign out: status %d, cookies %v", w.Code, w.Result().Cookies())
	}
	if w := b.get(session, "/console/account"); w.Code != http.StatusSeeOther {
		t.Errorf("signed out: status %d, want to be sent to sign in", w.Code)
	}
}

func TestConsoleLinkIsTakenByItsButtonOnly(t *testing.T) {
	b := newBench(t)
	u, _, err := b.auth.Owner(t.Context())
	if err != nil {
		t.Fatal(err)
	}
	secret := b.link(u.Email)
	for range 2 { // a preview and a person
		w := b.get(nil, "/console/link/"+secret)
		if w.Code != http.StatusOK || !strings.Contains(w.Body.String(), `action="/console/link/`+secret+`"`) {
			t.Fatalf("link page: status %d\n%s", w.Code, w.Body)
		}
	}
	w := b.post(nil, "/console/link/"+secret)
	if w.Code != http.StatusSeeOther || len(w.Result().Cookies()) != 1 {
		t.Fatalf("button: status %d, cookies %v", w.Code, w.Result().Cookies())
	}
	if w := b.get(w.Result().Cookies()[0], "/console"); w.Code != http.StatusOK {
		t.Errorf("console after the link: status %d", w.Code)
	}
	if w := b.post(nil, "/console/link/"+secret); w.Code < 400 || len(w.Result().Cookies()) > 0 {
		t.Errorf("second use: status %d, cookies %v", w.Code, w.Result().Cookies())
	}
}

func TestConsoleLeadsBackToItselfOnly(t *testing.T) {
	for next, want := range map[string]string{
		"/console/decisions?outcome=act": "/console/decisions?outcome=act", "/console": "/console", "/console?site=a": "/console?site=a",
		"": "/console", "https://evil.example/": "/console", "//evil.example": "/console", "/consolex": "/console",
		"/\\evil.example": "/console", "/console@evil.example": "/console", "javascript:alert(1)": "/console",
	} {
		if got := safeNext(next); got != want {
			t.Errorf("safeNext(%q) = %q, want %q", next, got, want)
		}
	}
}

func TestConsolePassword(t *testing.T) {
	b := newBench(t)
	who := b.enter(b.add("viewer@example.com", core.Viewer).Email)
	for _, test := range []struct {
		old, fresh, again string
		want              int
	}{
		{"a long password", "another long one", "another lung one", http.StatusBadRequest},
		{"not the old one", "another long one", "another long one", http.StatusBadRequest},
		{"a long password", "short", "short", http.StatusBadRequest},
		{"a long password", "another long one", "another long one", http.StatusSeeOther},
	} {
		w := b.post(who, "/console/account", "old", test.old, "new", test.fresh, "again", test.again)
		if w.Code != test.want {
			t.Errorf("%+v: status %d", test, w.Code)
		}
		if w.Code >= 400 && !strings.Contains(w.Body.String(), `role="alert"`) {
			t.Errorf("%+v: nothing says what is wrong", test)
		}
	}
}
