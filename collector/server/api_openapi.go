package server

import (
	"net/http"
	"reflect"
	"slices"
	"strings"

	"github.com/labstack/echo/v4"

	"heed/collector/auth"
	"heed/collector/core"
	"heed/collector/link"
	"heed/collector/notify"
	"heed/collector/pass"
	"heed/collector/precision"
	"heed/collector/starter"
	"heed/collector/survey"
)

// operation describes a route of the API for people and generators; permission and address are the route's own.
type operation struct {
	summary string
	query   []string // names of readQuery's parameters that count
	body    any      // what is sent: a value of its type, or a media type as a string
	answer  any      // what comes back: a value of its type, or a media type as a string
}

func operations() map[string]operation {
	site := []string{"site"}
	pages := []string{"limit", "after"}
	file := func(more ...string) []string {
		return slices.Concat(more, []string{"site", "visitor", "session", "since", "until"})
	} // it is all of it
	with := func(more ...string) []string { return append(file(more...), pages...) }
	sitePages := append([]string{"site"}, pages...)
	answers := []string{"survey", "question", "value", "min", "max", "text", "page", "device", "lang", "channel", "source", "kind", "step", "intercept", "trait"}
	return map[string]operation{
		"GET /api/v1/sites":                       {"List sites.", pages, nil, list[siteView]{}},
		"GET /api/v1/sites/:name":                 {"One site.", nil, nil, siteView{}},
		"GET /api/v1/sites/:name/revisions":       {"All states of a site's document, newest first, with author and time.", pages, nil, list[core.Document]{}},
		"POST /api/v1/sites/:name/restore":        {"Write an earlier state of a site as its newest revision.", nil, restoreBody{}, list[Applied]{}},
		"GET /api/v1/intercepts/:name/revisions":  {"All states of an intercept, newest first, with author and time.", sitePages, nil, list[core.Document]{}},
		"POST /api/v1/intercepts/:name/restore":   {"Write an earlier state of an intercept as its newest revision.", site, restoreBody{}, list[Applied]{}},
		"GET /api/v1/surveys/:name/revisions":     {"All states of a survey, newest first, with author and time.", sitePages, nil, list[core.Document]{}},
		"GET /api/v1/surveys/:name/translations":  {"The texts of a survey for translators, as csv (all its languages, or one lang) or xliff (2.0, one lang).", []string{"site", "format", "lang"}, nil, "text/csv"},
		"PUT /api/v1/surveys/:name/translations":  {"Put what translators wrote into a survey, as csv or xliff (2.x or 1.2); all of the file or nothing. The file itself says its languages: a lang left from the address of the export changes nothing.", []string{"site", "format", "lang", dryRun}, "text/csv", list[Applied]{}},
		"POST /api/v1/surveys/:name/links":        {"Make links to a survey that are good for one response each. Nothing is stored of them.", site, link.Batch{}, list[link.Link]{}},
		"POST /api/v1/surveys/:name/restore":      {"Write an earlier state of a survey as its newest revision.", site, restoreBody{}, list[Applied]{}},
		"GET /api/v1/sites/:name/pass":            {"A link to a page of the site that shows what Heed recognises there and why each intercept does or does not act; with intercept, that one as a visitor would get it. It works for an hour, for whoever holds it.", []string{"page", "intercept", "revision"}, nil, pass.Link{}},
		"GET /api/v1/sites/:name/mutes":           {"What a site does not listen to.", pages, nil, list[core.Mute]{}},
		"POST /api/v1/sites/:name/stop":           {"Stop a site in an emergency: nothing is shown to anybody, decisions are still made and say so.", nil, nil, siteView{}},
		"POST /api/v1/sites/:name/start":          {"Let a site that was stopped act again.", nil, nil, siteView{}},
		"POST /api/v1/sites/:name/mutes":          {"Mute the signals of a kind from an element: they are kept and lead to nothing.", nil, core.Mute{}, list[core.Mute]{}},
		"DELETE /api/v1/sites/:name/mutes":        {"Unmute.", []string{"kind", "target", "page"}, nil, list[core.Mute]{}},
		"GET /api/v1/precision":                   {"How right the detectors are, by kind and by element, as visitors of a sample said; and from which score on to trust them.", []string{"site", "since"}, nil, precision.Report{}},
		"GET /api/v1/precision.csv":               {"The same as CSV, a row each detector and element.", []string{"site", "since"}, nil, "text/csv"},
		"GET /api/v1/intercepts":                  {"List intercepts, the revisions in force.", sitePages, nil, list[interceptView]{}},
		"GET /api/v1/intercepts/:name":            {"One intercept.", site, nil, interceptView{}},
		"GET /api/v1/surveys":                     {"List surveys, the revisions in force.", sitePages, nil, list[surveyView]{}},
		"GET /api/v1/surveys/:name":               {"One survey.", site, nil, surveyView{}},
		"GET /api/v1/templates":                   {"Drafts of intercepts with their surveys to start from, as YAML that apply takes, written for a site.", sitePages, nil, list[starter.Template]{}},
		"POST /api/v1/apply":                      {"Create or change sites, webhooks, surveys and intercepts from YAML, all or nothing; with a revision, 0 for new ones, only if that is the one in force.", []string{dryRun, "revision"}, "application/yaml", list[Applied]{}},
		"POST /api/v1/backtests":                  {"What a draft would have done in a period, by what was recorded: moments, visitors, days, pages, what it would have displaced, what stopped it, and what share cannot be known. A draft none of whose signals was recorded is refused: not_recorded. With Accept: application/x-ndjson the progress comes first.", nil, BacktestRequest{}, Backtest{}},
		"POST /api/v1/lint":                       {"Look over YAML before it is applied: what would be refused, and what should be looked at.", nil, "application/yaml", list[core.Finding]{}},
		"GET /api/v1/export":                      {"What is in force as YAML that apply takes; of one site, or with these names only. Webhooks are for admins.", []string{"site", "name"}, nil, "text/yaml"},
		"GET /api/v1/signals":                     {"List signals, newest first.", with("kind"), nil, list[core.Signal]{}},
		"GET /api/v1/signals.csv":                 {"All selected signals as CSV.", file("kind"), nil, "text/csv"},
		"GET /api/v1/decisions":                   {"List decisions, newest first, without the explanation.", with("kind", "intercept", "outcome"), nil, list[core.Decision]{}},
		"GET /api/v1/decisions.csv":               {"All selected decisions as CSV.", file("kind", "intercept", "outcome"), nil, "text/csv"},
		"GET /api/v1/decisions/:id":               {"One decision with its explanation: every intercept considered, all gates, the arbitration with every candidate's priority, value and draw, the winner first, and the arm.", nil, nil, decisionView{}},
		"GET /api/v1/responses":                   {"List responses, newest first.", with(answers...), nil, list[core.Response]{}},
		"GET /api/v1/responses.csv":               {"All selected answers as CSV, one row each.", file(answers...), nil, "text/csv"},
		"GET /api/v1/responses.jsonl":             {"All selected responses as JSON Lines, one response each.", file(answers...), nil, "application/jsonl"},
		"GET /api/v1/responses/summary":           {"How surveys were answered: scores, shares and weeks, each with n and its 95 % interval, and whether it is still asked. Of one survey, or all.", slices.Concat(answers, site, []string{"since", "until"}, pages), nil, list[survey.Summary]{}},
		"GET /api/v1/responses/:decision/:survey": {"One response.", nil, nil, core.Response{}},
		"GET /api/v1/visitors/:id":                {"One visitor with their frustration now, what it is made of, and their timeline, newest first.", []string{"site", "since", "until", "limit"}, nil, visitorView{}},
		"GET /api/v1/visitors/:id/why":            {"Why an intercept would or would not be shown to this visitor now: all its gates, and all that are eligible now with their scores, the one that would win first.", []string{"site", "intercept"}, nil, whyView{}},
		"GET /api/v1/conversations":               {"List conversations, the latest touched first.", with("status"), nil, list[core.Conversation]{}},
		"GET /api/v1/conversations/:id":           {"One conversation with its messages.", nil, nil, conversationView{}},
		"POST /api/v1/conversations/:id/messages": {"Write to the visitor as an operator.", nil, replyBody{}, core.Message{}},
		"POST /api/v1/conversations/:id/close":    {"Close a conversation.", nil, nil, nil},
		"GET /api/v1/users":                       {"List who signs in to the console, the newest first.", []string{"role", "limit", "after"}, nil, list[core.User]{}},
		"POST /api/v1/users":                      {"Add somebody. Without a password, of 10 characters or more, they come by a sign-in link.", nil, auth.NewUser{}, core.User{}},
		"GET /api/v1/users/:id":                   {"One user.", nil, nil, core.User{}},
		"PATCH /api/v1/users/:id":                 {"Change a user's name or role. A new role signs them out everywhere. Nobody changes their own, and the last admin stays one.", nil, auth.UserChange{}, core.User{}},
		"DELETE /api/v1/users/:id":                {"Delete a user, who is signed out everywhere. Nobody deletes themself, and the last admin stays.", nil, nil, nil},
		"POST /api/v1/users/:id/link":             {"A link by which a user signs in once without the password, and sets a new one.", nil, nil, signInLink{}},
		"GET /api/v1/tokens":                      {"List API tokens without their secrets, the newest first.", []string{"limit", "after"}, nil, list[core.Token]{}},
		"POST /api/v1/tokens":                     {"Make an API token with scopes that you have. The secret is answered here, and never again.", nil, newToken{}, madeToken{}},
		"DELETE /api/v1/tokens/:id":               {"End an API token, from the next request on.", nil, nil, nil},
		"GET /api/v1/audit":                       {"List who did what, when, and from where, newest first.", []string{"action", "who", "outcome", "since", "until", "limit", "after"}, nil, list[core.Audit]{}},
		"GET /api/v1/audit.csv":                   {"The same as CSV.", []string{"action", "who", "outcome", "since", "until"}, nil, "text/csv"},
		"GET /api/v1/openapi.json":                {"This description.", nil, nil, map[string]any{}},

		"GET /api/v1/webhooks":                             {"List webhooks with how they fare; the URL is for admins.", sitePages, nil, list[webhookView]{}},
		"GET /api/v1/webhooks/:name":                       {"One webhook.", site, nil, webhookView{}},
		"GET /api/v1/webhooks/:name/revisions":             {"All states of a webhook, newest first, with author and time.", sitePages, nil, list[core.Document]{}},
		"POST /api/v1/webhooks/:name/restore":              {"Write an earlier state of a webhook as its newest revision.", site, restoreBody{}, list[Applied]{}},
		"GET /api/v1/webhooks/:name/deliveries":            {"What a webhook was told and is to be told, newest first: waiting, sent or dead, and why.", []string{"site", "event", "state", "since", "until", "limit", "after"}, nil, list[core.Delivery]{}},
		"POST /api/v1/webhooks/:name/deliveries/:id/retry": {"Send a delivery anew, with the same id.", site, nil, core.Delivery{}},
		"POST /api/v1/webhooks/:name/test":                 {"Queue a test; the delivery says what became of it.", site, nil, core.Delivery{}},
		"POST /api/v1/webhooks/:name/enable":               {"Let a webhook that was disabled be told again, beginning with what waits.", site, nil, nil},
		"POST /api/v1/webhooks/:name/rotate":               {"Make a new secret. It is answered this once; the one before signs too for a day.", site, nil, notify.Secret{}},
	}
}

// openAPI describes the API, made from the route table and the very types that are answered.
func (s *Server) openAPI(c echo.Context) error {
	paths := map[string]map[string]any{}
	schemas := schemas{}
	known := operations()
	for _, r := range s.routes() {
		if !strings.HasPrefix(r.path, "/api/v1/") {
			continue
		}
		path, params := openPath(r.path)
		op := known[r.method+" "+r.path]
		for _, q := range op.query {
			params = append(params, map[string]any{"name": q, "in": "query", "schema": queryType(q)})
		}
		if paths[path] == nil {
			paths[path] = map[string]any{}
		}
		paths[path][strings.ToLower(r.method)] = describe(r, op, params, schemas)
	}
	return c.JSON(http.StatusOK, map[string]any{
		"openapi": "3.1.0",
		"info":    map[string]any{"title": "Heed", "version": s.Version, "license": map[string]any{"name": "MIT", "identifier": "MIT"}},
		"servers": []any{map[string]any{"url": s.PublicURL}},
		"paths":   paths,
		"components": map[string]any{
			"schemas":         schemas,
			"securitySchemes": map[string]any{"token": map[string]any{"type": "http", "scheme": "bearer"}},
		},
	})
}

// queryType is the schema of a parameter of the address.
func queryType(name string) map[string]any {
	switch name {
	case dryRun:
		return map[string]any{"type": "boolean"}
	case "limit", "revision":
		return map[string]any{"type": "integer"}
	}
	return map[string]any{"type": "string"}
}

func describe(r route, op operation, params []any, known schemas) map[string]any {
	answers := map[string]any{
		"default": map[string]any{
			"description": "A problem (RFC 9457).",
			"content":     map[string]any{"application/problem+json": map[string]any{"schema": known.of(reflect.TypeFor[problem]())}},
		},
	}
	if op.answer == nil {
		answers["204"] = map[string]any{"description": "Done."}
	} else {
		answers["2XX"] = map[string]any{"description": op.summary, "content": content(op.answer, known)}
	}
	out := map[string]any{"summary": op.summary, "responses": answers}
	if len(params) > 0 {
		out["parameters"] = params
	}
	if op.body != nil {
		out["requestBody"] = map[string]any{"required": true, "content": content(op.body, known)}
	}
	if r.need != "" {
		out["security"] = []any{map[string]any{"token": []any{}}}
		out["description"] = "Asks for the permission «" + string(r.need) + "»."
	}
	return out
}

func content(sample any, known schemas) map[string]any {
	if media, ok := sample.(string); ok {
		return map[string]any{media: map[string]any{"schema": map[string]any{"type": "string"}}}
	}
	return map[string]any{"application/json": map[string]any{"schema": known.of(reflect.TypeOf(sample))}}
}

// openPath turns /a/:id into /a/{id} and its parameters.
func openPath(path string) (string, []any) {
	var params []any
	parts := strings.Split(path, "/")
	for i, part := range parts {
		if name, ok := strings.CutPrefix(part, ":"); ok {
			parts[i] = "{" + name + "}"
			params = append(params, map[string]any{"name": name, "in": "path", "required": true, "schema": map[string]any{"type": "string"}})
		}
	}
	return strings.Join(parts, "/"), params
}
