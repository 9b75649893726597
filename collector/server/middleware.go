package server

import (
	"crypto/rand"
	"encoding/base64"
	"fmt"
	"net/http"
	"net/url"
	"runtime/debug"
	"strings"

	"github.com/labstack/echo/v4"

	"heed/collector/core"
)

const (
	principalKey = "principal"
	nonceKey     = "nonce"
)

// principal is who sends this request; zero when nobody is signed in.
func principal(c echo.Context) core.Principal {
	p, _ := c.Get(principalKey).(core.Principal)
	return p
}

// nonce is the one that this answer's Content-Security-Policy allows.
func nonce(c echo.Context) string {
	n, _ := c.Get(nonceKey).(string)
	return n
}

// recover turns a panic into an internal error, with its stack in the log.
func (s *Server) recover(next echo.HandlerFunc) echo.HandlerFunc {
	return func(c echo.Context) (err error) {
		defer func() {
			if v := recover(); v != nil {
				if v == http.ErrAbortHandler {
					panic(v)
				}
				err = fmt.Errorf("panic: %v\n%s", v, debug.Stack())
			}
		}()
		return next(c)
	}
}

// bound keeps bodies within what the largest of our own has. Without it a form of another type than ours would be read to its end,
// into memory and then into files.
func bound(next echo.HandlerFunc) echo.HandlerFunc {
	return func(c echo.Context) error {
		c.Request().Body = http.MaxBytesReader(c.Response(), c.Request().Body, maxConfig)
		return next(c)
	}
}

// secure sets the headers that every answer carries; assets, which are for anybody and for long, replace theirs. The policy allows what the console needs: its own styles and scripts by nonce
// or from itself, its own stream, and nothing else. What is served to other sites' pages (the tag) is no document and is not
// governed by it.
func (s *Server) secure(next echo.HandlerFunc) echo.HandlerFunc {
	return func(c echo.Context) error {
		var raw [16]byte
		if _, err := rand.Read(raw[:]); err != nil {
			return err
		}
		n := base64.RawURLEncoding.EncodeToString(raw[:])
		c.Set(nonceKey, n)
		h := c.Response().Header()
		h.Set("X-Content-Type-Options", "nosniff")
		h.Set("Cache-Control", "no-store")
		h.Set("Cross-Origin-Opener-Policy", "same-origin")
		h.Set("Cross-Origin-Resource-Policy", "same-origin")
		if forPages(c.Path()) {
			h.Set("Cross-Origin-Resource-Policy", "cross-origin")
		}
		if s.secureURL() {
			h.Set("Strict-Transport-Security", "max-age=31536000")
		}
		h.Set("Referrer-Policy", "same-origin")
		h.Set("X-Frame-Options", "DENY")
		if c.Request().URL.Path == stagePath {
			h.Set("X-Frame-Options", "SAMEORIGIN")
		}
		h.Set("Content-Security-Policy", policy(c.Request().URL.Path, n))
		return next(c)
	}
}

func policy(path, nonce string) string {
	common := "default-src 'none'; style-src 'self'; img-src 'self' data:; font-src 'self'; connect-src 'self'; " +
		"form-action 'self'; base-uri 'none'; "
	frames := "frame-ancestors 'none'; "
	switch {
	case strings.HasPrefix(path, "/demo/"):
		// The demo shop stands for a strict site: its own files, and what the tag's documentation asks for.
		return common + frames + "script-src 'self' 'wasm-unsafe-eval' 'nonce-" + nonce + "'"
	case path == stagePath:
		frames = "frame-ancestors 'self'; " // it is made to be framed, by the console
	case strings.HasPrefix(path, "/console"):
		frames += "frame-src 'self'; " // and the console's pages frame nothing else
	}
	return common + frames + "script-src 'self' 'nonce-" + nonce + "'; require-trusted-types-for 'script'; trusted-types 'none'"
}

// guard lets a request through to a route that asks for a permission. Programs come with a bearer token, browsers with the session
// cookie; a cookie alone never authorises a change that another site could have caused.
// action is the route's name in the audit log: who is known and tries what they may not do is noted there.
func (s *Server) guard(need core.Permission, action string, next echo.HandlerFunc) echo.HandlerFunc {
	return func(c echo.Context) error {
		if err := s.sameOrigin(c.Request()); err != nil {
			return err
		}
		p, err := s.identify(c)
		if err != nil && need != "" {
			if core.IsKind(err, core.Unauthenticated) && wantsPage(c.Request()) {
				to := "/console/sign-in"
				if c.Request().Method == http.MethodGet && c.Request().URL.Path != "/console" {
					to += "?next=" + url.QueryEscape(c.Request().URL.RequestURI())
				}
				return c.Redirect(http.StatusSeeOther, to)
			}
			return err
		}
		c.Set(principalKey, p)
		if need != "" && !p.May(need) {
			denied := core.Errorf(core.Forbidden, "not_allowed", "This asks for the permission %q, which %s does not have.", need, p.Name)
			s.auditDenied(c, action, denied)
			return denied
		}
		return next(c)
	}
}

const bearer = "Bearer "

// isBearer reports whether a request stands on a token, which no browser adds by itself; it does add a proxy's Basic password.
func isBearer(r *http.Request) bool { return strings.HasPrefix(r.Header.Get("Authorization"), bearer) }

// identify finds who sends the request.
func (s *Server) identify(c echo.Context) (core.Principal, error) {
	r := c.Request()
	if isBearer(r) {
		return s.Auth.Bearer(r.Context(), strings.TrimSpace(r.Header.Get("Authorization")[len(bearer):]))
	}
	cookie, err := r.Cookie(s.cookieName())
	if err != nil {
		return core.Principal{}, core.Errorf(core.Unauthenticated, "sign_in",
			"Sign in, or send an API token as Authorization: Bearer TOKEN.")
	}
	return s.Auth.Session(r.Context(), cookie.Value)
}

// sameOrigin refuses a change that a browser makes for another site's page: such a browser says so in Sec-Fetch-Site, an older one in
// Origin. Programs send neither, and bring no cookie of a visitor.
func (s *Server) sameOrigin(r *http.Request) error {
	if r.Method == http.MethodGet || r.Method == http.MethodHead || isBearer(r) {
		return nil
	}
	refused := core.Errorf(core.Forbidden, "cross_site", "This change was asked for by another site's page.")
	if site := r.Header.Get("Sec-Fetch-Site"); site != "" {
		if site == "same-origin" || site == "none" {
			return nil
		}
		return refused
	}
	origin := r.Header.Get("Origin")
	if origin == "" {
		return nil
	}
	if u, err := url.Parse(origin); err != nil || u.Host != r.Host {
		return refused
	}
	return nil
}

// wantsPage reports whether a person's browser asks for a page of the console.
func wantsPage(r *http.Request) bool {
	return strings.HasPrefix(r.URL.Path, "/console") && !wantsJSON(r) &&
		!strings.Contains(r.Header.Get("Accept"), "text/event-stream")
}

// secureURL reports whether the outside reaches us by https, so that cookies can be bound to it.
func (s *Server) secureURL() bool { return strings.HasPrefix(s.PublicURL, "https://") }

// cookieName is the session cookie's name. The __Host- prefix makes browsers refuse one that another host or path set.
func (s *Server) cookieName() string {
	if s.secureURL() {
		return "__Host-heed"
	}
	return "heed_session"
}

// setSession puts the session cookie; an empty secret removes it.
func (s *Server) setSession(c echo.Context, secret string, seconds int) {
	if secret == "" {
		seconds = -1
	}
	c.SetCookie(&http.Cookie{
		Name: s.cookieName(), Value: secret, Path: "/", MaxAge: seconds, HttpOnly: true, Secure: s.secureURL(),
		SameSite: http.SameSiteLaxMode,
	})
}
