package app

import (
	"bytes"
	"encoding/json"
	"io"
	"net/http"
	"net/http/httptest"
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"heed/collector/config"
	"heed/collector/core"
	"heed/collector/decide"
	"heed/collector/server"
	"heed/sqlite"
	"heed/sqlite/sqlitetest"
)

// TestBacktest: one signal comes in over the protocol and is acted on; then a draft of a higher priority would have taken it, over the API
// in all its forms and from the command line.
func TestBacktest(t *testing.T) {
	a := open(t)
	p := treated(t, a)
	p.send(rage(NewID()))
	p.next()
	writer := newProgram(t, a, core.CanWrite)
	ask := func(contentType, accept, query, body string) *httptest.ResponseRecorder {
		return writer.call(http.MethodPost, "/api/v1/backtests"+query, body, "Content-Type", contentType, "Accept", accept)
	}
	got := func(w *httptest.ResponseRecorder) (b server.Backtest) {
		t.Helper()
		if err := json.Unmarshal(w.Body.Bytes(), &b); err != nil || w.Code != http.StatusOK {
			t.Fatalf("%d %s: %v", w.Code, w.Body, err)
		}
		return b
	}
	const draft = "kind: intercept\nname: first\nsite: demo\nstatus: draft\npriority: 99\nwhen: {any: [{signal: rage_click}]}\naction: {type: chat}\n"
	result := func(body []byte) server.Backtest {
		t.Helper()
		var b server.Backtest
		if err := json.Unmarshal(body, &b); err != nil {
			t.Fatalf("%s: %v", body, err)
		}
		if b.Moments != 1 || b.Visitors != 1 || b.Signals != 1 || b.Recorded != 1 || len(b.Examples) != 1 || len(b.Examples[0].Decision.Considered.Evaluations()) == 0 {
			t.Errorf("%s", body)
		}
		return b
	}
	b := result(ask("application/yaml", "", "", draft).Body.Bytes())
	if len(b.Contacts) != 2 || b.Contacts[1].Intercept != "stuck" || b.Contacts[1].Without != 1 || b.Contacts[1].With != 0 || b.Contacts[1].Instead != 1 {
		t.Errorf("displaced: %+v", b.Contacts)
	}
	result(ask("application/json", "", "", `{"intercept":{"site":"demo","name":"first","status":"draft","priority":99,"when":{"any":[{"signal":"rage_click"}]},"action":{"type":"chat"}}}`).Body.Bytes())
	if b := result(ask("application/json", "", "", `{"site":"demo","name":"stuck"}`).Body.Bytes()); b.Contacts[0].Without != 1 {
		t.Errorf("as it is: %+v", b.Contacts)
	}

	lines := bytes.Split(bytes.TrimSpace(ask("application/yaml", "application/x-ndjson", "", draft).Body.Bytes()), []byte("\n"))
	var first, last struct {
		Of     int
		Result json.RawMessage
	}
	if err := json.Unmarshal(lines[0], &first); err != nil || first.Of != 1 {
		t.Errorf("first line %s: %v", lines[0], err)
	}
	if err := json.Unmarshal(lines[len(lines)-1], &last); err != nil {
		t.Fatal(err)
	}
	result(last.Result)

	// What comes with a draft counts as if it were in force: a survey that has closed, a mute, the detectors' settings, by which no page has
	// looked yet.
	const closed = "kind: survey\nname: over\nsite: demo\ncloses: 2020-01-01\nquestions: [{id: a, type: thumbs}]\n---\n"
	if b := got(ask("application/yaml", "", "", closed+strings.Replace(draft, "type: chat", "type: survey, survey: over", 1))); b.Moments != 0 ||
		len(b.Stopped) != 1 || b.Stopped[0].Gate != "survey" {
		t.Errorf("a survey that has closed: %d moments, stopped by %+v", b.Moments, b.Stopped)
	}
	for with, want := range map[string]server.Backtest{
		"mutes: [{kind: rage_click, target: '#apply-promo'}]": {BacktestReport: decide.BacktestReport{Signals: 1, Muted: 1}},
		"settings: {rage_gap_ms: 900}":                        {Proposed: true, BacktestReport: decide.BacktestReport{Signals: 1, Moments: 1, Unsettled: 1}},
	} {
		b := got(ask("application/yaml", "", "", "kind: site\nname: demo\norigins: ['https://x.example']\n"+with+"\n---\n"+draft))
		if b.Signals != want.Signals || b.Muted != want.Muted || b.Moments != want.Moments || b.Unsettled != want.Unsettled || b.Proposed != want.Proposed {
			t.Errorf("%s: %+v", with, b)
		}
		if doubts := strings.Join(b.Doubts(), " "); strings.Contains(doubts, "others found 1 signal") != want.Proposed {
			t.Errorf("%s: doubts %q", with, doubts)
		}
	}

	// A site that comes with its first intercept is one of which nothing was recorded.
	const fresh = "kind: site\nname: fresh\norigins: ['https://x.example']\n---\n"
	if w := ask("application/yaml", "", "", fresh+strings.Replace(draft, "site: demo", "site: fresh", 1)); w.Code != 400 || !strings.Contains(w.Body.String(), "Nothing was recorded ") {
		t.Errorf("%d %s", w.Code, w.Body)
	}

	for _, one := range []struct{ query, body, code string }{
		{"", "kind: site\nname: x\norigins: ['https://x.example']\n", "one_intercept"},
		{"", draft + "---\n" + strings.Replace(draft, "name: first", "name: second", 1), "one_intercept"},
		{"", strings.Replace(draft, "rage_click", "rage_clik", 1), "invalid_config"},
		{"", "kind: intercept\nname: x\nsite: demo\nstatus: draft\nwhen: {}\naction: {type: chat}\n", "no_trigger"},
		{"", strings.Replace(draft, "site: demo", "site: nowhere", 1), "invalid_config"},
		{"", strings.Replace(draft, "rage_click", "dead_click", 1), "not_recorded"},
		{"?from=yesterday", draft, "bad_time"},
		{"?from=2026-02-01&to=2026-01-01", draft, "bad_period"},
		{"?from=2020-01-01&to=2026-01-01", draft, "bad_period"},
	} {
		for _, accept := range []string{"", "application/x-ndjson"} {
			if w := ask("application/yaml", accept, one.query, one.body); !strings.Contains(w.Body.String(), `"`+one.code+`"`) || w.Code < 400 && (accept == "" || one.code != "not_recorded") { // known at the end

				t.Errorf("%s %s: %d %s, want %s", one.query, one.body, w.Code, w.Body, one.code)
			}
		}
	}

	// A text is refused as apply refuses it: all faults, each in its place.
	wrong := "kind: intercept\nname: first\nsite: demo\nstatus: draft\nwhen: {any: [{signal: rage_clik}]}\naction: {type: survey, survey: nobody}\n"
	for _, err := range []error{
		backtestCommand(t.Context(), config.Backtest{Data: config.Data{Data: a.cfg.Data.Data}, File: "-"}, Process{In: strings.NewReader(wrong), Out: io.Discard}),
		apply(t.Context(), config.Apply{Data: config.Data{Data: a.cfg.Data.Data}, Files: []string{"-"}}, Process{In: strings.NewReader(wrong), Out: io.Discard}),
	} {
		e := core.AsError(err)
		if lines := strings.Split(e.Message, "\n"); len(lines) != 2 || !strings.HasPrefix(lines[0], "-:5:23: when.any[0].signal: ") ||
			!strings.HasPrefix(lines[1], `-:6:32: action.survey: names survey "nobody", which site "demo" does not have`) {
			t.Errorf("%v", err)
		}
	}
	// What only the experiment needs may be missing of one that is written as live too.
	result(ask("application/yaml", "", "", strings.Replace(draft, "status: draft", "status: live", 1)).Body.Bytes())
	// A survey that is not stored yet may come with the draft.
	result(ask("application/yaml", "", "", "kind: survey\nname: nobody\nsite: demo\nlanguages: [en]\nquestions: [{id: a, type: thumbs, text: {en: Well?}}]\n---\n"+
		strings.Replace(draft, "type: chat", "type: survey, survey: nobody", 1)).Body.Bytes())

	var out bytes.Buffer
	command := config.Backtest{Data: config.Data{Data: a.cfg.Data.Data}, File: "-"}
	if err := backtestCommand(t.Context(), command, Process{In: strings.NewReader(draft), Out: &out}); err != nil {
		t.Fatal(err)
	}
	for _, want := range []string{"acts       1 times on 1 visitors", "stuck                    1 without it, 0 with it", "Nothing is unknown"} {
		if !strings.Contains(out.String(), want) {
			t.Errorf("without %q: %s", want, &out)
		}
	}
}

// TestBacktestRefusesZeros: a limit that was written as 0 would be played as none. A draft with one is refused in the words of the save that
// would refuse it, at the same place, as YAML and as JSON.
func TestBacktestRefusesZeros(t *testing.T) {
	a := open(t)
	writer := newProgram(t, a, core.CanAdmin)
	refused := func(address, contentType, body string) []core.FieldError {
		t.Helper()
		w := writer.call(http.MethodPost, address, body, "Content-Type", contentType)
		var p struct {
			Code   string
			Errors []core.FieldError
		}
		if err := json.Unmarshal(w.Body.Bytes(), &p); err != nil || w.Code != http.StatusBadRequest || p.Code != "invalid_config" || len(p.Errors) == 0 {
			t.Errorf("%s of %s: %d %s", address, body, w.Code, w.Body)
		}
		return p.Errors
	}
	const yaml = "kind: intercept\nname: first\nsite: demo\nstatus: live\nowner: maya\nhypothesis: They are stuck.\nmetric: {event: purchase}\n" +
		"when: {any: [{signal: rage_click}]}\n"
	const draft = `{"intercept":{"site":"demo","name":"first","status":"draft","when":{"any":[{"signal":"rage_click"}]},`
	for _, one := range []struct{ path, yaml, json string }{
		{"limits.quota", "limits: {quota: 0}\naction: {type: chat}\n", `"limits":{"quota":0},"action":{"type":"chat"}}}`},
		{"limits.per_visitor", "limits: {per_visitor: 0, every: 1d}\naction: {type: chat}\n", `"limits":{"per_visitor":0,"every":"1d"},"action":{"type":"chat"}}}`},
		{"action.expires", "action: {type: chat, expires: 0s}\n", `"action":{"type":"chat","expires":"0s"}}}`},
	} {
		saved := refused("/api/v1/apply", "application/yaml", yaml+one.yaml)
		tested := refused("/api/v1/backtests", "application/yaml", yaml+one.yaml)
		if diff := cmp.Diff(saved, tested); diff != "" || saved[0].Path != one.path || saved[0].Line == 0 {
			t.Errorf("%s: what a save says and what a backtest says (-save +backtest):\n%s", one.path, diff)
		}
		sent := refused("/api/v1/backtests", "application/json", draft+one.json)
		if len(sent) != 1 || sent[0].Path != one.path || sent[0].Message != saved[0].Message {
			t.Errorf("%s in JSON: %+v, want %+v", one.path, sent, saved)
		}
	}
	site := "kind: site\nname: demo\norigins: ['https://shop.example']\nbudget: {contacts: 0, every: 1d}\n"
	if tested := refused("/api/v1/backtests", "application/yaml", site+"---\n"+yaml+"action: {type: chat}\n"); tested[0].Path != "budget.contacts" {
		t.Errorf("a site that comes with the draft: %+v", tested)
	}
}

// TestBacktestsWait: the second of two at once is told to come again.
func TestBacktestsWait(t *testing.T) {
	b := newBacktester(sqlitetest.Open(t, sqlite.Options{}), "", time.Now)
	b.running <- struct{}{}
	if _, err := b.Backtest(t.Context(), server.BacktestRequest{}, func(int, int) {}); core.AsError(err).Code != "backtest_running" {
		t.Errorf("got %v", err)
	}
	<-b.running
	if _, err := b.Backtest(t.Context(), server.BacktestRequest{}, func(int, int) {}); core.AsError(err).Code != "unknown_intercept" {
		t.Errorf("got %v", err)
	}
}

// TestSettled: since when the detectors work as they do now, as the site's revisions tell.
func TestSettled(t *testing.T) {
	store := sqlitetest.Open(t, sqlite.Options{})
	site := core.Site{Name: "shop", Origins: []string{"https://shop.example"}}
	at := func(day int) time.Time { return time.Date(2026, 3, day, 0, 0, 0, 0, time.UTC) }
	for _, one := range []struct {
		day   int
		gap   float64
		title string
	}{{1, 700, ""}, {5, 800, ""}, {9, 800, "a shop"}} {
		site.Title, site.Settings = one.title, map[string]float64{"rage_gap_ms": one.gap}
		d := document(t, core.KindSite, "shop", site)
		d.At = at(one.day)
		if _, err := store.SaveDocuments(t.Context(), []core.Document{d}); err != nil {
			t.Fatal(err)
		}
	}
	b := newBacktester(store, "", time.Now)
	for from, want := range map[int]time.Time{2: at(5), 4: at(5), 5: {}, 10: {}} {
		if got, proposed, err := b.settled(t.Context(), site, at(from), at(12)); err != nil || proposed || !got.Equal(want) {
			t.Errorf("from the %dth: %v, %v, want %v", from, got, err, want)
		}
	}
	for gap, want := range map[float64]time.Time{700: at(12), 900: at(12), 800: at(5)} { // a draft's own are judged by themselves
		site.Settings = map[string]float64{"rage_gap_ms": gap}
		if got, proposed, err := b.settled(t.Context(), site, at(2), at(12)); err != nil || proposed != (gap != 800) || !got.Equal(want) {
			t.Errorf("with %v ms: %v, proposed %v, %v, want %v", gap, got, proposed, err, want)
		}
	}
	bare := core.Site{Name: "bare", Settings: map[string]float64{}} // as it is read from a file that says {}
	d := document(t, core.KindSite, "bare", bare)
	d.Site, d.At = "bare", at(1)
	if _, err := store.SaveDocuments(t.Context(), []core.Document{d}); err != nil {
		t.Fatal(err)
	}
	if got, proposed, err := b.settled(t.Context(), bare, at(2), at(12)); err != nil || proposed || !got.IsZero() {
		t.Errorf("without settings: %v, proposed %v, %v", got, proposed, err)
	}
}
