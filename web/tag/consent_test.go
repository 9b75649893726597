package tag_test

import "testing"

// TestNothingBeforeConsent: with data-consent="required" the page neither stores nor sends nor listens until it says so.
func TestNothingBeforeConsent(t *testing.T) {
	c, b := newCollector(t), newTab(t)
	b.open(c.URL + "/consent.html")
	b.until(`window.heed && heed.live`)
	b.js(`heed('track', 'early')`)
	b.js(`new Promise((done) => requestIdleCallback(() => requestIdleCallback(done)))`)
	state := b.js(`[sockets, localStorage.length, sessionStorage.length, String(fetch).includes('[native code]')].join()`)
	if state != "0,0,0,true" {
		t.Errorf("sockets, localStorage, sessionStorage, native fetch: %v", state)
	}
	b.js(`heed('consent', {analytics: true, feedback: true})`)
	c.waitTrack(t, &c.socket, "early") // the call was kept, not lost

	c.set(func() { c.socket = nil })
	b.open(c.URL + "/consent.html")
	hello := c.wait(t, &c.socket, "hello of the next page", func(f frame) bool { return f.is("hello") })
	if consent := hello["consent"].(map[string]any); consent["analytics"] != true {
		t.Errorf("the choice was not remembered: %v", hello)
	}
}

func TestFeedbackWithoutAnalytics(t *testing.T) {
	c, b := newCollector(t), newTab(t)
	b.open(c.URL + "/consent.html")
	b.until(`window.heed && heed.live`)
	b.js(`heed('consent', {analytics: false, feedback: true}); heed('track', 'no'); heed('cart', {value: 50}); heed('open', 'chat')`)
	open := c.wait(t, &c.socket, "open", func(f frame) bool { return f.is("open") })
	if open["what"] != "chat" {
		t.Errorf("open %v", open)
	}
	if n := c.count(&c.socket, "track") + c.count(&c.socket, "cart"); n != 0 {
		t.Errorf("%d analytics items left the page", n)
	}
	if keys := b.js(`Object.keys(localStorage).concat(Object.keys(sessionStorage)).join()`); keys != "heed.consent" {
		t.Errorf("stored: %v", keys)
	}
	if b.js(`String(fetch).includes('[native code]')`) != true {
		t.Error("the page is watched without analytics")
	}
}

func TestNeitherPurpose(t *testing.T) {
	c, b := newCollector(t), newTab(t)
	b.open(c.URL + "/consent.html")
	b.until(`window.heed && heed.live`)
	b.js(`heed('consent', {analytics: false, feedback: false}); heed('open', 'chat'); heed('track', 'no')`)
	b.js(`new Promise((done) => requestIdleCallback(() => requestIdleCallback(done)))`)
	if n := b.js(`sockets`); n != 0.0 {
		t.Errorf("%v sockets", n)
	}
}

func TestConsentWithdrawn(t *testing.T) {
	c, b := newCollector(t), newTab(t)
	b.open(c.URL + "/controls.html")
	b.listening()
	c.wait(t, &c.socket, "hello", func(f frame) bool { return f.is("hello") })
	if b.js(`'heed.visitor' in localStorage`) != true {
		t.Fatal("no visitor to forget")
	}
	b.js(`heed('consent', {analytics: false, feedback: true})`)
	if b.js(`'heed.visitor' in localStorage || 'heed.session' in localStorage`) != false {
		t.Error("the lasting ids are still there")
	}
	if b.js(`String(fetch).includes('[native code]')`) != true {
		t.Error("the page is still watched")
	}
	c.set(func() { c.socket = nil })
	b.press("#dead", 4)
	b.js(`heed('open', 'feedback')`)
	c.wait(t, &c.socket, "open", func(f frame) bool { return f.is("open") })
	if n := c.count(&c.socket, "signal"); n != 0 {
		t.Errorf("%d signals after consent was withdrawn", n)
	}
}

func TestGlobalPrivacyControl(t *testing.T) {
	const gpc = `Object.defineProperty(navigator, 'globalPrivacyControl', {value: true})`
	t.Run("not asked", func(t *testing.T) {
		c, b := newCollector(t), newTab(t)
		b.before(gpc)
		b.open(c.URL + "/plain.html")
		b.until(`window.heed && heed.live`)
		b.js(`heed('track', 'no'); heed('open', 'chat')`)
		c.wait(t, &c.socket, "open", func(f frame) bool { return f.is("open") })
		if n := c.count(&c.socket, "track"); n != 0 || b.js(`localStorage.length`) != 0.0 {
			t.Errorf("%d items, %v stored", n, b.js(`Object.keys(localStorage)`))
		}
	})
	t.Run("explicit consent", func(t *testing.T) {
		c, b := newCollector(t), newTab(t)
		b.before(gpc)
		b.open(c.URL + "/plain.html")
		b.js(`heed('consent', {analytics: true, feedback: true}); heed('track', 'yes')`)
		c.waitTrack(t, &c.socket, "yes")
	})
}
