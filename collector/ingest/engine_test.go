package ingest

import (
	"context"
	"testing"

	"heed/collector/core"
)

// TestEngines: a visit counts once under what runs the agent in it, however often it says so, and the visitor keeps the word. What
// is no engine, or stands among the device, says nothing.
func TestEngines(t *testing.T) {
	w := newWorld(t)
	greet := func(visitor, engine string) {
		t.Helper()
		h := Hello{Visitor: visitor, Session: "s", Engine: engine, Device: core.Device{Engine: "made up"}}
		if _, _, _, err := w.Greet(context.Background(), "shop", h); err != nil {
			t.Fatal(err)
		}
	}
	for range 2 {
		greet("anna", core.EngineWasm)
		greet("anna", "") // the next page's agent is still on its way
		greet("bert", core.EngineJS)
		greet("cleo", core.EngineNone)
		greet("dora", "nonsense")
	}
	if wasm, js, none := w.Counts.Wasm.Load(), w.Counts.Script.Load(), w.Counts.Nothing.Load(); wasm != 1 || js != 1 || none != 1 {
		t.Errorf("counted %d with WebAssembly, %d with JavaScript, %d with nothing; want one each", wasm, js, none)
	}
	for visitor, want := range map[string]string{"anna": core.EngineWasm, "bert": core.EngineJS, "cleo": core.EngineNone, "dora": ""} {
		stored, err := w.Store.(*failing).Visitor(context.Background(), "shop", visitor)
		if err != nil {
			t.Fatal(err)
		}
		if stored.Device.Engine != want {
			t.Errorf("%s is stored with %q, want %q", visitor, stored.Device.Engine, want)
		}
	}
}
