package server

import (
	"context"
	"encoding/json"
	"net/http"
	"net/http/httptest"
	"strings"
	"testing"

	"heed/collector/audit"
	"heed/collector/core"
	"heed/collector/manifest"
	"heed/collector/survey"
)

// configuring changes configuration as app's does, with the checks of the form alone.
type configuring struct {
	linting
	b *bench
}

func (p configuring) Stop(ctx context.Context, site string, stopped bool, by core.Principal) error {
	_, err := manifest.Stop(ctx, p.b.store, site, stopped, by.Name, p.b.now)
	return err
}

func (p configuring) Apply(ctx context.Context, file string, data []byte, by core.Principal, dry bool) ([]Applied, error) {
	set, err := manifest.Parse(file, data, func(string) (string, bool) { return "", false })
	if err != nil {
		return nil, err
	}
	return p.change(ctx, set, by, dry)
}

func (p configuring) Replace(ctx context.Context, file string, data []byte, by core.Principal, revision int) ([]Applied, error) {
	set, err := manifest.Parse(file, data, func(string) (string, bool) { return "", false })
	if err != nil {
		return nil, err
	}
	return p.write(ctx, set, func(planned manifest.Planned) error { return planned.Following(revision).Apply(ctx, by.Name, p.b.now) })
}

func (p configuring) Restore(ctx context.Context, kind, site, name string, revision int, by core.Principal) ([]Applied, error) {
	set, err := manifest.Revision(ctx, p.b.store, kind, site, name, revision)
	if err != nil {
		return nil, err
	}
	return p.change(ctx, set, by, false)
}

// noTranslations is a file that is accepted, and changes nothing.
const noTranslations = "id,en,fr\n"

func (p configuring) Translate(ctx context.Context, site, name, format string, data []byte, by core.Principal, dry bool) ([]Applied, error) {
	s, err := p.b.server.surveyInForce(ctx, site, name)
	if err != nil {
		return nil, err
	}
	if s, err = survey.ImportTranslations(s, format, data); err != nil {
		return nil, err
	}
	return p.change(ctx, manifest.Set{Surveys: []core.Survey{s}}, by, dry)
}

func (p configuring) change(ctx context.Context, set manifest.Set, by core.Principal, dry bool) ([]Applied, error) {
	return p.write(ctx, set, func(planned manifest.Planned) error {
		if dry {
			return nil
		}
		return planned.Apply(ctx, by.Name, p.b.now)
	})
}

func (p configuring) write(ctx context.Context, set manifest.Set, save func(manifest.Planned) error) ([]Applied, error) {
	planned, err := manifest.Plan(ctx, p.b.store, set, checks())
	if err != nil {
		return nil, err
	}
	var list []Applied
	for _, c := range planned.Changes {
		list = append(list, Applied{Kind: c.Kind, Site: c.Site, Name: c.Name, What: c.What, Diff: c.Diff})
	}
	return list, save(planned)
}

// audits are all entries, newest first.
func (b *bench) audits() []core.Audit {
	b.t.Helper()
	list, _, err := b.audit.List(b.t.Context(), core.Query{Limit: core.MaxLimit})
	if err != nil {
		b.t.Fatal(err)
	}
	return list
}

// deed writes an entry.
func (b *bench) deed(who, action, detail string) {
	b.t.Helper()
	e := core.Audit{Who: who, Action: action, Target: "apply", From: "192.0.2.7", Outcome: core.AuditDone, Detail: detail}
	if err := b.audit.Note(b.t.Context(), e); err != nil {
		b.t.Fatal(err)
	}
}

// deeds fill the log.
func (b *bench) deeds() {
	b.t.Helper()
	b.deed("maya@example.com", "configuration.apply", "changed intercept stuck: holdout, then[0].do.team; created survey cart-why")
	b.deed("export-for-the-warehouse", "conversation.close", "")
	refused := core.Audit{Who: "ben@example.com", Action: "signal.mute", Target: "detectors/mute", From: core.CommandLine}
	denied := core.Errorf(core.Forbidden, "not_allowed", "This asks for the permission %q, which ben@example.com does not have.", core.CanWrite)
	if err := b.audit.Note(b.t.Context(), audit.Refused(refused, denied)); err != nil {
		b.t.Fatal(err)
	}
}

// anApply is a file that is accepted.
const anApply = "kind: site\nname: second\norigins: [\"https://second.example\"]\n"

// doing sends, for each route that changes something, a request that succeeds.
func (b *bench) doing(conversation string) map[string]func() *httptest.ResponseRecorder {
	do := b.token(core.CanAdmin)
	who := b.user(core.Admin)
	chat := "/api/v1/conversations/" + conversation
	mute := core.Mute{Kind: "dead_click", Target: "#next"}
	body, err := json.Marshal(mute)
	if err != nil {
		b.t.Fatal(err)
	}
	return map[string]func() *httptest.ResponseRecorder{
		"POST /api/v1/apply":             func() *httptest.ResponseRecorder { return do("POST", "/api/v1/apply", anApply) },
		"POST /api/v1/sites/:name/stop":  func() *httptest.ResponseRecorder { return do("POST", "/api/v1/sites/demo/stop", "") },
		"POST /api/v1/sites/:name/start": func() *httptest.ResponseRecorder { return do("POST", "/api/v1/sites/demo/start", "") },
		"POST /console/sites/stop":       func() *httptest.ResponseRecorder { return b.post(who, "/console/sites/stop", "site", "demo") },
		"POST /console/sites/start":      func() *httptest.ResponseRecorder { return b.post(who, "/console/sites/start", "site", "demo") },
		"POST /console/sites/:site/look": func() *httptest.ResponseRecorder {
			return b.post(who, "/console/sites/demo/look", "revision", "1", "accent", "#7c3aed")
		},
		"POST /console/sites/:site/place": func() *httptest.ResponseRecorder {
			return b.post(who, "/console/sites/demo/place", "revision", "1", "corner", "top-end")
		},
		"POST /console/surveys/:site/:name/look": func() *httptest.ResponseRecorder {
			return b.post(who, "/console/surveys/demo/cart-why/look", "revision", "1", "accent", "#7c3aed")
		},
		"POST /api/v1/sites/:name/restore": func() *httptest.ResponseRecorder { return do("POST", "/api/v1/sites/demo/restore", `{"revision":1}`) },
		"POST /api/v1/intercepts/:name/restore": func() *httptest.ResponseRecorder {
			return do("POST", "/api/v1/intercepts/stuck/restore", `{"revision":1}`)
		},
		"POST /api/v1/webhooks/:name/restore": func() *httptest.ResponseRecorder {
			return do("POST", "/api/v1/webhooks/crm/restore", `{"revision":1}`)
		},
		"POST /api/v1/webhooks/:name/test":   func() *httptest.ResponseRecorder { return do("POST", "/api/v1/webhooks/crm/test", "") },
		"POST /api/v1/webhooks/:name/enable": func() *httptest.ResponseRecorder { return do("POST", "/api/v1/webhooks/crm/enable", "") },
		"POST /api/v1/webhooks/:name/rotate": func() *httptest.ResponseRecorder { return do("POST", "/api/v1/webhooks/crm/rotate", "") },
		"POST /api/v1/webhooks/:name/deliveries/:id/retry": func() *httptest.ResponseRecorder {
			return do("POST", "/api/v1/webhooks/crm/deliveries/"+b.told("d/s").ID+"/retry", "")
		},
		"POST /console/webhooks": func() *httptest.ResponseRecorder {
			return b.post(who, "/console/webhooks", "site", "demo", "name", "new", "url", "https://new.example/h", "format", "json")
		},
		"POST /console/webhooks/:site/:name/restore": func() *httptest.ResponseRecorder {
			return b.post(who, webhookURL("demo", "crm")+"/restore", "revision", "1")
		},
		"POST /console/webhooks/:site/:name/test":   func() *httptest.ResponseRecorder { return b.post(who, webhookURL("demo", "crm")+"/test") },
		"POST /console/webhooks/:site/:name/enable": func() *httptest.ResponseRecorder { return b.post(who, webhookURL("demo", "crm")+"/enable") },
		"POST /console/webhooks/:site/:name/rotate": func() *httptest.ResponseRecorder { return b.post(who, webhookURL("demo", "crm")+"/rotate") },
		"POST /console/webhooks/:site/:name/deliveries/:id/retry": func() *httptest.ResponseRecorder {
			return b.post(who, webhookURL("demo", "crm")+"/deliveries/"+b.told("d/s").ID+"/retry")
		},
		"POST /api/v1/surveys/:name/links": func() *httptest.ResponseRecorder {
			return do("POST", "/api/v1/surveys/what-happened/links", `{"count":2}`)
		},
		"POST /api/v1/surveys/:name/restore": func() *httptest.ResponseRecorder {
			return do("POST", "/api/v1/surveys/what-happened/restore", `{"revision":1}`)
		},
		"POST /console/intercepts/:site/:name/restore": func() *httptest.ResponseRecorder {
			return b.post(who, interceptURL("demo", "stuck")+"/restore", "revision", "1")
		},
		"POST /console/surveys/:site/:name/restore": func() *httptest.ResponseRecorder {
			return b.post(who, surveyURL("demo", "what-happened")+"/restore", "revision", "1")
		},
		"POST /console/sites/:site/restore": func() *httptest.ResponseRecorder {
			return b.post(who, siteURL("demo")+"/restore", "revision", "1")
		},
		"POST /console/intercepts/new": func() *httptest.ResponseRecorder {
			return b.post(who, "/console/intercepts/new", "site", "demo", "revision", "0", "name", "new", "action.type", "chat", "save", "draft", wholeField, "on")
		},
		"POST /console/intercepts/:site/:name/edit": func() *httptest.ResponseRecorder {
			return b.post(who, interceptURL("demo", "stuck")+"/edit", "site", "demo", "revision", "2", "name", "stuck", "action.type", "chat", "save", "live", wholeField, "on")
		},
		"PUT /api/v1/surveys/:name/translations": func() *httptest.ResponseRecorder {
			return do("PUT", "/api/v1/surveys/what-happened/translations", noTranslations)
		},
		"POST /console/surveys/:site/:name/translations": func() *httptest.ResponseRecorder {
			return b.upload(who, surveyURL("demo", "what-happened")+"/translations", "french.csv", noTranslations)
		},
		"POST /console/surveys/new": func() *httptest.ResponseRecorder {
			return b.post(who, "/console/surveys/new", "site", "demo", "revision", "0", "name", "new", "questions.0.type", core.Thumbs, "save", "save", wholeField, "on")
		},
		"POST /console/surveys/:site/:name/edit": func() *httptest.ResponseRecorder {
			return b.post(who, surveyURL("demo", "what-happened")+"/edit", "site", "demo", "revision", "1", "name", "what-happened",
				"questions.0.type", core.Thumbs, "save", "save", wholeField, "on")
		},
		"POST /api/v1/sites/:name/mutes": func() *httptest.ResponseRecorder { return do("POST", "/api/v1/sites/demo/mutes", string(body)) },
		"DELETE /api/v1/sites/:name/mutes": func() *httptest.ResponseRecorder {
			b.mute(mute)
			return do("DELETE", "/api/v1/sites/demo/mutes?kind=dead_click&target=%23next", "")
		},
		"POST /api/v1/conversations/:id/messages": func() *httptest.ResponseRecorder { return do("POST", chat+"/messages", `{"text":"Hello"}`) },
		"POST /api/v1/conversations/:id/close":    func() *httptest.ResponseRecorder { return do("POST", chat+"/close", "") },
		"POST /api/v1/users": func() *httptest.ResponseRecorder {
			return do("POST", "/api/v1/users", `{"email":"ben@example.com","role":"viewer"}`)
		},
		"PATCH /api/v1/users/:id": func() *httptest.ResponseRecorder {
			return do("PATCH", "/api/v1/users/"+b.add("ben@example.com", core.Viewer).ID, `{"role":"operator"}`)
		},
		"DELETE /api/v1/users/:id": func() *httptest.ResponseRecorder {
			return do("DELETE", "/api/v1/users/"+b.add("ben@example.com", core.Viewer).ID, "")
		},
		"POST /api/v1/users/:id/link": func() *httptest.ResponseRecorder {
			return do("POST", "/api/v1/users/"+b.add("ben@example.com", core.Viewer).ID+"/link", "")
		},
		"POST /api/v1/tokens": func() *httptest.ResponseRecorder {
			return do("POST", "/api/v1/tokens", `{"name":"ci","scopes":["read"]}`)
		},
		"DELETE /api/v1/tokens/:id": func() *httptest.ResponseRecorder {
			return do("DELETE", "/api/v1/tokens/"+b.program("ci", core.CanRead).ID, "")
		},
		"POST /console/sign-in": func() *httptest.ResponseRecorder {
			return b.post(nil, "/console/sign-in", "email", "admin@example.com", "password", "a long password")
		},
		"POST /console/link/:secret": func() *httptest.ResponseRecorder { return b.post(nil, "/console/link/"+b.link("admin@example.com")) },
		"POST /console/sign-out": func() *httptest.ResponseRecorder {
			session, _, err := b.auth.TakeLink(b.t.Context(), b.link("admin@example.com"))
			if err != nil {
				b.t.Fatal(err)
			}
			return b.post(b.cookie(session), "/console/sign-out")
		},
		"POST /console/account": func() *httptest.ResponseRecorder {
			return b.post(who, "/console/account", "old", "a long password", "new", "a longer password", "again", "a longer password")
		},
		"POST /console/conversations/:id":       func() *httptest.ResponseRecorder { return b.post(who, conversationURL(conversation), "text", "Hello") },
		"POST /console/conversations/:id/close": func() *httptest.ResponseRecorder { return b.post(who, conversationURL(conversation)+"/close") },
		"POST /console/people": func() *httptest.ResponseRecorder {
			return b.post(who, "/console/people", "email", "ben@example.com", "role", "viewer")
		},
		"POST /console/people/:id": func() *httptest.ResponseRecorder {
			return b.post(who, "/console/people/"+b.add("ben@example.com", core.Viewer).ID, "name", "Ben", "role", "operator")
		},
		"POST /console/people/:id/link": func() *httptest.ResponseRecorder {
			return b.post(who, "/console/people/"+b.add("ben@example.com", core.Viewer).ID+"/link")
		},
		"POST /console/people/:id/delete": func() *httptest.ResponseRecorder {
			return b.post(who, "/console/people/"+b.add("ben@example.com", core.Viewer).ID+"/delete")
		},
		"POST /console/tokens": func() *httptest.ResponseRecorder {
			return b.post(who, "/console/tokens", "name", "ci", "scope", "read")
		},
		"POST /console/tokens/:id/delete": func() *httptest.ResponseRecorder {
			return b.post(who, "/console/tokens/"+b.program("ci", core.CanRead).ID+"/delete")
		},
		"POST /console/detectors/mute": func() *httptest.ResponseRecorder {
			return b.post(who, "/console/detectors/mute", "site", "demo", "kind", "dead_click", "target", "#next")
		},
		"POST /console/detectors/unmute": func() *httptest.ResponseRecorder {
			b.mute(mute)
			return b.post(who, "/console/detectors/unmute", "site", "demo", "kind", "dead_click", "target", "#next")
		},
	}
}

// link makes a sign-in link for a user and gives its secret.
func (b *bench) link(email string) string {
	b.t.Helper()
	u, err := b.store.UserByEmail(b.t.Context(), email)
	if err != nil {
		b.t.Fatal(err)
	}
	link, err := b.auth.Link(b.t.Context(), core.Machine("test"), u.ID)
	if err != nil {
		b.t.Fatal(err)
	}
	return link.Secret
}

// TestEveryChangeIsAudited walks the whole route table: each route that is not read-only writes who, when, what and from where.
func TestEveryChangeIsAudited(t *testing.T) {
	for _, r := range newBench(t).server.routes() {
		action, err := actionOf(r)
		if err != nil {
			t.Error(err)
		}
		if action == "" {
			continue
		}
		t.Run(r.method+" "+strings.ReplaceAll(r.path, "/", " "), func(t *testing.T) {
			b := newBench(t)
			b.configure()
			conversation := b.live()
			b.chatter(conversation, "Hello")
			do := b.doing(conversation)[r.method+" "+r.path]
			if do == nil {
				t.Fatalf("this route changes something; add a request for it to bench.doing")
			}
			if before := b.audits(); len(before) != 0 {
				t.Fatalf("before: %+v", before)
			}
			w := do()
			if w.Code >= http.StatusBadRequest {
				t.Fatalf("status %d: %s", w.Code, w.Body)
			}
			entries := b.audits()
			if len(entries) != 1 {
				t.Fatalf("%d entries: %+v", len(entries), entries)
			}
			e := entries[0]
			who := map[bool]string{true: "test", false: "admin@example.com"}[strings.HasPrefix(r.path, "/api/")]
			if e.Action != action || e.Outcome != core.AuditDone || e.Who != who || e.From != "192.0.2.1" || !e.At.Equal(b.now) {
				t.Errorf("entry %+v; want %s by %s, done", e, action, who)
			}
			if r.need != "" && (e.By == "" || e.Target == "") {
				t.Errorf("entry %+v does not say by whose account, or to what", e)
			}
		})
	}
}

// TestRefusalsAreAudited: what somebody whom we know may not do, or does wrong, is written down with the reason. Of nobody, and of
// attempts that are put off, nothing is: that would be a way to fill the disk.
func TestRefusalsAreAudited(t *testing.T) {
	b := newBench(t)
	b.configure()
	conversation := b.live()
	b.chatter(conversation, "Hello")
	viewer := b.enter(b.add("viewer@example.com", core.Viewer).Email) // who is asked for the password, to change it
	read := b.token(core.CanRead)
	write := b.token(core.CanWrite)
	for _, c := range []struct {
		name                string
		do                  func() *httptest.ResponseRecorder
		action, who, detail string // "" when nothing is written
	}{
		{"viewer closes", func() *httptest.ResponseRecorder { return b.post(viewer, conversationURL(conversation)+"/close") },
			"conversation.close", "viewer@example.com", "not_allowed"},
		{"token without the scope", func() *httptest.ResponseRecorder { return read("POST", "/api/v1/apply", anApply) },
			"configuration.apply", "test", "not_allowed"},
		{"bad file", func() *httptest.ResponseRecorder { return write("POST", "/api/v1/apply", "kind: site\n") },
			"configuration.apply", "test", "invalid_config"},
		{"dry run", func() *httptest.ResponseRecorder { return write("POST", "/api/v1/apply?dry_run=true", anApply) },
			"configuration.apply", "test", "nothing was written"},
		{"wrong old password", func() *httptest.ResponseRecorder {
			return b.post(viewer, "/console/account", "old", "not this one", "new", "a longer password", "again", "a longer password")
		}, "password.change", "viewer@example.com", "bad_password"},
		{"passwords that differ", func() *httptest.ResponseRecorder {
			return b.post(viewer, "/console/account", "old", "a long password", "new", "a longer password", "again", "another password")
		}, "password.change", "viewer@example.com", "not_twice"},
		{"wrong sign-in", func() *httptest.ResponseRecorder {
			return b.post(nil, "/console/sign-in", "email", "viewer@example.com", "password", "hunter2hunter2")
		}, "session.start", "viewer@example.com", "bad_sign_in"},
		{"used link", func() *httptest.ResponseRecorder { return b.post(nil, "/console/link/topsecret") }, "session.start", "", "bad_link"},
		{"nobody", func() *httptest.ResponseRecorder { return b.post(nil, conversationURL(conversation)+"/close") }, "", "", ""},
		{"reading", func() *httptest.ResponseRecorder { return read("GET", "/api/v1/sites", "") }, "", "", ""},
	} {
		before := len(b.audits())
		w := c.do()
		entries := b.audits()
		if c.action == "" {
			if len(entries) != before {
				t.Errorf("%s: written %+v", c.name, entries[0])
			}
			continue
		}
		if len(entries) != before+1 {
			t.Fatalf("%s: status %d, %d entries more", c.name, w.Code, len(entries)-before)
		}
		e := entries[0]
		outcome := core.AuditRefused
		if w.Code == http.StatusOK {
			outcome = core.AuditDone
		}
		if e.Action != c.action || e.Who != c.who || e.Outcome != outcome || !strings.Contains(e.Detail, c.detail) {
			t.Errorf("%s: entry %+v, want %s by %q: %s", c.name, e, c.action, c.who, c.detail)
		}
	}
	for range 30 { // more than an address may try
		b.post(nil, "/console/sign-in", "email", "viewer@example.com", "password", "hunter2hunter2")
	}
	entries := b.audits()
	if len(entries) > 30 {
		t.Errorf("%d entries after 30 more attempts, of which most were put off", len(entries))
	}
	for _, e := range entries {
		text, err := json.Marshal(e)
		if err != nil || strings.Contains(string(text), "topsecret") || strings.Contains(string(text), "hunter2") {
			t.Errorf("a secret is in the log: %s, %v", text, err)
		}
	}
}

// TestAuditIsRead: admins read the log, with filters and as CSV, and nobody else does.
func TestAuditIsRead(t *testing.T) {
	b := newBench(t)
	b.configure()
	admin, write := b.token(core.CanAdmin), b.token(core.CanWrite)
	write("POST", "/api/v1/apply", anApply)
	write("POST", "/api/v1/sites/demo/mutes", `{"kind":"dead_click","target":"#next"}`)
	for address, want := range map[string]int{"": 2, "?action=signal.mute": 1, "?who=test&outcome=done": 2, "?outcome=refused": 0, "?limit=1": 1} {
		var l list[core.Audit]
		w := admin("GET", "/api/v1/audit"+address, "")
		if err := json.Unmarshal(w.Body.Bytes(), &l); err != nil || len(l.Items) != want {
			t.Errorf("%s: %s, want %d entries", address, w.Body, want)
		}
	}
	csv := admin("GET", "/api/v1/audit.csv?action=signal.mute", "").Body.String()
	if strings.Count(csv, "\r\n") != 2 || !strings.Contains(csv, "dead_click of #next on site demo") {
		t.Errorf("csv %q", csv)
	}
	for address, who := range map[string]*http.Cookie{"/console/audit": b.user(core.Marketer), "/api/v1/audit": b.user(core.Operator)} {
		if w := b.get(who, address); w.Code != http.StatusForbidden {
			t.Errorf("%s for who is no admin: status %d", address, w.Code)
		}
	}
	body := b.get(b.user(core.Admin), "/console/audit").Body.String()
	for _, says := range []string{"signal.mute", "created site second", "192.0.2.1", "test <span"} {
		if !strings.Contains(body, says) {
			t.Errorf("the page lacks %q\n%s", says, body)
		}
	}
}
