package server

import (
	"context"
	"encoding/csv"
	"encoding/json"
	"fmt"
	"io"
	"net/http"
	"net/http/httptest"
	"runtime"
	"strings"
	"testing"
	"time"

	"github.com/labstack/echo/v4"

	"heed/collector/core"
	"heed/collector/survey"
)

// TestResponsesAreSelected: the list, the files and the console show the same responses for the same parameters.
func TestResponsesAreSelected(t *testing.T) {
	b := newBench(t)
	b.configure()
	b.things()
	who := b.user(core.Viewer)
	for query, want := range map[string]int{
		"survey=cart-why": 40, "survey=cart-why&min=9": -1, "survey=cart-why&question=score&min=9": 8, "question=score&max=6": 25,
		"question=what&value=other": 15, "text=deliv": 10, "text=%22delivery+cost%22+late": 10, "text=picture+OR+delivery": 0, "device=desktop": 80,
		"lang=en": 10, "page=/demo/product/*": 5, "intercept=stuck": 80, "trait=plan=gold": 10, "trait=tags=newsletter": 10, "trait=plan": -1,
		"trait=plan=silver": 0, "survey=cart-why&since=2026-11-01": 14, "survey=cart-why&since=2026-11-01&until=2026-11-08": 4, "since=november": -1, "question=score&min=x": -1,
	} {
		list := b.get(who, "/api/v1/responses?limit=1000&"+query)
		if want < 0 {
			for _, address := range []string{"/api/v1/responses?", "/api/v1/responses.csv?", "/api/v1/responses.jsonl?", "/console/responses?", "/api/v1/responses/summary?"} {
				if w := b.get(who, address+query); w.Code != http.StatusBadRequest {
					t.Errorf("%s%s: status %d", address, query, w.Code)
				}
			}
			continue
		}
		var answer struct{ Items []core.Response }
		if err := json.Unmarshal(list.Body.Bytes(), &answer); err != nil || len(answer.Items) != want {
			t.Errorf("%s: %d responses, want %d, %v", query, len(answer.Items), want, err)
		}
		if n := strings.Count(b.get(who, "/console/responses?"+query).Body.String(), `<li class="row response"`); n != min(want, core.DefaultLimit) {
			t.Errorf("%s: the console shows %d, want %d", query, n, want)
		}
		lines := b.get(who, "/api/v1/responses.jsonl?"+query).Body.String()
		if n := strings.Count(lines, "\n"); n != want {
			t.Errorf("%s: %d lines, want %d", query, n, want)
		}
		rows, err := csv.NewReader(b.get(who, "/api/v1/responses.csv?"+query).Body).ReadAll()
		ids := map[string]bool{}
		for _, row := range rows[1:] {
			ids[row[0]] = true
		}
		if err != nil || len(ids) != want {
			t.Errorf("%s: %d responses as CSV, want %d, %v", query, len(ids), want, err)
		}
	}
}

// failsLater gives one page of signals and then an error.
type failsLater struct{ core.Store }

func (s failsLater) ListSignals(ctx context.Context, q core.Query) ([]core.Signal, string, error) {
	if q.After != "" {
		return nil, "", core.Errorf(core.Limited, "query_timeout", "The query took longer than 5s; narrow it down.")
	}
	list, _, err := s.Store.ListSignals(ctx, q)
	return list, "more", err
}

// TestFilesAreWhole: a file that breaks off in the middle does not reach its reader as if it were complete; before the first byte it is a
// problem.
func TestFilesAreWhole(t *testing.T) {
	b := newBench(t)
	b.live()
	who := b.user(core.Viewer)
	b.server.Store = failsLater{b.store}
	site := httptest.NewServer(b.server)
	defer site.Close()
	read := func(address string) (*http.Response, error) {
		r, err := http.NewRequestWithContext(t.Context(), http.MethodGet, site.URL+address, nil)
		if err != nil {
			t.Fatal(err)
		}
		r.AddCookie(who)
		w, err := http.DefaultClient.Do(r)
		if err != nil {
			t.Fatal(err)
		}
		defer w.Body.Close()
		_, err = io.ReadAll(w.Body)
		return w, err
	}
	if w, err := read("/api/v1/signals.csv"); w.StatusCode != http.StatusOK || err == nil {
		t.Errorf("the file seems whole: %d, %v", w.StatusCode, err)
	}
	if w, err := read("/api/v1/signals.csv?after=x"); w.StatusCode != http.StatusTooManyRequests || err != nil {
		t.Errorf("before the first byte: %d, %v", w.StatusCode, err)
	}
}

// TestWhatWasKnown: beside the answers, on the response's page, in the file, and to select by.
func TestWhatWasKnown(t *testing.T) {
	b := newBench(t)
	b.configure()
	id := b.live()
	who := b.user(core.Viewer)
	page := b.get(who, responseURL(id+"/what-happened")).Body.String()
	for _, want := range []string{"Rage-clicked “Apply promo code”", "The cart", "2 items, 54.00 EUR"} {
		if !strings.Contains(page, want) {
			t.Errorf("the page of a response does not say %q", want)
		}
	}
	rows, err := csv.NewReader(b.get(who, "/api/v1/responses.csv?kind=rage_click&step=cart").Body).ReadAll()
	if err != nil || len(rows) < 3 {
		t.Fatalf("%d rows, %v", len(rows), err)
	}
	for i, want := range map[int]string{17: "rage_click", 19: "#apply-promo", 20: "Apply promo code", 21: "cart", 22: "54", 23: "EUR", 24: "2"} {
		if rows[1][i] != want {
			t.Errorf("column %s is %q, want %q", rows[0][i], rows[1][i], want)
		}
	}
	for query, want := range map[string]int{"kind=exit_intent": 1, "step=payment": 1, "step=cart&kind=rage_click": len(rows)} {
		if rows, err := csv.NewReader(b.get(who, "/api/v1/responses.csv?"+query).Body).ReadAll(); err != nil || len(rows) != want {
			t.Errorf("%s: %d rows, want %d, %v", query, len(rows), want, err)
		}
	}
}

// TestAnswersAreChosenByTheirWords: the form offers the options of the question that is chosen, and keeps a value that is none of them.
func TestAnswersAreChosenByTheirWords(t *testing.T) {
	b := newBench(t)
	b.configure()
	b.weeks()
	who := b.user(core.Viewer)
	for query, want := range map[string]string{
		"question=what":             `<option value="error">I saw an error</option>`,
		"question=what&value=other": `<option value="other" selected>Something else</option>`,
		"question=what&value=gone":  `<option value="gone" selected>gone</option>`,
		"question=more&value=x":     `<input id="value" name="value" value="x"`,
		"":                          `<input id="value" name="value" value=""`,
	} {
		if body := b.get(who, "/console/responses?"+query).Body.String(); strings.Count(body, want) != 1 {
			t.Errorf("%s: the page lacks %s", query, want)
		}
	}
}

// TestSummaries: every figure comes with n and an interval; an unfinished response counts for the questions it answers.
func TestSummaries(t *testing.T) {
	b := newBench(t)
	b.configure()
	b.weeks()
	w := b.get(b.user(core.Viewer), "/api/v1/responses/summary?survey=what-happened")
	var answer struct{ Items []survey.Summary }
	if err := json.Unmarshal(w.Body.Bytes(), &answer); err != nil || w.Code != http.StatusOK || len(answer.Items) != 1 {
		t.Fatalf("status %d, %v: %s", w.Code, err, w.Body)
	}
	got := answer.Items[0]
	if got.Responses != 40 || got.Done != 20 || got.Rate.N != 60 || *got.Rate.Value != 40./60 || got.Rate.Low <= .5 || got.Rate.High >= .8 {
		t.Errorf("summary %+v, rate %+v", got, got.Rate)
	}
	what, ease := got.Questions[0], got.Questions[1]
	if what.N != 40 || what.Options[3].Given != 10 || what.Options[3].Share.N != 40 || ease.N != 32 || ease.Scores[0].N != 32 || len(ease.Weeks) < 8 {
		t.Errorf("questions %+v", got.Questions)
	}
}

// TestDoor: the API and the console say how far a survey is that closes; without an end there is nothing to say.
func TestDoor(t *testing.T) {
	b := newBench(t)
	b.configure()
	who := b.user(core.Viewer)
	door := func(name string) survey.Door {
		t.Helper()
		var answer struct{ Items []survey.Door }
		if err := json.Unmarshal(b.get(who, "/api/v1/responses/summary?survey="+name).Body.Bytes(), &answer); err != nil || len(answer.Items) != 1 {
			t.Fatal(err, answer)
		}
		return answer.Items[0]
	}
	closes := time.Date(2026, 12, 31, 23, 0, 0, 0, time.UTC) // midnight in Berlin
	if d := door("what-happened"); d != (survey.Door{Open: true}) {
		t.Errorf("without an end: %+v", d)
	}
	if d := door("cart-why"); !d.Open || d.Closes == nil || !d.Closes.Equal(closes) || d.Quota != 40 || d.Begun != 0 {
		t.Errorf("before: %+v", d)
	}
	b.weeks()
	if d := door("cart-why"); d.Open || d.Begun != 40 {
		t.Errorf("full: %+v", d)
	}
	for _, address := range []string{"/console/surveys", "/console/surveys/demo/cart-why", "/console/responses?survey=cart-why"} {
		body := b.get(who, address).Body.String()
		if words := `<span class="tag">closed</span> asked until 31 Dec 2026 (Europe/Berlin), 40 of 40 responses begun`; strings.Count(body, words) != 1 {
			t.Errorf("%s does not say %s", address, words)
		}
	}
}

// TestFilesAreStreamed writes a hundred thousand responses and looks at the memory in use meanwhile: it stays that of a page.
func TestFilesAreStreamed(t *testing.T) {
	const all = 30_000
	served := 0
	var most uint64
	read := func(_ context.Context, q core.Query) ([]core.Response, string, error) {
		items := make([]core.Response, q.Limit)
		for i := range items {
			items[i] = core.Response{ID: fmt.Sprint(served + i), Answers: []core.Answer{{Question: "more", Value: json.RawMessage(`"` + strings.Repeat("=x", 500) + `"`)}}}
		}
		if served += len(items); served%10_000 == 0 {
			runtime.GC()
			var m runtime.MemStats
			runtime.ReadMemStats(&m)
			most = max(most, m.HeapAlloc)
		}
		if served == all {
			return items, "", nil
		}
		return items, "more", nil
	}
	runtime.GC()
	var before runtime.MemStats
	runtime.ReadMemStats(&before)
	e := echo.New()
	w := &counter{header: http.Header{}}
	c := e.NewContext(httptest.NewRequest(http.MethodGet, "/", nil), w)
	err := streamCSV(c, "responses", core.Query{}, []string{"id", "value"}, read, func(r core.Response) [][]string {
		return [][]string{{r.ID, csvText(r.Answers[0].Value)}}
	})
	if err != nil || served != all || w.lines != all+1 || w.bytes < 1000*all {
		t.Errorf("%d responses, %d lines, %d bytes, %v", served, w.lines, w.bytes, err)
	}
	const page = 8 << 20 // a page of this test is about 2 MiB, the file 30
	if grown := int64(most) - int64(before.HeapAlloc); grown > page {
		t.Errorf("the heap grew by %d bytes", grown)
	}
}

// counter is a client that reads on and keeps nothing.
type counter struct {
	header       http.Header
	lines, bytes int
}

func (c *counter) Header() http.Header { return c.header }
func (c *counter) WriteHeader(int)     {}
func (c *counter) Write(p []byte) (int, error) {
	c.lines += strings.Count(string(p), "\r\n")
	c.bytes += len(p)
	return len(p), nil
}

// TestBrokenStreamEnds: a client that goes away ends the reading.
func TestBrokenStreamEnds(t *testing.T) {
	reads := 0
	read := func(context.Context, core.Query) ([]string, string, error) {
		reads++
		return []string{strings.Repeat("x", 10_000)}, "more", nil
	}
	e := echo.New()
	c := e.NewContext(httptest.NewRequest(http.MethodGet, "/", nil), gone{httptest.NewRecorder()})
	err := streamCSV(c, "x", core.Query{}, []string{"x"}, read, func(s string) [][]string { return [][]string{{s}} })
	if err != io.ErrClosedPipe || reads != 1 {
		t.Errorf("%d reads, %v", reads, err)
	}
}

type gone struct{ http.ResponseWriter }

func (gone) Write([]byte) (int, error) { return 0, io.ErrClosedPipe }

// TestDaysAndTimesSelect: a day begins at midnight UTC.
func TestDaysAndTimesSelect(t *testing.T) {
	for v, want := range map[string]time.Time{
		"": {}, "2026-01-31": time.Date(2026, 1, 31, 0, 0, 0, 0, time.UTC), "2026-01-31T08:00:00+02:00": time.Date(2026, 1, 31, 6, 0, 0, 0, time.UTC),
	} {
		c := echo.New().NewContext(httptest.NewRequest(http.MethodGet, "/?since="+strings.ReplaceAll(v, "+", "%2B"), nil), httptest.NewRecorder())
		if got, err := readTime(c, "since"); err != nil || !got.Equal(want) {
			t.Errorf("%q: %v, %v", v, got, err)
		}
	}
}
