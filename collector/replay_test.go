package main

import (
	"bytes"
	"encoding/json"
	"fmt"
	"io"
	"math/rand/v2"
	"net/http"
	"strings"
	"testing"
	"time"

	"github.com/google/uuid"

	"heed/collector/page"
)

// guest is a visitor with two tabs who does things in any order and says everything again.
type guest struct {
	*process
	id    string
	rand  *rand.Rand
	tabs  [2]*page.Page
	sent  []page.Item // signals, in the order in which they were first sent
	asked map[string]bool
	shown bool     // the page has reported so, and was told that this is on disk
	steps []string // for the reader of a failure
}

func (g *guest) fail(format string, args ...any) {
	g.t.Helper()
	g.t.Fatalf("%s: %s\nsteps: %s", g.id, fmt.Sprintf(format, args...), strings.Join(g.steps, ", "))
}

// open connects the tabs, as far as they are not.
func (g *guest) open() {
	g.t.Helper()
	for i := range g.tabs {
		if g.tabs[i] != nil {
			continue
		}
		door := page.Door{Collector: "http://" + g.addr, Site: "demo", Origin: "http://" + g.addr}
		tab, err := door.Open(g.t.Context(), page.Hello{Visitor: g.id, Session: g.id + "-1", Page: page.Path{Path: "/demo/cart"}})
		if err != nil {
			g.fail("open a tab: %v", err)
		}
		g.tabs[i] = tab
	}
}

func (g *guest) drop(i int) {
	if g.tabs[i] != nil {
		g.tabs[i].Close()
		g.tabs[i] = nil
	}
}

// signal is a new one: a rage click, which `stuck` asks about, or an exit intent with a full cart, which `cart-rescue` does.
func (g *guest) signal() page.Item {
	it := page.Item{T: "signal", ID: newID(), At: time.Now().UnixMilli(), Kind: "rage_click", Score: 0.9, Page: "/demo/cart", Target: "#apply-promo"}
	if g.rand.IntN(2) == 0 {
		it.Kind, it.Target = "exit_intent", ""
	}
	g.sent = append(g.sent, it)
	return it
}

// hear takes what the collector wants to be shown.
func (g *guest) hear(decisions ...string) {
	g.t.Helper()
	for _, d := range decisions {
		if g.shown {
			g.fail("the visitor has been asked and is told again: %s", d)
		}
		g.asked[d] = true
	}
	if len(g.asked) > 1 {
		g.fail("asked %d times: %v", len(g.asked), g.asked)
	}
}

// over sends items over a tab's socket, each until it is acknowledged; the second one proves that no act is on its way.
func (g *guest) over(i int, items ...page.Item) {
	g.t.Helper()
	for _, it := range append(items, page.Item{T: "page", ID: newID(), At: time.Now().UnixMilli(), Path: "/demo/cart"}) {
		err := g.tabs[i].Send(it)
		var acts []page.Frame
		if err == nil {
			acts, err = g.tabs[i].Acked(it.ID)
		}
		if err != nil {
			g.fail("send over tab %d: %v", i, err)
		}
		for _, a := range acts {
			g.hear(a.Decision)
		}
	}
}

// batch sends items as a page without a socket does.
func (g *guest) batch(items ...page.Item) {
	g.t.Helper()
	body, err := json.Marshal(map[string]any{"hello": map[string]any{"visitor": g.id, "session": g.id + "-1"}, "items": items})
	if err != nil {
		g.t.Fatal(err)
	}
	r, err := http.NewRequestWithContext(g.t.Context(), http.MethodPost, "http://"+g.addr+"/v1/batch?site=demo", bytes.NewReader(body))
	if err != nil {
		g.t.Fatal(err)
	}
	r.Header.Set("Origin", "http://"+g.addr)
	answer, err := http.DefaultClient.Do(r)
	if err != nil {
		g.fail("send a batch: %v", err)
	}
	defer answer.Body.Close()
	text, _ := io.ReadAll(answer.Body)
	var reply struct {
		Acked []string
		Acts  []struct{ Decision string }
	}
	if err := json.Unmarshal(text, &reply); err != nil || len(reply.Acked) != len(items) {
		g.fail("batch of %d: %s %s, %v", len(items), answer.Status, text, err)
	}
	for _, a := range reply.Acts {
		g.hear(a.Decision)
	}
}

// some are signals sent before, in any order and perhaps one twice.
func (g *guest) some() (items []page.Item) {
	for range min(len(g.sent), 1+g.rand.IntN(4)) {
		items = append(items, g.sent[g.rand.IntN(len(g.sent))])
	}
	return items
}

// report tells that the question was seen, and so that it must not come back.
func (g *guest) report(i int) {
	g.t.Helper()
	for d := range g.asked {
		g.over(i, page.Item{T: "shown", ID: newID(), At: time.Now().UnixMilli(), Decision: d})
		g.shown = true
	}
}

// crash sends a signal from each tab of everybody and cuts the power before anybody can know what became of them.
func crash(p *process, guests []*guest) {
	p.t.Helper()
	for _, g := range guests {
		g.steps = append(g.steps, "crash")
		g.open()
		for i := range g.tabs {
			if err := g.tabs[i].Send(g.signal()); err != nil {
				g.fail("send before the crash: %v", err)
			}
		}
	}
	p.kill()
	for _, g := range guests {
		g.drop(0)
		g.drop(1)
	}
	p.start()
}

// step does one thing.
func (g *guest) step() {
	g.t.Helper()
	g.open()
	tab := g.rand.IntN(len(g.tabs))
	does := []struct {
		name string
		run  func()
	}{
		{"signal", func() { g.over(tab, g.signal()) }},
		{"signals in both tabs", func() { g.both() }},
		{"signal by batch", func() { g.batch(g.signal()) }},
		{"again over the socket", func() { g.over(tab, g.some()...) }},
		{"again by batch", func() { g.batch(unique(g.some())...) }},
		{"new and old by batch", func() { g.batch(unique(append(g.some(), g.signal()))...) }},
		{"reconnect and again", func() { g.drop(tab); g.open(); g.over(tab, g.some()...) }},
		{"shown", func() { g.report(tab) }},
	}
	one := does[g.rand.IntN(len(does))]
	g.steps = append(g.steps, one.name)
	one.run()
}

// both sends a signal from each tab before either is answered.
func (g *guest) both() {
	g.t.Helper()
	var items [2]page.Item
	for i := range g.tabs {
		items[i] = g.signal()
		if err := g.tabs[i].Send(items[i]); err != nil {
			g.fail("send over tab %d: %v", i, err)
		}
	}
	for i := range g.tabs {
		acts, err := g.tabs[i].Acked(items[i].ID)
		if err != nil {
			g.fail("tab %d: %v", i, err)
		}
		for _, a := range acts {
			g.hear(a.Decision)
		}
		g.over(i) // what came behind the acknowledgement
	}
}

func unique(items []page.Item) (kept []page.Item) {
	seen := map[string]bool{}
	for _, it := range items {
		if !seen[it.ID] {
			seen[it.ID] = true
			kept = append(kept, it)
		}
	}
	return kept
}

func newID() string { return uuid.Must(uuid.NewV7()).String() }

// TestNeverAskedTwice: whatever a visitor's two tabs send, again, over whichever way, and however often the power fails, they are
// asked at most once, every signal is kept once, and once the question was seen it does not come back.
func TestNeverAskedTwice(t *testing.T) {
	p := startProcess(t)
	var guests []*guest
	for seed := range uint64(8) {
		g := &guest{process: p, id: fmt.Sprintf("guest-%d", seed), rand: rand.New(rand.NewPCG(seed, 0)), asked: map[string]bool{}}
		g.open()
		g.over(0, page.Item{T: "cart", ID: newID(), At: time.Now().UnixMilli(), Value: 90})
		guests = append(guests, g)
	}
	const rounds, untilCrash = 18, 5
	for round := range rounds {
		for _, g := range guests {
			g.step()
		}
		if round%untilCrash == 1 {
			crash(p, guests)
		}
	}
	asked := 0
	for _, g := range guests {
		g.batch(unique(g.sent)...) // whatever the crashes left open
		g.compare()
		asked += len(g.asked)
		g.drop(0)
		g.drop(1)
	}
	if asked == 0 {
		t.Errorf("of %d visitors nobody was asked: this tests nothing", len(guests))
	}
}

// compare holds what the visitor was told against what is stored.
func (g *guest) compare() {
	g.t.Helper()
	type decision struct {
		ID      string
		Expires time.Time
	}
	acted := get[decision](g.process, "decisions?outcome=act&visitor="+g.id)
	held := get[decision](g.process, "decisions?outcome=hold&visitor="+g.id)
	if len(acted)+len(held) > 1 {
		g.fail("%d contacts are stored: %v %v", len(acted)+len(held), acted, held)
	}
	for _, d := range acted {
		if !g.asked[d.ID] && time.Now().Before(d.Expires) {
			g.fail("decision %s acts, and no tab was told", d.ID)
		}
	}
	if signals := get[decision](g.process, "signals?limit=1000&visitor="+g.id); len(signals) != len(g.sent) {
		g.fail("%d signals are stored, %d were sent", len(signals), len(g.sent))
	}
}
