package server

import (
	"encoding/json"
	"fmt"
	"net/http"
	"net/http/httptest"
	"strconv"
	"strings"
	"testing"
	"time"

	"pgregory.net/rapid"

	"heed/collector/core"
	"heed/collector/decide"
	"heed/web/browsertest"
)

// upset stores a bad five minutes of a visitor, each signal with the score that the engine gives it.
func (b *bench) upset(visitor string) {
	b.t.Helper()
	engine := decide.New(newID)
	for _, one := range []struct {
		kind, label string
		ago         time.Duration
	}{
		{"quick_back", "", 7 * time.Minute}, {"dead_click", "Delivery cost", 5 * time.Minute}, {"thrashed_cursor", "", 4 * time.Minute},
		{"dead_click", "Apply promo code", 190 * time.Second}, {"error_click", "Pay now", 100 * time.Second}, {"rage_click", "Pay now", 40 * time.Second},
	} {
		h, err := b.store.History(b.t.Context(), "demo", visitor)
		if err != nil {
			b.t.Fatal(err)
		}
		at := b.now.Add(-one.ago)
		s := core.Signal{ID: newID(), Site: "demo", Visitor: visitor, Session: "session-" + visitor, Kind: one.kind, At: at, Received: at,
			Score: .8, Page: "/demo/cart"}
		if one.label != "" {
			s.Data = map[string]any{"label": one.label}
		}
		s.Frustration = engine.Frustration(s, h.Signals)
		h.Visitor.Last = at // or what was known of the visitor, if that is newer
		b.commit(core.Change{Signals: []core.Signal{s}, Visitors: []core.Visitor{h.Visitor}})
	}
}

// TestVisitorFrustration: the API explains the present score, and the weights in force are the site's own.
func TestVisitorFrustration(t *testing.T) {
	b := newBench(t)
	b.configure()
	b.upset("anna")
	ask := func() (f decide.Frustration) {
		w := b.token(core.CanRead)(http.MethodGet, "/api/v1/visitors/anna", "")
		var view struct{ Frustration decide.Frustration }
		if err := json.Unmarshal(w.Body.Bytes(), &view); err != nil || w.Code != http.StatusOK {
			t.Fatalf("%d %s: %v", w.Code, w.Body, err)
		}
		return view.Frustration
	}
	now := ask()
	shares := now.Unseen
	for _, c := range now.Contributions {
		shares += c.Share
	}
	if len(now.Contributions) != 6 || now.Contributions[0].Kind != "rage_click" || !now.At.Equal(b.now) || shares < .999 || shares > 1.001 {
		t.Errorf("now %+v, shares %v", now, shares)
	}
	b.now = b.now.Add(time.Hour)
	if later := ask(); later.Score >= now.Score/2 || len(later.Contributions) != 6 {
		t.Errorf("an hour later %+v", later)
	}
	b.now = b.now.Add(-time.Hour)
	b.save(core.KindSite, "demo", core.Site{Name: "demo", Origins: []string{"http://localhost:8080"},
		Frustration: core.FrustrationSettings{Weights: map[string]float64{"rage_click": 0, "error_click": 0}}})
	if without := ask(); len(without.Contributions) != 4 || without.Contributions[0].Kind != "dead_click" {
		t.Errorf("without two weights %+v", without)
	}
}

func TestSignalsCSVHasFrustration(t *testing.T) {
	b := newBench(t)
	b.upset("anna")
	lines := strings.Split(strings.TrimSpace(b.token(core.CanRead)(http.MethodGet, "/api/v1/signals.csv", "").Body.String()), "\r\n")
	if !strings.HasSuffix(lines[0], ",data,frustration,muted,state,reason") {
		t.Fatalf("head %q", lines[0])
	}
	for _, line := range lines[1:] {
		cells := strings.Split(line, ",")
		if f, err := strconv.ParseFloat(cells[len(cells)-4], 64); err != nil || f <= 0 || f >= 1 {
			t.Errorf("row %q: %v", line, err)
		}
	}
}

// TestTheCurvesTimeIsSaidOnce: a visit within a minute has no second time to say.
func TestTheCurvesTimeIsSaidOnce(t *testing.T) {
	pages := newBench(t).server.console.pages
	minute := time.Date(2026, 11, 21, 14, 3, 0, 0, time.UTC)
	for _, c := range []struct {
		from, to time.Duration
		times    int
	}{{0, 59 * time.Second, 1}, {59 * time.Second, 60 * time.Second, 2}, {0, time.Hour, 2}} {
		var page strings.Builder
		seen := feeling{Curve: &curve{From: minute.Add(c.from), To: minute.Add(c.to)}}
		if err := pages["visitor"].ExecuteTemplate(&page, "feeling", seen); err != nil {
			t.Fatal(err)
		}
		if n := strings.Count(page.String(), "<time"); n != c.times {
			t.Errorf("%s to %s: %d times, want %d:\n%s", c.from, c.to, n, c.times, &page)
		}
	}
}

// TestFeelingInWords: what weighs something is named with its target, the rest is counted.
func TestFeelingInWords(t *testing.T) {
	b := newBench(t)
	signals := func() []core.Signal {
		list, _, err := b.store.ListSignals(t.Context(), core.Query{Site: "demo", Visitor: "anna"})
		if err != nil {
			t.Fatal(err)
		}
		return list
	}
	none := feelingOf(core.FrustrationSettings{}, signals(), b.now)
	if none.Percent != percent(.02) || none.Curve != nil || none.Unseen.Share != percent(1) || !strings.HasPrefix(none.Rest, "Nothing") {
		t.Errorf("nothing heard: %+v", none)
	}
	b.upset("anna")
	now := feelingOf(core.FrustrationSettings{}, signals(), b.now)
	if len(now.Parts) != 6 || now.Parts[0].Text != "Rage click on “Pay now”" || now.Parts[0].Weight != "0.44" || now.Rest != "" {
		t.Errorf("now %+v", now) // .6 · .8 · 2^(−40/300) = .4376
	}
	if want := "at most"; !strings.Contains(now.Curve.Caption, want) || !strings.Contains(now.Curve.Caption, "6 signals") {
		t.Errorf("caption %q", now.Curve.Caption)
	}
	faded := feelingOf(core.FrustrationSettings{}, signals(), b.now.Add(3*time.Hour))
	if len(faded.Parts) != 0 || faded.Rest != "What was heard of this visitor has faded: 6 signals." {
		t.Errorf("faded %+v", faded)
	}
	b.commit(core.Change{Signals: []core.Signal{{ID: newID(), Site: "demo", Visitor: "anna", Kind: "rage_click", At: b.now, Score: 1, Muted: true}}})
	heard, err := b.server.console.feeling(t.Context(), core.FrustrationSettings{}, "demo", "anna")
	if err != nil || heard.Percent != now.Percent || len(heard.Parts) != 6 {
		t.Errorf("with a muted signal %+v, %v", heard, err)
	}
}

// TestCurveStaysInItsBox draws any signals: every point lies in the viewBox, and time only goes forward.
func TestCurveStaysInItsBox(t *testing.T) {
	now := time.Date(2026, 3, 2, 12, 0, 0, 0, time.UTC)
	rapid.Check(t, func(t *rapid.T) {
		at, seen := now.Add(time.Duration(rapid.IntRange(-300, 5).Draw(t, "last"))*time.Second), []core.Seen{}
		for n := range rapid.IntRange(1, core.SignalsKept).Draw(t, "signals") {
			seen = append(seen, core.Seen{ID: strconv.Itoa(n), Kind: "rage_click", Score: rapid.Float64Range(0, 1).Draw(t, "score"), At: at})
			at = at.Add(-time.Duration(rapid.IntRange(0, 3_600_000).Draw(t, "gap")) * time.Millisecond)
		}
		c := curveOf(core.FrustrationSettings{}, seen, now)
		before := 0.0
		for _, point := range strings.FieldsFunc(c.Line, func(r rune) bool { return r == 'M' || r == 'L' }) {
			var x, y float64
			if _, err := fmt.Sscan(point, &x, &y); err != nil {
				t.Fatalf("%q: %v", point, err)
			}
			if x < before || x > curveWide || y < 0 || y > curveTall {
				t.Fatalf("the point %v %v after x = %v is outside", x, y, before)
			}
			before = x
		}
		if before != curveWide || !c.To.After(c.From) {
			t.Fatalf("it ends at %v, from %v to %v", before, c.From, c.To)
		}
	})
}

// TestMoodsFade: the live page is told with each beat how the visitors are by then.
func TestMoodsFade(t *testing.T) {
	b := newBench(t)
	b.configure()
	b.upset("anna")
	beat := func() string {
		w := httptest.NewRecorder()
		s := &stream{c: b.server.console, ctx: t.Context(), out: w, control: http.NewResponseController(w), site: "demo", signals: true}
		if err := s.beat(); err != nil {
			t.Fatal(err)
		}
		return w.Body.String()
	}
	now := beat()
	if strings.Count(now, "event: mood") != 1 || !strings.Contains(now, `"visitorURL":"/console/visitors/demo/anna"`) {
		t.Fatalf("beat %q", now)
	}
	b.now = b.now.Add(2 * time.Hour)
	if later := beat(); later == now || !strings.Contains(later, `"frustration":"`+percent(.02)+` frustrated"`) {
		t.Errorf("two hours later %q", later)
	}
}

// TestMoodOnTheLivePage: a new signal tells of its visitor in every row of theirs, and of nobody else.
func TestMoodOnTheLivePage(t *testing.T) {
	b := newBench(t)
	b.now = time.Now()
	b.configure()
	for _, visitor := range []string{"anna", `b"e\n`} {
		b.tell(tale{visitor: visitor, kind: "dead_click", page: "/cart", score: .8, ago: time.Second})
	}
	p := b.browse(t, b.user(core.Viewer))
	p.open("/console")
	p.Until(`document.querySelector('#stream-state').dataset.state === 'open'`)
	before := browsertest.Value[[]string](p.Tab, moodTexts)
	if len(before) != 2 || before[0] != before[1] {
		t.Fatalf("before: %q", before)
	}
	s := core.Signal{ID: newID(), Site: "demo", Visitor: `b"e\n`, Kind: "rage_click", At: b.now, Received: b.now, Page: "/cart", Score: .8, Frustration: .75}
	b.bus.Publish(core.Notice{Site: "demo", Signal: &s})
	p.Until(moodTexts + `.length === 3`)
	p.Until(moodTexts + `.filter((text) => text.startsWith('75')).length === 2`)
	if after := browsertest.Value[[]string](p.Tab, moodTexts); !strings.Contains(strings.Join(after, "|"), before[0]) {
		t.Errorf("after: %q", after)
	}
}

const moodTexts = `[...document.querySelectorAll('#signals .mood')].map((e) => e.textContent)`
