package server

import (
	"strings"
	"testing"
	"time"

	"heed/collector/core"
)

func TestEngineWords(t *testing.T) {
	for _, test := range []struct {
		counts core.Engines
		want   string
	}{
		{core.Engines{}, ""},
		{core.Engines{Wasm: 1}, "100 % WebAssembly, of 1 visitor in the last day"},
		{core.Engines{None: 1, JS: 3, Wasm: 96},
			"96 % WebAssembly, 3 % JavaScript, 1 % nothing, of 100 visitors in the last day"},
		{core.Engines{JS: 1, Wasm: 999},
			"100 % WebAssembly, less than 1 % JavaScript, of 1000 visitors in the last day"},
	} {
		if got := strings.ReplaceAll(engineWords(test.counts), "\u00a0", " "); got != test.want {
			t.Errorf("%v: %q, want %q", test.counts, got, test.want)
		}
	}
}

// TestSitesTellTheEngine of those who were there in the last day.
func TestSitesTellTheEngine(t *testing.T) {
	b := newBench(t)
	b.configure()
	who := b.user(core.Viewer)
	const words = "JavaScript, of 1 visitor in the last day"
	if body := b.get(who, "/console/sites").Body.String(); strings.Contains(body, "in the last day") {
		t.Error("something is said of no visitors")
	}
	for _, v := range []core.Visitor{
		{ID: "now", Device: core.Device{Engine: core.EngineJS}, Last: b.now.Add(-time.Hour)},
		{ID: "then", Device: core.Device{Engine: core.EngineWasm}, Last: b.now.Add(-25 * time.Hour)},
	} {
		v.Site, v.First = "demo", v.Last
		for _, err := range b.store.Commit(t.Context(), []core.Change{{Visitors: []core.Visitor{v}}}) {
			if err != nil {
				t.Fatal(err)
			}
		}
	}
	if body := b.get(who, "/console/sites").Body.String(); !strings.Contains(body, words) {
		t.Errorf("the page does not say %q", words)
	}
}
