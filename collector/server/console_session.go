package server

import (
	"net/http"
	"strings"

	"github.com/labstack/echo/v4"

	"heed/collector/core"
)

// sessionSeconds is how long a browser keeps its session: as long as the store does, 14 days.
const sessionSeconds = 14 * 24 * 60 * 60

type signInPage struct {
	Email, Next, Message string
}

// showSignIn asks who is there.
func (c *console) showSignIn(ec echo.Context) error {
	return c.signInForm(ec, http.StatusOK, signInPage{Next: safeNext(ec.QueryParam("next"))})
}

func (c *console) signInForm(ec echo.Context, status int, page signInPage) error {
	return c.render(ec, status, "sign-in", frame{Title: "Sign in", Nonce: nonce(ec), Page: page})
}

// signIn takes e-mail and password. What is wrong is said in the form, with the e-mail kept.
func (s *Server) signIn(ec echo.Context) error {
	email, next := ec.FormValue("email"), safeNext(ec.FormValue("next"))
	ec.Set(auditWhoKey, email)
	secret, _, err := s.Auth.SignIn(ec.Request().Context(), email, ec.FormValue("password"), ec.RealIP())
	if e := core.AsError(err); err != nil && e.Kind != core.Internal {
		ec.Set(auditRefusalKey, e)
		return s.console.signInForm(ec, statuses[e.Kind], signInPage{Email: email, Next: next, Message: e.Message})
	}
	if err != nil {
		return err
	}
	s.setSession(ec, secret, sessionSeconds)
	return ec.Redirect(http.StatusSeeOther, next)
}

type linkPage struct{ Action string }

// showLink shows a button: programs that preview links follow them, and must not use one up.
func (c *console) showLink(ec echo.Context) error {
	return c.render(ec, http.StatusOK, "link", frame{Title: "Sign in", Nonce: nonce(ec),
		Page: linkPage{Action: ec.Request().URL.EscapedPath()}})
}

// takeLink signs in by a one-time link.
func (s *Server) takeLink(ec echo.Context) error {
	secret, u, err := s.Auth.TakeLink(ec.Request().Context(), param(ec, "secret"))
	if err != nil {
		return err
	}
	ec.Set(auditWhoKey, u.Email)
	s.setSession(ec, secret, sessionSeconds)
	return ec.Redirect(http.StatusSeeOther, "/console")
}

// signOut ends the session on both sides.
func (s *Server) signOut(ec echo.Context) error {
	if cookie, err := ec.Cookie(s.cookieName()); err == nil {
		if err := s.Auth.SignOut(ec.Request().Context(), cookie.Value); err != nil {
			return err
		}
	}
	s.setSession(ec, "", 0)
	return ec.Redirect(http.StatusSeeOther, "/console/sign-in")
}

// safeNext is where to go after signing in: a page of the console and nothing else.
func safeNext(next string) string {
	if next == "/console" || strings.HasPrefix(next, "/console/") || strings.HasPrefix(next, "/console?") {
		return next
	}
	return "/console"
}

type accountPage struct {
	Done    bool
	Asks    bool // for the present password
	Message string
	Can     []string
}

// account shows who is signed in, and lets them change the password.
func (c *console) account(ec echo.Context) error {
	return c.accountForm(ec, http.StatusOK, accountPage{Done: ec.QueryParam("done") == "password"})
}

func (c *console) accountForm(ec echo.Context, status int, page accountPage) error {
	f, _, err := c.frame(ec, "Account", "account")
	if err != nil {
		return err
	}
	if f.Who.SignIn != "" { // a token has no password
		if page.Asks, err = c.deps.Auth.AsksPassword(ec.Request().Context(), f.Who); err != nil {
			return err
		}
	}
	for _, p := range permissionWords {
		if f.Who.May(p.may) {
			page.Can = append(page.Can, p.words)
		}
	}
	f.Page = page
	return c.render(ec, status, "account", f)
}

// setPassword changes the reader's own password. What is wrong is said in the form.
func (c *console) setPassword(ec echo.Context) error {
	err := error(core.Errorf(core.Invalid, "not_twice", "The new password was not typed the same way twice; type it again."))
	if ec.FormValue("new") == ec.FormValue("again") {
		err = c.deps.Auth.SetPassword(ec.Request().Context(), principal(ec), ec.FormValue("old"), ec.FormValue("new"))
	}
	if e := core.AsError(err); err != nil && e.Kind != core.Internal {
		ec.Set(auditRefusalKey, e)
		return c.accountForm(ec, statuses[e.Kind], accountPage{Message: e.Message})
	}
	if err != nil {
		return err
	}
	return ec.Redirect(http.StatusSeeOther, "/console/account?done=password")
}
