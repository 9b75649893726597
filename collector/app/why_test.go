package app

import (
	"encoding/json"
	"io"
	"net/http"
	"strings"
	"testing"
	"time"

	"heed/collector/config"
	"heed/collector/core"
	"heed/collector/decide"
	"heed/collector/server"
	"heed/sqlite"
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
	reader := newProgram(t, a, core.CanRead)
	body := reader.get("/api/v1/visitors/" + d.Visitor + "/why?intercept=stuck")
	var why struct {
		Eligible bool
		Gates    []core.Gate
		Answer   string
	}
	if err := json.Unmarshal([]byte(body), &why); err != nil {
		t.Fatalf("%s: %v", body, err)
	}
	for _, want := range []string{"rage_click on ", "candidate stuck", "won", "cart-rescue", "not trigger"} {
		var out, errs strings.Builder
		if code := Main([]string{"why", d.ID, "--data", a.cfg.Data.Data}, Process{In: strings.NewReader(""), Out: &out, Err: &errs}); code != 0 || !strings.Contains(out.String(), want) {
			t.Errorf("heed why lacks %q: %s%s", want, out.String(), errs.String())
		}
	}
	if why.Eligible || !strings.Contains(why.Answer, "budget") || len(why.Gates) != len(d.Considered.Evaluations()[0].Gates) {
		t.Fatalf("answer %s", body)
	}
	for address, want := range map[string]string{
		"/api/v1/visitors/" + d.Visitor + "/why":                  "intercept_needed",
		"/api/v1/visitors/" + d.Visitor + "/why?intercept=nobody": "unknown_intercept",
		"/api/v1/visitors/nobody/why?intercept=stuck":             "unknown_visitor",
	} {
		if body := reader.call(http.MethodGet, address, "").Body.String(); !strings.Contains(body, want) {
			t.Errorf("%s: %s, want %s", address, body, want)
		}
	}
}

// TestPrintable: what came from outside neither forges a line of a terminal nor moves its cursor nor turns the text around it.
func TestPrintable(t *testing.T) {
	const hostile = "custom:\x1b[31mred\n\u202eder\u2066"
	if got := oneLine(hostile); got != "custom: [31mred  der " {
		t.Errorf("on one line it is %q", got)
	}
	if got := printable(hostile); got != "custom: [31mred\n der " {
		t.Errorf("on lines of our own it is %q", got)
	}
	b := server.Backtest{BacktestReport: decide.BacktestReport{Pages: []decide.NamedCount{{Name: hostile, N: 1}}}}
	if got := summary(b); strings.ContainsRune(got, 0x1b) || core.Reorders(got) {
		t.Errorf("a backtest prints %q", got)
	}
	var errs strings.Builder
	if Main([]string{"no\x1b[31m"}, Process{Out: io.Discard, Err: &errs}) != 1 || strings.ContainsRune(errs.String(), 0x1b) {
		t.Errorf("an error prints %q", errs.String())
	}
}

// TestPrintedLines: heed why and heed lint print a line each, whichever part of it came from outside.
func TestPrintedLines(t *testing.T) {
	const hostile = "a\x1b[31m\nb\u202ec"
	printed := func(what, got string, lines int) {
		t.Helper()
		if strings.ContainsRune(got, 0x1b) || core.Reorders(got) || strings.Count(got, "\n") != lines || strings.Count(got, "a [31m b c") != 1 {
			t.Errorf("%s prints %q", what, got)
		}
	}
	for what, change := range map[string]func(*core.Decision, *core.Gate){
		"a kind":        func(d *core.Decision, _ *core.Gate) { d.Kind = hostile },
		"a page":        func(d *core.Decision, _ *core.Gate) { d.Page = hostile },
		"a reason":      func(d *core.Decision, _ *core.Gate) { d.Arbitration = hostile },
		"what was seen": func(_ *core.Decision, g *core.Gate) { g.Got = core.String(hostile) },
		"what is asked": func(_ *core.Decision, g *core.Gate) { g.Want = core.String(hostile) },
		"a note":        func(_ *core.Decision, g *core.Gate) { g.Note = hostile },
	} {
		d := core.Decision{ID: NewID(), Site: "shop", Visitor: "ann", Session: "one", Kind: "k", Page: "/", At: time.UnixMilli(1), Outcome: core.Idle, Arbitration: "None."}
		gate := core.Gate{Name: "who"}
		change(&d, &gate)
		var err error
		if d.Considered, err = core.Explain([]core.Evaluation{{Intercept: "stuck", Gates: []core.Gate{gate}}}); err != nil {
			t.Fatal(err)
		}
		dir := t.TempDir()
		err = withStore(t.Context(), dir, func(store *sqlite.Store) error {
			return store.Commit(t.Context(), []core.Change{{Decisions: []core.Decision{d}}})[0]
		})
		if err != nil {
			t.Fatal(err)
		}
		var out strings.Builder
		if err := why(t.Context(), config.Why{Data: config.Data{Data: dir}, Decision: d.ID}, Process{Out: &out}); err != nil {
			t.Fatal(err)
		}
		printed("heed why of "+what, out.String(), 3)
	}
	for what, f := range map[string]core.Finding{
		"a file":  {FieldError: core.FieldError{File: hostile, Line: 1}},
		"a name":  {Name: hostile},
		"a field": {FieldError: core.FieldError{Path: hostile}},
		"a word":  {FieldError: core.FieldError{Message: hostile}},
	} {
		var out strings.Builder
		if err := printFindings(&out, []core.Finding{f}); err != nil {
			t.Fatal(err)
		}
		printed("heed lint of "+what, out.String(), 1)
	}
}
