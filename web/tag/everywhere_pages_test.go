package tag_test

import (
	"testing"

	"heed/web/browsertest"
)

// TestBackForwardCache: a page that is left sleeps as it is, without a socket, and wakes up with all its detectors; what it has told
// is not told again.
func TestBackForwardCache(t *testing.T) {
	t.Parallel()
	p := place{page: "plain.html"}
	c, b := newCollector(t), newTab(t)
	b.Before(`addEventListener('pageshow', (e) => (window.persisted = e.persisted))`)
	p.enter(c, b)
	p.hit(b, "broken", 3)
	c.wait(t, &c.socket, "rage click", isSignal("rage_click"))
	barrier(b, c)
	b.Until(`!JSON.parse(sessionStorage['heed.outbox']).length`)

	b.JS(`location.href = '/other.html'`)
	b.Until(`location.pathname === '/other.html'`)
	b.listening()
	b.JS(`heed('track', 'there')`)
	c.waitTrack(t, &c.socket, "there")
	b.JS(`history.back()`)
	b.Until(`location.pathname === '/everywhere/plain.html' && window.persisted !== undefined`)
	b.Want(`persisted`, true) // or nothing is tested here

	c.wait(t, &c.socket, "page", func(f frame) bool { return f.is("page") && f["path"] == "/everywhere/plain.html" })
	p.hit(b, "works", 5)
	p.hit(b, "dead", 1)
	c.wait(t, &c.socket, "dead click", isSignal("dead_click"))
	overdue(b, c)
	b.Want(`witness()`, []any{"global persisted"})
	wantSignals(t, c, "rage_click #broken", "dead_click #dead", "quick_back <nil>")
	if n := c.count(&c.socket, "hello"); n != 3 {
		t.Errorf("%d hellos: there, away, back are three", n)
	}
	if n := c.count(&c.socket, "page"); n != 1 {
		t.Errorf("%d times the page is told to be in front again", n)
	}
}

// TestPrerender: a page that is made ready before anybody asks for it has no visitor. It says nothing until it is shown, and its
// time begins then.
func TestPrerender(t *testing.T) {
	t.Parallel()
	p := place{page: "early.html"}
	c, first := newCollector(t), newTab(t)
	c.settings = patient()
	first.Open("about:blank")
	first.Unwatched(c.URL + "/everywhere/before.html")
	c.wait(t, &c.got, "the page, ready", func(f frame) bool { return f["path"] == "/everywhere/more.html" })
	if n := c.count(&c.socket, "hello"); n != 0 {
		t.Errorf("%d hellos before the page is shown", n)
	}
	close(c.gate)
	c.wait(t, &c.socket, "hello", func(f frame) bool { return f.is("hello") })

	b := &tab{first.Watch(c.URL + "/everywhere/early.html"), t}
	began := browsertest.Value[float64](b.Tab, `performance.getEntriesByType('navigation')[0].activationStart`)
	if began == 0 {
		t.Fatal("the page was not prerendered")
	}
	since := browsertest.Value[float64](b.Tab, `performance.timeOrigin`) + began
	b.listening()
	barrier(b, c)
	p.check(t, c, b)
	b.Open(c.URL + "/other.html")
	b.listening()
	if at := browsertest.Value[float64](b.Tab, `JSON.parse(sessionStorage['heed.trail']).at(-1).at`); at < since {
		t.Errorf("the page counts as seen %v ms before it was", since-at)
	}
}

// TestBackground: a tab that somebody leaves with a press has answered it, whatever is due is not told while nobody sees it, and
// when it is back everything goes on.
func TestBackground(t *testing.T) {
	t.Parallel()
	p := place{page: "plain.html"}
	c, b := newCollector(t), newTab(t)
	p.enter(c, b)
	p.hit(b, "works", 1)
	p.hit(b, "broken", 1)
	b.Hide()
	overdue(b, c)
	wantSignals(t, c)
	b.Show()
	p.check(t, c, b)
}
