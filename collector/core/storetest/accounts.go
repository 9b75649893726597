package storetest

import (
	"sync"
	"sync/atomic"
	"testing"
	"time"

	"heed/collector/core"
)

func aUser(i int) core.User {
	return core.User{ID: number("user", i), Email: number("u", i) + "@example.com", Name: "Ada", Role: core.Operator,
		Created: after(i), PasswordHash: "$argon2id$…"}
}

// renamed gives a change of name, for updates.
func renamed(name string) func(*core.User) error {
	return func(u *core.User) error { u.Name = name; return nil }
}

func testUsers(t *testing.T, s core.Store) {
	equal(t, "nobody", listed(s.ListUsers(t.Context(), core.Query{}))(t).items, []core.User{})
	_, err := s.User(t.Context(), "x")
	refused(t, "unknown user", err, core.NotFound, "")
	_, err = s.UserByEmail(t.Context(), "x@example.com")
	refused(t, "unknown e-mail", err, core.NotFound, "")
	_, err = s.UpdateUser(t.Context(), aUser(9).ID, "", renamed("Ben"))
	refused(t, "update of nobody", err, core.NotFound, "")

	first, second := aUser(1), aUser(2)
	for _, u := range []core.User{first, second} {
		if err := s.CreateUser(t.Context(), u); err != nil {
			t.Fatal(err)
		}
	}
	equal(t, "users, the newest first", listed(s.ListUsers(t.Context(), core.Query{}))(t).items, []core.User{second, first})
	equal(t, "by id", must(s.User(t.Context(), first.ID))(t), first)
	equal(t, "by e-mail", must(s.UserByEmail(t.Context(), second.Email))(t), second)

	taken := aUser(3)
	taken.Email = first.Email
	refused(t, "taken e-mail", s.CreateUser(t.Context(), taken), core.Invalid, "user_exists")
	_, err = s.UpdateUser(t.Context(), second.ID, "", func(u *core.User) error { u.Email = first.Email; return nil })
	refused(t, "update to a taken e-mail", err, core.Invalid, "user_exists")
	_, err = s.UpdateUser(t.Context(), second.ID, "", func(u *core.User) error {
		u.Name = "half"
		return core.Errorf(core.Forbidden, "no", "No.")
	})
	refused(t, "a change that is refused", err, core.Forbidden, "no")
	equal(t, "second is as before", must(s.User(t.Context(), second.ID))(t), second)

	first.Email, first.Name, first.Role, first.PasswordHash = "new@example.com", "", core.Admin, ""
	updated, err := s.UpdateUser(t.Context(), first.ID, "", func(u *core.User) error {
		*u = first
		u.ID, u.Created, u.SignedIn = "other", after(9), after(9) // which are not to be changed
		return nil
	})
	equal(t, "updated", must(updated, err)(t), first)
	equal(t, "stored", must(s.UserByEmail(t.Context(), "new@example.com"))(t), first)
	equal(t, "of a role", listed(s.ListUsers(t.Context(), core.Query{Kind: string(core.Admin)}))(t).items, []core.User{first})

	page := listed(s.ListUsers(t.Context(), core.Query{Limit: 1}))(t)
	equal(t, "first page", page.items, []core.User{second})
	page = listed(s.ListUsers(t.Context(), core.Query{Limit: 1, After: page.next}))(t)
	equal(t, "second page", page.items, []core.User{first})
	equal(t, "nothing behind it", page.next, "")
}

// testLastAdmin: an admin can go while there is another, and the last one cannot, by whatever way.
func testLastAdmin(t *testing.T, s core.Store) {
	viewer, first, second := aUser(1), aUser(2), aUser(3)
	viewer.Role, first.Role, second.Role = core.Viewer, core.Admin, core.Admin
	demote := func(u *core.User) error { u.Role = core.Viewer; return nil }
	for _, u := range []core.User{viewer, first, second} {
		if err := s.CreateUser(t.Context(), u); err != nil {
			t.Fatal(err)
		}
	}
	equal(t, "deleted", must(s.DeleteUser(t.Context(), first.ID))(t), first)
	session := core.SignIn{Hash: "session", User: second.ID, Expires: after(1000)}
	if err := s.CreateSignIn(t.Context(), session, start); err != nil {
		t.Fatal(err)
	}
	second.SignedIn = start
	_, err := s.UpdateUser(t.Context(), second.ID, "", demote)
	refused(t, "demoting the last admin", err, core.Invalid, "last_admin")
	_, err = s.DeleteUser(t.Context(), second.ID)
	refused(t, "deleting the last admin", err, core.Invalid, "last_admin")
	equal(t, "the last admin", must(s.User(t.Context(), second.ID))(t), second)
	equal(t, "still signed in", must(s.SignIn(t.Context(), "session", start))(t), session)

	equal(t, "deleted too", must(s.DeleteUser(t.Context(), viewer.ID))(t), viewer)
	_, err = s.DeleteUser(t.Context(), viewer.ID)
	refused(t, "deleting nobody", err, core.NotFound, "unknown_user")
}

// testEndings: what ends somebody's sign-ins, and what does not.
func testEndings(t *testing.T, s core.Store) {
	u, other := aUser(1), aUser(2)
	for _, each := range []core.User{u, other} {
		if err := s.CreateUser(t.Context(), each); err != nil {
			t.Fatal(err)
		}
	}
	in := func(hash, user string) core.SignIn {
		return core.SignIn{Hash: hash, User: user, ByLink: hash == "laptop", Once: hash == "link", Expires: after(1000)}
	}
	begin := func() {
		t.Helper()
		for _, hash := range []string{"laptop", "phone", "link"} {
			if err := s.CreateSignIn(t.Context(), in(hash, u.ID), start); err != nil {
				t.Fatal(err)
			}
		}
	}
	left := func(what string, want ...string) {
		t.Helper()
		got := []string{}
		for _, hash := range []string{"laptop", "phone", "link"} {
			if _, err := s.SignIn(t.Context(), hash, start); err == nil {
				got = append(got, hash)
			}
		}
		equal(t, what, got, append([]string{}, want...))
	}
	update := func(keep string, change func(*core.User) error) {
		t.Helper()
		must(s.UpdateUser(t.Context(), u.ID, keep, change))(t)
	}
	if err := s.CreateSignIn(t.Context(), in("elsewhere", other.ID), start); err != nil {
		t.Fatal(err)
	}
	begin()
	update("", renamed("Ben"))
	left("after a change of name", "laptop", "phone", "link")
	equal(t, "by link", must(s.SignIn(t.Context(), "laptop", start))(t), in("laptop", u.ID))
	update("laptop", func(u *core.User) error { u.PasswordHash = "another"; return nil })
	left("after a change of the password", "laptop")
	kept := in("laptop", u.ID)
	kept.ByLink = false
	equal(t, "kept", must(s.SignIn(t.Context(), "laptop", start))(t), kept)
	update("", func(u *core.User) error { u.Role = core.Viewer; return nil })
	left("after a change of role")
	begin()
	must(s.DeleteUser(t.Context(), u.ID))(t)
	left("after the user was deleted")
	must(s.SignIn(t.Context(), "elsewhere", start))(t)
}

func testTokens(t *testing.T, s core.Store) {
	equal(t, "none", listed(s.ListTokens(t.Context(), core.Query{}))(t).items, []core.Token{})
	token := core.Token{ID: "t1", Name: "export", Scopes: []core.Permission{core.CanRead, core.CanChat}, Created: after(1),
		Hash: "h1"}
	newer := core.Token{ID: "t0", Name: "ci", Scopes: []core.Permission{core.CanWrite}, Created: after(1), Hash: "h0"}
	for _, each := range []core.Token{token, newer} {
		if err := s.CreateToken(t.Context(), each); err != nil {
			t.Fatal(err)
		}
	}
	equal(t, "by hash", must(s.TokenByHash(t.Context(), "h1"))(t), token)
	page := listed(s.ListTokens(t.Context(), core.Query{Limit: 1}))(t)
	equal(t, "the newest first", page.items, []core.Token{newer})
	page = listed(s.ListTokens(t.Context(), core.Query{Limit: 1, After: page.next}))(t)
	equal(t, "the next page", page.items, []core.Token{token})
	equal(t, "nothing behind it", page.next, "")
	_, err := s.TokenByHash(t.Context(), "h2")
	refused(t, "unknown hash", err, core.NotFound, "")
	_, err = s.DeleteToken(t.Context(), "t2")
	refused(t, "deleting an unknown token", err, core.NotFound, "unknown_token")
	equal(t, "deleted", must(s.DeleteToken(t.Context(), "t1"))(t), token)
	_, err = s.TokenByHash(t.Context(), "h1")
	refused(t, "deleted token", err, core.NotFound, "")
	equal(t, "kept", must(s.TokenByHash(t.Context(), "h0"))(t), newer)
}

func testSignIns(t *testing.T, s core.Store) {
	if err := s.CreateUser(t.Context(), aUser(1)); err != nil {
		t.Fatal(err)
	}
	session := core.SignIn{Hash: "session", User: aUser(1).ID, Expires: after(1000)}
	link := session
	link.Hash, link.Once = "link", true
	signedIn := func() time.Time { return must(s.User(t.Context(), session.User))(t).SignedIn }
	equal(t, "never signed in", signedIn(), time.Time{})
	if err := s.CreateSignIn(t.Context(), link, after(1)); err != nil {
		t.Fatal(err)
	}
	equal(t, "a link is no sign-in", signedIn(), time.Time{})
	if err := s.CreateSignIn(t.Context(), session, after(2)); err != nil {
		t.Fatal(err)
	}
	equal(t, "last signed in", signedIn(), after(2))
	stranger := session
	stranger.Hash, stranger.User = "stranger", "nobody"
	refused(t, "sign-in of nobody", s.CreateSignIn(t.Context(), stranger, start), core.NotFound, "")

	equal(t, "session", must(s.SignIn(t.Context(), "session", start))(t), session)
	equal(t, "link", must(s.SignIn(t.Context(), "link", start))(t), link)
	_, err := s.SignIn(t.Context(), "x", start)
	refused(t, "unknown", err, core.NotFound, "")
	_, err = s.SignIn(t.Context(), "session", session.Expires)
	refused(t, "expired", err, core.NotFound, "")
	_, err = s.TakeSignIn(t.Context(), "link", link.Expires)
	refused(t, "expired link", err, core.NotFound, "")
	_, err = s.TakeSignIn(t.Context(), "session", start)
	refused(t, "taking what is no link", err, core.NotFound, "")

	newer, session2 := link, must(s.SignIn(t.Context(), "session", start))(t)
	newer.Hash = "newer"
	if err := s.CreateSignIn(t.Context(), newer, after(3)); err != nil {
		t.Fatal(err)
	}
	_, err = s.TakeSignIn(t.Context(), "link", start)
	refused(t, "a link when there is a newer one", err, core.NotFound, "")
	equal(t, "the session beside a newer link", must(s.SignIn(t.Context(), "session", start))(t), session2)
	link = newer

	var taken atomic.Int32
	var wg sync.WaitGroup
	for range 8 {
		wg.Go(func() {
			if in, err := s.TakeSignIn(t.Context(), "newer", start); err == nil {
				equal(t, "taken", in, link)
				taken.Add(1)
			}
		})
	}
	wg.Wait()
	equal(t, "times a link works", taken.Load(), 1)

	if err := s.DeleteSignIn(t.Context(), "session"); err != nil {
		t.Error(err)
	}
	_, err = s.SignIn(t.Context(), "session", start)
	refused(t, "deleted", err, core.NotFound, "")
	refused(t, "deleting it again", s.DeleteSignIn(t.Context(), "session"), core.NotFound, "")
}
