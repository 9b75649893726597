package app

import (
	"encoding/json"
	"net/http"
	"strings"
	"testing"

	"heed/collector/core"
)

// TestRefusedApplyAnswers: what the API says of a file that is refused: a problem with the place of every fault, or with what would break,
// and nothing is written.
func TestRefusedApplyAnswers(t *testing.T) {
	a := open(t)
	admin := newProgram(t, a, core.CanAdmin)
	_, before, err := a.store.Current(t.Context())
	if err != nil {
		t.Fatal(err)
	}
	const half = "kind: survey\nname: what-happened\nsite: demo\nquestions: [{id: other, type: thumbs, text: {en: Well?}}]\n"
	for name, one := range map[string]struct {
		yaml   string
		detail string
		fields []string // paths, with the lines where there are any
	}{
		"faults": {"kind: intercept\nname: x\nsite: nowhere\nstatus: draft\nwhen: {any: [{signal: rage_clik}]}\naction: {type: chat}\n",
			"body:3:7: site: names site", []string{"site 3", "when.any[0].signal 5"}},
		"what would break": {half, "this would break intercept stuck of site demo, which is live", []string{" 0"}},
		"no YAML":          {"kind: [", "body:1:", []string{" 1"}},
	} {
		w := admin.call(http.MethodPost, "/api/v1/apply", one.yaml, "Content-Type", "application/yaml")
		var p struct {
			Status       int
			Code, Detail string
			Errors       []core.FieldError
		}
		if err := json.Unmarshal(w.Body.Bytes(), &p); err != nil {
			t.Fatalf("%s: %s: %v", name, w.Body, err)
		}
		if w.Code != http.StatusBadRequest || p.Status != w.Code || p.Code != "invalid_config" || !strings.Contains(p.Detail, one.detail) ||
			w.Header().Get("Content-Type") != "application/problem+json" {
			t.Errorf("%s: %d %s", name, w.Code, w.Body)
		}
		var fields []string
		for _, f := range p.Errors {
			fields = append(fields, f.Path+" "+string(rune('0'+f.Line)))
		}
		for _, want := range one.fields {
			if !strings.Contains(strings.Join(fields, "; ")+"; ", want+"; ") {
				t.Errorf("%s: fields %q, want %q", name, fields, want)
			}
		}
	}
	if _, after, err := a.store.Current(t.Context()); err != nil || after != before {
		t.Errorf("version %d became %d, %v", before, after, err)
	}
}
