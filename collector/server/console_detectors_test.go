package server

import (
	"encoding/csv"
	"encoding/json"
	"net/http"
	"strings"
	"testing"
	"time"

	"heed/collector/core"
	"heed/collector/precision"
)

// tapped stores answers about signals of one kind from one element, so many of them right.
func (b *bench) tapped(kind, target, label string, score float64, n, right int) {
	b.t.Helper()
	for i := range n {
		at := b.now.Add(-time.Duration(i+2) * time.Hour)
		s := core.Signal{ID: newID(), Site: "demo", Visitor: "tapper", Session: "t", Kind: kind, At: at, Received: at, Score: score,
			Page: "/demo/cart", Target: target, Data: map[string]any{"label": label}}
		d := core.Decision{ID: newID(), Site: "demo", Visitor: s.Visitor, Session: s.Session, Signal: s.ID, Kind: kind, Page: s.Page, At: at,
			Outcome: core.Acted, Intercept: core.PrecisionName, Action: &core.Action{Type: core.ActTap}}
		value := `"no"`
		if i < right {
			value = `"yes"`
		}
		b.commit(core.Change{Signals: []core.Signal{s}, Decisions: []core.Decision{d}, Responses: []core.ResponseChange{{
			Response: core.Response{ID: d.ID + "/precision", Site: "demo", Survey: core.PrecisionName, Decision: d.ID, Visitor: s.Visitor,
				Session: s.Session, Page: s.Page, Started: at, Updated: at, Done: true, Answers: []core.Answer{
					{ID: newID(), Question: core.PrecisionQuestion, Value: json.RawMessage(value), At: at}}}}}})
	}
}

// taps fills the store with what visitors say of three detectors, and mutes an element.
func (b *bench) taps() {
	b.t.Helper()
	b.tapped("dead_click", "main > div.gallery > button.next", "Next", .35, 30, 9)
	b.tapped("dead_click", "#apply-promo", "Apply promo code", .72, 28, 27)
	b.tapped("slow_click", "button.pay", "Pay now", .8, 18, 18)
	b.tapped("error_click", "#voucher", "Use voucher", .9, 5, 2)
	b.mute(core.Mute{Kind: "rage_click", Target: "main > div.gallery > button.next", Page: "/demo/product/*"})
}

func (b *bench) mute(m core.Mute) {
	b.t.Helper()
	if _, err := b.server.Precision.Mute(b.t.Context(), "demo", m, core.Principal{Name: "maya@example.com"}); err != nil {
		b.t.Fatal(err)
	}
}

func TestDetectorsPage(t *testing.T) {
	b := newBench(t)
	b.configure()
	b.taps()
	body := b.get(b.user(core.Viewer), "/console/detectors").Body.String()
	for _, want := range []string{
		"62\u00a0% right, 49\u00a0% to 73\u00a0%", // 36 in 58
		"Proposal: let it count from a score of 0.72 on, “Sure at least” in an intercept (min_score). Of the 28 answers from there on 96\u00a0% said it was right",
		"It may count at any score",
		"Not enough data yet: 40\u00a0% right",
		"No proposal yet: 5 answers of the 16 that it takes.",
		"<q>Apply promo code</q>", "on /demo/product/*",
		"asks about 2\u00a0% of the signals",
	} {
		if !strings.Contains(body, want) {
			t.Errorf("the page lacks %q", want)
		}
	}
	if strings.Contains(body, "<button>Mute") || strings.Contains(body, "<button>Unmute") {
		t.Error("a viewer is offered to mute")
	}
	empty := newBench(t)
	empty.configure()
	if body := empty.get(empty.user(core.Viewer), "/console/detectors").Body.String(); !strings.Contains(body, "No signals yet") {
		t.Error("an empty page does not teach")
	}
}

// TestMuteInTheConsole mutes and unmutes with the page's own buttons.
func TestMuteInTheConsole(t *testing.T) {
	b := newBench(t)
	b.configure()
	b.tapped("dead_click", "#next", "Next", .4, 3, 0)
	operator, marketer := b.user(core.Operator), b.user(core.Marketer)
	form := []string{"site", "demo", "kind", "dead_click", "target", "#next", "chosen", "demo"}
	if w := b.post(operator, "/console/detectors/mute", form...); w.Code != http.StatusForbidden {
		t.Errorf("an operator mutes: %d", w.Code)
	}
	w := b.post(marketer, "/console/detectors/mute", form...)
	if w.Code != http.StatusSeeOther || w.Header().Get("Location") != "/console/detectors?site=demo" {
		t.Fatalf("%d to %s", w.Code, w.Header().Get("Location"))
	}
	body := b.get(marketer, "/console/detectors?site=demo").Body.String()
	if !strings.Contains(body, `<span class="tag">muted</span>`) || !strings.Contains(body, "<button>Unmute") || !strings.Contains(body, "No answer yet") {
		t.Errorf("what is muted does not look like it:\n%s", body)
	}
	docs, err := b.store.Revisions(t.Context(), core.KindSite, "demo", "demo")
	if err != nil || docs[0].Author != "marketer@example.com" {
		t.Errorf("revision by %q, %v", docs[0].Author, err)
	}
	if w := b.post(marketer, "/console/detectors/unmute", form...); w.Code != http.StatusSeeOther {
		t.Errorf("unmute: %d", w.Code)
	}
	if w := b.post(marketer, "/console/detectors/unmute", form...); w.Code != http.StatusNotFound {
		t.Errorf("unmute twice: %d", w.Code)
	}
	if body := b.get(marketer, "/console/detectors").Body.String(); strings.Contains(body, "Unmute") {
		t.Error("it is still muted")
	}
}

func TestAPIPrecision(t *testing.T) {
	b := newBench(t)
	b.configure()
	b.taps()
	read, write := b.token(core.CanRead), b.token(core.CanWrite)
	var r precision.Report
	if w := read("GET", "/api/v1/precision?site=demo", ""); json.Unmarshal(w.Body.Bytes(), &r) != nil || len(r.Detectors) != 3 ||
		r.Detectors[0].Threshold.Verdict != precision.Raise || r.Detectors[0].Threshold.MinScore != .72 || r.Elements[0].N != 30 {
		t.Errorf("report %s", w.Body)
	}
	if w := read("GET", "/api/v1/precision?since="+b.now.Format(time.RFC3339), ""); !strings.Contains(w.Body.String(), `"precision":null`) {
		t.Errorf("without answers: %s", w.Body)
	}
	if p := problemOf(t, read("GET", "/api/v1/precision?since=lately", "")); p.Code != "bad_time" {
		t.Errorf("problem %+v", p)
	}
	rows, err := csv.NewReader(read("GET", "/api/v1/precision.csv?site=demo", "").Body).ReadAll()
	if err != nil || len(rows) != 1+3+4 || rows[1][0] != "detector" || rows[1][15] != "0.72" || rows[4][0] != "element" || rows[4][8] != "9" {
		t.Errorf("%v, %v", rows, err)
	}
	const mute = `{"kind":"dead_click","target":"#next","page":"/shop*"}`
	const address = "/api/v1/sites/demo/mutes"
	if w := write("POST", address, mute); w.Code != http.StatusOK || !strings.Contains(w.Body.String(), mute) {
		t.Errorf("mute: %d %s", w.Code, w.Body)
	}
	if w := read("GET", address, ""); !strings.Contains(w.Body.String(), mute) || !strings.Contains(w.Body.String(), "rage_click") {
		t.Errorf("mutes: %s", w.Body)
	}
	if w := read("GET", "/api/v1/sites/demo", ""); !strings.Contains(w.Body.String(), mute) || !strings.Contains(w.Body.String(), `"precision":{"sample":2}`) {
		t.Errorf("site: %s", w.Body)
	}
	if w := write("DELETE", address+"?kind=dead_click&target=%23next&page=/shop*", ""); w.Code != http.StatusOK || strings.Contains(w.Body.String(), mute) {
		t.Errorf("unmute: %d %s", w.Code, w.Body)
	}
	for code, try := range map[string][3]string{
		"unknown_mute": {"DELETE", address + "?kind=dead_click&target=x", ""},
		"unknown_site": {"POST", "/api/v1/sites/nobody/mutes", mute},
		"bad_mute":     {"POST", address, `{"kind":"dead_clik","target":"x"}`},
	} {
		if p := problemOf(t, write(try[0], try[1], try[2])); p.Code != code {
			t.Errorf("%v: %+v, want %s", try, p, code)
		}
	}
}
