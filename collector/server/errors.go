package server

import (
	"errors"
	"net/http"
	"strconv"
	"strings"
	"time"

	"github.com/labstack/echo/v4"

	"heed/collector/core"
)

// statuses are the HTTP statuses of the six kinds.
var statuses = map[core.Kind]int{
	core.Invalid:         http.StatusBadRequest,
	core.Unauthenticated: http.StatusUnauthorized,
	core.Forbidden:       http.StatusForbidden,
	core.NotFound:        http.StatusNotFound,
	core.Limited:         http.StatusTooManyRequests,
	core.Internal:        http.StatusInternalServerError,
}

// problem is an error for programs, RFC 9457.
type problem struct {
	Type   string            `json:"type"`
	Title  string            `json:"title"`
	Status int               `json:"status"`
	Detail string            `json:"detail"`
	Code   string            `json:"code"`
	Errors []core.FieldError `json:"errors,omitempty"`
}

// handleError answers every error that a handler returned: a page for people, a problem for programs. Causes of internal errors
// go to the log. An answer that has begun cannot become another one: it is broken off, so that a file which is not whole does not look as
// if it were.
func (s *Server) handleError(err error, c echo.Context) {
	if c.Response().Committed {
		if c.Request().Context().Err() == nil { // else the reader has gone
			s.Log.Error("answer broken off", "method", c.Request().Method, "path", c.Path(), "err", err)
		}
		panic(http.ErrAbortHandler)
	}
	status, e := s.translate(err, c)
	if e.Kind == core.Internal {
		s.Log.Error("request failed", "method", c.Request().Method, "path", c.Path(), "err", err)
	}
	if e.RetryAfter > 0 {
		c.Response().Header().Set("Retry-After", strconv.Itoa(int((e.RetryAfter+time.Second-1)/time.Second)))
	}
	if err := s.answerError(c, status, e); err != nil {
		s.Log.Error("answer error", "path", c.Path(), "err", err)
	}
}

func (s *Server) answerError(c echo.Context, status int, e *core.Error) error {
	if status == http.StatusUnauthorized {
		c.Response().Header().Set(echo.HeaderWWWAuthenticate, "Bearer") // RFC 9110 section 15.5.2 wants a challenge, RFC 6750 has this one
	}
	if c.Request().Method == http.MethodHead {
		return c.NoContent(status)
	}
	if strings.HasPrefix(c.Request().URL.Path, "/console") {
		return s.console.failure(c, status, e)
	}
	if isHosted(c.Request().URL.Path) {
		return s.hosted.failure(c, status, e)
	}
	body := problem{
		Type: "about:blank", Title: http.StatusText(status), Status: status, Detail: e.Message, Code: e.Code, Errors: e.Fields,
	}
	c.Response().Header().Set(echo.HeaderContentType, "application/problem+json")
	return c.JSON(status, body)
}

// translate finds status and public error, also for what echo itself refuses.
func (s *Server) translate(err error, c echo.Context) (int, *core.Error) {
	var he *echo.HTTPError
	if !errors.As(err, &he) {
		e := core.AsError(err)
		return statuses[e.Kind], e
	}
	switch he.Code {
	case http.StatusNotFound:
		return he.Code, core.Errorf(core.NotFound, "no_such_address", "There is nothing at %s.", c.Request().URL.Path)
	case http.StatusMethodNotAllowed:
		return he.Code, core.Errorf(core.Invalid, "method_not_allowed", "%s is not answered here.", c.Request().Method)
	}
	return he.Code, &core.Error{Kind: core.Invalid, Code: "bad_request", Message: http.StatusText(he.Code), Err: err}
}
