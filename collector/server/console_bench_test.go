package server

import (
	"bytes"
	"context"
	"crypto/rand"
	"io"
	"log/slog"
	"mime/multipart"
	"net/http"
	"net/http/httptest"
	"net/url"
	"strings"
	"testing"
	"time"

	"github.com/google/uuid"

	"heed/collector/audit"
	"heed/collector/auth"
	"heed/collector/bus"
	"heed/collector/chat"
	"heed/collector/core"
	"heed/collector/decide"
	"heed/collector/ingest"
	"heed/collector/link"
	"heed/collector/lint"
	"heed/collector/look"
	"heed/collector/manifest"
	"heed/collector/notify"
	"heed/collector/pass"
	"heed/collector/precision"
	"heed/collector/survey"
	"heed/sqlite"
	"heed/sqlite/sqlitetest"
	"heed/web"
)

// bench is a console over a real store, with one signed-in browser.
type bench struct {
	t      testing.TB
	server *Server
	store  core.Store
	bus    *bus.Bus
	chat   *chat.Service
	auth   *auth.Service
	audit  *audit.Service
	decide *decide.Engine
	links  *link.Service
	notify *notify.Service
	now    time.Time

	backtests *tested
}

func newBench(t testing.TB) *bench {
	t.Helper()
	return newBenchOn(t, sqlitetest.Open(t, sqlite.Options{}))
}

// newBenchOn is newBench over a store that has something in it already.
func newBenchOn(t testing.TB, store core.Store) *bench {
	t.Helper()
	assets, err := web.Build("")
	if err != nil {
		t.Fatal(err)
	}
	b := &bench{t: t, store: store, bus: bus.New(), now: time.Date(2026, 11, 21, 14, 3, 20, 0, time.UTC), backtests: &tested{}}
	clock := func() time.Time { return b.now }
	b.auth = auth.New(store, newID, clock, rand.Reader)
	b.chat = chat.New(store, newID, clock, b.bus)
	measured := precision.New(precision.Options{Store: store, Clock: clock, Check: decide.CheckSite, Changed: func() {},
		Muted: func(list []core.Mute) func(kind, target, page string) bool {
			mutes, _ := decide.NewMutes(list)
			return mutes.Cover
		}})
	asked := survey.New()
	b.notify = notify.New(notify.Options{Store: store, Clock: clock, ID: newID, Key: make([]byte, pass.KeySize), Random: rand.Reader})
	b.links = link.New(link.Options{Store: store, Surveys: asked, Webhooks: b.notify, Pub: b.bus, Clock: clock, ID: newID, Signer: link.NewSigner(make([]byte, pass.KeySize)), PublicURL: "http://localhost:8080"})
	signer := pass.New(make([]byte, pass.KeySize), clock, ingest.NormalOrigin)
	b.audit = audit.New(store, newID, clock)
	b.decide = decide.New(newID)
	b.server, err = New(Deps{Decide: b.decide, Survey: asked, Look: look.New(), Link: b.links, Notify: b.notify, Backtests: b.backtests, Precision: measured, Pass: signer, Audit: b.audit, Config: configuring{linting{store: store, clock: clock}, b}, Store: store, Auth: b.auth, Chat: b.chat, Bus: b.bus, Assets: assets, Clock: clock,
		PublicURL: "http://localhost:8080", Log: slog.New(slog.NewTextHandler(io.Discard, nil)), Version: "test"})
	if err != nil {
		t.Fatal(err)
	}
	return b
}

// checks are those of a site's form and theme, and of webhooks but for their addresses; intercepts and surveys are taken as they are.
func checks() manifest.Checks {
	return manifest.Checks{
		Intercept: func(core.Intercept) []core.FieldError { return nil }, Survey: func(core.Survey) []core.FieldError { return nil }, Site: look.CheckSite,
		Webhook: func(w core.Webhook) []core.FieldError { return notify.Check(w, func(string) error { return nil }) },
	}
}

// linting looks over configuration with the rules of the engine, as the whole collector does; it applies nothing.
type linting struct {
	Configurer
	store core.Store
	clock core.Clock
}

func (l linting) Lint(ctx context.Context, file string, data []byte) ([]core.Finding, error) {
	set, err := manifest.Parse(file, data, nil)
	if err != nil {
		found, _ := manifest.Findings(err)
		return found, nil
	}
	if _, err := manifest.Plan(ctx, l.store, set, checks()); err != nil {
		found, _ := manifest.Findings(err)
		return found, nil
	}
	found, err := l.run(ctx, set, set.Holds)
	for i := range found {
		found[i] = set.Place(found[i])
	}
	return found, err
}

func (l linting) LintInForce(ctx context.Context, kind, site, name string) ([]core.Finding, error) {
	return l.run(ctx, manifest.Set{}, func(k, s, n string) bool { return k == kind && s == site && n == name })
}

func (l linting) run(ctx context.Context, set manifest.Set, chosen func(kind, site, name string) bool) ([]core.Finding, error) {
	docs, version, err := l.store.Current(ctx)
	if err != nil {
		return nil, err
	}
	catalog, err := core.NewCatalog(version, docs)
	rules := lint.Rules{Site: decide.LintSite, Survey: survey.Lint, Intercept: []func(lint.Subject) []core.Finding{
		func(s lint.Subject) []core.Finding {
			return decide.Lint(s.Intercept, decide.Known{Site: s.On, Others: s.Others, Now: s.Now})
		}}}
	return lint.Run(set.Over(catalog), nil, l.clock(), rules, chosen), err
}

// tested runs one and the same small backtest; app's tests run real ones.
type tested struct {
	runs   int
	during func(progress func(done, of int)) // what happens meanwhile; nothing when nil
}

func (x *tested) Backtest(_ context.Context, r BacktestRequest, progress func(done, of int)) (Backtest, error) {
	if x.runs++; x.during != nil {
		x.during(progress)
	}
	at := time.Date(2026, 11, 20, 12, 0, 0, 0, time.UTC)
	stuck := core.Intercept{Site: r.Site, Name: r.Name, When: core.When{Any: []core.Trigger{{Signal: "rage_click"}}}, Action: core.Action{Type: core.ActChat}}
	replay, err := decide.NewBacktest(decide.BacktestSetup{Site: core.Site{Name: r.Site, Budget: core.Budget{Contacts: 9}}, Draft: stuck, From: at.Add(-time.Hour)})
	if err != nil {
		return Backtest{}, err
	}
	for i := range 3 {
		replay.Signal(&core.Recorded{Decided: true, Signal: core.Signal{ID: newID(), Site: r.Site, Visitor: []string{"v", "v", "w"}[i], Session: "one", Kind: "rage_click",
			At: at.Add(time.Duration(i) * time.Minute), Received: at.Add(time.Duration(i) * time.Minute), Score: .9, Page: "/demo/cart"}})
	}
	return Backtest{Site: r.Site, Intercept: r.Name, From: at.Add(-time.Hour), To: at.Add(time.Hour), BacktestReport: replay.Report(at.Add(48 * time.Hour))}, nil
}

func newID() string { return uuid.Must(uuid.NewV7()).String() }

// user adds somebody of that role and returns their session cookie.
func (b *bench) user(role core.Role) *http.Cookie {
	b.t.Helper()
	u := b.add(string(role)+"@example.com", role)
	session, _, err := b.auth.TakeLink(b.t.Context(), b.link(u.Email))
	if err != nil {
		b.t.Fatal(err)
	}
	return b.cookie(session)
}

func (b *bench) cookie(session string) *http.Cookie {
	return &http.Cookie{Name: b.server.cookieName(), Value: session}
}

// add adds somebody.
func (b *bench) add(email string, role core.Role) core.User {
	b.t.Helper()
	u, err := b.auth.AddUser(b.t.Context(), core.Machine("test"), auth.NewUser{Email: email, Name: "Maya", Role: role, Password: password})
	if err != nil {
		b.t.Fatal(err)
	}
	return u
}

// program makes an API token and forgets its secret.
func (b *bench) program(name string, scopes ...core.Permission) core.Token {
	b.t.Helper()
	_, t, err := b.auth.CreateToken(b.t.Context(), core.Machine("test"), name, scopes)
	if err != nil {
		b.t.Fatal(err)
	}
	return t
}

// password is everybody's.
const password = "a long password"

// enter signs somebody in by their password and returns the session cookie.
func (b *bench) enter(email string) *http.Cookie {
	b.t.Helper()
	session, _, err := b.auth.SignIn(b.t.Context(), email, password, "192.0.2.1")
	if err != nil {
		b.t.Fatal(err)
	}
	return b.cookie(session)
}

func (b *bench) get(who *http.Cookie, address string) *httptest.ResponseRecorder {
	return b.do(who, httptest.NewRequest(http.MethodGet, address, nil))
}

// post sends a form of name, value, name, value, … as a page of the console would.
func (b *bench) post(who *http.Cookie, address string, pairs ...string) *httptest.ResponseRecorder {
	form := url.Values{}
	for i := 0; i < len(pairs); i += 2 {
		form.Add(pairs[i], pairs[i+1])
	}
	r := httptest.NewRequest(http.MethodPost, address, strings.NewReader(form.Encode()))
	r.Header.Set("Content-Type", "application/x-www-form-urlencoded")
	r.Header.Set("Sec-Fetch-Site", "same-origin")
	return b.do(who, r)
}

// upload sends a file as a form of the console would.
func (b *bench) upload(who *http.Cookie, address, name, content string) *httptest.ResponseRecorder {
	b.t.Helper()
	var body bytes.Buffer
	form := multipart.NewWriter(&body)
	part, err := form.CreateFormFile("file", name)
	if err != nil {
		b.t.Fatal(err)
	}
	if _, err := io.WriteString(part, content); err != nil {
		b.t.Fatal(err)
	}
	if err := form.Close(); err != nil {
		b.t.Fatal(err)
	}
	r := httptest.NewRequest(http.MethodPost, address, &body)
	r.Header.Set("Content-Type", form.FormDataContentType())
	r.Header.Set("Sec-Fetch-Site", "same-origin")
	return b.do(who, r)
}

func (b *bench) do(who *http.Cookie, r *http.Request) *httptest.ResponseRecorder {
	b.t.Helper()
	if who != nil {
		r.AddCookie(who)
	}
	w := httptest.NewRecorder()
	b.server.ServeHTTP(w, r)
	return w
}
