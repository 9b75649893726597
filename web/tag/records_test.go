package tag_test

import (
	"fmt"
	"testing"

	"github.com/chromedp/chromedp"

	"heed/agent"
	"heed/web/browsertest"
)

// recording runs before a page: it keeps every record that the tag writes, as the module reads it, in window.records.
const recording = `(() => {
	const { instantiateStreaming } = WebAssembly
	const records = (window.records = [])
	WebAssembly.instantiateStreaming = async (...args) => {
		const { instance: { exports } } = await instantiateStreaming.apply(WebAssembly, args)
		const push = (n) => {
			const at = new DataView(exports.memory.buffer, exports.records(), n * 32)
			for (let i = 0; i < n * 32; i += 32) records.push({
				kind: at.getUint8(i), flags: at.getUint8(i + 1), target: at.getUint32(i + 4, true), at: at.getFloat64(i + 8, true),
				x: at.getFloat32(i + 16, true), y: at.getFloat32(i + 20, true),
				a: at.getFloat32(i + 24, true), b: at.getFloat32(i + 28, true),
			})
			return exports.push(n)
		}
		return { instance: { exports: { ...exports, push } } }
	}
})()`

// recorded opens a page in a tab whose records are kept, and waits until the tag listens.
func recorded(t *testing.T, url string) *tab {
	t.Helper()
	b := newTab(t)
	b.Before(recording)
	b.Open(url)
	b.listening()
	return b
}

// on is the same tab for a subtest.
func (b *tab) on(t *testing.T) *tab { return &tab{b.For(t), t} }

// records gives what the tag has written of these kinds, oldest first; of all kinds when none is named.
func (b *tab) records(kinds ...agent.RecordKind) []agent.Record {
	b.t.Helper()
	all := browsertest.Value[[]agent.Record](b.Tab, `records`)
	if len(kinds) == 0 {
		return all
	}
	var some []agent.Record
	for _, r := range all {
		for _, kind := range kinds {
			if r.Kind == kind {
				some = append(some, r)
			}
		}
	}
	return some
}

// untilRecord waits for a record that a condition on r, in JavaScript, holds for.
func (b *tab) untilRecord(condition string) {
	b.t.Helper()
	b.Until(fmt.Sprintf(`records.some((r) => %s)`, condition))
}

// TestPressIsRecorded: one press is one record, of the time of its pointerdown and of the place.
func TestPressIsRecorded(t *testing.T) {
	t.Parallel()
	c := newCollector(t)
	b := recorded(t, c.URL+"/controls.html")
	b.JS(`addEventListener('pointerdown', (e) => (window.down = e), true)`)
	b.Press("#dead", 1)
	presses := b.records(agent.RecPress)
	if len(presses) != 1 {
		t.Fatalf("%d presses: %v", len(presses), b.records())
	}
	press := presses[0]
	down := browsertest.Value[[3]float64](b.Tab, `[down.timeStamp, down.clientX, down.clientY]`)
	if press.Target == 0 || press.At < down[0] || press.X != float32(down[1]) || press.Y != float32(down[2]) {
		t.Errorf("%+v, the pointer went down at %v", press, down)
	}
}

// TestPressTells presses controls of every kind once.
func TestPressTells(t *testing.T) {
	t.Parallel()
	cases := []struct {
		name, selector string
		target         bool
		flags          agent.Flags
		form           bool
	}{
		{"a button of a form", "#later", true, 0, true},
		{"a submit button", "#send", true, 0, true},
		{"a button without a form", "#off", true, agent.Excused, false},
		{"a link that the browser follows", "#real", true, agent.Excused, false},
		{"a link to nowhere", "#hash", true, 0, false},
		{"a field of a form elsewhere", "#elsewhere", true, agent.TextField, true},
		{"a list", "#size", true, agent.Surface, true},
		{"the words of a box", "label:has(#terms)", true, 0, true},
		{"words that label nothing", "#orphan", true, 0, false},
	}
	c := newCollector(t)
	b := recorded(t, c.URL+"/form.html")
	for _, test := range cases {
		t.Run(test.name, func(t *testing.T) {
			b := b.on(t)
			b.JS(`records.length = 0`)
			b.Press(test.selector, 1)
			presses := b.records(agent.RecPress)
			if len(presses) != 1 {
				t.Fatalf("%d presses", len(presses))
			}
			p := presses[0]
			if (p.Target != 0) != test.target || p.Flags != test.flags || (p.B != 0) != test.form {
				t.Errorf("%+v", p)
			}
		})
	}
}

// TestModifiedPress: with a modifier held a press is the browser's own gesture, and of no control.
func TestModifiedPress(t *testing.T) {
	t.Parallel()
	c := newCollector(t)
	b := recorded(t, c.URL+"/form.html")
	for _, modifier := range []chromedp.Modifier{chromedp.ModifierCtrl, chromedp.ModifierShift, chromedp.ModifierAlt, chromedp.ModifierMeta} {
		b.PressWith(modifier, "#later")
	}
	for _, p := range b.records(agent.RecPress) {
		if p.Target != 0 {
			t.Errorf("%+v", p)
		}
	}
}

// TestRequests: each way in which a request ends.
func TestRequests(t *testing.T) {
	t.Parallel()
	const good, failed = -1, -2
	const xhr = `const x = new XMLHttpRequest(); const over = new Promise((done) => (x.onloadend = done)); `
	cases := []struct {
		name, does string
		end        float32
	}{
		{"fetch", `await fetch('plain.js?x=1')`, good},
		{"fetch refused", `await fetch('missing.js?x=1')`, failed},
		{"fetch without an answer", `await fetch('http://localhost:1/').catch(() => 0)`, failed},
		{"fetch given up", `const c = new AbortController(); const f = fetch('plain.js', {signal: c.signal}); c.abort(); await f.catch(() => 0)`, good},
		{"XHR", xhr + `x.open('GET', 'plain.js?x=1'); x.send(); await over`, good},
		{"XHR refused", xhr + `x.open('GET', 'missing.js?x=1'); x.send(); await over`, failed},
		{"XHR without an answer", xhr + `x.open('GET', 'http://localhost:1/'); x.send(); await over`, failed},
		{"XHR given up", xhr + `x.open('GET', 'plain.js'); x.send(); x.abort(); await over`, good},
	}
	c := newCollector(t)
	b := recorded(t, c.URL+"/form.html")
	b.AllowRefusals()
	for _, test := range cases {
		t.Run(test.name, func(t *testing.T) {
			b := b.on(t)
			b.JS(`(async () => { records.length = 0; ` + test.does + ` })()`)
			b.untilRecord(fmt.Sprintf(`r.kind === %d && r.a < 0`, agent.RecRequest))
			got := b.records(agent.RecRequest)
			if len(got) != 2 || got[0].A != 1 || got[1].A != test.end || got[1].B < 0 {
				t.Errorf("%v", got)
			}
		})
	}
}

// TestRequestAddress: the query is not part of an address.
func TestRequestAddress(t *testing.T) {
	t.Parallel()
	c := newCollector(t)
	b := recorded(t, c.URL+"/form.html")
	b.JS(`(async () => { for (const at of ['plain.js?1', 'plain.js?2', 'form.js']) await fetch(at) })()`)
	b.Until(fmt.Sprintf(`records.filter((r) => r.kind === %d && r.a < 0).length === 3`, agent.RecRequest))
	var ends []uint32
	for _, r := range b.records(agent.RecRequest) {
		if r.A < 0 {
			ends = append(ends, r.Target)
		}
	}
	if ends[0] == 0 || ends[0] != ends[1] || ends[0] == ends[2] {
		t.Errorf("numbers of addresses %v", ends)
	}
}

// TestErrors: an error has the number of its message, whatever is thrown.
func TestErrors(t *testing.T) {
	t.Parallel()
	c := newCollector(t)
	b := recorded(t, c.URL+"/form.html")
	b.JS(`const says = (message) => dispatchEvent(new ErrorEvent('error', {message}))
		says('one'); says('two'); says('one'); says('Script error.'); says('ResizeObserver loop limit exceeded')
		for (const reason of [new Error('one'), Symbol('odd'), Object.create(null), 'text'])
			dispatchEvent(new PromiseRejectionEvent('unhandledrejection', {promise: new Promise(() => 0), reason}))`)
	var got []uint32
	for _, r := range b.records(agent.RecError) {
		got = append(got, r.Target)
	}
	if len(got) != 7 || got[0] == 0 || got[0] == got[1] || got[2] != got[0] || got[3] != got[0] {
		t.Errorf("%v", got)
	}
	b.Press("#later", 1) // it lives
	if len(b.records(agent.RecPress)) != 1 {
		t.Error("the tag has ended")
	}
}
