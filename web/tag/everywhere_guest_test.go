package tag_test

import (
	"net/http"
	"testing"
)

// TestZone is a page under Zone.js: what works and what does not is told as anywhere, none of the patched functions is called by
// us, and the application never waits for us nor looks for changes because of us.
func TestZone(t *testing.T) {
	t.Parallel()
	p := place{page: "zone.html"}
	c, b := newCollector(t), newTab(t)
	p.enter(c, b)
	p.check(t, c, b)

	b.JS(`zone.checks = 0`)
	b.Press("#asks", 1)
	c.waitTrack(t, &c.socket, "asked") // a call of ours, from within the application
	overdue(b, c)                      // and the agent's timers that came of it
	if got := b.value(`[zone.checks, zone.waiting(), zone.ours.join()].join('|')`); got != "1|0|" {
		t.Errorf("checks, timers to wait for, patched functions that we call: %v", got)
	}
}

// TestPatchedListeners: a page whose own addEventListener adds its own wrapping, or is broken, is served, or left alone.
func TestPatchedListeners(t *testing.T) {
	t.Parallel()
	const wraps = `{ const add = EventTarget.prototype.addEventListener
		EventTarget.prototype.addEventListener = function (type, fn, options) {
			return add.call(this, type, typeof fn === 'function' ? function (...args) { return fn.apply(this, args) } : fn, options && !!options.capture)
		} }`
	t.Run("that wraps and knows no options", place{page: "plain.html", before: wraps}.test)
	t.Run("that throws", func(t *testing.T) {
		t.Parallel()
		c, b := newCollector(t), newTab(t)
		b.Before(`{ const add = EventTarget.prototype.addEventListener
			EventTarget.prototype.addEventListener = function (type, fn, options) {
				if (options?.passive) throw new Error('no')
				return add.call(this, type, fn, options)
			} }`)
		b.Open(c.URL + "/everywhere/plain.html")
		b.Until(`window.heed && heed.live`)
		b.JS(`new Promise((done) => requestIdleCallback(() => requestIdleCallback(done)))`)
		b.Press("#works", 2)
		b.Press("#broken", 3)
		b.Want(`[count.textContent, witness()]`, []any{"2", []any{}})
	})
}

// TestPageThrows: a page that fails wherever we touch it hears of its own errors and of none of ours.
func TestPageThrows(t *testing.T) {
	t.Parallel()
	p := place{page: "throws.html"}
	c, b := newCollector(t), newTab(t)
	p.enter(c, b)
	b.Press("#broken", 3)
	c.wait(t, &c.socket, "rage click", isSignal("rage_click"))
	b.JS(`heed('nonsense')`)
	b.Until(`heardMine >= 2`)
	b.Press("#dead", 1)
	c.wait(t, &c.socket, "dead click", isSignal("dead_click")) // it has ended nothing
	b.Until(`heardMine === mine.length`)
	b.Want(`witness().filter((note) => !/global (mine|heardMine|dataLayer)/.test(note))`, []any{})
}

// TestPagesOwnNames: what a page calls its fields, frames and variables hides nothing that the tag calls, and ends nothing.
func TestPagesOwnNames(t *testing.T) {
	t.Parallel()
	const words = `<p id="words">Words in it</p>`
	for name, script := range map[string]string{
		"a field called matches":    "document.body.insertAdjacentHTML('afterbegin', '<form><input type=hidden name=matches>" + words + "</form>')",
		"an element with matches":   "customElements.define('x-game', class extends HTMLElement { matches = [] }); document.body.insertAdjacentHTML('afterbegin', '<x-game>" + words + "</x-game>')",
		"a control with matches":    "customElements.define('x-game', class extends HTMLElement { matches = [] }); document.body.insertAdjacentHTML('afterbegin', '<x-game role=button id=words>Words</x-game>')",
		"a form called evaluate":    "document.body.insertAdjacentHTML('afterbegin', '<form name=evaluate></form>" + words + "')",
		"a variable shadowRoot":     "globalThis.shadowRoot = 'x'; document.body.insertAdjacentHTML('afterbegin', '" + words + "')",
		"two ids that are the same": "document.body.insertAdjacentHTML('afterbegin', '<i id=shadowRoot></i><i id=shadowRoot></i>" + words + "')",
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			c, b := newCollector(t), newTab(t)
			b.Open(c.URL + "/controls.html")
			b.listening()
			b.JS(script)
			b.Press("#words", 1)
			b.Press("#dead", 1)
			c.wait(t, &c.socket, "dead click", isSignal("dead_click"))
		})
	}
}

// TestDamagedCollector: a page that notes its own errors has none from us, whatever becomes of the answers, and what it has to say
// is kept until it leaves.
func TestDamagedCollector(t *testing.T) {
	t.Parallel()
	for name, damage := range map[string]func(c *collector){
		"garbage":             func(c *collector) { c.garbage = true },
		"garbage by batch":    func(c *collector) { c.garbage, c.refuseSocket = true, true },
		"half a message":      func(c *collector) { c.half = true },
		"half a batch":        func(c *collector) { c.half, c.refuseSocket = true, true },
		"nothing":             func(c *collector) { c.silent = true },
		"nothing by batch":    func(c *collector) { c.silent, c.refuseSocket = true, true },
		"a server that fails": func(c *collector) { c.refuseSocket, c.batchStatus = true, http.StatusInternalServerError },
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			c, b := newCollector(t), newTab(t)
			b.AllowRefusals()
			c.keepAcks = true
			damage(c)
			b.Open(c.URL + "/everywhere/plain.html")
			b.listening()
			b.Press("#works", 2)
			b.Press("#broken", 3)
			b.Until(`JSON.parse(sessionStorage['heed.outbox'] ?? '[]').some((f) => f.kind === 'rage_click')`)
			b.Until(`heed('sent').length`)
			b.Press("#works", 2)
			b.Want(`[count.textContent, witness()]`, []any{"4", []any{}})
			b.Open("about:blank")
			c.wait(t, &c.batch, "rage click", isSignal("rage_click"))
		})
	}
}
