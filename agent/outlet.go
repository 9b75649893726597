//go:build !tinygo

package agent

// outlet is where signals go.
type outlet struct{ emit Emit }

// New returns an agent with default settings that calls emit for each signal.
func New(emit Emit) *Agent { return initial(outlet{emit}) }
