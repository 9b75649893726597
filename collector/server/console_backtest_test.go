package server

import (
	"encoding/json"
	"fmt"
	"net/http"
	"net/http/httptest"
	"strings"
	"testing"
	"time"

	"github.com/chromedp/chromedp/kb"

	"heed/collector/core"
	"heed/web/browsertest"
)

const backtestAddress = "/console/intercepts/demo/stuck/backtest"

// ran keeps a backtest as if somebody had run it.
func (b *bench) ran(from, to string) {
	b.t.Helper()
	catalog, err := b.server.console.catalog(b.t.Context())
	if err != nil {
		b.t.Fatal(err)
	}
	result, err := new(tested).Backtest(b.t.Context(), BacktestRequest{Site: "demo", Name: "stuck"}, nil)
	if err != nil {
		b.t.Fatal(err)
	}
	b.server.console.runs.keep(backtestRun{backtestKey{"demo", "stuck", from, to, catalog.Version}, result, b.now})
}

// TestBacktestPage shows the form, runs upon a press alone, and keeps the result with its charts and examples; who may only read gets
// neither.
func TestBacktestPage(t *testing.T) {
	b := newBench(t)
	b.configure()
	who := b.user(core.Marketer)
	if w := b.get(who, "/console/intercepts/demo/stuck"); !strings.Contains(w.Body.String(), backtestAddress) {
		t.Error("the intercept's page does not lead to its backtest")
	}
	if w := b.get(who, backtestAddress); w.Code != http.StatusOK || !strings.Contains(w.Body.String(), `value="2026-10-22"`) || strings.Contains(w.Body.String(), "Examples") {
		t.Errorf("the form: %d %s", w.Code, w.Body)
	}
	const period = backtestAddress + "?from=2026-11-01&to=2026-11-21"
	runs := func(want int) {
		t.Helper()
		if b.backtests.runs != want {
			t.Errorf("%d runs, want %d", b.backtests.runs, want)
		}
	}
	asked := func() {
		t.Helper()
		if w := b.get(who, period); !strings.Contains(w.Body.String(), "has not been run over this period") || strings.Contains(w.Body.String(), "Run again") {
			t.Errorf("a period that was not run: %d %s", w.Code, w.Body)
		}
	}
	run := func() {
		t.Helper()
		w := b.post(who, backtestAddress, "from", "2026-11-01", "to", "2026-11-21")
		if w.Code != http.StatusSeeOther || w.Header().Get("Location") != period {
			t.Errorf("run: %d to %q", w.Code, w.Header().Get("Location"))
		}
	}
	asked()
	runs(0)
	run()
	for range 2 {
		w := b.get(who, period)
		for _, want := range []string{"It would have acted 2 times on 2 visitors.", `value="2026-11-01"`, `<rect class="fill" width="100.0"`, "/console/visitors/demo/v", "Nothing is unknown",
			"in this session", "kept back", "Run again", "Run at"} {
			if !strings.Contains(w.Body.String(), want) {
				t.Errorf("without %q: %s", want, w.Body)
			}
		}
	}
	runs(1)
	run()
	runs(2)
	b.save(core.KindIntercept, "stuck", core.Intercept{Site: "demo", Name: "stuck", Status: core.Draft, Action: core.Action{Type: core.ActChat}})
	asked() // of another configuration

	for _, w := range []*httptest.ResponseRecorder{b.get(who, "/console/intercepts/demo/nobody/backtest"), b.post(who, "/console/intercepts/demo/nobody/backtest")} {
		if w.Code != http.StatusNotFound {
			t.Errorf("of nobody: %d", w.Code)
		}
	}
	viewer := b.user(core.Viewer)
	for _, w := range []*httptest.ResponseRecorder{b.get(viewer, backtestAddress), b.post(viewer, backtestAddress)} {
		if w.Code != http.StatusForbidden {
			t.Errorf("for a viewer: %d", w.Code)
		}
	}
	if w := b.get(viewer, "/console/intercepts/demo/stuck"); strings.Contains(w.Body.String(), backtestAddress) {
		t.Error("a viewer is offered what they may not do")
	}
}

// TestBacktestTellsProgress: a script hears how far it is, and in the end where the result is.
func TestBacktestTellsProgress(t *testing.T) {
	b := newBench(t)
	b.configure()
	b.backtests.during = func(progress func(done, of int)) {
		for done := range 5 {
			progress(done, 4)
			b.now = b.now.Add(progressEvery / 2)
		}
	}
	r := httptest.NewRequest(http.MethodPost, backtestAddress, strings.NewReader("from=2026-11-01&to=2026-11-21"))
	r.Header.Set("Content-Type", "application/x-www-form-urlencoded")
	r.Header.Set("Sec-Fetch-Site", "same-origin")
	r.Header.Set("Accept", streamedAnswer)
	var got []backtestStep
	for line := range strings.Lines(b.do(b.user(core.Marketer), r).Body.String()) {
		var step backtestStep
		if err := json.Unmarshal([]byte(line), &step); err != nil {
			t.Fatalf("%s: %v", line, err)
		}
		got = append(got, step)
	}
	want := []backtestStep{{Of: 4}, {Done: 2, Of: 4}, {Done: 4, Of: 4}, {URL: backtestAddress + "?from=2026-11-01&to=2026-11-21"}}
	if fmt.Sprint(got) != fmt.Sprint(want) {
		t.Errorf("%+v, want %+v", got, want)
	}
}

// TestRunsKept: the oldest run goes first, and a key has one.
func TestRunsKept(t *testing.T) {
	var runs backtestRuns
	key := func(n int) backtestKey { return backtestKey{"demo", "stuck", fmt.Sprint(n), "", 1} }
	for n := range runsKept + 1 {
		runs.keep(backtestRun{key(n), Backtest{}, time.Time{}})
	}
	runs.keep(backtestRun{key(2), Backtest{Took: 9}, time.Time{}})
	if _, ok := runs.of(key(0)); ok || len(runs.list) != runsKept {
		t.Errorf("%d kept, the oldest among them: %v", len(runs.list), ok)
	}
	if run, ok := runs.of(key(2)); !ok || run.result.Took != 9 {
		t.Errorf("the newer run of a key: %v, %+v", ok, run.result)
	}
}

// TestBacktestUnderWay runs one in a browser: by keyboard, with its percentage, to its result; what is refused is said beside the form.
func TestBacktestUnderWay(t *testing.T) {
	b := newBench(t)
	b.configure()
	on, told := make(chan bool), false
	b.backtests.during = func(progress func(done, of int)) {
		if told {
			return
		}
		told = true
		progress(43, 100)
		<-on
	}
	p := b.browse(t, b.user(core.Marketer))
	p.Size(360, 800)
	p.open(backtestAddress)
	p.JS(`document.querySelector('[data-backtest] button').focus()`)
	p.Keys(kb.Enter)
	p.Until(`document.querySelector('[data-percent]').textContent === '43 %' && document.querySelector('[data-under-way] progress').value === 43`)
	p.Axe("under way")
	p.Keep("backtest-under-way-360.png")
	close(on)
	p.Until(`location.search.includes('from=') && document.querySelector('#outcome')?.textContent.includes('acted 2 times')`)
	if again := browsertest.Value[string](p.Tab, `document.querySelector('[data-backtest] button').textContent`); again != "Run again" {
		t.Errorf("the button says %q", again)
	}
}
