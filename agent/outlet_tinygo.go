//go:build tinygo

package agent

// outlet is the page itself in the compiled agent, which is smaller for calling it by name rather than through an Emit.
type outlet struct{}

// New returns an agent with default settings that calls the page for each signal.
func New() *Agent { return initial(outlet{}) }

func (outlet) emit(kind Kind, score float32, target uint32, at float64, x, y, z, w float32) {
	emit(kind, score, target, at, x, y, z, w)
}

//go:wasmimport heed emit
func emit(kind Kind, score float32, target uint32, at float64, a, b, c, d float32)
