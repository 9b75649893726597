// Package server is the collector's face on HTTP, and the only importer of echo. It translates requests into calls of the use
// cases and errors into answers; it decides nothing. All routes stand in one table (routes.go), each with the permission it asks
// for. Files are named after what they serve: v1_*.go for pages, api_*.go for programs, console_*.go for people.
package server

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"log/slog"
	"net"
	"net/http"
	"time"

	"github.com/labstack/echo/v4"

	"heed/collector/audit"
	"heed/collector/auth"
	"heed/collector/bus"
	"heed/collector/chat"
	"heed/collector/core"
	"heed/collector/decide"
	"heed/collector/ingest"
	"heed/collector/link"
	"heed/collector/look"
	"heed/collector/notify"
	"heed/collector/pass"
	"heed/collector/precision"
	"heed/collector/survey"
	"heed/web"
)

// Deps are what the server calls.
type Deps struct {
	Store  core.Store
	Auth   *auth.Service
	Audit  *audit.Service
	Chat   *chat.Service
	Ingest *ingest.Service
	Decide *decide.Engine
	// Precision measures the detectors and mutes elements.
	Precision *precision.Service
	// Pass makes the links that open a page of a site to a user of the console.
	Pass *pass.Service
	// Survey puts questions into the form that surveys by link have, and Link takes the answers.
	Survey *survey.Service
	// Look says how what a preview shows appears.
	Look *look.Service
	Link *link.Service
	// Notify tells webhooks.
	Notify *notify.Service
	Hub    *ingest.Hub
	Bus    *bus.Bus
	Assets *web.Assets
	Config Configurer
	// Backtests runs drafts over what was recorded.
	Backtests Backtester
	// Demo serves the demo shop below /demo/; nil without it.
	Demo http.Handler
	// Version is what /healthz and the console's foot say.
	Version string
	// PublicURL is where the outside reaches this collector, without a slash at the end.
	PublicURL string
	// Proxies are the networks of reverse proxies whose X-Forwarded-For is believed.
	Proxies []*net.IPNet
	Clock   core.Clock
	Log     *slog.Logger
	// Done ends the streams when the collector stops; http.Server.Shutdown would wait for them.
	Done <-chan struct{}
}

// Configurer changes configuration, for the API: the same use case that `heed apply` calls.
type Configurer interface {
	// Apply checks documents as a YAML file, and, unless dry, writes them and takes them into force.
	Apply(ctx context.Context, file string, data []byte, by core.Principal, dry bool) ([]Applied, error)
	// Restore writes an earlier revision of a document as its newest, with the checks of Apply, and takes it into force.
	Restore(ctx context.Context, kind, site, name string, revision int, by core.Principal) ([]Applied, error)
	// Translate puts the translations of a file, in a format of package survey, into the revision of a survey that is in force, with the
	// checks of Apply. With anything wrong in the file, nothing is written.
	Translate(ctx context.Context, site, name, format string, data []byte, by core.Principal, dry bool) ([]Applied, error)
	// Lint looks over documents as a YAML file. Faults for which they would be refused are findings too.
	Lint(ctx context.Context, file string, data []byte) ([]core.Finding, error)
	// LintInForce looks over one document that is in force.
	LintInForce(ctx context.Context, kind, site, name string) ([]core.Finding, error)
	// Stop ends all acting of a site at once, or lets it act again.
	Stop(ctx context.Context, site string, stopped bool, by core.Principal) error
	// Replace is Apply for documents that were made from that revision, 0 for new ones. When another is in force by then, nothing is
	// written, and the error has the code changed_meanwhile.
	Replace(ctx context.Context, file string, data []byte, by core.Principal, revision int) ([]Applied, error)
}

// Backtester runs drafts over what was recorded.
type Backtester interface {
	// Backtest tells progress as it goes, in signals. It fails with Limited, code backtest_running, while another one runs.
	Backtest(ctx context.Context, r BacktestRequest, progress func(done, of int)) (Backtest, error)
}

// BacktestRequest asks what an intercept would have done in a period: the draft itself, or one as YAML, or one that is stored.
type BacktestRequest struct {
	Site      string          `json:"site,omitempty"` // of a stored one, with Name
	Name      string          `json:"name,omitempty"`
	Intercept *core.Intercept `json:"intercept,omitempty"`
	YAML      string          `json:"yaml,omitempty"`
	Surveys   []core.Survey   `json:"surveys,omitempty"` // that Intercept asks and that are not stored yet; a text has them beside it
	From      string          `json:"from,omitempty"`    // a date in UTC, or a time; 30 days before To when empty
	To        string          `json:"to,omitempty"`      // a date, its day included, or a time; now when empty
	File      string          `json:"-"`                 // what errors in YAML call it
	// Written is Intercept as its author wrote it in JSON: only there a 0 can be told from what was left out. Nil when nobody wrote it so.
	Written json.RawMessage `json:"-"`
}

// Backtest is what an intercept would have done.
type Backtest struct {
	Site      string    `json:"site"`
	Intercept string    `json:"intercept"`
	From      time.Time `json:"from"`
	To        time.Time `json:"to"`
	// Settled is since when pages detect as they do now, when that was later than From: signals before tell less than they would now.
	Settled time.Time `json:"settled,omitzero"`
	// Proposed: the detectors' settings come with the draft and are not in force, so that no page has detected by them; Settled is To.
	Proposed bool `json:"proposed,omitempty"`
	// Recorded is how many contacts there really were in the period, of all intercepts. Where it differs from those without the draft, the
	// configuration was another one then.
	Recorded int     `json:"recorded"`
	Took     float64 `json:"took"` // seconds
	decide.BacktestReport
}

// Applied says what became of one document.
type Applied struct {
	Kind string   `json:"kind"`
	Site string   `json:"site"`
	Name string   `json:"name"`
	What string   `json:"what"` // created, changed or unchanged
	Diff []string `json:"diff,omitempty"`
	// Findings are what the lint has to say.
	Findings []core.Finding `json:"findings,omitempty"`
}

// Server answers HTTP.
type Server struct {
	Deps
	console *console
	hosted  *hosted
	echo    *echo.Echo
	http    *http.Server
}

// Bounds of a request, against clients that send slowly or a lot. Bodies are bounded per route.
const (
	readHeaderTimeout = 5 * time.Second
	readTimeout       = 30 * time.Second
	idleTimeout       = 2 * time.Minute
	maxHeaderBytes    = 16 << 10
)

// New builds the routes. It fails when a template or asset is broken.
func New(deps Deps) (*Server, error) {
	c, err := newConsole(deps)
	if err != nil {
		return nil, err
	}
	h, err := newHosted(deps)
	if err != nil {
		return nil, err
	}
	s := &Server{Deps: deps, console: c, hosted: h, echo: echo.New()}
	s.echo.HideBanner, s.echo.HidePort = true, true
	s.echo.IPExtractor = addressFrom(deps.Proxies)
	s.echo.HTTPErrorHandler = s.handleError
	s.echo.Use(s.recover, s.secure, bound)
	if err := s.addRoutes(); err != nil {
		return nil, err
	}
	s.http = &http.Server{
		Handler: s.echo, ReadHeaderTimeout: readHeaderTimeout, ReadTimeout: readTimeout, IdleTimeout: idleTimeout,
		MaxHeaderBytes: maxHeaderBytes, ErrorLog: slog.NewLogLogger(deps.Log.Handler(), slog.LevelDebug),
	}
	return s, nil
}

// addressFrom finds a client's address: that of the connection, or what X-Forwarded-For says when the connection is a proxy's that
// we were told of. Anybody else could write there what they like, and so pass every limit.
func addressFrom(proxies []*net.IPNet) echo.IPExtractor {
	if len(proxies) == 0 {
		return echo.ExtractIPDirect()
	}
	trust := []echo.TrustOption{echo.TrustLoopback(false), echo.TrustLinkLocal(false), echo.TrustPrivateNet(false)}
	for _, p := range proxies {
		trust = append(trust, echo.TrustIPRange(p))
	}
	return echo.ExtractIPFromXFFHeader(trust...)
}

// ServeHTTP answers one request; tests call it.
func (s *Server) ServeHTTP(w http.ResponseWriter, r *http.Request) { s.echo.ServeHTTP(w, r) }

// Serve answers on a listener until Shutdown.
func (s *Server) Serve(l net.Listener) error {
	if err := s.http.Serve(l); !errors.Is(err, http.ErrServerClosed) {
		return fmt.Errorf("serve HTTP: %w", err)
	}
	return nil
}

// Shutdown stops taking requests and waits for those under way until ctx ends; then it drops them, so that a client that sends its
// request byte by byte cannot keep the collector. Sockets are the hub's to close.
func (s *Server) Shutdown(ctx context.Context) error {
	if err := s.http.Shutdown(ctx); err == nil || ctx.Err() == nil {
		return err
	}
	return s.http.Close()
}
