package app

import (
	"context"
	"crypto/rand"
	"errors"
	"log/slog"
	mathrand "math/rand/v2"
	"net"
	"net/http"
	"strconv"
	"strings"
	"sync"
	"syscall"
	"time"

	"github.com/google/uuid"

	"heed/collector/audit"
	"heed/collector/auth"
	"heed/collector/bus"
	"heed/collector/chat"
	"heed/collector/config"
	"heed/collector/core"
	"heed/collector/decide"
	"heed/collector/ingest"
	"heed/collector/limit"
	"heed/collector/link"
	"heed/collector/look"
	"heed/collector/notify"
	"heed/collector/outgoing"
	"heed/collector/pass"
	"heed/collector/precision"
	"heed/collector/server"
	"heed/collector/survey"
	"heed/sqlite"
	"heed/web"
	"heed/web/hosted/demo"
)

// App is a running collector.
type App struct {
	// PublicURL is where it is reached; known after Open even when the port was left to the system.
	PublicURL string

	cfg      config.Serve
	log      *slog.Logger
	store    *sqlite.Store
	auth     *auth.Service
	audit    *audit.Service
	bus      *bus.Bus
	engine   *decide.Engine
	survey   *survey.Service
	look     *look.Service
	pass     *pass.Service
	link     *link.Service
	outgoing *outgoing.Client
	notify   *notify.Service
	ingest   *ingest.Service
	hub      *ingest.Hub
	server   *server.Server
	listener net.Listener

	editing sync.Mutex         // held while a site's document is read, changed and written
	version int64              // of the configuration in force; used by Open, then by watch alone
	quotas  []core.Survey      // those in force that have one; likewise
	changed chan chan struct{} // asks watch to look at once, and to close what it is given when it has
	done    chan struct{}      // closed when the app closes: ends streams and watch
	watched chan struct{}      // closed when watch has ended
	served  chan error         // what Serve ended with
	told    chan struct{}      // closed when no webhook is called any more
}

// NewID makes UUIDv7 strings. Only a machine without randomness fails, and there nothing should run.
func NewID() string { return uuid.Must(uuid.NewV7()).String() }

// Open starts a collector: when it returns, pages are served. Close must be called.
func Open(ctx context.Context, cfg config.Serve, log *slog.Logger) (*App, error) {
	a := &App{
		cfg: cfg, log: log, changed: make(chan chan struct{}), done: make(chan struct{}),
		watched: make(chan struct{}), served: make(chan error, 1), told: make(chan struct{}),
	}
	if err := a.start(ctx); err != nil {
		a.abandon()
		return nil, err
	}
	go a.watch()
	go a.tell()
	go func() { a.served <- a.server.Serve(a.listener) }()
	return a, nil
}

// start does all of a start that can fail.
func (a *App) start(ctx context.Context) (err error) {
	if err := a.listen(); err != nil {
		return err
	}
	if a.store, err = sqlite.Open(ctx, a.cfg.Data.Data, sqlite.Options{Clock: time.Now, Log: a.log, Exclusive: true}); err != nil {
		return err
	}
	if a.cfg.Demo {
		if err := provisionDemo(ctx, a.store, a.PublicURL); err != nil {
			return err
		}
	}
	return a.wire(ctx)
}

// listen takes the port first: a second collector on it should say so before it touches any data.
func (a *App) listen() error {
	l, err := net.Listen("tcp", a.cfg.Addr)
	switch {
	case errors.Is(err, syscall.EADDRINUSE):
		return core.Errorf(core.Invalid, "address_in_use",
			"The address %s is in use: stop the other program, or choose another with --addr.", a.cfg.Addr)
	case err != nil:
		return core.Errorf(core.Invalid, "bad_address", "Cannot listen on %s: %v. Choose another with --addr.", a.cfg.Addr, err)
	}
	a.listener = l
	a.PublicURL = a.cfg.PublicURL
	if a.PublicURL == "" {
		a.PublicURL = "http://localhost:" + strconv.Itoa(l.Addr().(*net.TCPAddr).Port)
	}
	return nil
}

// wire puts the use cases together and takes the configuration into force.
func (a *App) wire(ctx context.Context) error {
	assets, err := web.Build(a.cfg.Dev)
	if err != nil {
		return err
	}
	a.bus = bus.New()
	a.engine = decide.New(NewID)
	a.survey = survey.New()
	a.look = look.New()
	measured := precision.New(precision.Options{
		Store: a.store, Clock: time.Now, Check: decide.CheckSite, Muted: covers, Editing: &a.editing, Changed: a.poke,
	})
	a.audit = audit.New(a.store, NewID, time.Now)
	a.auth = auth.New(a.store, NewID, time.Now, rand.Reader)
	chats := chat.New(a.store, NewID, time.Now, a.bus)
	limits := ingest.DefaultLimits
	limits.Connection = scaled(limits.Connection, a.cfg.ConnectionRate)
	limits.Address = scaled(limits.Address, a.cfg.AddressRate)
	key, err := passKey(a.cfg.Data.Data)
	if err != nil {
		return err
	}
	a.pass = pass.New(key, time.Now, ingest.NormalOrigin)
	targets, err := outgoing.ParseTargets(a.cfg.WebhookTargets)
	if err != nil {
		return core.Errorf(core.Invalid, "bad_targets", "--webhook-targets: %v.", err)
	}
	a.outgoing = outgoing.New(outgoing.Options{Allowed: targets})
	a.notify = notify.New(notify.Options{
		Store: a.store, Call: a.outgoing, Clock: time.Now, ID: NewID, Key: key, Random: rand.Reader,
		Jitter: jitter, Keep: time.Duration(a.cfg.WebhookKeep), PublicURL: a.PublicURL, Log: a.log,
	})
	a.ingest = ingest.New(ingest.Options{
		Store: a.store, Pub: a.bus, Clock: time.Now, Log: a.log, Limits: limits, Pass: a.opens,
		Cases: ingest.Cases{Decide: a.engine, Survey: a.survey, Chat: chats, Look: a.look, Webhooks: a.notify},
	})
	a.link = link.New(link.Options{
		Store: a.store, Surveys: a.survey, Webhooks: a.notify, Pub: a.bus, Clock: time.Now, ID: NewID, Signer: link.NewSigner(key), PublicURL: a.PublicURL,
	})
	a.hub = ingest.NewHub(a.ingest, a.bus)
	if err := a.reload(ctx); err != nil {
		return err
	}
	shop, err := a.demo(assets)
	if err != nil {
		return err
	}
	proxies, err := a.cfg.Proxies()
	if err != nil {
		return err
	}
	if len(proxies) == 0 && strings.HasPrefix(a.PublicURL, "https://") {
		a.log.Warn("https means that a proxy stands in front; name it with --trusted-proxies, or all visitors count as one address")
	}
	a.server, err = server.New(server.Deps{
		Proxies: proxies,
		Store:   a.store, Auth: a.auth, Audit: a.audit, Chat: chats, Ingest: a.ingest, Decide: a.engine, Precision: measured,
		Survey: a.survey, Look: a.look, Pass: a.pass, Link: a.link, Notify: a.notify, Hub: a.hub, Bus: a.bus, Assets: assets,
		Config: configurer{a}, Backtests: newBacktester(a.store, a.PublicURL, time.Now), Demo: shop, Version: Version(), PublicURL: a.PublicURL, Clock: time.Now, Log: a.log, Done: a.done,
	})
	return err
}

// opens reports whether a text is a valid pass for a site whose maker is still here. Only what we have signed costs a look into the store.
func (a *App) opens(ctx context.Context, site, text string) bool {
	user, ok := a.pass.Opens(site, text)
	return ok && a.auth.Holds(ctx, user, core.Errorf(core.Forbidden, "pass_ended", "Who made this link is no longer a user here.")) == nil
}

// covers compiles mutes for whoever may not know the engine. Those in force have no fault.
func covers(list []core.Mute) func(kind, target, page string) bool {
	mutes, _ := decide.NewMutes(list)
	return mutes.Cover
}

// scaled keeps the relation of burst to rate that the default has.
func scaled(r limit.Rate, perSecond float64) limit.Rate {
	if perSecond <= 0 {
		return r
	}
	return limit.Rate{PerSecond: perSecond, Burst: max(1, int(float64(r.Burst)*perSecond/r.PerSecond))}
}

func (a *App) demo(assets *web.Assets) (http.Handler, error) {
	if !a.cfg.Demo {
		return nil, nil
	}
	return demo.Handler(assets.Templates("hosted/demo"), demo.Config{
		Collector: a.PublicURL, Site: demoSite, Asset: assets.URL, Nonce: server.Nonce,
	})
}

// tell lets webhooks be told until the app closes.
func (a *App) tell() {
	defer close(a.told)
	ctx, cancel := context.WithCancel(context.Background())
	defer cancel()
	go func() {
		<-a.done
		cancel()
	}()
	a.notify.Run(ctx)
}

// jitter draws a pause from 0 to longest.
func jitter(longest time.Duration) time.Duration { return mathrand.N(longest + 1) }

// closeWait is how long requests under way may take when the collector stops.
const closeWait = 5 * time.Second

// Close stops taking requests, says goodbye to the pages, and closes the store when all that was accepted is durable.
func (a *App) Close() error {
	ctx, cancel := context.WithTimeout(context.Background(), closeWait)
	defer cancel()
	close(a.done)
	err := a.server.Shutdown(ctx)
	a.hub.Close()
	<-a.watched
	<-a.told
	return errors.Join(err, <-a.served, a.store.Close())
}

// Wait returns when ctx ends, or when serving has failed.
func (a *App) Wait(ctx context.Context) error {
	select {
	case <-ctx.Done():
		return nil
	case err := <-a.served:
		a.served <- err
		return err
	}
}

// abandon undoes a start that failed.
func (a *App) abandon() {
	if a.hub != nil {
		a.hub.Close()
	}
	if a.store != nil {
		_ = a.store.Close()
	}
	if a.listener != nil {
		_ = a.listener.Close()
	}
}

// signInLink makes the one-time link for the first admin, "" once one has a password.
func (a *App) signInLink(ctx context.Context) (string, error) {
	owner, needed, err := a.auth.Owner(ctx)
	if err != nil || !needed {
		return "", err
	}
	var link auth.Link
	err = audited(ctx, a.store, "link.create", owner.Email, func() (string, error) {
		link, err = a.auth.Link(ctx, machine(), owner.ID)
		return "until " + link.Expires.UTC().Format(time.RFC3339), err
	})
	if err != nil {
		return "", err
	}
	return server.SignInURL(a.PublicURL, link.Secret), nil
}
