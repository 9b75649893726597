package tag_test

import (
	"encoding/json"
	"io"
	"net/http"
	"net/http/httptest"
	"strings"
	"sync"
	"testing"
	"time"

	"github.com/gorilla/websocket"
)

// frame is one thing the page said, by socket or inside a batch.
type frame map[string]any

func (f frame) is(kind string) bool { return f["t"] == kind }

func (f frame) id() string {
	id, _ := f["id"].(string)
	return id
}

// collector records what the tag sends and answers as each test wants.
type collector struct {
	*httptest.Server

	mu      sync.Mutex
	changed chan struct{} // closed and renewed with every frame
	socket  []frame       // in the order of arrival
	batch   []frame
	got     []frame       // what pages have asked for, apart from the tag
	gate    chan struct{} // /gate answers once the test has closed it
	opened  int           // sockets asked for
	raw     []string      // every address that was asked for, and every byte that came

	// What the test wants; set before the page is opened, or under mu.
	refuseSocket bool
	keepAcks     bool
	garbage      bool // answers that are no frames
	half         bool // answers that end in the middle
	silent       bool // no answers at all
	noWidget     bool // the widget's file cannot be had
	batchStatus  int  // 0 for 200
	retryAfter   string
	settings     []any
	onFrame      func(f frame) []frame // further frames in answer to one
}

func newCollector(t *testing.T) *collector {
	t.Helper()
	c := &collector{changed: make(chan struct{}), gate: make(chan struct{})}
	mux := http.NewServeMux()
	mux.Handle("/heed.js", assets)
	mux.HandleFunc("/a/", func(w http.ResponseWriter, r *http.Request) {
		if c.noWidget && strings.HasPrefix(r.URL.Path, "/a/widget/") {
			http.Error(w, "no widget here", http.StatusBadGateway)
			return
		}
		assets.ServeHTTP(w, r)
	})
	mux.HandleFunc("/v1/socket", c.serveSocket)
	mux.HandleFunc("/v1/batch", c.serveBatch)
	mux.HandleFunc("/favicon.ico", func(w http.ResponseWriter, _ *http.Request) { w.WriteHeader(http.StatusNoContent) })
	mux.HandleFunc("/gate", func(_ http.ResponseWriter, r *http.Request) {
		select {
		case <-c.gate:
		case <-r.Context().Done():
		}
	})
	pages := http.FileServer(http.Dir("testdata"))
	mux.HandleFunc("/", func(w http.ResponseWriter, r *http.Request) {
		c.record(&c.got, frame{"t": "get", "path": r.URL.Path})
		pages.ServeHTTP(w, r)
	})
	c.Server = httptest.NewServer(mux)
	t.Cleanup(c.Close)
	return c
}

func (c *collector) record(list *[]frame, frames ...frame) {
	c.mu.Lock()
	defer c.mu.Unlock()
	*list = append(*list, frames...)
	close(c.changed)
	c.changed = make(chan struct{})
}

// keep remembers what came as it came.
func (c *collector) keep(bytes string) {
	c.mu.Lock()
	defer c.mu.Unlock()
	c.raw = append(c.raw, bytes)
}

func (c *collector) serveSocket(w http.ResponseWriter, r *http.Request) {
	c.keep(r.URL.String())
	c.mu.Lock()
	c.opened++
	refuse, garbage, half, silent := c.refuseSocket, c.garbage, c.half, c.silent
	c.mu.Unlock()
	if refuse {
		http.Error(w, "no sockets here", http.StatusBadGateway)
		return
	}
	upgrader := websocket.Upgrader{Subprotocols: []string{"heed.v1"}, CheckOrigin: func(*http.Request) bool { return true }}
	conn, err := upgrader.Upgrade(w, r, nil)
	if err != nil {
		return
	}
	defer conn.Close()
	if garbage {
		for _, text := range []string{"", "null", "[]", "7", `"text"`, "{", `{"t":7}`, `{"t":"ack","ids":"x"}`, `{"t":"act"}`,
			`{"t":"act","decision":"d"}`, `{"t":"welcome","session":7,"settings":{"agent":"x"}}`, `{"t":"error"}`} {
			if conn.WriteMessage(websocket.TextMessage, []byte(text)) != nil {
				return
			}
		}
	}
	for {
		_, text, err := conn.ReadMessage()
		if err != nil {
			return
		}
		var f frame
		if err := json.Unmarshal(text, &f); err != nil {
			f = frame{"t": "unreadable", "text": string(text)}
		}
		c.keep(string(text))
		answers := c.answers(f)
		c.record(&c.socket, f)
		if half {
			_, _ = conn.NetConn().Write([]byte("\x81\x7e\x01\x00{\"t\":\"welcome\",")) // the head of a text frame of 256 bytes
			return
		}
		if silent {
			continue
		}
		for _, answer := range answers {
			if conn.WriteJSON(answer) != nil {
				return
			}
		}
	}
}

func (c *collector) answers(f frame) []frame {
	c.mu.Lock()
	defer c.mu.Unlock()
	var answers []frame
	if f.is("hello") {
		answers = append(answers, frame{"t": "welcome", "session": f["session"], "now": time.Now().UnixMilli(),
			"settings": frame{"agent": c.settings}})
	} else if !c.keepAcks {
		answers = append(answers, frame{"t": "ack", "ids": []string{f.id()}})
	}
	if c.onFrame != nil {
		answers = append(answers, c.onFrame(f)...)
	}
	return answers
}

func (c *collector) serveBatch(w http.ResponseWriter, r *http.Request) {
	body, _ := io.ReadAll(r.Body)
	c.keep(r.URL.String())
	c.keep(string(body))
	var sent struct {
		Hello frame
		Items []frame
	}
	if err := json.Unmarshal(body, &sent); err != nil {
		sent.Items = []frame{{"t": "unreadable", "text": string(body)}}
	}
	c.mu.Lock()
	status, retry, keep, garbage, half, silent := c.batchStatus, c.retryAfter, c.keepAcks, c.garbage, c.half, c.silent
	c.mu.Unlock()
	c.record(&c.batch, append([]frame{sent.Hello}, sent.Items...)...)
	w.Header().Set("Access-Control-Allow-Origin", "*")
	if silent {
		<-r.Context().Done()
		return
	}
	if half {
		w.Header().Set("Content-Length", "256")
		_, _ = w.Write([]byte(`{"acked":[`)) // the server closes what is not written to its end
		return
	}
	if status != 0 {
		if retry != "" {
			w.Header().Set("Retry-After", retry)
			w.Header().Set("Access-Control-Expose-Headers", "Retry-After")
		}
		w.WriteHeader(status)
		return
	}
	if garbage {
		_, _ = w.Write([]byte("<html>proxy error</html>"))
		return
	}
	c.mu.Lock()
	acked := []string{}
	var acts, rejected []frame
	for _, item := range sent.Items {
		if !keep {
			acked = append(acked, item.id())
		}
		if c.onFrame == nil {
			continue
		}
		for _, answer := range c.onFrame(item) {
			switch {
			case answer.is("ack"):
				acked = append(acked, answer["ids"].([]string)...)
			case answer.is("error"):
				rejected = append(rejected, answer)
			default:
				acts = append(acts, answer)
			}
		}
	}
	c.mu.Unlock()
	_ = json.NewEncoder(w).Encode(frame{"acked": acked, "acts": acts, "rejected": rejected, "welcome": frame{"session": sent.Hello["session"]}})
}

// set changes what the collector does from now on.
func (c *collector) set(change func()) {
	c.mu.Lock()
	defer c.mu.Unlock()
	change()
}

// frames returns a copy of what has come so far.
func (c *collector) frames(list *[]frame) []frame {
	c.mu.Lock()
	defer c.mu.Unlock()
	return append([]frame(nil), *list...)
}

// wait returns the first frame of the list that want accepts, when it has come.
func (c *collector) wait(t *testing.T, list *[]frame, what string, want func(frame) bool) frame {
	t.Helper()
	limit := time.After(20 * time.Second)
	for {
		c.mu.Lock()
		changed := c.changed
		for _, f := range *list {
			if want(f) {
				c.mu.Unlock()
				return f
			}
		}
		c.mu.Unlock()
		select {
		case <-changed:
		case <-limit:
			t.Fatalf("%s never came; what came: %v", what, c.frames(list))
		}
	}
}

// waitTrack waits for heed('track', name).
func (c *collector) waitTrack(t *testing.T, list *[]frame, name string) frame {
	t.Helper()
	return c.wait(t, list, "track "+name, func(f frame) bool { return f.is("track") && f["name"] == name })
}

// count says how many frames of this type are in the list.
func (c *collector) count(list *[]frame, kind string) int {
	n := 0
	for _, f := range c.frames(list) {
		if f.is(kind) {
			n++
		}
	}
	return n
}
