package web

import (
	"bytes"
	"compress/gzip"
	"io"
	"net/http"
	"net/http/httptest"
	"strings"
	"testing"

	"github.com/andybalholm/brotli"
	"github.com/google/go-cmp/cmp"
)

func served(t *testing.T) *Assets {
	t.Helper()
	return mustBuild(t, sources(map[string]string{
		"tag/heed.js":         "window.result = [AGENT_URL, WIDGET_URL, '" + strings.Repeat("compressible ", 100) + "']",
		"hosted/demo/shop.js": "export const text = '" + strings.Repeat("compressible ", 100) + "'",
	}))
}

func request(a *Assets, method, path string, header map[string]string) *http.Response {
	r := httptest.NewRequest(method, path, nil)
	for name, value := range header {
		r.Header.Set(name, value)
	}
	w := httptest.NewRecorder()
	a.ServeHTTP(w, r)
	return w.Result()
}

func TestServeHeaders(t *testing.T) {
	a := served(t)
	cases := []struct{ path, contentType, cache string }{
		{"/heed.js", "text/javascript; charset=utf-8", cacheShort},
		{a.URL("hosted/demo/shop.js"), "text/javascript; charset=utf-8", cacheForever},
		{a.URL("console/console.css"), "text/css; charset=utf-8", cacheForever},
		{a.URL("tag/agent.wasm"), "application/wasm", cacheForever},
		{a.URL("tag/agent.wasm.js"), "text/javascript; charset=utf-8", cacheForever},
		{a.URL("console/dot.svg"), "image/svg+xml", cacheForever},
	}
	for _, c := range cases {
		t.Run(c.path, func(t *testing.T) {
			response := request(a, "GET", c.path, nil)
			if response.StatusCode != http.StatusOK {
				t.Fatalf("status %d", response.StatusCode)
			}
			want := map[string]string{
				"Content-Type":                 c.contentType,
				"Cache-Control":                c.cache,
				"Vary":                         "Accept-Encoding",
				"Access-Control-Allow-Origin":  "*",
				"Cross-Origin-Resource-Policy": "cross-origin",
				"X-Content-Type-Options":       "nosniff",
			}
			got := map[string]string{}
			for name := range want {
				got[name] = response.Header.Get(name)
			}
			if diff := cmp.Diff(want, got); diff != "" {
				t.Error(diff)
			}
		})
	}
}

func TestServeNegotiatesEncoding(t *testing.T) {
	a := served(t)
	decode := map[string]func(io.Reader) (io.Reader, error){
		"":     func(r io.Reader) (io.Reader, error) { return r, nil },
		"br":   func(r io.Reader) (io.Reader, error) { return brotli.NewReader(r), nil },
		"gzip": func(r io.Reader) (io.Reader, error) { return gzip.NewReader(r) },
	}
	cases := []struct{ accept, want string }{
		{"gzip, deflate, br, zstd", "br"},
		{"gzip, deflate", "gzip"},
		{"", ""},
		{"identity", ""},
		{"br;q=0, gzip;q=0.5", "gzip"},
		{"br;q=0", ""},
		{"*", "br"},
		{"*;q=0, gzip", "gzip"},
		{"*, br;q=0", "gzip"},
		{"BR", "br"},
		{"br; q = 0.1", "br"},
		{"br;q=nonsense", ""},
	}
	for _, c := range cases {
		t.Run(c.accept, func(t *testing.T) {
			for _, path := range []string{"/heed.js", a.URL("hosted/demo/shop.js")} {
				response := request(a, "GET", path, map[string]string{"Accept-Encoding": c.accept})
				if got := response.Header.Get("Content-Encoding"); got != c.want {
					t.Errorf("%s: encoding %q, want %q", path, got, c.want)
				}
				reader, err := decode[c.want](response.Body)
				if err != nil {
					t.Fatal(err)
				}
				body, err := io.ReadAll(reader)
				if err != nil || !bytes.Equal(body, a.byPath[path].plain) {
					t.Errorf("%s: the decoded body differs (%v)", path, err)
				}
			}
		})
	}
}

func TestServeLeavesSmallFilesPlain(t *testing.T) {
	a := served(t)
	response := request(a, "GET", a.URL("tag/agent.wasm"), map[string]string{"Accept-Encoding": "br, gzip"})
	if got := response.Header.Get("Content-Encoding"); got != "" || response.ContentLength != 8 {
		t.Errorf("8 bytes went as %q, %d bytes", got, response.ContentLength)
	}
}

func TestServeNotModified(t *testing.T) {
	a := served(t)
	br := map[string]string{"Accept-Encoding": "br"}
	etag := request(a, "GET", "/heed.js", br).Header.Get("ETag")
	plain := request(a, "GET", "/heed.js", nil).Header.Get("ETag")
	if etag == plain {
		t.Error("two encodings share one strong ETag")
	}
	cases := []struct {
		match string
		want  int
	}{
		{etag, 304}, {"W/" + etag, 304}, {`"other", ` + etag, 304}, {"*", 304}, {plain, 200}, {`"other"`, 200}, {"", 200},
	}
	for _, c := range cases {
		response := request(a, "GET", "/heed.js", map[string]string{"Accept-Encoding": "br", "If-None-Match": c.match})
		body, _ := io.ReadAll(response.Body)
		if response.StatusCode != c.want || (c.want == 304) != (len(body) == 0) {
			t.Errorf("If-None-Match %s: status %d with %d bytes, want %d", c.match, response.StatusCode, len(body), c.want)
		}
		if response.Header.Get("ETag") != etag || response.Header.Get("Cache-Control") != cacheShort {
			t.Errorf("If-None-Match %s: a 304 must repeat ETag and Cache-Control", c.match)
		}
	}
}

func TestServeMethodsAndUnknownPaths(t *testing.T) {
	a := served(t)
	cases := []struct {
		method, path string
		status       int
	}{
		{"GET", "/heed.js", 200},
		{"HEAD", "/heed.js", 200},
		{"POST", "/heed.js", 405},
		{"GET", "/a/", 404},
		{"GET", "/a/hosted/demo/shop.js", 404},
		{"GET", "/a/hosted/demo/shop.000000000000.js", 404},
		{"GET", "/a/../heed.js", 404},
		{"GET", "/a/console/page.html", 404},
		{"GET", "/a/tag/heed_test.go", 404},
	}
	for _, c := range cases {
		response := request(a, c.method, c.path, nil)
		body, _ := io.ReadAll(response.Body)
		if response.StatusCode != c.status {
			t.Errorf("%s %s: status %d, want %d", c.method, c.path, response.StatusCode, c.status)
		}
		if c.method == "HEAD" && (len(body) != 0 || response.Header.Get("Content-Length") == "") {
			t.Errorf("HEAD: %d bytes, Content-Length %q", len(body), response.Header.Get("Content-Length"))
		}
		if c.status == 404 && response.Header.Get("Cache-Control") != "no-store" {
			t.Errorf("%s: a missing file may be cached", c.path)
		}
	}
}
