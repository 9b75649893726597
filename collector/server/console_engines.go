package server

import (
	"strings"

	"heed/collector/core"
)

// engineWords says what ran the agent for how many of a day's visitors, "" for no visitors.
func engineWords(n core.Engines) string {
	all := n.Wasm + n.JS + n.None
	if all == 0 {
		return ""
	}
	var shares []string
	for _, e := range []struct {
		name string
		n    int
	}{{"WebAssembly", n.Wasm}, {"JavaScript", n.JS}, {"nothing", n.None}} {
		switch share := float64(e.n) / float64(all); {
		case e.n == 0:
		case share < 0.005:
			shares = append(shares, "less than "+percent(0.01)+" "+e.name)
		default:
			shares = append(shares, percent(share)+" "+e.name)
		}
	}
	return strings.Join(shares, ", ") + ", of " + plural(all, "visitor") + " in the last day"
}
