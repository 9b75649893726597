package e2e

import (
	"io"
	"net"
	"net/http"
	"net/http/httptest"
	"net/http/httputil"
	"net/url"
	"sync"
	"testing"
)

// noSockets is a proxy like the ones in some offices: it knows HTTP and refuses to upgrade.
func noSockets(t *testing.T, collectorAddr func() string) (public string) {
	t.Helper()
	proxy := &httputil.ReverseProxy{Rewrite: func(r *httputil.ProxyRequest) {
		r.SetURL(&url.URL{Scheme: "http", Host: collectorAddr()})
		r.Out.Host = r.In.Host
	}}
	server := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		if r.Header.Get("Upgrade") != "" {
			http.Error(w, "this proxy does not upgrade", http.StatusBadGateway)
			return
		}
		proxy.ServeHTTP(w, r)
	}))
	t.Cleanup(server.Close)
	return server.URL
}

// wire is a cable between browsers and a collector that can be muted: what the collector says is lost, what the page says arrives.
type wire struct {
	listener net.Listener
	target   string

	mu    sync.Mutex
	muted bool
	conns map[net.Conn]struct{}
}

func newWire(t *testing.T) *wire {
	t.Helper()
	l, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		t.Fatal(err)
	}
	w := &wire{listener: l, conns: map[net.Conn]struct{}{}}
	t.Cleanup(func() { l.Close(); w.cut() })
	return w
}

func (w *wire) public() string { return "http://" + w.listener.Addr().String() }

// connect begins to carry to a collector.
func (w *wire) connect(target string) {
	w.target = target
	go func() {
		for {
			page, err := w.listener.Accept()
			if err != nil {
				return
			}
			go w.carry(page)
		}
	}()
}

func (w *wire) carry(page net.Conn) {
	up, err := net.Dial("tcp", w.target)
	if err != nil {
		page.Close()
		return
	}
	w.mu.Lock()
	w.conns[page], w.conns[up] = struct{}{}, struct{}{}
	w.mu.Unlock()
	go func() {
		_, _ = io.Copy(up, page)
		up.Close()
	}()
	_, _ = io.Copy(mutable{w, page}, up)
	page.Close()
}

// mutable writes to a page unless the wire is muted.
type mutable struct {
	w    *wire
	page net.Conn
}

func (m mutable) Write(p []byte) (int, error) {
	m.w.mu.Lock()
	muted := m.w.muted
	m.w.mu.Unlock()
	if muted {
		return len(p), nil
	}
	return m.page.Write(p)
}

func (w *wire) mute(muted bool) {
	w.mu.Lock()
	defer w.mu.Unlock()
	w.muted = muted
}

// cut ends all connections.
func (w *wire) cut() {
	w.mu.Lock()
	defer w.mu.Unlock()
	for c := range w.conns {
		c.Close()
	}
	clear(w.conns)
}
