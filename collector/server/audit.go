package server

import (
	"errors"
	"fmt"
	"net/http"
	"strings"

	"github.com/labstack/echo/v4"

	"heed/collector/audit"
	"heed/collector/core"
)

// changes names, for the audit log, what the routes do that are not read-only by their method. "" is for those that change nothing
// that is kept. A route that is missing here stops the start.
func changes() map[string]string {
	return map[string]string{
		"POST /api/v1/apply":                      "configuration.apply",
		"POST /api/v1/lint":                       "",
		"POST /api/v1/backtests":                  "",
		"POST /api/v1/sites/:name/stop":           "site.stop",
		"POST /api/v1/sites/:name/start":          "site.start",
		"POST /api/v1/sites/:name/restore":        "site.restore",
		"POST /api/v1/intercepts/:name/restore":   "intercept.restore",
		"POST /api/v1/surveys/:name/restore":      "survey.restore",
		"POST /api/v1/surveys/:name/links":        "survey.link",
		"POST /api/v1/sites/:name/mutes":          "signal.mute",
		"DELETE /api/v1/sites/:name/mutes":        "signal.unmute",
		"POST /api/v1/conversations/:id/messages": "conversation.reply",
		"POST /api/v1/conversations/:id/close":    "conversation.close",
		"POST /api/v1/users":                      "user.add",
		"PATCH /api/v1/users/:id":                 "user.change",
		"DELETE /api/v1/users/:id":                "user.delete",
		"POST /api/v1/users/:id/link":             "link.create",
		"POST /api/v1/tokens":                     "token.create",
		"DELETE /api/v1/tokens/:id":               "token.delete",

		"POST /api/v1/webhooks/:name/restore":              "webhook.restore",
		"POST /api/v1/webhooks/:name/test":                 "webhook.test",
		"POST /api/v1/webhooks/:name/enable":               "webhook.enable",
		"POST /api/v1/webhooks/:name/rotate":               "webhook.rotate",
		"POST /api/v1/webhooks/:name/deliveries/:id/retry": "webhook.retry",

		"POST /console/webhooks":                                  "webhook.save",
		"POST /console/webhooks/:site/:name/restore":              "webhook.restore",
		"POST /console/webhooks/:site/:name/test":                 "webhook.test",
		"POST /console/webhooks/:site/:name/enable":               "webhook.enable",
		"POST /console/webhooks/:site/:name/rotate":               "webhook.rotate",
		"POST /console/webhooks/:site/:name/deliveries/:id/retry": "webhook.retry",

		"POST /console/sign-in":                        "session.start",
		"POST /console/link/:secret":                   "session.start",
		"POST /console/sign-out":                       "session.end",
		"POST /console/account":                        "password.change",
		"POST /console/conversations/:id":              "conversation.reply",
		"POST /console/conversations/:id/close":        "conversation.close",
		"POST /console/intercepts/new":                 "intercept.save",
		"POST /console/intercepts/:site/:name/edit":    "intercept.save",
		"POST /console/intercepts/form":                "",
		"POST /console/intercepts/check":               "",
		"POST /console/intercepts/reach":               "",
		"POST /console/detectors/mute":                 "signal.mute",
		"POST /console/detectors/unmute":               "signal.unmute",
		"POST /console/sites/stop":                     "site.stop",
		"POST /console/sites/start":                    "site.start",
		"POST /console/sites/:site/restore":            "site.restore",
		"POST /console/people":                         "user.add",
		"POST /console/people/:id":                     "user.change",
		"POST /console/people/:id/link":                "link.create",
		"POST /console/people/:id/delete":              "user.delete",
		"POST /console/tokens":                         "token.create",
		"POST /console/tokens/:id/delete":              "token.delete",
		"POST /console/sites/:site/look":               "site.save",
		"POST /console/sites/:site/look/check":         "",
		"POST /console/sites/:site/place":              "site.save",
		"POST /console/sites/:site/place/check":        "",
		"POST /console/intercepts/:site/:name/restore": "intercept.restore",
		"POST /console/surveys/:site/:name/restore":    "survey.restore",

		"POST /console/intercepts/:site/:name/backtest": "",

		"POST /console/surveys/new":                      "survey.save",
		"POST /console/surveys/:site/:name/edit":         "survey.save",
		"POST /console/surveys/form":                     "",
		"POST /console/surveys/:site/:name/look":         "survey.save",
		"POST /console/surveys/:site/:name/look/check":   "",
		"PUT /api/v1/surveys/:name/translations":         "survey.translate",
		"POST /console/surveys/:site/:name/translations": "survey.translate",

		"POST /s/:name": "", // an answer is a visitor's
		"POST /demo/*":  "", // an order in the demo shop is a page's, not ours
	}
}

// actionOf gives the action of a route for the audit log, "" for none.
func actionOf(r route) (string, error) {
	if r.method == http.MethodGet || r.method == http.MethodHead || r.method == http.MethodOptions || forPages(r.path) {
		return "", nil
	}
	action, ok := changes()[r.method+" "+r.path]
	if !ok {
		return "", fmt.Errorf("route %s %s is not read-only and has no name for the audit log", r.method, r.path)
	}
	return action, nil
}

const (
	auditDetailKey  = "audit-detail"
	auditWhoKey     = "audit-who"
	auditRefusalKey = "audit-refusal"
)

// detail says what a request has changed, for the audit log.
func detail(c echo.Context, format string, args ...any) {
	c.Set(auditDetailKey, fmt.Sprintf(format, args...))
}

// audited runs a handler with an entry in the audit log. Of whom we know, it begins before and ends after. Of a sign-in, by which we
// first learn who it is, it is written when that is known.
func (s *Server) audited(action string, need core.Permission, handle echo.HandlerFunc) echo.HandlerFunc {
	if action == "" {
		return handle
	}
	return func(c echo.Context) error {
		if need == "" {
			return s.auditSignIn(c, action, handle)
		}
		ran, answered := false, error(nil)
		err := s.Audit.Do(c.Request().Context(), auditOf(c, action), func() (string, error) {
			ran, answered = true, handle(c)
			said, _ := c.Get(auditDetailKey).(string)
			return said, refusal(c, answered)
		})
		if !ran {
			return err
		}
		if errors.Is(err, audit.ErrIncomplete) {
			s.Log.Error("a change is not complete in the audit log", "action", action, "err", err)
		}
		return answered
	}
}

// refusal is why a handler has not done what it was asked: its error, or what it wrote into the form that it showed again.
func refusal(c echo.Context, err error) error {
	if shown, ok := c.Get(auditRefusalKey).(*core.Error); ok && err == nil {
		return shown
	}
	return err
}

// auditSignIn notes a sign-in, or that it failed. One that is put off for being one of too many is not noted, so that nobody can fill
// the disk.
func (s *Server) auditSignIn(c echo.Context, action string, handle echo.HandlerFunc) error {
	err := handle(c)
	why := refusal(c, err)
	if core.IsKind(why, core.Limited) {
		return err
	}
	e := auditOf(c, action)
	e.Target = "" // the path of a sign-in link is its secret
	e.Who, _ = c.Get(auditWhoKey).(string)
	if noted := s.Audit.Note(c.Request().Context(), audit.Refused(e, why)); noted != nil {
		s.Log.Error("a sign-in is not in the audit log", "err", noted)
	}
	return err
}

// auditDenied notes that somebody whom we know tried what they may not do.
func (s *Server) auditDenied(c echo.Context, action string, denied error) {
	if action == "" {
		return
	}
	if err := s.Audit.Note(c.Request().Context(), audit.Refused(auditOf(c, action), denied)); err != nil {
		s.Log.Error("a refused change is not in the audit log", "action", action, "err", err)
	}
}

// auditOf begins an entry: who, from where, and which thing the address names.
func auditOf(c echo.Context, action string) core.Audit {
	p := principal(c)
	target := c.Request().URL.Path
	for _, prefix := range []string{"/api/v1/", "/console/"} {
		target = strings.TrimPrefix(target, prefix)
	}
	return core.Audit{Who: p.Name, By: p.ID, Action: action, Target: target, From: c.RealIP()}
}

// apiAudit answers the audit log: ?action=&who=&outcome=&since=&until=&limit=&after=.
func (s *Server) apiAudit(c echo.Context) error {
	q, err := readAuditQuery(c)
	if err != nil {
		return err
	}
	entries, next, err := s.Audit.List(c.Request().Context(), q)
	if err != nil {
		return err
	}
	return answerList(c, entries, next)
}

func readAuditQuery(c echo.Context) (core.Query, error) {
	q, err := readQuery(c)
	if err == nil {
		err = choose("outcome", q.Outcome, core.AuditBegun, core.AuditDone, core.AuditRefused, core.AuditFailed)
	}
	return core.Query{
		Kind: c.QueryParam("action"), Name: c.QueryParam("who"), Outcome: q.Outcome, Since: q.Since, Until: q.Until, Limit: q.Limit, After: q.After,
	}, err
}
