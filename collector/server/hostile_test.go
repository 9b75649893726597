package server

import (
	"bytes"
	"context"
	"io"
	"mime/multipart"
	"net"
	"net/http"
	"net/http/httptest"
	"strings"
	"testing"
	"time"

	"heed/collector/core"
)

// TestBodiesAreBounded: also those of a type that no route asks for.
func TestBodiesAreBounded(t *testing.T) {
	b := newBench(t)
	var form bytes.Buffer
	w := multipart.NewWriter(&form)
	file, err := w.CreateFormFile("password", "x")
	if err != nil {
		t.Fatal(err)
	}
	_, _ = file.Write(make([]byte, 4*maxConfig))
	_ = w.Close()
	sent := form.Len()
	r := httptest.NewRequest(http.MethodPost, "/console/sign-in", &form)
	r.Header.Set("Content-Type", w.FormDataContentType())
	b.do(nil, r)
	if read := sent - form.Len(); read > 2*maxConfig {
		t.Fatalf("%d of %d bytes were read", read, sent)
	}
}

// TestCookieNeedsTheSameOriginWhateverElseIsSent: behind a proxy that asks for a Basic password, browsers send that to every address
// of it, for pages of any site.
func TestCookieNeedsTheSameOriginWhateverElseIsSent(t *testing.T) {
	b := newBench(t)
	who := b.user(core.Admin)
	r := httptest.NewRequest(http.MethodPost, "/console/sign-out", nil)
	r.Header.Set("Authorization", "Basic eDp5")
	r.Header.Set("Sec-Fetch-Site", "cross-site")
	if w := b.do(who, r); w.Code != http.StatusForbidden {
		t.Fatalf("status %d", w.Code)
	}
}

func TestHeaders(t *testing.T) {
	b := newBench(t)
	for _, c := range []struct{ address, header, want string }{
		{"/console/sign-in", "Cross-Origin-Opener-Policy", "same-origin"},
		{"/console/sign-in", "Cross-Origin-Resource-Policy", "same-origin"},
		{"/console/sign-in", "Cache-Control", "no-store"},
		{"/api/v1/sites", "Cache-Control", "no-store"},
		{"/api/v1/sites", "Access-Control-Allow-Origin", ""},
		{"/heed.js", "Cross-Origin-Resource-Policy", "cross-origin"},
		{"/heed.js", "Cache-Control", "public, max-age=300"},
		{"/v1/batch", "Cross-Origin-Resource-Policy", "cross-origin"},
		{"/v1/batch", "Access-Control-Allow-Credentials", ""},
		{"/console/sign-in", "Strict-Transport-Security", ""},
	} {
		r := httptest.NewRequest(http.MethodGet, c.address, nil)
		r.Header.Set("Origin", "https://evil.example")
		if got := b.do(nil, r).Header().Get(c.header); got != c.want {
			t.Errorf("%s: %s is %q, want %q", c.address, c.header, got, c.want)
		}
	}
	b.server.PublicURL = "https://heed.example"
	if b.do(nil, httptest.NewRequest(http.MethodGet, "/console/sign-in", nil)).Header().Get("Strict-Transport-Security") == "" {
		t.Error("https, but no Strict-Transport-Security")
	}
}

// TestAddress: X-Forwarded-For counts when a proxy that we were told of wrote it, and then up to the last address that is not one.
func TestAddress(t *testing.T) {
	_, proxy, err := net.ParseCIDR("10.0.0.0/8")
	if err != nil {
		t.Fatal(err)
	}
	for _, c := range []struct {
		name, from, forwarded string
		proxies               []*net.IPNet
		want                  string
	}{
		{"no proxy", "127.0.0.1:5", "203.0.113.9", nil, "127.0.0.1"},
		{"not that proxy", "127.0.0.1:5", "203.0.113.9", []*net.IPNet{proxy}, "127.0.0.1"},
		{"the proxy", "10.1.1.1:5", "203.0.113.9", []*net.IPNet{proxy}, "203.0.113.9"},
		{"forged before the proxy", "10.1.1.1:5", "192.0.2.1, 203.0.113.9", []*net.IPNet{proxy}, "203.0.113.9"},
		{"the proxy, silent", "10.1.1.1:5", "", []*net.IPNet{proxy}, "10.1.1.1"},
	} {
		r := httptest.NewRequest(http.MethodGet, "/", nil)
		r.RemoteAddr = c.from
		if c.forwarded != "" {
			r.Header.Set("X-Forwarded-For", c.forwarded)
		}
		if got := addressFrom(c.proxies)(r); got != c.want {
			t.Errorf("%s: %s, want %s", c.name, got, c.want)
		}
	}
}

// TestShutdownDoesNotWaitForASlowRequest beyond its context.
func TestShutdownDoesNotWaitForASlowRequest(t *testing.T) {
	b := newBench(t)
	l, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		t.Fatal(err)
	}
	served := make(chan error, 1)
	go func() { served <- b.server.Serve(l) }()
	conn, err := net.Dial("tcp", l.Addr().String())
	if err != nil {
		t.Fatal(err)
	}
	defer conn.Close()
	// «Expect» makes the server say when the handler reads the body.
	_, _ = io.WriteString(conn, "POST /console/sign-in HTTP/1.1\r\nHost: x\r\nContent-Type: application/x-www-form-urlencoded\r\n"+
		"Content-Length: 100\r\nExpect: 100-continue\r\n\r\n")
	if _, err := conn.Read(make([]byte, 100)); err != nil {
		t.Fatal(err)
	}
	ctx, cancel := context.WithTimeout(t.Context(), 50*time.Millisecond)
	defer cancel()
	if err := b.server.Shutdown(ctx); err != nil {
		t.Errorf("shutdown: %v", err)
	}
	if err := <-served; err != nil {
		t.Errorf("serve: %v", err)
	}
	_ = conn.SetReadDeadline(time.Now().Add(5 * time.Second))
	if rest, err := io.ReadAll(conn); err != nil && strings.Contains(err.Error(), "timeout") {
		t.Errorf("the connection is still open: %q", rest)
	}
}
