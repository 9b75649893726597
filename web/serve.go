package web

import (
	"net/http"
	"strconv"
	"strings"
)

// How long browsers keep what they got: a hashed name never changes its content; heed.js is looked at again after five
// minutes, so an upgrade reaches every page soon and an unchanged tag costs a 304.
const (
	cacheForever = "public, max-age=31536000, immutable"
	cacheShort   = "public, max-age=300"
)

// ServeHTTP serves /heed.js and everything below /a/. Any page on any site may load them.
func (a *Assets) ServeHTTP(w http.ResponseWriter, r *http.Request) {
	h := w.Header()
	h.Set("Access-Control-Allow-Origin", "*")
	h.Set("Cross-Origin-Resource-Policy", "cross-origin")
	h.Set("X-Content-Type-Options", "nosniff")
	if r.Method != http.MethodGet && r.Method != http.MethodHead {
		h.Set("Allow", "GET, HEAD")
		http.Error(w, "only GET and HEAD are served here", http.StatusMethodNotAllowed)
		return
	}
	found, ok := a.byPath[r.URL.Path]
	if !ok {
		h.Set("Cache-Control", "no-store")
		http.Error(w, "no such file; a page opened before an upgrade must be reloaded", http.StatusNotFound)
		return
	}
	found.serve(w, r)
}

func (f *asset) serve(w http.ResponseWriter, r *http.Request) {
	h := w.Header()
	encoding, body := f.choose(r.Header.Get("Accept-Encoding"))
	etag := `"` + f.hash + encoding + `"`
	h.Set("ETag", etag)
	h.Set("Vary", "Accept-Encoding")
	h.Set("Cache-Control", cacheForever)
	if f.name == tagEntry {
		h.Set("Cache-Control", cacheShort)
	}
	if matches(r.Header.Get("If-None-Match"), etag) {
		w.WriteHeader(http.StatusNotModified)
		return
	}
	h.Set("Content-Type", f.contentType)
	if encoding != "" {
		h.Set("Content-Encoding", encoding)
	}
	h.Set("Content-Length", strconv.Itoa(len(body)))
	if r.Method == http.MethodHead {
		return
	}
	// A failed write means that the client is gone: nobody is left to tell.
	_, _ = w.Write(body)
}

// choose picks the smallest form that the client takes.
func (f *asset) choose(accepted string) (encoding string, body []byte) {
	switch {
	case f.brotli != nil && accepts(accepted, "br"):
		return "br", f.brotli
	case f.gzip != nil && accepts(accepted, "gzip"):
		return "gzip", f.gzip
	}
	return "", f.plain
}

// accepts reports whether an Accept-Encoding header names coding, or *, with a quality above 0 (RFC 9110, 12.5.3).
func accepts(header, coding string) bool {
	any := false
	for part := range strings.SplitSeq(header, ",") {
		name, parameter, _ := strings.Cut(part, ";")
		quality := 1.0
		if q, ok := strings.CutPrefix(strings.ReplaceAll(parameter, " ", ""), "q="); ok {
			quality, _ = strconv.ParseFloat(q, 64) // not a number: 0, refused
		}
		switch name = strings.TrimSpace(name); {
		case strings.EqualFold(name, coding):
			return quality > 0
		case name == "*":
			any = quality > 0
		}
	}
	return any
}

// matches reports whether an If-None-Match header holds etag; the weak mark that a proxy may add is ignored.
func matches(header, etag string) bool {
	for part := range strings.SplitSeq(header, ",") {
		one := strings.TrimPrefix(strings.TrimSpace(part), "W/")
		if one == etag || one == "*" {
			return true
		}
	}
	return false
}
