package tag_test

import (
	"fmt"
	"net/http"
	"net/http/httptest"
	"strconv"
	"strings"
	"sync"
	"testing"
	"time"

	"github.com/gorilla/websocket"
)

// visitHead is above each page, with the tag as a site owner has it.
const visitHead = `<!doctype html>
<html lang="en">
<meta charset="utf-8">
<meta name="viewport" content="width=device-width">
<title>A page</title>
<script async src="/heed.js" data-site="visits"></script>
<style>body { font: 16px/1.5 sans-serif; margin: 24px; }</style>
`

// visitServer serves the pages of a visit, the programs behind them, and the collector. Its programs take the page's time.
type visitServer struct {
	*httptest.Server

	mu   sync.Mutex
	now  time.Duration // of the page, since its clock was stopped
	open int           // requests of the API that are not answered
	due  map[chan struct{}]time.Duration
}

func newVisitServer(t *testing.T, v visit, c *collector) *visitServer {
	t.Helper()
	s := &visitServer{due: map[chan struct{}]time.Duration{}}
	mux := http.NewServeMux()
	mux.Handle("/", c.Config.Handler)
	mux.HandleFunc("/api/", s.serveAPI)
	mux.HandleFunc("/feed", s.serveFeed)
	for path, markup := range v.pages {
		path, plain := strings.CutSuffix(path, " untagged")
		if plain {
			markup = strings.Replace(visitHead, "<script ", "<script type=none ", 1) + markup
		} else {
			markup = visitHead + markup
		}
		if path == "/" {
			path = "/{$}"
		}
		mux.Handle(path, visitPage(markup))
	}
	mux.Handle("/end", visitPage(visitHead+"The end"))
	s.Server = httptest.NewServer(mux)
	t.Cleanup(s.Close)
	return s
}

// visitPage is a page.
type visitPage string

func (p visitPage) ServeHTTP(w http.ResponseWriter, _ *http.Request) {
	w.Header().Set("Content-Type", "text/html; charset=utf-8")
	fmt.Fprint(w, string(p))
}

// after is closed when so much of the page's time has passed.
func (s *visitServer) after(d time.Duration) chan struct{} {
	s.mu.Lock()
	defer s.mu.Unlock()
	came := make(chan struct{})
	if d == 0 {
		close(came)
	} else {
		s.due[came] = s.now + d
	}
	return came
}

// pass tells that some of the page's time has passed, and whether anything was due.
func (s *visitServer) pass(d time.Duration) (due bool) {
	s.mu.Lock()
	defer s.mu.Unlock()
	s.now += d
	for came, at := range s.due {
		if at <= s.now {
			close(came)
			delete(s.due, came)
			due = true
		}
	}
	return due
}

// held is how many requests of the API are not answered.
func (s *visitServer) held() int {
	s.mu.Lock()
	defer s.mu.Unlock()
	return s.open
}

// hold changes that number.
func (s *visitServer) hold(by int) {
	s.mu.Lock()
	defer s.mu.Unlock()
	s.open += by
}

// serveAPI answers after ms milliseconds with a status, a type and a body; status 0 is no answer at all.
func (s *visitServer) serveAPI(w http.ResponseWriter, r *http.Request) {
	ask := r.URL.Query()
	ms, _ := strconv.Atoi(ask.Get("ms"))
	status := http.StatusOK
	if ask.Has("status") {
		status, _ = strconv.Atoi(ask.Get("status"))
	}
	var came chan struct{} // never
	if status != 0 {
		came = s.after(time.Duration(ms) * time.Millisecond)
	}
	s.hold(1)
	select {
	case <-came:
		s.hold(-1)
	case <-r.Context().Done():
		s.hold(-1)
		return
	}
	w.Header().Set("Content-Type", "application/json")
	if kind := ask.Get("type"); kind != "" {
		w.Header().Set("Content-Type", kind)
	}
	if name := ask.Get("file"); name != "" {
		w.Header().Set("Content-Disposition", "attachment; filename="+name)
	}
	w.WriteHeader(status)
	if body := ask.Get("body"); body != "" {
		fmt.Fprint(w, body)
		return
	}
	fmt.Fprintf(w, `{"ok":%t}`, status < 400)
}

// serveFeed sends a growing number by WebSocket, every so many milliseconds.
func (s *visitServer) serveFeed(w http.ResponseWriter, r *http.Request) {
	ms, err := strconv.Atoi(r.URL.Query().Get("ms"))
	if err != nil {
		http.Error(w, "ms is missing", http.StatusBadRequest)
		return
	}
	upgrader := websocket.Upgrader{CheckOrigin: func(*http.Request) bool { return true }}
	conn, err := upgrader.Upgrade(w, r, nil)
	if err != nil {
		return
	}
	defer conn.Close()
	closed := make(chan struct{})
	go func() {
		_, _, _ = conn.ReadMessage()
		close(closed)
	}()
	for n := 0; ; n++ {
		select {
		case <-s.after(time.Duration(ms) * time.Millisecond):
		case <-closed:
			return
		}
		if conn.WriteJSON(n) != nil {
			return
		}
	}
}
