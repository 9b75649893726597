package tag_test

import (
	"testing"
)

// TestBlockedStorage: a page whose storage throws is served as any other, for as long as it lives.
func TestBlockedStorage(t *testing.T) {
	t.Parallel()
	for name, script := range map[string]string{
		"storage that cannot be reached": `for (const kind of ['localStorage', 'sessionStorage'])
			Object.defineProperty(window, kind, {get() { throw new DOMException('denied', 'SecurityError') }})`,
		"storage that is full": `Storage.prototype.setItem = () => { throw new DOMException('full', 'QuotaExceededError') }`,
		"storage with other things in it": `for (const name of ['visitor', 'session', 'outbox', 'sent', 'cart', 'draft'])
			for (const kind of [localStorage, sessionStorage]) kind['heed.' + name] = name < 'd' ? '{' : '7'`,
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			c, b := newCollector(t), newTab(t)
			b.Before(`if (location.protocol === 'http:') { ` + script + ` }`)
			b.Open(c.URL + "/controls.html")
			b.listening()
			b.Press("#dead", 3)
			c.wait(t, &c.socket, "rage click", isSignal("rage_click"))
		})
	}
}

// TestGarbage: whatever the collector answers, the page does not notice.
func TestGarbage(t *testing.T) {
	t.Parallel()
	t.Run("socket", func(t *testing.T) {
		t.Parallel()
		c, b := newCollector(t), newTab(t)
		c.garbage = true
		b.Open(c.URL + "/controls.html")
		b.listening()
		b.Press("#dead", 3)
		c.wait(t, &c.socket, "rage click", isSignal("rage_click"))
	})
	t.Run("batch", func(t *testing.T) {
		t.Parallel()
		c, b := newCollector(t), newTab(t)
		b.AllowRefusals()
		c.refuseSocket, c.garbage = true, true
		b.Open(c.URL + "/plain.html")
		b.JS(`heed('track', 'kept')`)
		c.waitTrack(t, &c.batch, "kept")
		c.set(func() { c.garbage, c.batch = false, nil })
		c.waitTrack(t, &c.batch, "kept") // it is still there and comes again
	})
}

// TestOwnErrorEndsTheTag: an error of ours is told once and takes everything of ours off the page.
func TestOwnErrorEndsTheTag(t *testing.T) {
	t.Parallel()
	c, b := newCollector(t), newTab(t)
	b.Open(c.URL + "/controls.html")
	b.listening()
	barrier(b, c)
	b.JS(`document.getElementById('dead').matches = () => { throw new Error('broken by the page') }
		document.getElementById('dead').getAttribute = document.getElementById('dead').matches`)
	b.Press("#dead", 1)
	report := c.waitTrack(t, &c.batch, "heed:error")
	if message := report["props"].(map[string]any)["message"]; message != "Error: broken by the page" {
		t.Errorf("message %v", message)
	}
	b.Until(`String(fetch).includes('[native code]')`)
	b.Press("#noop", 4)
	b.JS(`heed('track', 'after')`)
	if got := b.value(`heed('sent').some((f) => f.name === 'heed:error')`); got != true {
		t.Error("what left can no longer be shown")
	}
	for _, list := range []*[]frame{&c.socket, &c.batch} {
		for _, f := range c.frames(list) {
			if f["name"] == "after" || f.is("signal") {
				t.Errorf("after its own error the tag still says %v", f)
			}
		}
	}
}

// TestGuest: no globals but heed, no cookies, no attributes on the page's elements, and the page's own calls work as before.
func TestGuest(t *testing.T) {
	t.Parallel()
	c, b := newCollector(t), newTab(t)
	b.AllowRefusals() // of the request that must fail
	b.Before(`window.before = new Set(Object.getOwnPropertyNames(window))`)
	b.Open(c.URL + "/controls.html")
	b.listening()
	b.Press("#plus", 2)
	state := b.value(`(async () => {
		const own = ['before', 'heed', '$']
		const globals = Object.getOwnPropertyNames(window).filter((n) => !before.has(n) && !own.includes(n) && !/^\d+$/.test(n))
		const text = await (await fetch('frame.html')).text()
		const refused = await fetch('http://localhost:1/').catch((e) => e.constructor.name)
		return [globals.join(), document.cookie, /framed/.test(text), refused, document.querySelectorAll('[data-heed]').length].join('|')
	})()`)
	if state != "||true|TypeError|0" {
		t.Errorf("globals, cookies, fetch, failed fetch, attributes: %v", state)
	}
	barrier(b, c)
}

func TestTwoTagsAreOne(t *testing.T) {
	t.Parallel()
	c, b := newCollector(t), newTab(t)
	b.Open(c.URL + "/plain.html")
	b.listening()
	b.JS(`new Promise((done) => { const s = document.createElement('script'); s.src = '/heed.js'; s.dataset.site = 'demo'; s.onload = done; document.head.append(s) })`)
	barrier(b, c)
	if n := c.count(&c.socket, "hello"); n != 1 {
		t.Errorf("%d hellos", n)
	}
}

func TestQueueStub(t *testing.T) {
	t.Parallel()
	c, b := newCollector(t), newTab(t)
	b.Open(c.URL + "/controls.html")
	f := c.waitTrack(t, &c.socket, "from-stub")
	if f["props"].(map[string]any)["n"] != 1.0 {
		t.Errorf("the call lost its arguments: %v", f)
	}
}

// TestPageHears: what happens is told to functions, window events and the dataLayer; an error there stays the page's own.
func TestPageHears(t *testing.T) {
	t.Parallel()
	c, b := newCollector(t), newTab(t)
	b.Before(`window.dataLayer = []; window.heard = []; addEventListener('heed:signal', (e) => heard.push('event ' + e.detail.kind))
		addEventListener('error', (e) => { heard.push('error ' + e.message); e.preventDefault() })`)
	b.Open(c.URL + "/controls.html")
	b.listening()
	b.JS(`heed('on', 'signal', window.first = (s) => heard.push('on ' + s.kind)); heed('on', 'signal', () => { throw new Error('mine') })
		heed('on', 'signal', window.gone = () => heard.push('gone')); heed('off', 'signal', gone)`)
	b.Press("#dead", 3)
	// The page's own error, thrown while it hears of a signal, comes after a press and is one more.
	b.Until(`heard.length >= 6`)
	const once = "error Uncaught Error: mine,error Uncaught Error: mine,event error_click,event rage_click,on error_click,on rage_click"
	if got := b.value(`heard.sort().join()`); got != once {
		t.Errorf("heard %v", got)
	}
	b.JS(`heard.length = 0`)
	b.Press("#noop", 3)
	b.Until(`heard.includes('on rage_click')`) // the page's own error has ended nothing
	b.JS(`heed('nonsense'); heed(); heed('toString')`)
	barrier(b, c)
}

// TestAct loads the widget on the first act, shows an act once, and tells the collector that it was shown.
func TestAct(t *testing.T) {
	t.Parallel()
	c, b := newCollector(t), newTab(t)
	act := frame{"t": "act", "decision": "d1", "action": frame{"type": "message", "title": "Hello", "text": "Can we help?"}}
	c.onFrame = func(f frame) []frame {
		if f.is("signal") {
			return []frame{act, act}
		}
		return nil
	}
	b.Before(`window.dataLayer = []; window.heard = []; for (const n of ['decision', 'shown']) addEventListener('heed:' + n, (e) => heard.push(n))`)
	b.Open(c.URL + "/controls.html")
	b.listening()
	if b.value(`performance.getEntriesByType('resource').some((e) => e.name.includes('/widget/'))`) != false {
		t.Error("the widget came before it was needed")
	}
	b.Press("#dead", 3)
	shown := c.wait(t, &c.socket, "shown", func(f frame) bool { return f.is("shown") })
	if shown["decision"] != "d1" || shown.id() == "" || shown["at"] == nil {
		t.Errorf("shown %v", shown)
	}
	barrier(b, c)
	if got := b.value(`heard.join() + ' ' + dataLayer.map((e) => e.event).join()`); got != "decision,shown heed_message_shown" {
		t.Errorf("heard %v", got)
	}
	if n := c.count(&c.socket, "shown"); n != 1 {
		t.Errorf("shown %d times", n)
	}
}

// TestWidgetThatDoesNotCome: the collector hears that what it wanted to be shown was not, and the page that there is no widget.
func TestWidgetThatDoesNotCome(t *testing.T) {
	t.Parallel()
	c, b := newCollector(t), newTab(t)
	c.noWidget = true
	b.AllowRefusals()
	c.onFrame = func(f frame) []frame {
		if f.is("signal") {
			return []frame{{"t": "act", "decision": "d1", "action": frame{"type": "message", "text": "Can we help?"}}}
		}
		return nil
	}
	b.Before(`window.heard = []; addEventListener('heed:error', (e) => heard.push(e.detail.code))`)
	b.Open(c.URL + "/controls.html")
	b.listening()
	b.Press("#dead", 3)
	told := c.wait(t, &c.socket, "that it failed", func(f frame) bool { return f.is("dismissed") })
	if told["decision"] != "d1" || told["reason"] != "failed" {
		t.Errorf("told %v", told)
	}
	b.Want(`heard`, []string{"widget_unavailable"})
}

// TestWidgetKnowsItsItems: the line that a visitor wrote is recognised by its id when it comes back, whatever has become of
// its words.
func TestWidgetKnowsItsItems(t *testing.T) {
	t.Parallel()
	c, b := newCollector(t), newTab(t)
	c.onFrame = func(f frame) []frame {
		switch {
		case f.is("open"):
			return []frame{{"t": "act", "decision": "d1", "action": frame{"type": "chat", "conversation": "k1", "available": true, "history": []any{}}}}
		case f.is("chat"):
			return []frame{{"t": "chat", "conversation": "k1", "id": f.id(), "from": "visitor", "text": "other words", "at": f["at"]}}
		}
		return nil
	}
	b.Open(c.URL + "/plain.html")
	b.JS(`heed('open', 'chat')`)
	b.Until(`document.querySelector('heed-widget')?.shadowRoot.querySelector('textarea')`)
	const root = `document.querySelector('heed-widget').shadowRoot`
	b.JS(root + `.querySelector('textarea').value = 'my words'`)
	b.JS(root + `.querySelector('form').requestSubmit()`)
	b.Until(root + `.querySelector('.visitor')?.dataset.mark === 'sent'`)
	if got := b.value(root + `.querySelectorAll('.visitor').length`); got != 1.0 {
		t.Errorf("%v lines of the visitor", got)
	}
}

// TestWidgetLeavesWithItsVisitor: neither a withdrawn consent nor a reset leaves somebody's survey or chat on the page.
func TestWidgetLeavesWithItsVisitor(t *testing.T) {
	t.Parallel()
	for _, call := range []string{`heed('consent', {analytics: false, feedback: false})`, `heed('reset')`} {
		t.Run(call, func(t *testing.T) {
			t.Parallel()
			c, b := newCollector(t), newTab(t)
			c.onFrame = func(f frame) []frame {
				if !f.is("open") {
					return nil
				}
				return []frame{{"t": "act", "decision": f.id(), "action": frame{"type": "message", "text": "For one person"}}}
			}
			b.Open(c.URL + "/plain.html")
			b.JS(`heed('open', 'feedback')`)
			b.Until(`document.querySelector('heed-widget')?.dataset.state === 'message'`)
			b.JS(call)
			b.Until(`!document.querySelector('heed-widget')`)
		})
	}
}
