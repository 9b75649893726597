package storetest

import (
	"sync"
	"sync/atomic"
	"testing"

	"heed/collector/core"
)

func aUser(i int) core.User {
	return core.User{ID: number("user", i), Email: number("u", i) + "@example.com", Name: "Ada", Role: core.Operator,
		Created: after(i), PasswordHash: "$argon2id$…"}
}

func testUsers(t *testing.T, s core.Store) {
	equal(t, "nobody", must(s.ListUsers(t.Context()))(t), []core.User{})
	_, err := s.User(t.Context(), "x")
	refused(t, "unknown user", err, core.NotFound, "")
	_, err = s.UserByEmail(t.Context(), "x@example.com")
	refused(t, "unknown e-mail", err, core.NotFound, "")
	refused(t, "update of nobody", s.UpdateUser(t.Context(), aUser(9)), core.NotFound, "")

	first, second := aUser(1), aUser(2)
	for _, u := range []core.User{first, second} {
		if err := s.CreateUser(t.Context(), u); err != nil {
			t.Fatal(err)
		}
	}
	equal(t, "users", must(s.ListUsers(t.Context()))(t), []core.User{first, second})
	equal(t, "by id", must(s.User(t.Context(), first.ID))(t), first)
	equal(t, "by e-mail", must(s.UserByEmail(t.Context(), second.Email))(t), second)

	taken := aUser(3)
	taken.Email = first.Email
	refused(t, "taken e-mail", s.CreateUser(t.Context(), taken), core.Invalid, "user_exists")
	taken.ID = second.ID
	refused(t, "update to a taken e-mail", s.UpdateUser(t.Context(), taken), core.Invalid, "user_exists")
	equal(t, "second is as before", must(s.User(t.Context(), second.ID))(t), second)

	first.Email, first.Name, first.Role, first.PasswordHash = "new@example.com", "", core.Admin, ""
	if err := s.UpdateUser(t.Context(), first); err != nil {
		t.Error(err)
	}
	equal(t, "updated", must(s.UserByEmail(t.Context(), "new@example.com"))(t), first)
}

func testTokens(t *testing.T, s core.Store) {
	equal(t, "none", must(s.ListTokens(t.Context()))(t), []core.Token{})
	token := core.Token{ID: "t1", Name: "export", Scopes: []core.Permission{core.CanRead, core.CanChat}, Created: after(1),
		Hash: "h1"}
	if err := s.CreateToken(t.Context(), token); err != nil {
		t.Fatal(err)
	}
	equal(t, "by hash", must(s.TokenByHash(t.Context(), "h1"))(t), token)
	equal(t, "list", must(s.ListTokens(t.Context()))(t), []core.Token{token})
	_, err := s.TokenByHash(t.Context(), "h2")
	refused(t, "unknown hash", err, core.NotFound, "")
	refused(t, "deleting an unknown token", s.DeleteToken(t.Context(), "t2"), core.NotFound, "")
	if err := s.DeleteToken(t.Context(), "t1"); err != nil {
		t.Error(err)
	}
	_, err = s.TokenByHash(t.Context(), "h1")
	refused(t, "deleted token", err, core.NotFound, "")
}

func testSignIns(t *testing.T, s core.Store) {
	if err := s.CreateUser(t.Context(), aUser(1)); err != nil {
		t.Fatal(err)
	}
	// Far away, because a store may remove what has expired by its own clock.
	session := core.SignIn{Hash: "session", User: aUser(1).ID, Expires: after(0).AddDate(1000, 0, 0)}
	link := session
	link.Hash, link.Once = "link", true
	for _, in := range []core.SignIn{session, link} {
		if err := s.CreateSignIn(t.Context(), in); err != nil {
			t.Fatal(err)
		}
	}
	stranger := session
	stranger.Hash, stranger.User = "stranger", "nobody"
	refused(t, "sign-in of nobody", s.CreateSignIn(t.Context(), stranger), core.NotFound, "")

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

	var taken atomic.Int32
	var wg sync.WaitGroup
	for range 8 {
		wg.Go(func() {
			if in, err := s.TakeSignIn(t.Context(), "link", start); err == nil {
				equal(t, "taken", in, link)
				taken.Add(1)
			}
		})
	}
	wg.Wait()
	equal(t, "times a link works", taken.Load(), 1)

	for _, hash := range []string{"phone", "tablet"} {
		if err := s.CreateSignIn(t.Context(), core.SignIn{Hash: hash, User: session.User, Expires: session.Expires}); err != nil {
			t.Error(err)
		}
	}
	for range 2 {
		if err := s.DeleteOtherSignIns(t.Context(), session.User, "session"); err != nil {
			t.Error(err)
		}
	}
	for _, hash := range []string{"phone", "tablet"} {
		_, err = s.SignIn(t.Context(), hash, start)
		refused(t, "ended: "+hash, err, core.NotFound, "")
	}
	equal(t, "kept", must(s.SignIn(t.Context(), "session", start))(t), session)

	if err := s.DeleteSignIn(t.Context(), "session"); err != nil {
		t.Error(err)
	}
	_, err = s.SignIn(t.Context(), "session", start)
	refused(t, "deleted", err, core.NotFound, "")
	refused(t, "deleting it again", s.DeleteSignIn(t.Context(), "session"), core.NotFound, "")
}
