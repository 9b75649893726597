package auth_test

import (
	"bytes"
	"context"
	"crypto/rand"
	"errors"
	"fmt"
	"slices"
	"strings"
	"testing"
	"time"

	"heed/collector/auth"
	"heed/collector/core"
	"heed/sqlite"
	"heed/sqlite/sqlitetest"
)

// house is a service on a real store, with a clock that only the test moves.
type house struct {
	*auth.Service
	t     *testing.T
	store *sqlite.Store
	now   time.Time
}

func open(t *testing.T) *house {
	t.Helper()
	h := &house{t: t, now: time.Date(2026, 3, 1, 12, 0, 0, 0, time.UTC)}
	clock := func() time.Time { return h.now }
	store := sqlitetest.Open(t, sqlite.Options{Clock: clock})
	made := 0
	ids := func() string { made++; return fmt.Sprintf("id-%d", made) }
	h.store, h.Service = store, auth.New(store, ids, clock, rand.Reader)
	return h
}

const password = "correct horse"

// root may do everything.
var root = core.Machine("test")

func (h *house) add(email string, role core.Role) core.User {
	h.t.Helper()
	u, err := h.AddUser(h.t.Context(), root, auth.NewUser{Email: email, Name: "Maya", Role: role, Password: password})
	if err != nil {
		h.t.Fatal(err)
	}
	return u
}

// enter signs somebody in by a link and returns the session's secret.
func (h *house) enter(u core.User) string {
	h.t.Helper()
	link, err := h.Link(h.t.Context(), root, u.ID)
	if err != nil {
		h.t.Fatal(err)
	}
	session, _, err := h.TakeLink(h.t.Context(), link.Secret)
	if err != nil {
		h.t.Fatal(err)
	}
	return session
}

// whoever is the principal of a session.
func (h *house) whoever(session string) core.Principal {
	h.t.Helper()
	p, err := h.Session(h.t.Context(), session)
	if err != nil {
		h.t.Fatal(err)
	}
	return p
}

func codeOf(err error) string {
	if err == nil {
		return ""
	}
	return core.AsError(err).Code
}

func TestAddUser(t *testing.T) {
	h := open(t)
	u := h.add(" Maya@Example.com ", core.Operator)
	if u.Email != "maya@example.com" || u.Role != core.Operator || !u.Created.Equal(h.now) || !strings.HasPrefix(u.PasswordHash, "$argon2id$") {
		t.Errorf("added %+v", u)
	}
	for _, test := range []struct {
		email, password string
		role            core.Role
		want            string
	}{
		{"maya@example.com", "another password", core.Admin, "user_exists"},
		{"maya", password, core.Admin, "bad_email"},
		{"ben\u202e@example.com", password, core.Admin, "bad_email"},
		{"Maya <new@example.com>", password, core.Admin, "bad_email"},
		{"new@example.com", password, "root", "bad_role"},
		{"new@example.com", "ninerunes", core.Admin, "bad_password"},
		{"new@example.com", strings.Repeat("x", 201), core.Admin, "bad_password"},
	} {
		_, err := h.AddUser(t.Context(), root, auth.NewUser{Email: test.email, Role: test.role, Password: test.password})
		if e := core.AsError(err); e.Code != test.want || e.Kind != core.Invalid {
			t.Errorf("%s, %s: %v, want %s", test.email, test.role, err, test.want)
		}
	}
	if stored, err := h.store.User(t.Context(), u.ID); err != nil || stored != u {
		t.Errorf("stored %+v, %v, want %+v", stored, err, u)
	}
}

func TestSignIn(t *testing.T) {
	h := open(t)
	u := h.add("maya@example.com", core.Operator)
	secret, got, err := h.SignIn(t.Context(), "Maya@example.com", password, "192.0.2.1")
	if err != nil || got != u {
		t.Fatalf("signed in as %+v, %v", got, err)
	}
	p, err := h.Session(t.Context(), secret)
	if err != nil || p.ID != u.ID || p.Name != u.Email || p.Shown != "Maya" || !slices.Equal(p.Can, core.Operator.Permissions()) {
		t.Errorf("the session is of %+v, %v", p, err)
	}

	h.now = h.now.Add(14*24*time.Hour - time.Millisecond)
	if _, err := h.Session(t.Context(), secret); err != nil {
		t.Errorf("just before 14 days: %v", err)
	}
	h.now = h.now.Add(time.Millisecond)
	if _, err := h.Session(t.Context(), secret); codeOf(err) != "not_signed_in" {
		t.Errorf("after 14 days: %v", err)
	}
}

func TestSignOut(t *testing.T) {
	h := open(t)
	h.add("maya@example.com", core.Operator)
	secret, _, err := h.SignIn(t.Context(), "maya@example.com", password, "")
	if err != nil {
		t.Fatal(err)
	}
	for range 2 { // the second does nothing
		if err := h.SignOut(t.Context(), secret); err != nil {
			t.Fatal(err)
		}
	}
	if _, err := h.Session(t.Context(), secret); !core.IsKind(err, core.Unauthenticated) {
		t.Errorf("after signing out: %v", err)
	}
}

// Whoever tries learns nothing from the answer.
func TestSignInFailsAlike(t *testing.T) {
	h := open(t)
	h.add("maya@example.com", core.Operator)
	if _, _, err := h.Owner(t.Context()); err != nil { // makes a user without a password
		t.Fatal(err)
	}
	var sentences []string
	for _, try := range [][2]string{
		{"maya@example.com", "wrong horse"}, {"maya@example.com", ""}, {"nobody@example.com", password}, {"", ""},
		{"owner@localhost", ""}, {"owner@localhost", password},
	} {
		secret, u, err := h.SignIn(t.Context(), try[0], try[1], "192.0.2.1")
		if secret != "" || u != (core.User{}) || !core.IsKind(err, core.Unauthenticated) {
			t.Errorf("%v gave %q, %+v, %v", try, secret, u, err)
		}
		sentences = append(sentences, err.Error())
	}
	if len(slices.Compact(sentences)) != 1 {
		t.Errorf("the sentences differ: %q", sentences)
	}
}

func TestSignInIsLimited(t *testing.T) {
	h := open(t)
	ended, cancel := context.WithCancel(t.Context())
	cancel() // what passes the limit then fails at the store, without hashing
	try := func(email, address string) error {
		_, _, err := h.SignIn(ended, email, password, address)
		return err
	}
	passes := func(email, address string) (n int) {
		for !core.IsKind(try(email, address), core.Limited) {
			n++
		}
		return n
	}
	if n := passes("maya@example.com", "192.0.2.1"); n != 10 {
		t.Errorf("%d attempts at one e-mail", n)
	}
	if n := passes("MAYA@example.com", "192.0.2.2"); n != 0 {
		t.Errorf("%d more attempts from another address", n)
	}
	var limited *core.Error
	if err := try("maya@example.com", "192.0.2.3"); !errors.As(err, &limited) || limited.RetryAfter.Round(time.Second) != 30*time.Second {
		t.Errorf("limited with %+v", limited)
	}
	h.now = h.now.Add(30 * time.Second)
	if n := passes("maya@example.com", "192.0.2.3"); n != 1 {
		t.Errorf("%d attempts after the wait", n)
	}

	for i := range 20 {
		if err := try(fmt.Sprintf("%d@example.com", i), fmt.Sprintf("2001:db8::%x", i)); core.IsKind(err, core.Limited) {
			t.Errorf("attempt %d from one network is limited", i)
		}
	}
	if err := try("more@example.com", "2001:db8::ffff"); !core.IsKind(err, core.Limited) {
		t.Errorf("attempt 21 from one /64 gave %v", err)
	}
	if err := try("more@example.com", "2001:db8:0:1::"); core.IsKind(err, core.Limited) {
		t.Error("the next network is limited, too")
	}
}

func TestLink(t *testing.T) {
	h := open(t)
	u := h.add("maya@example.com", core.Admin)
	link, err := h.Link(t.Context(), root, u.ID)
	if err != nil || link.User != u || !link.Expires.Equal(h.now.Add(24*time.Hour)) {
		t.Fatalf("made %+v, %v", link, err)
	}
	secret := link.Secret
	if _, err := h.Session(t.Context(), secret); codeOf(err) != "not_signed_in" {
		t.Errorf("a link served as a session: %v", err)
	}
	session, got, err := h.TakeLink(t.Context(), secret)
	if err != nil || got != u {
		t.Fatalf("took %+v, %v", got, err)
	}
	if p, err := h.Session(t.Context(), session); err != nil || p.ID != u.ID {
		t.Errorf("the session is of %+v, %v", p, err)
	}
	for what, secret := range map[string]string{"used": secret, "unknown": "x", "a session": session} {
		if _, _, err := h.TakeLink(t.Context(), secret); codeOf(err) != "bad_link" {
			t.Errorf("a link that is %s gave %v", what, err)
		}
	}
	if _, err := h.Session(t.Context(), session); err != nil {
		t.Errorf("taking a session for a link ended it: %v", err)
	}

	late, err := h.Link(t.Context(), root, u.ID)
	if err != nil {
		t.Fatal(err)
	}
	h.now = late.Expires
	if _, _, err := h.TakeLink(t.Context(), late.Secret); codeOf(err) != "bad_link" {
		t.Errorf("a day later: %v", err)
	}
	if _, err := h.Link(t.Context(), root, "nobody"); !core.IsKind(err, core.NotFound) {
		t.Errorf("a link for nobody gave %v", err)
	}
}

func TestOwner(t *testing.T) {
	h := open(t)
	first, needsLink, err := h.Owner(t.Context())
	if err != nil || !needsLink || first.Email != "owner@localhost" || first.Role != core.Admin || first.PasswordHash != "" {
		t.Fatalf("the owner is %+v, %t, %v", first, needsLink, err)
	}
	h.now = h.now.Add(time.Hour)
	h.add("aaron@example.com", core.Operator)
	if again, needsLink, err := h.Owner(t.Context()); err != nil || again != first || !needsLink {
		t.Errorf("then %+v, %t, %v", again, needsLink, err)
	}
	h.add("abel@example.com", core.Admin)
	if again, needsLink, err := h.Owner(t.Context()); err != nil || again != first || needsLink {
		t.Errorf("with another admin's password %+v, %t, %v", again, needsLink, err)
	}
}

func TestToken(t *testing.T) {
	h := open(t)
	secret, token, err := h.CreateToken(t.Context(), root, " ci ", []core.Permission{core.CanWrite, core.CanRead, core.CanWrite})
	if err != nil || len(secret) != len("heed_")+43 || !strings.HasPrefix(secret, "heed_") {
		t.Fatalf("made %q, %v", secret, err)
	}
	p, err := h.Bearer(t.Context(), secret)
	if err != nil || p.ID != token.ID || p.Name != "ci" || !p.May(core.CanWrite) || p.May(core.CanChat) || len(p.Can) != 2 {
		t.Errorf("it is of %+v, %v", p, err)
	}
	for _, wrong := range []string{"", "heed_", secret[:len(secret)-1], secret + "A", strings.TrimPrefix(secret, "heed_")} {
		if _, err := h.Bearer(t.Context(), wrong); codeOf(err) != "bad_token" || !core.IsKind(err, core.Unauthenticated) {
			t.Errorf("%q gave %v", wrong, err)
		}
	}
	if deleted, err := h.DeleteToken(t.Context(), token.ID); err != nil || deleted.Name != "ci" {
		t.Fatalf("deleted %+v, %v", deleted, err)
	}
	if _, err := h.Bearer(t.Context(), secret); codeOf(err) != "bad_token" {
		t.Errorf("a deleted token gave %v", err)
	}
	for _, test := range []struct {
		name   string
		scopes []core.Permission
		want   string
	}{
		{" ", []core.Permission{core.CanRead}, "1 to 100 characters"},
		{strings.Repeat("n", 101), []core.Permission{core.CanRead}, "1 to 100 characters"},
		{"ci", nil, "read, chat, write, admin"},
		{"ci", []core.Permission{core.CanRead, "all"}, `"all" is not a scope; choose from read, chat, write, admin`},
	} {
		_, _, err := h.CreateToken(t.Context(), root, test.name, test.scopes)
		if !core.IsKind(err, core.Invalid) || !strings.Contains(err.Error(), test.want) {
			t.Errorf("%q, %v gave %v, want %q", test.name, test.scopes, err, test.want)
		}
	}
}

func TestSetPassword(t *testing.T) {
	h := open(t)
	owner, _, err := h.Owner(t.Context())
	if err != nil {
		t.Fatal(err)
	}
	sessions := make([]string, 2)
	for i := range sessions {
		sessions[i] = h.enter(owner)
	}
	me := h.whoever(sessions[0])
	for _, step := range []struct{ old, new, want string }{
		{"", "too short", "bad_password"},
		{"", password, ""}, // came by a link, has none yet
		{"wrong horse", "battery staple", "bad_password"},
		{password, "battery staple", ""},
	} {
		if err := h.SetPassword(t.Context(), me, step.old, step.new); codeOf(err) != step.want {
			t.Errorf("from %q to %q gave %v, want %q", step.old, step.new, err, step.want)
		}
	}
	if _, err := h.Session(t.Context(), sessions[0]); err != nil {
		t.Errorf("the session that changed it: %v", err)
	}
	if _, err := h.Session(t.Context(), sessions[1]); codeOf(err) != "not_signed_in" {
		t.Errorf("another session: %v, want it ended", err)
	}
	if _, _, err := h.SignIn(t.Context(), owner.Email, "battery staple", ""); err != nil {
		t.Errorf("with the new password: %v", err)
	}
	if _, _, err := h.SignIn(t.Context(), owner.Email, password, ""); codeOf(err) != "bad_sign_in" {
		t.Errorf("with the old password: %v", err)
	}
}

// Without randomness there is no secret: not a short one, not a known one.
func TestNoRandomness(t *testing.T) {
	h := open(t)
	poor := auth.New(h.store, func() string { return "id" }, func() time.Time { return h.now }, bytes.NewReader(make([]byte, 31)))
	if secret, _, err := poor.CreateToken(t.Context(), root, "ci", []core.Permission{core.CanRead}); err == nil {
		t.Errorf("made %q of 31 bytes", secret)
	}
}
