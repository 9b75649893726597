package tag_test

import (
	"regexp"
	"slices"
	"strconv"
	"testing"
	"time"
)

func ids(frames []frame, kind string) []string {
	var list []string
	for _, f := range frames {
		if f.is(kind) {
			list = append(list, f.id())
		}
	}
	return list
}

func TestHello(t *testing.T) {
	t.Parallel()
	c, b := newCollector(t), newTab(t)
	b.Open(c.URL + "/plain.html?secret=1#part")
	b.JS(`heed('track', 'after')`)
	c.waitTrack(t, &c.socket, "after")
	first := c.frames(&c.socket)[0]
	if !first.is("hello") {
		t.Fatalf("the first frame is %v", first)
	}
	page := first["page"].(map[string]any)
	if page["path"] != "/plain.html" || page["title"] != "Plain" || first["visitor"] == first["session"] {
		t.Errorf("hello %v", first)
	}
	if consent := first["consent"].(map[string]any); consent["analytics"] != true || consent["feedback"] != true {
		t.Errorf("consent %v", consent)
	}
	if device := first["device"].(map[string]any); device["w"] != 1280.0 || device["touch"] != false {
		t.Errorf("device %v", device)
	}
	if agent, _ := first["agent"].(string); !regexp.MustCompile(`^a/tag/agent\.[0-9a-f]{12}\.wasm$`).MatchString(agent) {
		t.Errorf("agent %q does not say which agent runs", agent)
	}
}

// TestUnacknowledgedSurvivesNavigation: what the collector has not acknowledged comes again from the next page, with the
// same id and under the same visitor and session, and no more after it has been acknowledged.
func TestUnacknowledgedSurvivesNavigation(t *testing.T) {
	t.Parallel()
	c, b := newCollector(t), newTab(t)
	c.keepAcks = true
	b.Open(c.URL + "/plain.html")
	b.JS(`heed('track', 'kept', {n: 1})`)
	before := c.waitTrack(t, &c.socket, "kept")
	c.set(func() { c.keepAcks, c.socket = false, nil })

	b.Open(c.URL + "/other.html")
	again := c.waitTrack(t, &c.socket, "kept")
	if again.id() != before.id() || again["at"] != before["at"] {
		t.Errorf("first %v, again %v", before, again)
	}
	b.Until(`!JSON.parse(sessionStorage['heed.outbox']).length`)
	c.set(func() { c.socket = nil })

	b.Open(c.URL + "/plain.html")
	barrier(b, c)
	for _, f := range c.frames(&c.socket) {
		if f["name"] == "kept" {
			t.Error("an acknowledged item came again")
		}
	}
}

func TestVisitorAndSessionAreSharedByPages(t *testing.T) {
	t.Parallel()
	c, b := newCollector(t), newTab(t)
	b.Open(c.URL + "/plain.html")
	barrier(b, c)
	b.Open(c.URL + "/other.html")
	b.JS(`heed('track', 'second')`)
	c.waitTrack(t, &c.socket, "second")
	var hellos []frame
	for _, f := range c.frames(&c.socket) {
		if f.is("hello") {
			hellos = append(hellos, f)
		}
	}
	if len(hellos) != 2 || hellos[0]["visitor"] != hellos[1]["visitor"] || hellos[0]["session"] != hellos[1]["session"] {
		t.Errorf("hellos %v", hellos)
	}
	b.JS(`heed('reset'); heed('track', 'third')`)
	c.waitTrack(t, &c.socket, "third")
	all := c.frames(&c.socket)
	index := slices.IndexFunc(all, func(f frame) bool { return f["name"] == "third" })
	if last := all[index-1]; !last.is("hello") || last["visitor"] == hellos[0]["visitor"] || last["session"] == hellos[0]["session"] {
		t.Errorf("after reset the page says %v", last)
	}
}

// TestOldSessionEnds: half an hour without a sign of life begins a new session of the same visitor. A sign is noted once a minute.
func TestOldSessionEnds(t *testing.T) {
	t.Parallel()
	const visitor, session = "0190a000-0000-7000-8000-000000000001", "0190a000-0000-7000-8000-000000000002"
	for _, test := range []struct {
		name        string
		idle        string
		same, noted bool
	}{{"20 seconds", "20e3", true, false}, {"29 minutes", "29 * 60e3", true, true}, {"31 minutes", "31 * 60e3", false, true},
		{"a clock that was ahead", "-5 * 86400e3", true, true}} {
		t.Run(test.name, func(t *testing.T) {
			t.Parallel()
			c, b := newCollector(t), newTab(t)
			b.Before(`localStorage['heed.visitor'] = JSON.stringify('` + visitor + `')
				globalThis.before = Date.now() - ` + test.idle + `
				localStorage['heed.session'] = JSON.stringify({id: '` + session + `', at: before})`)
			b.Open(c.URL + "/plain.html")
			hello := c.wait(t, &c.socket, "hello", func(f frame) bool { return f.is("hello") })
			if hello["visitor"] != visitor || (hello["session"] == session) != test.same {
				t.Errorf("hello %v", hello)
			}
			if got := b.value(`JSON.parse(localStorage['heed.session']).at !== before`); got != test.noted {
				t.Errorf("noted anew: %v", got)
			}
		})
	}
}

// TestLeftBeforeTheTagBegan: what a page's dataLayer was told goes with the next page, also when the browser found no time before.
func TestLeftBeforeTheTagBegan(t *testing.T) {
	t.Parallel()
	c, b := newCollector(t), newTab(t)
	b.Before(`if (location.pathname.endsWith('plain.html')) {
			requestIdleCallback = () => {}
			dataLayer = [{event: 'purchase', ecommerce: {transaction_id: 'T1', value: 30, currency: 'EUR'}}]
		}`)
	b.Open(c.URL + "/plain.html")
	b.Open(c.URL + "/other.html")
	c.waitTrack(t, &c.socket, "purchase")
}

func TestFullOutboxTellsWhatItDropped(t *testing.T) {
	t.Parallel()
	c, b := newCollector(t), newTab(t)
	c.keepAcks = true
	b.Open(c.URL + "/plain.html")
	barrier(b, c)
	b.JS(`for (let i = 0; i < 260; i++) heed('track', 'n' + i)`)
	c.waitTrack(t, &c.socket, "n259")
	c.set(func() { c.socket = nil })
	b.JS(`heed('reset')`) // beacons what is pending, and says hello again
	// 261 items were made; 200 were kept.
	first := c.wait(t, &c.batch, "hello", func(f frame) bool { return f.is("hello") })
	second := c.wait(t, &c.socket, "hello", func(f frame) bool { return f.is("hello") })
	if first["dropped"] != 61.0 || second["dropped"] != 0.0 {
		t.Errorf("%v items dropped, then %v; want 61, told once", first["dropped"], second["dropped"])
	}
	if n := c.count(&c.socket, "track"); n != 0 {
		t.Errorf("%d items came, want 200", n)
	}
}

func TestSocketRefusedGoesByBatch(t *testing.T) {
	t.Parallel()
	c, b := newCollector(t), newTab(t)
	b.AllowRefusals()
	c.refuseSocket = true
	b.Open(c.URL + "/plain.html")
	b.JS(`heed('track', 'by-batch')`)
	item := c.waitTrack(t, &c.batch, "by-batch")
	if hello := c.frames(&c.batch)[0]; !hello.is("hello") || hello["visitor"] == nil {
		t.Errorf("the batch has no hello: %v", hello)
	}
	b.Until(`!JSON.parse(sessionStorage['heed.outbox']).length`)
	if n := slices.Index(ids(c.frames(&c.batch), "track"), item.id()); n < 0 {
		t.Error("the item has no id")
	}
	// The socket is tried now and then, and takes over when it opens.
	c.set(func() { c.refuseSocket = false })
	c.wait(t, &c.socket, "hello", func(f frame) bool { return f.is("hello") })
	barrier(b, c)
}

func TestForbiddenStopsForGood(t *testing.T) {
	t.Parallel()
	c, b := newCollector(t), newTab(t)
	b.AllowRefusals()
	c.refuseSocket, c.batchStatus = true, 403
	b.Open(c.URL + "/plain.html")
	c.wait(t, &c.batch, "batch", func(f frame) bool { return f.is("hello") })
	b.Until(`performance.getEntriesByName('` + c.URL + `/v1/batch?site=demo').length`)
	// Nothing is under way any more: a timer of ours would be the only thing that could begin something.
	opened := b.value(`new Promise((done) => { const before = sockets; const end = performance.now() + 3000
		const look = () => performance.now() > end ? done(sockets - before) : requestAnimationFrame(look); look() })`)
	if opened != 0.0 {
		t.Errorf("%v sockets were opened after a 403", opened)
	}
	b.JS(`heed('track', 'ignored')`)
	if n := c.count(&c.batch, "track"); n != 0 {
		t.Errorf("%d items were sent after a 403", n)
	}
}

func TestTooManyRequestsWaits(t *testing.T) {
	t.Parallel()
	c, b := newCollector(t), newTab(t)
	b.AllowRefusals()
	c.refuseSocket, c.batchStatus, c.retryAfter = true, 429, "2"
	b.Open(c.URL + "/plain.html")
	b.JS(`heed('track', 'patient')`)
	c.waitTrack(t, &c.batch, "patient")
	c.set(func() { c.batchStatus = 0 })
	b.Until(`!JSON.parse(sessionStorage['heed.outbox']).length`)
	gaps := b.value(`(() => { const all = performance.getEntriesByName('` + c.URL + `/v1/batch?site=demo'); return all.at(-1).startTime - all.at(-2).responseEnd })()`)
	if gap, _ := gaps.(float64); gap < 1900 {
		t.Errorf("the next batch came after %v ms, Retry-After said 2 s", gaps)
	}
}

func TestLeavingSendsABeacon(t *testing.T) {
	t.Parallel()
	c, b := newCollector(t), newTab(t)
	c.keepAcks = true
	b.Open(c.URL + "/plain.html")
	b.JS(`heed('track', 'last-words')`)
	item := c.waitTrack(t, &c.socket, "last-words")
	b.Open("about:blank")
	again := c.waitTrack(t, &c.batch, "last-words")
	if again.id() != item.id() {
		t.Errorf("the beacon gave it another id: %v, %v", item, again)
	}
}

func TestBeaconFitsItsQuota(t *testing.T) {
	t.Parallel()
	c, b := newCollector(t), newTab(t)
	c.keepAcks = true
	b.Open(c.URL + "/plain.html")
	barrier(b, c)
	b.JS(`for (let i = 0; i < 12; i++) heed('track', 'big' + i, {text: 'ü'.repeat(5000)})`)
	b.Open("about:blank")
	c.waitTrack(t, &c.batch, "big0")
	if n := c.count(&c.batch, "track"); n < 6 || n > 7 {
		t.Errorf("%d items in a beacon of at most 60 KB; one is small, the others 10 KB", n)
	}
}

func TestTooLongAnItemIsRefusedAloud(t *testing.T) {
	t.Parallel()
	c, b := newCollector(t), newTab(t)
	b.Open(c.URL + "/plain.html")
	b.JS(`heed('on', 'error', (e) => (window.heard = e.code))`)
	for _, props := range []string{`{text: 'x'.repeat(20000)}`, `{n: 1n}`, `(() => { const a = {}; a.a = a; return a })()`} {
		b.JS(`heard = ''; heed('track', 'bad', ` + props + `)`)
		b.Until(`heard === 'invalid'`)
	}
	barrier(b, c)
	if n := c.count(&c.socket, "track"); n != 1 {
		t.Errorf("%d items came", n)
	}
}

func TestSentShowsWhatLeft(t *testing.T) {
	t.Parallel()
	c, b := newCollector(t), newTab(t)
	b.Open(c.URL + "/plain.html")
	b.JS(`heed('track', 'one')`)
	c.waitTrack(t, &c.socket, "one")
	b.Until(`!JSON.parse(sessionStorage['heed.outbox']).length`) // or leaving would send it once more
	b.Open(c.URL + "/other.html")
	b.JS(`heed('track', 'two')`)
	c.waitTrack(t, &c.socket, "two")
	got := b.value(`heed('sent').map((f) => f.t + (f.name || '')).join()`)
	if got != "hello,trackone,hello,tracktwo" {
		t.Errorf("sent: %v", got)
	}
}

func TestRouteChange(t *testing.T) {
	t.Parallel()
	c, b := newCollector(t), newTab(t)
	b.Open(c.URL + "/plain.html")
	b.listening()
	b.JS(`history.pushState({}, '', '/route?q=1'); history.replaceState({}, '', '/route?q=1'); history.pushState({}, '', '#part')`)
	c.wait(t, &c.socket, "page", func(f frame) bool { return f.is("page") && f["path"] == "/route" })
	barrier(b, c)
	if n := c.count(&c.socket, "page"); n != 1 {
		t.Errorf("%d pages for one route change: %v", n, c.frames(&c.socket))
	}
}

// TestIdsAreUUIDv7 holds the promise that ids sort by time.
func TestIdsAreUUIDv7(t *testing.T) {
	t.Parallel()
	c, b := newCollector(t), newTab(t)
	b.Open(c.URL + "/plain.html")
	b.JS(`heed('track', 'a')`)
	f := c.waitTrack(t, &c.socket, "a")
	id := f.id()
	if len(id) != 36 || id[14] != '7' || !slices.Contains([]byte("89ab"), id[19]) {
		t.Fatalf("%q is no UUIDv7", id)
	}
	stamp, err := strconv.ParseInt(id[:8]+id[9:13], 16, 64)
	if err != nil || float64(stamp) != f["at"] {
		t.Errorf("%q holds %d, the item is of %v", id, stamp, f["at"])
	}
}

// TestRefusedItem: an item that is refused for good goes; one that is refused for now comes again, as it is, when it may.
func TestRefusedItem(t *testing.T) {
	t.Parallel()
	for _, way := range []string{"socket", "batch"} {
		t.Run(way, func(t *testing.T) {
			t.Parallel()
			c, b := newCollector(t), newTab(t)
			came := map[string][]time.Time{}
			ids := map[string]bool{}
			c.keepAcks = true
			c.onFrame = func(f frame) []frame {
				if !f.is("track") {
					return nil
				}
				name := f["name"].(string)
				came[name], ids[f.id()] = append(came[name], time.Now()), true
				switch {
				case name == "never":
					return []frame{{"t": "error", "id": f.id(), "code": "invalid", "message": "no"}}
				case name == "later" && len(came[name]) == 1:
					return []frame{{"t": "error", "id": f.id(), "code": "busy", "message": "not now", "retry_after": 1}}
				}
				return []frame{{"t": "ack", "ids": []string{f.id()}}}
			}
			list := &c.socket
			if way == "batch" {
				b.AllowRefusals()
				c.refuseSocket, list = true, &c.batch
			}
			b.Open(c.URL + "/plain.html")
			b.JS(`heed('track', 'later'); heed('track', 'never')`)
			c.waitTrack(t, list, "never")
			b.JS(`heed('track', 'next')`) // another one is not held up, and does not bring the other back too soon
			c.waitTrack(t, list, "next")
			b.Until(`!JSON.parse(sessionStorage['heed.outbox']).length`)
			c.set(func() {
				if len(came["never"]) != 1 || len(came["later"]) != 2 || len(ids) != 3 {
					t.Fatalf("came %v under %d ids", came, len(ids))
				}
				if wait := came["later"][1].Sub(came["later"][0]); wait < 990*time.Millisecond {
					t.Errorf("came again after %v", wait)
				}
			})
		})
	}
}
