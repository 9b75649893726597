package app

import (
	"encoding/json"
	"io"
	"log/slog"
	"net/http"
	"strings"
	"testing"
	"time"

	"github.com/gorilla/websocket"
	"go.uber.org/goleak"

	"heed/collector/config"
	"heed/collector/core"
)

func TestMain(m *testing.M) {
	// A collector that is closed leaves nothing behind: no goroutine of ours, of the store, or of a connection. The client's idle
	// connections are the tests' own.
	goleak.VerifyTestMain(m, goleak.Cleanup(func(code int) { http.DefaultClient.CloseIdleConnections() }),
		goleak.IgnoreTopFunction("net/http.(*persistConn).readLoop"), goleak.IgnoreTopFunction("net/http.(*persistConn).writeLoop"))
}

// open starts a collector with the demo on an empty folder.
func open(t *testing.T, change ...func(*config.Serve)) *App {
	t.Helper()
	cfg := config.Serve{Data: config.Data{Data: t.TempDir()}, Addr: "127.0.0.1:0", Demo: true}
	for _, c := range change {
		c(&cfg)
	}
	a, err := Open(t.Context(), cfg, slog.New(slog.DiscardHandler))
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() {
		if err := a.Close(); err != nil {
			t.Errorf("close: %v", err)
		}
	})
	return a
}

// wsURL is the socket's address for a site.
func (a *App) wsURL(site string) string {
	return "ws://" + a.listener.Addr().String() + "/v1/socket?site=" + site
}

// page is a connected page.
type page struct {
	t    *testing.T
	conn *websocket.Conn
}

func connect(t *testing.T, a *App) *page {
	t.Helper()
	dialer := websocket.Dialer{Subprotocols: []string{"heed.v1"}}
	conn, answer, err := dialer.Dial(a.wsURL("demo"), http.Header{"Origin": {a.PublicURL}})
	if err != nil {
		t.Fatalf("dial: %v", err)
	}
	t.Cleanup(func() { conn.Close() })
	if got := answer.Header.Get("Sec-Websocket-Protocol"); got != "heed.v1" {
		t.Fatalf("subprotocol %q, want heed.v1", got)
	}
	if answer.Header.Get("Sec-Websocket-Extensions") != "" {
		t.Fatal("compression was agreed on: it turns 32 KB into 32 MB")
	}
	return &page{t, conn}
}

// greet connects and says hello.
func greet(t *testing.T, a *App, visitor string) *page {
	t.Helper()
	p := connect(t, a)
	p.send(map[string]any{"t": "hello", "visitor": visitor, "session": "s-" + visitor, "page": map[string]any{"path": "/demo/cart"}})
	if f := p.next(); f.T != "welcome" || f.Session != "s-"+visitor || f.Now == 0 {
		t.Fatalf("answer to hello: %+v", f)
	}
	return p
}

func (p *page) send(v any) {
	p.t.Helper()
	data, err := json.Marshal(v)
	if err != nil {
		p.t.Fatal(err)
	}
	p.write(websocket.TextMessage, data)
}

func (p *page) write(kind int, data []byte) {
	p.t.Helper()
	if err := p.conn.WriteMessage(kind, data); err != nil {
		p.t.Fatal(err)
	}
}

// told is any frame from the collector.
type told struct {
	T          string
	Session    string
	Now        int64
	IDs        []string
	Decision   string
	Signal     string
	Action     json.RawMessage
	Code       string
	Message    string
	ID         string
	RetryAfter int `json:"retry_after"`
}

func (p *page) next() told {
	p.t.Helper()
	if err := p.conn.SetReadDeadline(time.Now().Add(20 * time.Second)); err != nil {
		p.t.Fatal(err)
	}
	_, data, err := p.conn.ReadMessage()
	if err != nil {
		p.t.Fatalf("the collector said nothing more: %v", err)
	}
	var f told
	if err := json.Unmarshal(data, &f); err != nil {
		p.t.Fatalf("frame %s: %v", data, err)
	}
	return f
}

// closed reads until the connection ends and returns the close code.
func (p *page) closed() int {
	p.t.Helper()
	if err := p.conn.SetReadDeadline(time.Now().Add(20 * time.Second)); err != nil {
		p.t.Fatal(err)
	}
	for {
		_, _, err := p.conn.ReadMessage()
		if e, ok := err.(*websocket.CloseError); ok {
			return e.Code
		}
		if err != nil {
			p.t.Fatalf("the connection ended without a close frame: %v", err)
		}
	}
}

func rage(id string) map[string]any {
	return map[string]any{"t": "signal", "id": id, "kind": "rage_click", "at": time.Now().UnixMilli(), "score": 0.9, "page": "/demo/cart", "target": "#apply-promo"}
}

// treated finds a visitor whom `stuck` acts on, and connects as them.
func treated(t *testing.T, a *App) *page {
	t.Helper()
	catalog, err := core.InForce(t.Context(), a.store)
	if err != nil {
		t.Fatal(err)
	}
	for _, i := range catalog.Intercepts["demo"] {
		if i.Name == "stuck" && (i.Holdout == nil || *i.Holdout != 20) {
			t.Fatalf("the demo's stuck has a holdout of %v, want 20", i.Holdout)
		}
	}
	for n := range 100 {
		visitor := strings.ReplaceAll(t.Name(), "/", "-") + "-" + string(rune('a'+n%26)) + string(rune('a'+n/26))
		h := core.History{Visitor: core.Visitor{Site: "demo", ID: visitor}}
		now := time.Now()
		e, err := a.engine.Why(now, core.Signal{Site: "demo", Visitor: visitor, Kind: "rage_click", Score: 0.9, At: now, Page: "/demo/cart"}, h, "stuck")
		if err != nil {
			t.Fatal(err)
		}
		if e.Eligible && inTreatment(t, a, visitor) {
			return greet(t, a, visitor)
		}
	}
	t.Fatal("no visitor of 100 is in the treatment arm")
	return nil
}

// inTreatment asks the engine, and takes back what that counted.
func inTreatment(t *testing.T, a *App, visitor string) bool {
	t.Helper()
	now := time.Now()
	h := core.History{Visitor: core.Visitor{Site: "demo", ID: visitor}}
	d := a.engine.Decide(now, core.Signal{Site: "demo", Visitor: visitor, Kind: "rage_click", Score: 0.9, At: now, Page: "/demo/cart"}, &h)
	a.engine.Undo(d)
	return d.Arm == core.Treatment
}

// post sends a body to an address of the collector.
func post(t *testing.T, a *App, path, origin, contentType, body string) (int, http.Header, string) {
	t.Helper()
	r, err := http.NewRequest(http.MethodPost, "http://"+a.listener.Addr().String()+path, strings.NewReader(body))
	if err != nil {
		t.Fatal(err)
	}
	r.Header.Set("Content-Type", contentType)
	if origin != "" {
		r.Header.Set("Origin", origin)
	}
	answer, err := http.DefaultClient.Do(r)
	if err != nil {
		t.Fatal(err)
	}
	defer answer.Body.Close()
	text, err := io.ReadAll(answer.Body)
	if err != nil {
		t.Fatal(err)
	}
	return answer.StatusCode, answer.Header, string(text)
}
