//go:build tinygo

package agent

// outlet is the page itself in the compiled agent, which is smaller for calling it by name rather than through an Emit.
type outlet struct{}

// New returns an agent with default settings that calls the page for each signal.
func New() *Agent { return initial(outlet{}) }

func (outlet) emit(s Signal) {
	emit(uint32(s.Kind), s.Score, s.Target, s.At, s.Data[0], s.Data[1], s.Data[2], s.Data[3])
}

//go:wasmimport heed emit
func emit(kind uint32, score float32, target uint32, at float64, a, b, c, d float32)
