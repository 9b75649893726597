//go:build !tinygo

package agent

// outlet is where signals go.
type outlet struct{ out Emit }

// New returns an agent with default settings that calls emit for each signal.
func New(emit Emit) *Agent { return initial(outlet{emit}) }

func (o outlet) emit(kind Kind, score float32, target uint32, at float64, x, y, z, w float32) {
	o.out(Signal{kind, score, target, at, [4]float32{x, y, z, w}})
}
