package app

import (
	"encoding/json"
	"net/http"
	"net/http/httptest"
	"strings"
	"testing"
	"time"

	"heed/collector/core"
	"heed/collector/precision"
)

// TestPrecision walks the whole way: a page's dead click is asked about, the visitor's tap is counted, the element is muted, and the
// next such signal of another visitor leads to nothing.
func TestPrecision(t *testing.T) {
	a := open(t)
	admin := newProgram(t, a, core.CanAdmin)
	ask := func(method, address, body string) *httptest.ResponseRecorder {
		t.Helper()
		w := admin.call(method, address, body)
		if w.Code != http.StatusOK {
			t.Fatalf("%s %s: %d %s", method, address, w.Code, w.Body)
		}
		return w
	}
	ask("POST", "/api/v1/apply", "kind: site\nname: demo\norigins: [\"${HEED_PUBLIC_URL}\"]\nprecision: {sample: 100}\n")

	p := greet(t, a, "tapper")
	dead := map[string]any{"t": "signal", "id": NewID(), "kind": "dead_click", "at": time.Now().UnixMilli(), "score": 0.7, "page": "/demo/cart", "target": "#wishlist"}
	p.send(dead)
	if f := p.next(); f.T != "ack" {
		t.Fatalf("first %+v, want the ack", f)
	}
	act := p.next()
	var action struct {
		Type   string
		Survey struct {
			Name      string
			Questions []struct{ ID, Text string }
		}
	}
	if err := json.Unmarshal(act.Action, &action); err != nil || action.Type != core.ActTap || action.Survey.Name != "precision" ||
		len(action.Survey.Questions) != 1 || action.Survey.Questions[0].ID != "wrong" {
		t.Fatalf("act %+v, %s: %v", act, act.Action, err)
	}
	p.send(map[string]any{"t": "answer", "id": NewID(), "at": time.Now().UnixMilli(), "decision": act.Decision, "survey": "precision",
		"question": "wrong", "value": "yes", "done": true})
	if f := p.next(); f.T != "ack" {
		t.Fatalf("the answer: %+v", f)
	}
	d, err := a.store.Decision(t.Context(), act.Decision)
	if err != nil || d.Intercept != core.PrecisionName || d.Arm != "" || d.Answered == nil || len(d.Considered.Evaluations()) != 4 {
		t.Fatalf("decision %+v, %v; want the demo's three intercepts and the built-in one considered", d, err)
	}

	var r precision.Report
	if err := json.Unmarshal(ask("GET", "/api/v1/precision?site=demo", "").Body.Bytes(), &r); err != nil || len(r.Detectors) != 1 ||
		r.Detectors[0].Kind != "dead_click" || r.Detectors[0].N != 1 || r.Detectors[0].Right != 1 || r.Detectors[0].Enough ||
		len(r.Elements) != 1 || r.Elements[0].Target != "#wishlist" || r.Elements[0].N != 1 {
		t.Fatalf("report %+v, %v", r, err)
	}

	ask("POST", "/api/v1/sites/demo/mutes", `{"kind":"dead_click","target":"#wishlist"}`)
	q := greet(t, a, "another")
	dead["id"] = NewID()
	q.send(dead)
	if f := q.next(); f.T != "ack" {
		t.Fatalf("answer %+v, want the ack", f)
	}
	if d, err = a.store.DecisionOfSignal(t.Context(), dead["id"].(string)); err != nil || d.Outcome != core.Idle || !strings.Contains(d.Arbitration, "muted") {
		t.Fatalf("decision %+v, %v", d, err)
	}
}
