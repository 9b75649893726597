package tag_test

import (
	"fmt"
	"slices"
	"testing"
	"time"

	"github.com/chromedp/cdproto/cdp"
	"github.com/chromedp/cdproto/emulation"
	"github.com/chromedp/cdproto/page"

	"heed/web/browsertest"
)

// slice is how much of the page's time passes before what it has sent is awaited, and what is due for it.
const slice = 50 * time.Millisecond

// isLoaded is true when the page is there, the tag listens and the agent has come.
const isLoaded = `!String(window.fetch).includes('[native code]') && document.readyState === 'complete' &&
	performance.getEntriesByType('resource').some((e) => e.name.includes('/agent.'))`

// play plays a visit, and gives how many signals of each kind came of it: in another browser when a tab stops painting.
func (v visit) play(t *testing.T, browser *browsertest.Browser) map[string]int {
	for range 3 {
		if heard, played := v.playOnce(t, browser); played {
			return heard
		}
		t.Log("the tab stopped painting: once more")
		browser = browsertest.New(t)
	}
	t.Fatal("three tabs stopped painting")
	return nil
}

func (v visit) playOnce(t *testing.T, browser *browsertest.Browser) (heard map[string]int, played bool) {
	c := newCollector(t)
	server := newVisitServer(t, v, c) // before the tab, whose end ends the requests that are still open
	h := &hands{tab: &tab{browser.Tab(t), t}, server: server, x: 640, y: 500}
	h.AllowAnything()
	h.Size(1280, 800)
	if v.touch {
		h.Size(390, 780)
		browsertest.Call(h.Tab, emulation.SetTouchEmulationEnabled, emulation.SetTouchEmulationEnabledParams{Enabled: true})
	}
	h.Open(h.server.URL + v.start)
	h.Until(isLoaded)
	h.flights = h.Flights("/api/")
	h.clock = h.StopClock()
	h.pass(300 * time.Millisecond)
	for _, a := range v.acts {
		verbs[a.verb](h, a.args)
		if h.stuck {
			return nil, false
		}
		if a.verb != "wait" {
			h.frame()
		}
	}
	return h.heard(c), true
}

// pass lets the page's time pass, on its server too.
func (h *hands) pass(d time.Duration) {
	for d > 0 {
		part := min(d, slice)
		h.clock.Pass(part)
		d -= part
		h.meet()
		if h.server.pass(part) {
			h.meet()
		}
	}
}

// do sends input, unless the tab is stuck.
func do[P, R any](h *hands, command cdp.Command[P, R], params P) {
	h.stuck = h.stuck || !browsertest.Act(h.clock, command, params)
}

// frame lets the page paint, if it has anything to: scrolling is told with a frame, and frames do not follow the page's clock.
func (h *hands) frame() {
	_, _ = h.Try(`requestAnimationFrame(() => { globalThis.painted = true }), globalThis.painted = false`)
	for range 50 {
		if painted, err := h.Try(`globalThis.painted`); painted || err != nil {
			return
		}
		<-time.After(5 * time.Millisecond)
	}
}

// meet waits until the page and its server agree about what is under way: requests have come, answers have been read. It takes
// none of the page's time, but for a ms now and then that the page may need to read.
func (h *hands) meet() {
	for i := range 1000 {
		if h.flights.Count() <= h.server.held() {
			return
		}
		<-time.After(5 * time.Millisecond)
		if i%10 == 9 {
			h.clock.Pass(time.Millisecond)
		}
	}
	h.flights.Forget() // some have no end, such as a download
}

// await lets time pass until an expression is true in the page.
func (h *hands) await(expression string) {
	h.t.Helper()
	for range 1200 {
		if came, err := h.Try(expression); came && err == nil {
			return
		}
		h.pass(slice)
	}
	h.t.Fatalf("it never came true: %s", expression)
}

// heard counts the signals by kind, when all have come.
func (h *hands) heard(c *collector) map[string]int {
	h.JS(`heed('track', 'end')`)
	all := func() []frame { return append(c.frames(&c.socket), c.frames(&c.batch)...) }
	ended := func() bool {
		return slices.ContainsFunc(all(), func(f frame) bool { return f.is("track") && f["name"] == "end" })
	}
	for limit := time.Now().Add(browsertest.Patience); !ended(); {
		if time.Now().After(limit) {
			h.t.Fatal("the visit's end never reached the collector")
		}
		h.pass(slice)
	}
	seen, heard := map[string]bool{}, map[string]int{}
	for _, f := range all() {
		if f.is("signal") && !seen[f.id()] {
			seen[f.id()] = true
			heard[fmt.Sprint(f["kind"])]++
		}
	}
	return heard
}

// until waits for an expression to come true in the page: `until "EXPRESSION"`.
func (h *hands) until(args []string) {
	h.await(args[0])
}

// open opens a page by its address: `open /path`.
func (h *hands) open(args []string) {
	do(h, page.Navigate, page.NavigateParams{URL: h.server.URL + args[0]})
	h.loaded(args)
}

// back goes back in the history: `back /path`.
func (h *hands) back(args []string) {
	h.JS(`history.back()`)
	h.loaded(args)
}

// loaded waits until the page that has come is heard: `loaded /path`.
func (h *hands) loaded(args []string) {
	h.await(fmt.Sprintf(`location.pathname === %q && %s`, args[0], isLoaded))
	h.clock.Read()
	h.pass(300 * time.Millisecond)
}

// leave leaves the site, and comes to a last page that tells the rest.
func (h *hands) leave([]string) {
	do(h, page.Navigate, page.NavigateParams{URL: "about:blank"})
	h.await(`location.href === 'about:blank'`)
	h.clock.Read()
	h.pass(300 * time.Millisecond)
	h.open([]string{"/end"})
}
