package tag_test

import (
	"context"
	"fmt"
	"net/http"
	"net/http/httptest"
	"net/http/httputil"
	"net/url"
	"strings"
	"testing"
)

// site is a page of another origin than the collector's, under a policy of its own, with the tag as a site owner writes it.
func site(t *testing.T, policy, tag string) string {
	t.Helper()
	server := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		w.Header().Set("Content-Type", "text/html; charset=utf-8")
		w.Header().Set("Content-Security-Policy", policy)
		fmt.Fprintf(w, `<!doctype html><html lang="en"><title>Strict</title><link rel="icon" href="data:,">
			<button id="dead">Apply</button>%s</html>`, tag)
	}))
	t.Cleanup(server.Close)
	return server.URL
}

// TestPolicies: whatever a page's policy forbids, a rage click is recognised and reaches the collector, the hello says which
// engine did that, and nothing but the one refused attempt is reported.
func TestPolicies(t *testing.T) {
	t.Parallel()
	// C stands for the collector's origin, W for the same as a socket.
	const (
		connect = "default-src 'none'; img-src data:; connect-src C W; "
		plain   = `<script async src="C/heed.js" data-site="demo"></script>`
		marked  = `<script async src="C/heed.js" data-site="demo" nonce="r4nd0m"></script>`
		refused = "script-src wasm-eval"
	)
	for _, test := range []struct {
		name, policy, tag, engine string
		reports                   string // directive and what it blocked
	}{
		{"no policy", "", plain, "wasm", ""},
		{"host", connect + "script-src C 'wasm-unsafe-eval'", plain, "wasm", ""},
		{"host, no wasm", connect + "script-src C", plain, "js", refused},
		{"host, no wasm, as the site knows", connect + "script-src C", strings.Replace(plain, "async", `async data-engine="js"`, 1), "js", ""},
		{"nonce", connect + "script-src 'nonce-r4nd0m' 'wasm-unsafe-eval'", marked, "wasm", ""},
		{"nonce, no wasm", connect + "script-src 'nonce-r4nd0m'", marked, "js", refused},
		{"strict-dynamic", connect + "script-src 'nonce-r4nd0m' 'strict-dynamic' 'wasm-unsafe-eval'", marked, "wasm", ""},
		{"strict-dynamic, no wasm", connect + "script-src 'nonce-r4nd0m' 'strict-dynamic'", marked, "js", refused},
		{"trusted types", connect + "script-src C 'wasm-unsafe-eval'; require-trusted-types-for 'script'; trusted-types 'none'", plain, "wasm", ""},
		{"trusted types, no wasm", connect + "script-src C; require-trusted-types-for 'script'; trusted-types 'none'", plain, "js", refused},
		{"no styles, sandboxed", connect + "style-src 'none'; script-src C; sandbox allow-scripts allow-same-origin", plain, "js", refused},
	} {
		t.Run(test.name, func(t *testing.T) {
			t.Parallel()
			c, b := newCollector(t), newTab(t)
			b.AllowViolations()
			b.Before(`window.reports = []
				addEventListener('securitypolicyviolation', (e) => reports.push(e.effectiveDirective + ' ' + e.blockedURI))`)
			filled := strings.NewReplacer("C", c.URL, "W", strings.Replace(c.URL, "http", "ws", 1))
			b.Open(site(t, filled.Replace(test.policy), filled.Replace(test.tag)))
			b.listening()
			b.Press("#dead", 3)
			c.wait(t, &c.socket, "rage click", isSignal("rage_click"))
			checkHello(t, c.frames(&c.socket)[0], test.engine)
			b.Want(`reports.join()`, test.reports)
		})
	}
}

// checkHello compares what a hello says of the agent with the engine that is wanted.
func checkHello(t *testing.T, hello frame, engine string) {
	t.Helper()
	name := "tag/agent.wasm"
	if engine == "js" {
		name = "tag/agent.wasm.js"
	}
	if hello["engine"] != engine || "/"+fmt.Sprint(hello["agent"]) != assets.URL(name) {
		t.Errorf("hello says %v from %v, want %s", hello["engine"], hello["agent"], engine)
	}
}

// TestNoAgentAtAll: a page that lets in the tag and no other file still has its own calls.
func TestNoAgentAtAll(t *testing.T) {
	t.Parallel()
	c, b := newCollector(t), newTab(t)
	b.AllowViolations()
	b.Open(site(t, "script-src "+c.URL+"/heed.js", `<script async src="`+c.URL+`/heed.js" data-site="demo"></script>`))
	b.Until(`window.heed`)
	b.JS(`heed('track', 'still')`)
	c.waitTrack(t, &c.socket, "still")
	checkHello(t, c.frames(&c.socket)[0], "none")
}

// TestOldBrowser has never heard of WebAssembly.
func TestOldBrowser(t *testing.T) {
	t.Parallel()
	c, b := newCollector(t), newTab(t)
	b.Before(`delete window.WebAssembly`)
	b.Open(c.URL + "/controls.html")
	b.listening()
	b.Press("#dead", 3)
	c.wait(t, &c.socket, "rage click", isSignal("rage_click"))
	checkHello(t, c.frames(&c.socket)[0], "js")
}

// proxy stands between the pages and the collector.
func proxy(t *testing.T, c *collector, change func(*http.Response) error) string {
	t.Helper()
	target, err := url.Parse(c.URL)
	if err != nil {
		t.Fatal(err)
	}
	between := httputil.NewSingleHostReverseProxy(target)
	between.ModifyResponse = change
	server := httptest.NewServer(between)
	t.Cleanup(server.Close)
	return server.URL
}

// TestSpoiltType: a proxy that does not know .wasm makes the browser refuse it.
func TestSpoiltType(t *testing.T) {
	t.Parallel()
	c, b := newCollector(t), newTab(t)
	b.Open(proxy(t, c, func(r *http.Response) error {
		if r.Header.Get("Content-Type") == "application/wasm" {
			r.Header.Set("Content-Type", "application/octet-stream")
		}
		return nil
	}) + "/controls.html")
	b.listening()
	b.Press("#dead", 3)
	c.wait(t, &c.socket, "rage click", isSignal("rage_click"))
	checkHello(t, c.frames(&c.socket)[0], "js")
}

// TestSlowAgent: an agent that does not come keeps the page from the collector for three seconds and no longer; when it has
// come it works as ever.
func TestSlowAgent(t *testing.T) {
	t.Parallel()
	c, b := newCollector(t), newTab(t)
	arrived, arrive := context.WithCancel(context.Background())
	address := proxy(t, c, func(r *http.Response) error {
		if r.Header.Get("Content-Type") == "application/wasm" {
			<-arrived.Done()
		}
		return nil
	})
	t.Cleanup(arrive) // before the proxy closes, which waits for its requests
	b.Open(address + "/controls.html")
	hello := c.wait(t, &c.socket, "hello", func(f frame) bool { return f.is("hello") })
	if engine, ok := hello["engine"]; ok {
		t.Errorf("hello says %v before anything runs", engine)
	}
	arrive()
	b.listening()
	b.Press("#dead", 3)
	c.wait(t, &c.socket, "rage click", isSignal("rage_click"))
}
