package app

import (
	"encoding/json"
	"fmt"
	"io"
	"net/http"
	"strings"
	"testing"
	"time"

	"github.com/gorilla/websocket"

	"heed/collector/config"
	"heed/collector/ingest"
)

func TestAckThenAct(t *testing.T) {
	a := open(t)
	p := treated(t, a)
	id := NewID()
	p.send(rage(id))
	if f := p.next(); f.T != "ack" || len(f.IDs) != 1 || f.IDs[0] != id {
		t.Fatalf("first %+v, want the ack", f)
	}
	f := p.next()
	if f.T != "act" || f.Signal != id || f.Decision == "" {
		t.Fatalf("second %+v, want the act", f)
	}
	var action struct {
		Type   string
		Survey struct {
			Name, Dir string
			Questions []struct{ ID, Text string }
		}
	}
	if err := json.Unmarshal(f.Action, &action); err != nil || action.Type != "survey" || action.Survey.Name != "what-happened" ||
		len(action.Survey.Questions) != 3 || action.Survey.Questions[0].Text == "" {
		t.Fatalf("action %s: %v", f.Action, err)
	}
	if _, err := a.store.DecisionOfSignal(t.Context(), id); err != nil {
		t.Fatalf("it was acknowledged, but the decision is not stored: %v", err)
	}
}

// TestBadFrames: each is answered with its reason, and the good frame behind it is taken.
func TestBadFrames(t *testing.T) {
	a := open(t)
	skewed := rage(NewID())
	skewed["at"] = time.Date(1999, 1, 1, 0, 0, 0, 0, time.UTC).UnixMilli()
	future := rage(NewID())
	future["at"] = time.Now().Add(time.Hour).UnixMilli()
	large := rage(NewID())
	large["data"] = map[string]any{"x": strings.Repeat("x", ingest.MaxFrame)}
	noID := rage("7")
	for _, c := range []struct {
		name string
		data any // a string is sent as it is
		code string
		says string
	}{
		{"not JSON", `{"t":"signal"`, "bad_json", "one valid JSON object"},
		{"a list", `[]`, "bad_json", "one valid JSON object"},
		{"a name twice", `{"t":"signal","t":"page"}`, "bad_json", "without duplicate names"},
		{"a wrong type", `{"t":"signal","at":"soon"}`, "bad_field", "/at"},
		{"unknown type", map[string]any{"t": "teleport", "id": NewID(), "at": time.Now().UnixMilli()}, "unknown_type", `"teleport"`},
		{"unknown type without a time", map[string]any{"t": "teleport", "id": NewID()}, "unknown_type", `"teleport"`},
		{"oversized", large, "too_large", "16384 bytes"},
		{"no id", noID, "bad_id", "UUID"},
		{"clock far behind", skewed, "clock_skew", "set the clock"},
		{"clock far ahead", future, "clock_skew", "set the clock"},
		{"a decision of nobody", map[string]any{"t": "shown", "id": NewID(), "at": time.Now().UnixMilli(), "decision": NewID()}, "unknown_decision", "no decision"},
		{"a conversation of nobody", map[string]any{"t": "chat", "id": NewID(), "at": time.Now().UnixMilli(), "conversation": NewID(), "text": "hi"}, "unknown_conversation", "conversation"},
	} {
		t.Run(c.name, func(t *testing.T) {
			p := greet(t, a, "bad-"+NewID())
			if text, ok := c.data.(string); ok {
				p.write(websocket.TextMessage, []byte(text))
			} else {
				p.send(c.data)
			}
			f := p.next()
			if f.T != "error" || f.Code != c.code || !strings.Contains(f.Message, c.says) {
				t.Fatalf("answer %+v, want error %s that says %q", f, c.code, c.says)
			}
			if f.RetryAfter != 0 {
				t.Fatalf("the page is asked to send it again: %+v", f)
			}
			good := NewID()
			p.send(map[string]any{"t": "track", "id": good, "at": time.Now().UnixMilli(), "name": "beside"})
			if f := p.next(); f.T != "ack" || f.IDs[0] != good {
				t.Fatalf("the good frame beside it: %+v", f)
			}
		})
	}
}

func TestHelloFirst(t *testing.T) {
	a := open(t)
	p := connect(t, a)
	p.send(rage(NewID()))
	if f := p.next(); f.T != "error" || f.Code != "hello_first" {
		t.Fatalf("answer %+v, want hello_first", f)
	}
	p.send(map[string]any{"t": "hello", "visitor": "", "session": "s"})
	if f := p.next(); f.T != "error" || f.Code != "bad_visitor" {
		t.Fatalf("answer %+v, want bad_visitor", f)
	}
}

func TestFramesThatEndTheConnection(t *testing.T) {
	a := open(t)
	p := greet(t, a, "binary")
	p.write(websocket.BinaryMessage, []byte{1, 2, 3})
	if code := p.closed(); code != websocket.CloseInvalidFramePayloadData {
		t.Errorf("binary: close code %d", code)
	}
	p = greet(t, a, "latin1")
	p.write(websocket.TextMessage, []byte("{\"t\":\"\xe9\"}"))
	if code := p.closed(); code != websocket.CloseInvalidFramePayloadData {
		t.Errorf("not UTF-8: close code %d", code)
	}
	p = greet(t, a, "huge")
	_ = p.conn.WriteMessage(websocket.TextMessage, []byte(strings.Repeat("x", 2<<20))) // the other side may hang up meanwhile
	if code := p.closed(); code != websocket.CloseMessageTooBig {
		t.Errorf("2 MB: close code %d", code)
	}
}

// TestClockSaidInHello: a visitor whose clock is years off is helped like everybody, since the page says what its clock shows.
func TestClockSaidInHello(t *testing.T) {
	a := open(t)
	p := connect(t, a)
	wrong := time.Now().AddDate(-20, 0, 0)
	p.send(map[string]any{"t": "hello", "visitor": "old-clock", "session": "s", "at": wrong.UnixMilli(), "page": map[string]any{"path": "/"}})
	if f := p.next(); f.T != "welcome" {
		t.Fatalf("answer %+v", f)
	}
	s := rage(NewID())
	s["at"] = wrong.UnixMilli()
	p.send(s)
	if f := p.next(); f.T != "ack" {
		t.Fatalf("answer %+v, want it acknowledged", f)
	}
	d, err := a.store.DecisionOfSignal(t.Context(), s["id"].(string))
	if err != nil || time.Since(d.At).Abs() > time.Minute {
		t.Fatalf("decided at %s, %v; want now", d.At, err)
	}
}

func TestDuplicates(t *testing.T) {
	a := open(t)
	p := treated(t, a)
	s := rage(NewID())
	for range 3 {
		p.send(s)
	}
	acks, decisions := 0, map[string]bool{}
	for acks < 3 {
		switch f := p.next(); f.T {
		case "ack":
			acks += len(f.IDs)
		case "act":
			decisions[f.Decision] = true
		default:
			t.Fatalf("frame %+v", f)
		}
	}
	if len(decisions) > 1 {
		t.Fatalf("one signal led to decisions %v", decisions)
	}
}

func TestDoor(t *testing.T) {
	a := open(t)
	for _, c := range []struct{ name, site, origin, code string }{
		{"unknown site", "nobody", a.PublicURL, "unknown_site"},
		{"wrong origin", "demo", "https://evil.example", "origin_not_allowed"},
		{"no origin", "demo", "", "origin_missing"},
	} {
		t.Run(c.name, func(t *testing.T) {
			head := http.Header{}
			if c.origin != "" {
				head.Set("Origin", c.origin)
			}
			_, answer, err := websocket.DefaultDialer.Dial(a.wsURL(c.site), head)
			if err == nil || answer == nil || answer.StatusCode != http.StatusForbidden {
				t.Fatalf("socket: %v, want it refused with 403", err)
			}
			status, _, body := post(t, a, "/v1/batch?site="+c.site, c.origin, "text/plain", `{"hello":{"visitor":"v","session":"s"}}`)
			if status != http.StatusForbidden || !strings.Contains(body, `"`+c.code+`"`) {
				t.Fatalf("batch: %d %s, want 403 %s", status, body, c.code)
			}
		})
	}
}

func TestBatchOverHTTP(t *testing.T) {
	a := open(t)
	id := NewID()
	body := fmt.Sprintf(`{"hello":{"visitor":"b","session":"s","page":{"path":"/"}},"items":[{"t":"track","id":%q,"at":%d,"name":"x"},{"t":"what"}]}`,
		id, time.Now().UnixMilli())
	for _, contentType := range []string{"text/plain", "application/json"} {
		status, head, text := post(t, a, "/v1/batch?site=demo", a.PublicURL, contentType, body)
		var reply ingest.BatchReply
		if err := json.Unmarshal([]byte(text), &reply); err != nil || status != http.StatusOK {
			t.Fatalf("%s: %d %s %v", contentType, status, text, err)
		}
		if len(reply.Acked) != 1 || reply.Acked[0] != id || len(reply.Rejected) != 1 || reply.Rejected[0].Code != "bad_id" && reply.Rejected[0].Code != "unknown_type" {
			t.Fatalf("%s: reply %s", contentType, text)
		}
		if head.Get("Access-Control-Allow-Origin") != a.PublicURL {
			t.Fatalf("the page may not read the answer: %v", head)
		}
		for _, list := range []string{`"acts":[]`, `"chats":[]`} {
			if !strings.Contains(text, list) {
				t.Errorf("%s is missing in %s", list, text)
			}
		}
	}
	status, _, text := post(t, a, "/v1/batch?site=demo", a.PublicURL, "text/plain", strings.Repeat(" ", ingest.MaxBatch+1))
	if status != http.StatusBadRequest || !strings.Contains(text, "too_large") {
		t.Fatalf("oversized batch: %d %s", status, text)
	}
}

func TestTooMuch(t *testing.T) {
	a := open(t, func(c *config.Serve) { c.ConnectionRate, c.AddressRate = 1, 1 })
	p := greet(t, a, "flood")
	for range 20 { // the burst is two seconds' worth
		if p.conn.WriteMessage(websocket.TextMessage, []byte(`{"t":"track"}`)) != nil {
			break
		}
	}
	if code := p.closed(); code != websocket.CloseTryAgainLater {
		t.Fatalf("close code %d, want %d", code, websocket.CloseTryAgainLater)
	}
	var status int
	var head http.Header
	for range 20 {
		if status, head, _ = post(t, a, "/v1/batch?site=demo", a.PublicURL, "text/plain", `{"hello":{"visitor":"v","session":"s"}}`); status != http.StatusOK {
			break
		}
	}
	if status != http.StatusTooManyRequests || head.Get("Retry-After") == "" {
		t.Fatalf("status %d, Retry-After %q; want 429 and a time", status, head.Get("Retry-After"))
	}
}

// TestGoodbye: a collector that stops tells its pages so, and what they had sent is stored.
func TestGoodbye(t *testing.T) {
	data := t.TempDir()
	cfg := config.Serve{Data: config.Data{Data: data}, Addr: "127.0.0.1:0", Demo: true}
	a := open(t, func(c *config.Serve) { *c = cfg })
	p := greet(t, a, "last")
	done := make(chan int)
	go func() { done <- p.closed() }()
	a.hub.Close()
	if code := <-done; code != websocket.CloseServiceRestart {
		t.Fatalf("close code %d, want %d (service restart)", code, websocket.CloseServiceRestart)
	}
}

// TestEngineInMetrics: what a hello says of the agent's engine is counted.
func TestEngineInMetrics(t *testing.T) {
	a := open(t)
	p := connect(t, a)
	p.send(map[string]any{"t": "hello", "visitor": "v", "session": "s", "engine": "js"})
	p.next()
	answer, err := http.Get(a.PublicURL + "/metrics")
	if err != nil {
		t.Fatal(err)
	}
	defer answer.Body.Close()
	body, err := io.ReadAll(answer.Body)
	if err != nil {
		t.Fatal(err)
	}
	for _, line := range []string{`heed_visits_total{engine="js"} 1`, `heed_visits_total{engine="wasm"} 0`, `heed_visits_total{engine="none"} 0`} {
		if !strings.Contains(string(body), line+"\n") {
			t.Errorf("no %s in\n%s", line, body)
		}
	}
}
