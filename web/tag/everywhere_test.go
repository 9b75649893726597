package tag_test

import (
	"fmt"
	"slices"
	"strings"
	"testing"

	"heed/agent"
	"heed/web/browsertest"
)

// deadMs is how long a press may go unanswered in these tests: longer than a slow machine takes from one press to the next.
const deadMs = 1500

// patient are settings that ask of a slow machine's hands what the defaults ask of a person's, and soon know what is dead.
func patient() []any {
	s := agent.Defaults()
	s.RageGapMs, s.RageFastMs = 5000, 5000
	s.DeadMs, s.SlowMs = deadMs, 9000
	var values []any
	for _, v := range s.Values() {
		values = append(values, v)
	}
	return values
}

// place is a page with three controls: #works does something, #broken and #dead do nothing.
type place struct {
	name, page string
	find       string                                  // how #works and the others are found, with %s for the id; "" for the document
	target     string                                  // what stands before the id in a signal's target
	before     string                                  // a script before the page's own
	prepare    func(b *tab)                            // what is done to the tab before the page is opened
	opened     func(b *tab)                            // what is done to the page
	press      func(b *tab, element string, times int) // nil presses with the mouse
	settled    string                                  // holds when the page has done what a press made it do; "" presses without a pause
}

// test is a place seen by a visitor of its own.
func (p place) test(t *testing.T) {
	t.Parallel()
	c, b := newCollector(t), newTab(t)
	p.enter(c, b)
	p.check(t, c, b)
}

// enter opens the page of a place, and returns when the tag listens and has the settings of patient.
func (p place) enter(c *collector, b *tab) {
	b.t.Helper()
	c.settings = patient()
	if p.before != "" {
		b.Before(p.before)
	}
	if p.prepare != nil {
		p.prepare(b)
	}
	b.Open(c.URL + "/everywhere/" + p.page)
	b.listening()
	if p.opened != nil {
		p.opened(b)
	}
	barrier(b, c)
}

// element is an expression for one of the three controls.
func (p place) element(id string) string {
	find := p.find
	if find == "" {
		find = `document.getElementById('%s')`
	}
	return fmt.Sprintf(find, id)
}

func (p place) hit(b *tab, id string, times int) {
	b.t.Helper()
	b.Until(`(` + p.element(id) + `)?.ownerDocument.readyState === 'complete'`) // a frame is listened to once it has loaded
	press := p.press
	if press == nil {
		press = byMouse
	}
	if p.settled == "" {
		press(b, p.element(id), times)
		return
	}
	for range times {
		press(b, p.element(id), 1)
		b.Until(p.settled)
	}
}

// check presses the controls: what is broken must be told, once, and what works must not. The page must have noticed nothing.
func (p place) check(t *testing.T, c *collector, b *tab) {
	t.Helper()
	p.hit(b, "works", 5)
	p.hit(b, "broken", 3)
	c.wait(t, &c.socket, "rage click", isSignal("rage_click"))
	p.hit(b, "dead", 1)
	c.wait(t, &c.socket, "dead click", isSignal("dead_click"))
	p.hit(b, "works", 1)
	overdue(b, c)
	wantSignals(t, c, "rage_click "+p.target+"#broken", "dead_click "+p.target+"#dead")
	for _, note := range browsertest.Value[[]string](b.Tab, `witness()`) {
		t.Errorf("the page has noticed: %s", note)
	}
}

// overdue returns when what is pressed now and stays unanswered has been told.
func overdue(b *tab, c *collector) {
	b.t.Helper()
	b.JS(fmt.Sprintf(`new Promise((done) => setTimeout(done, %d))`, deadMs+200))
	b.JS(`heed('track', 'overdue')`)
	c.waitTrack(b.t, &c.socket, "overdue")
}

// wantSignals compares the signals that have come, as «kind target», with those that are wanted, in any order.
func wantSignals(t *testing.T, c *collector, want ...string) {
	t.Helper()
	var got []string
	for _, f := range c.frames(&c.socket) {
		if f.is("signal") {
			got = append(got, strings.TrimSpace(fmt.Sprintf("%v %v", f["kind"], f["target"])))
		}
	}
	slices.Sort(got)
	slices.Sort(want)
	if !slices.Equal(got, want) {
		t.Errorf("signals %q, want %q", got, want)
	}
}

// Where the controls of frames.html, of shadow.html and of hosts.html are.
const (
	inFrame  = `document.getElementById('frame')?.contentDocument.getElementById('%s')`
	inShadow = `document.getElementById('shell')?.shadowRoot.getElementById('bar').shadowRoot.getElementById('%s')`

	inSection = `document.getElementById('box')?.shadowRoot.getElementById('%s')`
)

// consentAnew takes the consent back and gives it again, once the tag has heard a hand in the place that find finds: what an earlier
// life has watched must be watched again.
func consentAnew(find string) func(b *tab) {
	return func(b *tab) {
		works := fmt.Sprintf(find, "works")
		b.Until(works)
		byMouse(b, works, 1)
		b.JS(`heed('consent', {analytics: false, feedback: true}); heed('consent', {analytics: true, feedback: true})`)
		b.listening()
	}
}

// noNavigation takes the Navigation API away, as browsers are that do not have it yet.
const noNavigation = `Object.defineProperty(window, 'navigation', {value: undefined})`

// TestPlaces is every kind of page that makes it hard to see what a press did.
func TestPlaces(t *testing.T) {
	t.Parallel()
	for _, p := range []place{
		{name: "plain page", page: "plain.html"},
		{name: "right to left", page: "rtl.html"},
		{name: "React: delegation, keys", page: "react.html"},
		{name: "Vue: v-if, v-html", page: "vue.html"},
		{name: "htmx: swaps", page: "htmx.html", settled: `!document.querySelector('.htmx-request,.htmx-settling')`},
		{name: "portals, no propagation", page: "portal.html"},
		{name: "shadow roots", page: "shadow.html", target: "#shell >>> #bar >>> ",
			find: inShadow},
		{name: "shadow root of a section", page: "hosts.html", target: "#box >>> ", find: inSection},
		{name: "shadow root of an empty div", page: "hosts.html?beside", target: "#box >>> ", find: inSection},
		{name: "frame of the same origin", page: "frames.html", find: inFrame},
		{name: "frame with a tag of its own", page: "frames.html?tagged", find: inFrame},
		{name: "frame, by touch", page: "frames.html", find: inFrame, press: byFinger},
		{name: "frame, consent given anew", page: "frames.html", find: inFrame, opened: consentAnew(inFrame)},
		{name: "shadow roots, consent given anew", page: "shadow.html", target: "#shell >>> #bar >>> ",
			find: inShadow, opened: consentAnew(inShadow)},
		{name: "router on the Navigation API", page: "routes.html"},
		{name: "router on the history alone", page: "routes.html", before: noNavigation},
	} {
		t.Run(p.name, p.test)
	}
}

// TestIgnored: data-heed-ignore silences the clicks below it, through shadow roots, into frames, and in nodes that are made anew.
func TestIgnored(t *testing.T) {
	t.Parallel()
	for _, p := range []place{
		{name: "page", page: "plain.html"},
		{name: "React", page: "react.html"},
		{name: "shadow roots", page: "shadow.html", find: inShadow},
		{name: "frame", page: "frames.html", find: inFrame},
		{name: "by touch", page: "react.html", press: byFinger},
		{name: "by key", page: "react.html", press: byKey('\r')},
	} {
		t.Run(p.name, func(t *testing.T) {
			t.Parallel()
			p.opened = func(b *tab) { b.JS(`document.querySelector('.stage').dataset.heedIgnore = ''`) }
			c, b := newCollector(t), newTab(t)
			p.enter(c, b)
			p.hit(b, "broken", 4)
			p.hit(b, "dead", 1)
			overdue(b, c)
			wantSignals(t, c)
		})
	}
}
