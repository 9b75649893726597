package tag_test

import (
	"fmt"
	"testing"

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
