package ingest

import (
	"sync/atomic"

	"heed/collector/core"
)

// Counts is what became of all items: Received = Accepted + Rejected + Shed, at any quiet moment.
type Counts struct {
	Received atomic.Int64
	Accepted atomic.Int64 // durable, and acknowledged
	Rejected atomic.Int64 // refused with a reason; sending it again will not help
	Shed     atomic.Int64 // not taken now, for load or a failing store; the page keeps it and comes back
	Acts     atomic.Int64 // told to pages
	Lost     atomic.Int64 // never sent: pages said that they had no room for them any more; not part of Received

	// Visits by what runs the agent in them. One that does not say is in none.
	Wasm, Script, Nothing atomic.Int64
}

// visit counts one visit whose engine has become known.
func (c *Counts) visit(engine string) {
	switch engine {
	case core.EngineWasm:
		c.Wasm.Add(1)
	case core.EngineJS:
		c.Script.Add(1)
	case core.EngineNone:
		c.Nothing.Add(1)
	}
}
