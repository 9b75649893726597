package tag_test

import (
	"fmt"
	"slices"
	"testing"
	"time"

	"github.com/chromedp/cdproto/emulation"
	"github.com/chromedp/cdproto/input"
	"github.com/chromedp/cdproto/page"
	"github.com/chromedp/chromedp"
	"github.com/chromedp/chromedp/kb"

	"heed/web/browsertest"
)

// slice is how much of the page's time passes before what it has sent is awaited, and what is due for it.
const slice = 50 * time.Millisecond

// isLoaded is true when the page is there, the tag listens and the agent has come.
const isLoaded = `!String(window.fetch).includes('[native code]') && document.readyState === 'complete' &&
	performance.getEntriesByType('resource').some((e) => e.name.includes('/agent.'))`

// play plays a visit, and gives how many signals of each kind came of it.
func (v visit) play(t *testing.T, browser *browsertest.Browser) map[string]int {
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
		if a.verb != "wait" {
			h.frame()
		}
	}
	return h.heard(c)
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
	browsertest.Act(h.clock, page.Navigate, page.NavigateParams{URL: h.server.URL + args[0]})
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
	browsertest.Act(h.clock, page.Navigate, page.NavigateParams{URL: "about:blank"})
	h.await(`location.href === 'about:blank'`)
	h.clock.Read()
	h.pass(300 * time.Millisecond)
	h.open([]string{"/end"})
}

// write types: `type "TEXT" [MS between]`.
func (h *hands) write(args []string) {
	every := milliseconds(number(args, 1, 60))
	for _, r := range args[0] {
		h.strike(string(r))
		h.pass(every)
	}
}

// keys are what has a name instead of a letter.
var keys = map[string]string{
	"Enter": kb.Enter, "Tab": kb.Tab, "Escape": kb.Escape, "Backspace": kb.Backspace, "Space": " ", "Delete": kb.Delete, "PageDown": kb.PageDown,
	"Left": kb.ArrowLeft, "Right": kb.ArrowRight, "Up": kb.ArrowUp, "Down": kb.ArrowDown, "Home": kb.Home, "End": kb.End,
}

// key presses a key: `key NAME [TIMES [MS between]]`; All marks all that is in a field.
func (h *hands) key(args []string) {
	times, every := int(number(args, 1, 1)), milliseconds(number(args, 2, 120))
	if args[0] == "All" {
		h.strike("a", chromedp.KeyModifiers(chromedp.ModifierCtrl), withCommand("selectAll"))
		return
	}
	for i := range times {
		if i > 0 {
			h.pass(every)
		}
		h.strike(keys[args[0]])
	}
}

// hold holds a key until it has repeated itself: `hold NAME [REPEATS]`.
func (h *hands) hold(args []string) {
	for _, key := range keys[args[0]] {
		h.Hold(key, int(number(args, 1, 10)))
	}
}

// strike strikes one key.
func (h *hands) strike(key string, how ...chromedp.KeyOption) {
	now := func(p *input.DispatchKeyEventParams) { p.Timestamp = h.clock.Stamp() }
	h.Do(chromedp.KeyEvent(key, append(how, now)...))
}

// withCommand is the editing command that a chord stands for: which one is a matter of the platform.
func withCommand(name string) chromedp.KeyOption {
	return func(p *input.DispatchKeyEventParams) { p.Commands = []string{name} }
}

// touch sends one touch event with a finger at each place.
func (h *hands) touch(kind input.DispatchTouchEventType, places ...[2]float64) {
	points := []*input.TouchPoint{}
	for i, at := range places {
		id := float64(i)
		points = append(points, &input.TouchPoint{X: at[0], Y: at[1], ID: &id})
	}
	browsertest.Act(h.clock, input.DispatchTouchEvent,
		input.DispatchTouchEventParams{Type: kind, TouchPoints: points, Timestamp: h.clock.Stamp()})
}

// tap taps an element: `tap SELECTOR [TIMES [MS between]]`.
func (h *hands) tap(args []string) {
	x, y := h.place(args[0])
	times, every := int(number(args, 1, 1)), milliseconds(number(args, 2, 200))
	for i := range times {
		if i > 0 {
			h.pass(every)
		}
		h.touch(input.DispatchTouchEventTypeTouchStart, [2]float64{x, y})
		h.touch(input.DispatchTouchEventTypeTouchEnd)
	}
}

// swipe draws a finger over an element: `swipe SELECTOR DX DY [MS [FINGERS]]`; two fingers go apart.
func (h *hands) swipe(args []string) {
	x, y := h.place(args[0])
	dx, dy, d, fingers := number(args, 1, 0), number(args, 2, 0), milliseconds(number(args, 3, 160)), int(number(args, 4, 1))
	at := func(part float64) [][2]float64 {
		places := [][2]float64{{x + dx*part, y + dy*part}}
		if fingers > 1 {
			places = append(places, [2]float64{x - dx*part - 40, y - dy*part})
		}
		return places
	}
	h.touch(input.DispatchTouchEventTypeTouchStart, at(0)...)
	steps := max(2, int(d/moveEvery))
	for i := 1; i <= steps; i++ {
		h.touch(input.DispatchTouchEventTypeTouchMove, at(float64(i)/float64(steps))...)
		h.pass(d / time.Duration(steps))
	}
	h.touch(input.DispatchTouchEventTypeTouchEnd)
}

// script runs a statement, for what a test cannot do with its hands: `js "STATEMENT"`.
func (h *hands) script(args []string) { h.JS(args[0]) }
