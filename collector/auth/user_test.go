package auth_test

import (
	"slices"
	"strings"
	"testing"
	"time"

	"heed/collector/auth"
	"heed/collector/core"
)

// watch counts how often what is open for a session or token was ended.
func (h *house) watch(p core.Principal) *int {
	n := new(int)
	h.t.Cleanup(h.Watch(p, func() { *n++ }))
	return n
}

func ptr[T any](v T) *T { return &v }

func TestChangeUser(t *testing.T) {
	h := open(t)
	admin, ben := h.add("maya@example.com", core.Admin), h.add("ben@example.com", core.Operator)
	by, session := h.whoever(h.enter(admin)), h.enter(ben)
	open, others := h.watch(h.whoever(session)), h.watch(by)

	u, err := h.ChangeUser(t.Context(), by, ben.ID, auth.UserChange{Name: ptr(" Benjamin ")})
	if err != nil || u.Name != "Benjamin" || u.Role != core.Operator || *open != 0 {
		t.Errorf("renamed: %+v, %v; ended %d times", u, err, *open)
	}
	if u, err = h.ChangeUser(t.Context(), by, ben.ID, auth.UserChange{Role: ptr(core.Operator)}); err != nil || *open != 0 {
		t.Errorf("the same role: %+v, %v; ended %d times", u, err, *open)
	}
	if _, err := h.Session(t.Context(), session); err != nil {
		t.Errorf("signed out by a change that is none: %v", err)
	}
	u, err = h.ChangeUser(t.Context(), by, ben.ID, auth.UserChange{Role: ptr(core.Viewer)})
	if err != nil || u.Role != core.Viewer || u.Name != "Benjamin" || *open != 1 || *others != 0 {
		t.Errorf("another role: %+v, %v; ended %d times, others %d", u, err, *open, *others)
	}
	if _, err := h.Session(t.Context(), session); codeOf(err) != "not_signed_in" {
		t.Errorf("after a change of role: %v", err)
	}
	if own, err := h.ChangeUser(t.Context(), by, admin.ID, auth.UserChange{Name: ptr("M"), Role: ptr(core.Admin)}); err != nil || own.Name != "M" {
		t.Errorf("one's own name: %+v, %v", own, err)
	}

	marketer := h.whoever(h.enter(h.add("cleo@example.com", core.Marketer)))
	for _, test := range []struct {
		what   string
		by     core.Principal
		id     string
		change auth.UserChange
		want   string
	}{
		{"unknown", by, "nobody", auth.UserChange{}, "unknown_user"},
		{"no role", by, ben.ID, auth.UserChange{Role: ptr(core.Role("root"))}, "bad_role"},
		{"a name that turns what follows", by, ben.ID, auth.UserChange{Name: ptr("Ben\u202e(admin)")}, "bad_name"},
		{"a long name", by, ben.ID, auth.UserChange{Name: ptr(strings.Repeat("n", 101))}, "bad_name"},
		{"one's own role", by, admin.ID, auth.UserChange{Role: ptr(core.Viewer)}, "own_account"},
		{"the last admin", root, admin.ID, auth.UserChange{Role: ptr(core.Marketer)}, "last_admin"},
		{"more than oneself", marketer, ben.ID, auth.UserChange{Role: ptr(core.Admin)}, "more_than_own"},
		{"somebody above", marketer, admin.ID, auth.UserChange{Name: ptr("Not Maya")}, "more_than_own"},
	} {
		before, _ := h.User(t.Context(), test.id)
		if _, err := h.ChangeUser(t.Context(), test.by, test.id, test.change); codeOf(err) != test.want {
			t.Errorf("%s: %v, want %s", test.what, err, test.want)
		}
		if after, _ := h.User(t.Context(), test.id); after != before {
			t.Errorf("%s: left %+v, was %+v", test.what, after, before)
		}
	}
	if *others != 0 {
		t.Errorf("changes that were refused ended what was open, %d times", *others)
	}
}

func TestDeleteUser(t *testing.T) {
	h := open(t)
	admin, ben := h.add("maya@example.com", core.Admin), h.add("ben@example.com", core.Operator)
	by, session := h.whoever(h.enter(admin)), h.enter(ben)
	open, others := h.watch(h.whoever(session)), h.watch(by)
	link, err := h.Link(t.Context(), by, ben.ID)
	if err != nil {
		t.Fatal(err)
	}
	for _, test := range []struct {
		what string
		by   core.Principal
		id   string
		want string
	}{
		{"unknown", by, "nobody", "unknown_user"},
		{"oneself", by, admin.ID, "own_account"},
		{"the last admin", root, admin.ID, "last_admin"},
		{"somebody above", h.whoever(session), admin.ID, "more_than_own"},
		{"a user", by, ben.ID, ""},
		{"again", by, ben.ID, "unknown_user"},
	} {
		if _, err := h.DeleteUser(t.Context(), test.by, test.id); codeOf(err) != test.want {
			t.Errorf("%s: %v, want %s", test.what, err, test.want)
		}
	}
	if _, err := h.Session(t.Context(), session); codeOf(err) != "not_signed_in" || *open != 1 || *others != 0 {
		t.Errorf("the session of who was deleted: %v; ended %d times, others %d", err, *open, *others)
	}
	if _, _, err := h.TakeLink(t.Context(), link.Secret); codeOf(err) != "bad_link" {
		t.Errorf("the link of who was deleted: %v", err)
	}
	if _, _, err := h.SignIn(t.Context(), ben.Email, password, ""); codeOf(err) != "bad_sign_in" {
		t.Errorf("the password of who was deleted: %v", err)
	}
}

// TestNobodyGivesMore: whoever adds, signs in for or hands a token to somebody else may do at least as much.
func TestNobodyGivesMore(t *testing.T) {
	h := open(t)
	roles := []core.Role{core.Viewer, core.Operator, core.Marketer, core.Admin}
	for _, own := range roles {
		by := core.Principal{ID: "me", Name: "me", Can: own.Permissions()}
		for _, given := range roles {
			want := "more_than_own"
			if slices.Index(roles, given) <= slices.Index(roles, own) {
				want = ""
			}
			email := string(own + "-adds-" + given + "@example.com")
			if _, err := h.AddUser(t.Context(), by, auth.NewUser{Email: email, Role: given}); codeOf(err) != want {
				t.Errorf("%s adds a %s: %v, want %q", own, given, err, want)
			}
			if _, err := h.UserByEmail(t.Context(), email); (err == nil) != (want == "") {
				t.Errorf("%s adds a %s: then %v", own, given, err)
			}
			if _, _, err := h.CreateToken(t.Context(), by, "ci", given.Permissions()); codeOf(err) != want {
				t.Errorf("%s makes a token of a %s: %v, want %q", own, given, err, want)
			}
			if want == "" {
				continue
			}
			above, err := h.AddUser(t.Context(), root, auth.NewUser{Email: email, Role: given})
			if err != nil {
				t.Fatal(err)
			}
			if _, err := h.Link(t.Context(), by, above.ID); codeOf(err) != want {
				t.Errorf("%s makes a link for a %s: %v", own, given, err)
			}
		}
	}
	writes := core.Principal{Name: "ci", Can: []core.Permission{core.CanWrite}} // a token that may not read
	if _, _, err := h.CreateToken(t.Context(), writes, "ci", []core.Permission{core.CanWrite, core.CanRead}); codeOf(err) != "more_than_own" {
		t.Errorf("a scope that the maker lacks: %v", err)
	}
	if left, err := core.All(t.Context(), core.Query{}, h.Tokens); err != nil || len(left) != 10 {
		t.Errorf("%d tokens, %v; want the 10 that were allowed", len(left), err)
	}
}

// TestForgotten: who comes by a link sets a password without the old one, for an hour and once.
func TestForgotten(t *testing.T) {
	h := open(t)
	u := h.add("maya@example.com", core.Viewer)
	session := h.enter(u)
	me := h.whoever(session)
	asks := func(p core.Principal, want bool) {
		t.Helper()
		if got, err := h.AsksPassword(t.Context(), p); err != nil || got != want {
			t.Errorf("asks for the present password: %t, %v, want %t", got, err, want)
		}
	}
	asks(me, false)
	h.now = h.now.Add(time.Hour - time.Millisecond)
	asks(me, false)
	h.now = h.now.Add(time.Millisecond)
	asks(me, true)
	if err := h.SetPassword(t.Context(), me, "", "battery staple"); codeOf(err) != "bad_password" {
		t.Errorf("an hour later: %v", err)
	}

	session = h.enter(u)
	me = h.whoever(session)
	phone, err := h.signIn(u.Email, password)
	if err != nil {
		t.Fatal(err)
	}
	asks(h.whoever(phone), true)
	open, others := h.watch(me), h.watch(h.whoever(phone))
	if err := h.SetPassword(t.Context(), me, "", "battery staple"); err != nil || *open != 0 || *others != 1 {
		t.Errorf("by a new link: %v; ended %d times, others %d", err, *open, *others)
	}
	asks(h.whoever(session), true)
	if err := h.SetPassword(t.Context(), me, "", "correct battery"); codeOf(err) != "bad_password" {
		t.Errorf("a second time: %v", err)
	}
	if _, err := h.signIn(u.Email, "battery staple"); err != nil {
		t.Errorf("with the new password: %v", err)
	}
}

func (h *house) signIn(email, password string) (string, error) {
	secret, _, err := h.SignIn(h.t.Context(), email, password, "192.0.2.9")
	return secret, err
}

// TestWatch: what lasts ends with what it stands on, and with nothing else.
func TestWatch(t *testing.T) {
	h := open(t)
	u := h.add("maya@example.com", core.Viewer)
	phone, laptop := h.enter(u), h.enter(u)
	secret, token, err := h.CreateToken(t.Context(), root, "ci", []core.Permission{core.CanRead})
	if err != nil {
		t.Fatal(err)
	}
	program, err := h.Bearer(t.Context(), secret)
	if err != nil {
		t.Fatal(err)
	}
	left := 0
	h.Watch(h.whoever(phone), func() { left++ })()
	ends := []*int{h.watch(h.whoever(phone)), h.watch(h.whoever(laptop)), h.watch(program)}
	for _, step := range []struct {
		what string
		do   func() error
		want []int
	}{
		{"sign-out of nobody", func() error { return h.SignOut(t.Context(), "unknown") }, []int{0, 0, 0}},
		{"sign-out", func() error { return h.SignOut(t.Context(), phone) }, []int{1, 0, 0}},
		{"deletion of the token", func() error { _, err := h.DeleteToken(t.Context(), token.ID); return err }, []int{1, 0, 1}},
		{"deletion of the user", func() error { _, err := h.DeleteUser(t.Context(), root, u.ID); return err }, []int{2, 1, 1}},
	} {
		if err := step.do(); err != nil {
			t.Fatalf("%s: %v", step.what, err)
		}
		if got := []int{*ends[0], *ends[1], *ends[2]}; !slices.Equal(got, step.want) {
			t.Errorf("%s ended %v, want %v", step.what, got, step.want)
		}
	}
	if left != 0 {
		t.Error("what is no longer open was ended")
	}
}

func TestUserWithoutPassword(t *testing.T) {
	h := open(t)
	u, err := h.AddUser(t.Context(), root, auth.NewUser{Email: "maya@example.com", Role: core.Viewer})
	if err != nil || u.PasswordHash != "" {
		t.Fatalf("added %+v, %v", u, err)
	}
	if _, err := h.signIn(u.Email, ""); codeOf(err) != "bad_sign_in" {
		t.Errorf("signed in without a password: %v", err)
	}
	h.now = h.now.Add(time.Minute)
	h.enter(u)
	if u, err = h.User(t.Context(), u.ID); err != nil || !u.SignedIn.Equal(h.now) {
		t.Errorf("last signed in %s, %v, want %s", u.SignedIn, err, h.now)
	}
}
