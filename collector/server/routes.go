package server

import (
	"fmt"
	"net/http"
	"slices"

	"github.com/labstack/echo/v4"

	"heed/collector/core"
	"heed/collector/link"
)

// route is one address: the permission it asks for stands beside it, and "" means anybody.
type route struct {
	method, path string
	need         core.Permission
	handle       echo.HandlerFunc
}

// headed are the addresses of which programs ask for the head alone: caches, mail programs that look whether a link leads anywhere, and
// those that watch whether a server is up.
var headed = [...]string{"/heed.js", "/a/*", "/s/:name", "/s/:name/theme.css", "/s/:name/qr.svg", "/s/:name/qr.png", "/healthz", "/readyz"}

// routes is the one table of everything that is answered.
func (s *Server) routes() []route {
	list := []route{
		// For pages of any site. They prove nothing about themselves; the door checks site and origin.
		{http.MethodGet, "/v1/socket", "", s.socket},
		{http.MethodPost, "/v1/batch", "", s.batch},
		{http.MethodOptions, "/v1/batch", "", s.batchPreflight},
		{http.MethodPost, "/v1/debug", "", s.debug}, // for who has a pass
		{http.MethodGet, "/heed.js", "", echo.WrapHandler(s.Assets)},
		{http.MethodGet, "/a/*", "", echo.WrapHandler(s.Assets)},

		// Surveys by link, for anybody.
		{http.MethodGet, "/s/:name", "", s.hosted.open},
		{http.MethodPost, "/s/:name", "", s.hosted.answer},
		{http.MethodGet, "/s/:name/theme.css", "", s.hosted.theme},
		{http.MethodGet, "/s/:name/qr.svg", "", s.hosted.qr("image/svg+xml", link.SVG)},
		{http.MethodGet, "/s/:name/qr.png", "", s.hosted.qr("image/png", link.PNG)},

		// For those who run it.
		{http.MethodGet, "/", "", s.home},
		{http.MethodGet, "/healthz", "", s.healthz},
		{http.MethodGet, "/readyz", "", s.readyz},
		{http.MethodGet, "/metrics", "", s.metrics},

		// For programs.
		{http.MethodGet, "/api/v1/openapi.json", "", s.openAPI},
		{http.MethodGet, "/api/v1/sites", core.CanRead, s.apiSites},
		{http.MethodGet, "/api/v1/sites/:name", core.CanRead, s.apiSite},
		{http.MethodPost, "/api/v1/sites/:name/stop", core.CanWrite, s.apiStop},
		{http.MethodPost, "/api/v1/sites/:name/start", core.CanWrite, s.apiStart},
		{http.MethodGet, "/api/v1/sites/:name/pass", core.CanRead, s.apiPass},
		{http.MethodGet, "/api/v1/sites/:name/mutes", core.CanRead, s.apiMutes},
		{http.MethodGet, "/api/v1/sites/:name/revisions", core.CanRead, s.apiRevisions(core.KindSite)},
		{http.MethodPost, "/api/v1/sites/:name/restore", core.CanAdmin, s.apiRestore(core.KindSite)},
		{http.MethodPost, "/api/v1/sites/:name/mutes", core.CanWrite, s.apiMute},
		{http.MethodDelete, "/api/v1/sites/:name/mutes", core.CanWrite, s.apiUnmute},
		{http.MethodGet, "/api/v1/precision", core.CanRead, s.apiPrecision},
		{http.MethodGet, "/api/v1/precision.csv", core.CanRead, s.csvPrecision},
		{http.MethodGet, "/api/v1/intercepts", core.CanRead, s.apiIntercepts},
		{http.MethodGet, "/api/v1/intercepts/:name", core.CanRead, s.apiIntercept},
		{http.MethodGet, "/api/v1/intercepts/:name/revisions", core.CanRead, s.apiRevisions(core.KindIntercept)},
		{http.MethodPost, "/api/v1/intercepts/:name/restore", core.CanWrite, s.apiRestore(core.KindIntercept)},
		{http.MethodGet, "/api/v1/surveys", core.CanRead, s.apiSurveys},
		{http.MethodGet, "/api/v1/surveys/:name", core.CanRead, s.apiSurvey},
		{http.MethodGet, "/api/v1/surveys/:name/revisions", core.CanRead, s.apiRevisions(core.KindSurvey)},
		{http.MethodGet, "/api/v1/surveys/:name/translations", core.CanRead, s.apiTranslations},
		{http.MethodPut, "/api/v1/surveys/:name/translations", core.CanWrite, s.apiTranslate},
		{http.MethodPost, "/api/v1/surveys/:name/links", core.CanWrite, s.apiLinks},
		{http.MethodPost, "/api/v1/surveys/:name/restore", core.CanWrite, s.apiRestore(core.KindSurvey)},
		{http.MethodGet, "/api/v1/webhooks", core.CanWrite, s.apiWebhooks},
		{http.MethodGet, "/api/v1/webhooks/:name", core.CanWrite, s.apiWebhook},
		{http.MethodGet, "/api/v1/webhooks/:name/revisions", core.CanAdmin, s.apiRevisions(core.KindWebhook)},
		{http.MethodPost, "/api/v1/webhooks/:name/restore", core.CanAdmin, s.apiRestore(core.KindWebhook)},
		{http.MethodGet, "/api/v1/webhooks/:name/deliveries", core.CanWrite, s.apiDeliveries},
		{http.MethodPost, "/api/v1/webhooks/:name/deliveries/:id/retry", core.CanWrite, s.apiRetry},
		{http.MethodPost, "/api/v1/webhooks/:name/test", core.CanWrite, s.apiTestWebhook},
		{http.MethodPost, "/api/v1/webhooks/:name/enable", core.CanWrite, s.apiEnable},
		{http.MethodPost, "/api/v1/webhooks/:name/rotate", core.CanAdmin, s.apiRotate},
		{http.MethodGet, "/api/v1/templates", core.CanRead, s.apiTemplates},
		{http.MethodPost, "/api/v1/apply", core.CanWrite, s.apiApply},
		{http.MethodPost, "/api/v1/backtests", core.CanWrite, s.apiBacktest},
		{http.MethodPost, "/api/v1/lint", core.CanWrite, s.apiLint},
		{http.MethodGet, "/api/v1/export", core.CanRead, s.apiExport},
		{http.MethodGet, "/api/v1/signals", core.CanRead, s.apiSignals},
		{http.MethodGet, "/api/v1/signals.csv", core.CanRead, s.csvSignals},
		{http.MethodGet, "/api/v1/decisions", core.CanRead, s.apiDecisions},
		{http.MethodGet, "/api/v1/decisions.csv", core.CanRead, s.csvDecisions},
		{http.MethodGet, "/api/v1/decisions/:id", core.CanRead, s.apiDecision},
		{http.MethodGet, "/api/v1/responses", core.CanRead, s.apiResponses},
		{http.MethodGet, "/api/v1/responses.csv", core.CanRead, s.csvResponses},
		{http.MethodGet, "/api/v1/responses.jsonl", core.CanRead, s.jsonlResponses},
		{http.MethodGet, "/api/v1/responses/summary", core.CanRead, s.apiSummaries},
		{http.MethodGet, "/api/v1/responses/:decision/:survey", core.CanRead, s.apiResponse},
		{http.MethodGet, "/api/v1/visitors/:id", core.CanRead, s.apiVisitor},
		{http.MethodGet, "/api/v1/visitors/:id/why", core.CanRead, s.apiWhy},
		{http.MethodGet, "/api/v1/conversations", core.CanRead, s.apiConversations},
		{http.MethodGet, "/api/v1/conversations/:id", core.CanRead, s.apiConversation},
		{http.MethodPost, "/api/v1/conversations/:id/messages", core.CanChat, s.apiReply},
		{http.MethodPost, "/api/v1/conversations/:id/close", core.CanChat, s.apiClose},
		{http.MethodGet, "/api/v1/users", core.CanAdmin, s.apiUsers},
		{http.MethodPost, "/api/v1/users", core.CanAdmin, s.apiAddUser},
		{http.MethodGet, "/api/v1/users/:id", core.CanAdmin, s.apiUser},
		{http.MethodPatch, "/api/v1/users/:id", core.CanAdmin, s.apiChangeUser},
		{http.MethodDelete, "/api/v1/users/:id", core.CanAdmin, s.apiDeleteUser},
		{http.MethodPost, "/api/v1/users/:id/link", core.CanAdmin, s.apiSignInLink},
		{http.MethodGet, "/api/v1/tokens", core.CanAdmin, s.apiTokens},
		{http.MethodPost, "/api/v1/tokens", core.CanAdmin, s.apiCreateToken},
		{http.MethodDelete, "/api/v1/tokens/:id", core.CanAdmin, s.apiDeleteToken},
		{http.MethodGet, "/api/v1/audit", core.CanAdmin, s.apiAudit},
		{http.MethodGet, "/api/v1/audit.csv", core.CanAdmin, s.csvAudit},
	}
	for _, r := range list {
		if slices.Contains(headed[:], r.path) && r.method == http.MethodGet {
			list = append(list, route{http.MethodHead, r.path, r.need, r.handle})
		}
	}
	list = append(list, s.consoleRoutes()...)
	if s.Demo != nil {
		list = append(list,
			route{http.MethodGet, "/demo", "", redirect("/demo/")},
			route{http.MethodGet, "/demo/*", "", s.demo},
			route{http.MethodPost, "/demo/*", "", s.demo})
	}
	return list
}

func (s *Server) addRoutes() error {
	seen := map[string]bool{}
	for _, r := range s.routes() {
		if id := r.method + " " + r.path; seen[id] {
			return fmt.Errorf("route %s stands twice in the table", id)
		} else {
			seen[id] = true
		}
		action, err := actionOf(r)
		if err != nil {
			return err
		}
		handle := r.handle
		if !forPages(r.path) && !isHosted(r.path) {
			handle = s.guard(r.need, action, s.audited(action, r.need, handle))
		}
		s.echo.Add(r.method, r.path, handle)
	}
	return nil
}

// forPages are the routes that pages of other sites call: cross-site by nature, and never with a session.
func forPages(path string) bool {
	return path == "/v1/socket" || path == "/v1/batch" || path == "/v1/debug" || path == "/heed.js" || path == "/a/*"
}

func redirect(to string) echo.HandlerFunc {
	return func(c echo.Context) error { return c.Redirect(http.StatusSeeOther, to) }
}
