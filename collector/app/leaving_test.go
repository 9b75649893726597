package app

import (
	"encoding/json"
	"io"
	"net/http"
	"strings"
	"testing"
	"time"

	"heed/agent"
	"heed/collector/core"
)

// leave is what a page tells as it is left, some time ago.
func leave(id string, ago time.Duration) map[string]any {
	return map[string]any{"t": "signal", "id": id, "kind": "cart_abandonment", "at": time.Now().Add(-ago).UnixMilli(), "score": 0.8,
		"page": "/demo/checkout", "data": map[string]any{"value": 60, "items": 2, "stage": 2, "trigger": agent.TriggerUnload}}
}

// beacon posts a last batch, as a page that is left does.
func beacon(t *testing.T, a *App, visitor string, item map[string]any) {
	t.Helper()
	body, err := json.Marshal(map[string]any{"items": []any{item}, "hello": map[string]any{
		"visitor": visitor, "session": "s-" + visitor, "page": map[string]any{"path": "/demo/checkout"}}})
	if err != nil {
		t.Fatal(err)
	}
	r, err := http.NewRequestWithContext(t.Context(), http.MethodPost, a.PublicURL+"/v1/batch?site=demo", strings.NewReader(string(body)))
	if err != nil {
		t.Fatal(err)
	}
	r.Header.Set("Origin", a.PublicURL)
	answer, err := http.DefaultClient.Do(r)
	if err != nil {
		t.Fatal(err)
	}
	defer answer.Body.Close()
	if text, _ := io.ReadAll(answer.Body); answer.StatusCode != http.StatusOK || !strings.Contains(string(text), item["id"].(string)) {
		t.Fatalf("%d %s", answer.StatusCode, text)
	}
}

// TestPaymentRedirectIsNoAbandonment leaves the checkout in three ways and asks the API, the CSV and the timeline what it was.
func TestPaymentRedirectIsNoAbandonment(t *testing.T) {
	a := open(t)
	get := newProgram(t, a, core.CanRead).get
	for _, c := range []struct {
		visitor       string
		ago           time.Duration
		after         func(p *page) // what the visitor does next; nil: stays away
		state, reason string
	}{
		{"waits", time.Minute, nil, "held", ""},
		{"leaves", 31 * time.Minute, nil, "confirmed", ""},
		{"returns", time.Minute, func(*page) {}, "withdrawn", "returned"},
		{"pays", time.Minute, func(p *page) {
			p.send(map[string]any{"t": "track", "id": NewID(), "at": time.Now().UnixMilli(), "name": "purchase", "props": map[string]any{"value": 60}})
			p.next()
		}, "withdrawn", "purchased"},
		{"returns late", 31 * time.Minute, func(*page) {}, "confirmed", ""},
	} {
		t.Run(c.visitor, func(t *testing.T) {
			visitor := strings.ReplaceAll(c.visitor, " ", "-")
			id := NewID()
			beacon(t, a, visitor, leave(id, c.ago))
			if c.after != nil {
				c.after(greet(t, a, visitor))
			}
			var list struct{ Items []core.Signal }
			if err := json.Unmarshal([]byte(get("/api/v1/signals?visitor="+visitor)), &list); err != nil || len(list.Items) != 1 {
				t.Fatalf("%d signals, %v", len(list.Items), err)
			}
			if got := list.Items[0]; got.ID != id || string(got.State) != c.state || got.Reason != c.reason || got.Until == nil ||
				got.Until.Sub(got.At) != 30*time.Minute {
				t.Errorf("signal %+v, want it %s %s", got, c.state, c.reason)
			}
			if rows := get("/api/v1/signals.csv?visitor=" + visitor); !strings.HasSuffix(strings.TrimSpace(rows), ","+c.state+","+c.reason) {
				t.Errorf("csv %s", rows)
			}
			if story := get("/api/v1/visitors/" + visitor); !strings.Contains(story, `"state":"`+c.state+`"`) {
				t.Errorf("timeline %s", story)
			}
		})
	}
}
