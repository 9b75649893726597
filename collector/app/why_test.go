package app

import (
	"encoding/json"
	"net/http"
	"net/http/httptest"
	"strings"
	"testing"

	"heed/collector/core"
)

// TestWhy asks support's question after the visitor was contacted once: the gates say that the budget is used up.
func TestWhy(t *testing.T) {
	a := open(t)
	p := treated(t, a)
	id := NewID()
	p.send(rage(id))
	p.next()
	d, err := a.store.DecisionOfSignal(t.Context(), id)
	if err != nil {
		t.Fatal(err)
	}
	secret, _, err := a.auth.CreateToken(t.Context(), machine(), "why", []core.Permission{core.CanRead})
	if err != nil {
		t.Fatal(err)
	}
	ask := func(address string) (int, string) {
		r := httptest.NewRequest(http.MethodGet, address, nil)
		r.Header.Set("Authorization", "Bearer "+secret)
		w := httptest.NewRecorder()
		a.server.ServeHTTP(w, r)
		return w.Code, w.Body.String()
	}
	status, body := ask("/api/v1/visitors/" + d.Visitor + "/why?intercept=stuck")
	var why struct {
		Eligible bool
		Gates    []core.Gate
		Answer   string
	}
	if err := json.Unmarshal([]byte(body), &why); err != nil || status != http.StatusOK {
		t.Fatalf("%d %s: %v", status, body, err)
	}
	if why.Eligible || !strings.Contains(why.Answer, "budget") || len(why.Gates) != len(d.Considered.Evaluations()[0].Gates) {
		t.Fatalf("answer %s", body)
	}
	for address, want := range map[string]string{
		"/api/v1/visitors/" + d.Visitor + "/why":                  "intercept_needed",
		"/api/v1/visitors/" + d.Visitor + "/why?intercept=nobody": "unknown_intercept",
		"/api/v1/visitors/nobody/why?intercept=stuck":             "unknown_visitor",
	} {
		if _, body := ask(address); !strings.Contains(body, want) {
			t.Errorf("%s: %s, want %s", address, body, want)
		}
	}
}
