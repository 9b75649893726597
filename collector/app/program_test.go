package app

import (
	"net/http"
	"net/http/httptest"
	"strings"
	"testing"

	"heed/collector/core"
)

// program calls the API of a collector with a token.
type program struct {
	t      *testing.T
	app    *App
	secret string
}

// newProgram makes a program with those scopes; its token has the test's name.
func newProgram(t *testing.T, a *App, scopes ...core.Permission) program {
	t.Helper()
	secret, _, err := a.auth.CreateToken(t.Context(), machine(), t.Name(), scopes)
	if err != nil {
		t.Fatal(err)
	}
	return program{t, a, secret}
}

// call sends a request; header are names and values.
func (p program) call(method, path, body string, header ...string) *httptest.ResponseRecorder {
	p.t.Helper()
	r := httptest.NewRequest(method, path, strings.NewReader(body))
	r.Header.Set("Authorization", "Bearer "+p.secret)
	for i := 0; i < len(header); i += 2 {
		r.Header.Set(header[i], header[i+1])
	}
	w := httptest.NewRecorder()
	p.app.server.ServeHTTP(w, r)
	return w
}

// get gives the body of an answer that must be one.
func (p program) get(path string) string {
	p.t.Helper()
	w := p.call(http.MethodGet, path, "")
	if w.Code != http.StatusOK {
		p.t.Fatalf("%s: %d %s", path, w.Code, w.Body)
	}
	return w.Body.String()
}
