package server

import (
	"net/http"

	"github.com/labstack/echo/v4"

	"heed/collector/core"
)

// consoleRoutes are the pages below /console, each with the permission it asks for; no permission means that nobody needs to
// be signed in.
func (s *Server) consoleRoutes() []route {
	c := s.console
	read := func(path string, handle echo.HandlerFunc) route {
		return route{http.MethodGet, path, core.CanRead, handle}
	}
	return []route{
		{http.MethodGet, "/console/sign-in", "", c.showSignIn},
		{http.MethodPost, "/console/sign-in", "", s.signIn},
		{http.MethodGet, "/console/link/:secret", "", c.showLink},
		{http.MethodPost, "/console/link/:secret", "", s.takeLink},
		{http.MethodPost, "/console/sign-out", core.CanRead, s.signOut},

		read("/console", c.live),
		read("/console/live", s.listen),
		read("/console/decisions", c.decisions),
		read("/console/decisions/:id", c.decision),
		read("/console/responses", c.responses),
		read("/console/responses/:decision/:survey", c.response),
		read("/console/conversations", c.conversations),
		read("/console/conversations/:id", c.conversation),
		{http.MethodPost, "/console/conversations/:id", core.CanChat, c.reply},
		{http.MethodPost, "/console/conversations/:id/close", core.CanChat, c.closeConversation},
		read("/console/visitors/:site/:id", c.visitor),

		read("/console/intercepts", c.intercepts),
		read("/console/intercepts/:site/:name", c.intercept),
		{http.MethodPost, "/console/intercepts/:site/:name/restore", core.CanWrite, s.restoreForm(core.KindIntercept, interceptURL)},
		{http.MethodGet, "/console/intercepts/:site/:name/backtest", core.CanWrite, c.backtest},
		{http.MethodPost, "/console/intercepts/:site/:name/backtest", core.CanWrite, c.runBacktest},
		{http.MethodGet, "/console/intercepts/new", core.CanWrite, c.newIntercept},
		{http.MethodPost, "/console/intercepts/new", core.CanWrite, c.saveIntercept},
		{http.MethodPost, "/console/intercepts/form", core.CanWrite, c.editRows},
		{http.MethodPost, "/console/intercepts/check", core.CanWrite, c.checkIntercept},
		{http.MethodPost, "/console/intercepts/reach", core.CanWrite, c.reachIntercept},
		{http.MethodGet, "/console/intercepts/:site/:name/edit", core.CanWrite, c.editIntercept},
		{http.MethodPost, "/console/intercepts/:site/:name/edit", core.CanWrite, c.saveIntercept},
		read("/console/surveys", c.surveys),
		{http.MethodGet, "/console/surveys/new", core.CanWrite, c.newSurvey},
		{http.MethodPost, "/console/surveys/new", core.CanWrite, c.saveSurvey},
		{http.MethodPost, "/console/surveys/form", core.CanWrite, c.surveyForm},
		{http.MethodGet, "/console/surveys/:site/:name/edit", core.CanWrite, c.editSurvey},
		{http.MethodPost, "/console/surveys/:site/:name/edit", core.CanWrite, c.saveSurvey},
		read("/console/surveys/:site/:name", c.survey),
		read("/console/surveys/:site/:name/look", c.showLook),
		{http.MethodPost, "/console/surveys/:site/:name/look", core.CanWrite, c.saveLook},
		{http.MethodPost, "/console/surveys/:site/:name/look/check", core.CanRead, c.checkLook},
		read("/console/surveys/:site/:name/translations", c.translations),
		{http.MethodPost, "/console/surveys/:site/:name/translations", core.CanWrite, c.translate},
		{http.MethodPost, "/console/surveys/:site/:name/restore", core.CanWrite, s.restoreForm(core.KindSurvey, surveyURL)},
		{http.MethodGet, "/console/webhooks", core.CanWrite, c.webhooks},
		{http.MethodPost, "/console/webhooks", core.CanAdmin, c.addWebhook},
		{http.MethodGet, "/console/webhooks/:site/:name", core.CanWrite, c.webhook},
		{http.MethodPost, "/console/webhooks/:site/:name/test", core.CanWrite, c.testWebhook},
		{http.MethodPost, "/console/webhooks/:site/:name/enable", core.CanWrite, c.enableWebhook},
		{http.MethodPost, "/console/webhooks/:site/:name/deliveries/:id/retry", core.CanWrite, c.retryDelivery},
		{http.MethodPost, "/console/webhooks/:site/:name/rotate", core.CanAdmin, c.rotate},
		{http.MethodPost, "/console/webhooks/:site/:name/restore", core.CanAdmin, s.restoreForm(core.KindWebhook, webhookURL)},
		read("/console/detectors", c.detectors),
		{http.MethodPost, "/console/detectors/mute", core.CanWrite, c.mute},
		{http.MethodPost, "/console/detectors/unmute", core.CanWrite, c.unmute},
		read("/console/sites", c.sites),
		{http.MethodGet, "/console/people", core.CanAdmin, s.people},
		{http.MethodPost, "/console/people", core.CanAdmin, s.addPerson},
		{http.MethodPost, "/console/people/:id", core.CanAdmin, s.changePerson},
		{http.MethodPost, "/console/people/:id/link", core.CanAdmin, s.linkPerson},
		{http.MethodPost, "/console/people/:id/delete", core.CanAdmin, s.deletePerson},
		{http.MethodPost, "/console/tokens", core.CanAdmin, s.makeToken},
		{http.MethodPost, "/console/tokens/:id/delete", core.CanAdmin, s.endToken},
		{http.MethodGet, "/console/audit", core.CanAdmin, c.audit},
		{http.MethodPost, "/console/sites/stop", core.CanWrite, c.stopSite},
		{http.MethodPost, "/console/sites/start", core.CanWrite, c.startSite},
		read("/console/sites/:site", c.site),
		{http.MethodPost, "/console/sites/:site/restore", core.CanAdmin, s.restoreForm(core.KindSite, func(site, _ string) string { return siteURL(site) })},
		read("/console/sites/:site/watch", s.watchLink),
		read("/console/sites/:site/look", c.showLook),
		{http.MethodPost, "/console/sites/:site/look", core.CanAdmin, c.saveLook},
		{http.MethodPost, "/console/sites/:site/look/check", core.CanRead, c.checkLook},
		read("/console/sites/:site/place", c.showPlace),
		{http.MethodPost, "/console/sites/:site/place", core.CanAdmin, c.savePlace},
		{http.MethodPost, "/console/sites/:site/place/check", core.CanRead, c.checkPlace},
		read("/console/intercepts/:site/:name/preview", s.previewLink),

		read(stagePath, c.stage),
		read("/console/account", c.account),
		{http.MethodPost, "/console/account", core.CanRead, c.setPassword},
	}
}
