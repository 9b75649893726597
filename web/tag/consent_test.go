package tag_test

import "testing"

// TestNothingBeforeConsent: with data-consent="required" the page neither stores nor sends nor listens until it says so.
func TestNothingBeforeConsent(t *testing.T) {
	t.Parallel()
	c, b := newCollector(t), newTab(t)
	b.Open(c.URL + "/consent.html")
	b.Until(`window.heed && heed.live`)
	b.JS(`heed('track', 'early')`)
	b.JS(`new Promise((done) => requestIdleCallback(() => requestIdleCallback(done)))`)
	state := b.value(`[sockets, localStorage.length, sessionStorage.length, String(fetch).includes('[native code]')].join()`)
	if state != "0,0,0,true" {
		t.Errorf("sockets, localStorage, sessionStorage, native fetch: %v", state)
	}
	b.JS(`heed('consent', {analytics: true, feedback: true})`)
	c.waitTrack(t, &c.socket, "early") // the call was kept, not lost

	c.set(func() { c.socket = nil })
	b.Open(c.URL + "/consent.html")
	hello := c.wait(t, &c.socket, "hello of the next page", func(f frame) bool { return f.is("hello") })
	if consent := hello["consent"].(map[string]any); consent["analytics"] != true {
		t.Errorf("the choice was not remembered: %v", hello)
	}
}

func TestFeedbackWithoutAnalytics(t *testing.T) {
	t.Parallel()
	c, b := newCollector(t), newTab(t)
	b.Open(c.URL + "/consent.html")
	b.Until(`window.heed && heed.live`)
	b.JS(`heed('consent', {analytics: false, feedback: true}); heed('track', 'no'); heed('cart', {value: 50}); heed('open', 'chat')`)
	open := c.wait(t, &c.socket, "open", func(f frame) bool { return f.is("open") })
	if open["what"] != "chat" {
		t.Errorf("open %v", open)
	}
	if n := c.count(&c.socket, "track") + c.count(&c.socket, "cart"); n != 0 {
		t.Errorf("%d analytics items left the page", n)
	}
	if keys := b.value(`Object.keys(localStorage).concat(Object.keys(sessionStorage)).join()`); keys != "heed.consent" {
		t.Errorf("stored: %v", keys)
	}
	if b.value(`String(fetch).includes('[native code]')`) != true {
		t.Error("the page is watched without analytics")
	}
}

// TestAnalyticsAllowedLater: who was known to this page alone is known to the next one once that may be.
func TestAnalyticsAllowedLater(t *testing.T) {
	t.Parallel()
	c, b := newCollector(t), newTab(t)
	b.Open(c.URL + "/consent.html")
	b.Until(`window.heed && heed.live`)
	b.JS(`heed('consent', {analytics: false, feedback: true}); heed('open', 'chat')`)
	first := c.wait(t, &c.socket, "hello", func(f frame) bool { return f.is("hello") })
	b.JS(`heed('consent', {analytics: true, feedback: true})`)
	b.Want(`[localStorage['heed.visitor'], JSON.parse(localStorage['heed.session'] ?? '{}').id]`, []any{`"` + first["visitor"].(string) + `"`, first["session"]})
}

func TestNeitherPurpose(t *testing.T) {
	t.Parallel()
	c, b := newCollector(t), newTab(t)
	b.Open(c.URL + "/consent.html")
	b.Until(`window.heed && heed.live`)
	b.JS(`heed('consent', {analytics: false, feedback: false}); heed('open', 'chat'); heed('track', 'no')`)
	b.JS(`new Promise((done) => requestIdleCallback(() => requestIdleCallback(done)))`)
	if n := b.value(`sockets`); n != 0.0 {
		t.Errorf("%v sockets", n)
	}
}

func TestConsentWithdrawn(t *testing.T) {
	t.Parallel()
	c, b := newCollector(t), newTab(t)
	b.Open(c.URL + "/controls.html")
	b.listening()
	c.wait(t, &c.socket, "hello", func(f frame) bool { return f.is("hello") })
	if b.value(`'heed.visitor' in localStorage`) != true {
		t.Fatal("no visitor to forget")
	}
	b.JS(`heed('consent', {analytics: false, feedback: true})`)
	if b.value(`'heed.visitor' in localStorage || 'heed.session' in localStorage`) != false {
		t.Error("the lasting ids are still there")
	}
	if b.value(`String(fetch).includes('[native code]')`) != true {
		t.Error("the page is still watched")
	}
	c.set(func() { c.socket = nil })
	b.Press("#dead", 4)
	b.JS(`heed('open', 'feedback')`)
	c.wait(t, &c.socket, "open", func(f frame) bool { return f.is("open") })
	if n := c.count(&c.socket, "signal"); n != 0 {
		t.Errorf("%d signals after consent was withdrawn", n)
	}
}

// TestConsentOfOneTabGoesForAll: what is withdrawn in one tab is so in the others at once, and nothing of it is written there again; likewise
// what is allowed.
func TestConsentOfOneTabGoesForAll(t *testing.T) {
	t.Parallel()
	c, b := newCollector(t), newTab(t)
	b.Open(c.URL + "/controls.html")
	b.listening()
	other := &tab{b.Beside(), t}
	b.AllowRefusals() // of sockets that are closed before they have opened
	other.AllowRefusals()
	other.Open(c.URL + "/controls.html")
	other.listening()
	other.JS(`heed('consent', {analytics: false, feedback: true})`)
	b.Until(`String(fetch).includes('[native code]')`)
	c.set(func() { c.socket = nil })
	b.Press("#dead", 4)
	b.JS(`heed('open', 'feedback')`)
	c.wait(t, &c.socket, "open", func(f frame) bool { return f.is("open") })
	if n := c.count(&c.socket, "signal"); n != 0 {
		t.Errorf("%d signals after consent was withdrawn", n)
	}
	b.Want(`Object.keys(localStorage).concat(Object.keys(sessionStorage)).join()`, "heed.consent")
	other.JS(`heed('consent', {analytics: true, feedback: true})`)
	b.listening()
}

// TestConsentWithdrawnMeanwhile: a page that lay in the back/forward cache has not heard of it, and wakes up under what is allowed by now.
func TestConsentWithdrawnMeanwhile(t *testing.T) {
	t.Parallel()
	c, b := newCollector(t), newTab(t)
	b.AllowRefusals()
	b.Before(`addEventListener('pageshow', (e) => (window.persisted = e.persisted))`)
	b.Open(c.URL + "/controls.html")
	b.listening()
	b.JS(`location.href = '/other.html'`)
	b.Until(`location.pathname === '/other.html' && window.heed?.live`)
	b.JS(`heed('consent', {analytics: false, feedback: true}); history.back()`)
	b.Until(`location.pathname === '/controls.html' && window.persisted !== undefined`)
	b.Want(`persisted`, true) // or nothing is tested here
	b.Want(`String(fetch).includes('[native code]')`, true)
	b.Want(`Object.keys(localStorage).concat(Object.keys(sessionStorage)).join()`, "heed.consent")
}

func TestGlobalPrivacyControl(t *testing.T) {
	t.Parallel()
	const gpc = `Object.defineProperty(navigator, 'globalPrivacyControl', {value: true})`
	t.Run("not asked", func(t *testing.T) {
		t.Parallel()
		c, b := newCollector(t), newTab(t)
		b.Before(gpc)
		b.Open(c.URL + "/plain.html")
		b.Until(`window.heed && heed.live`)
		b.JS(`heed('track', 'no'); heed('open', 'chat')`)
		c.wait(t, &c.socket, "open", func(f frame) bool { return f.is("open") })
		if n := c.count(&c.socket, "track"); n != 0 || b.value(`localStorage.length`) != 0.0 {
			t.Errorf("%d items, %v stored", n, b.value(`Object.keys(localStorage)`))
		}
	})
	t.Run("explicit consent", func(t *testing.T) {
		t.Parallel()
		c, b := newCollector(t), newTab(t)
		b.Before(gpc)
		b.Open(c.URL + "/plain.html")
		b.JS(`heed('consent', {analytics: true, feedback: true}); heed('track', 'yes')`)
		c.waitTrack(t, &c.socket, "yes")
	})
}
