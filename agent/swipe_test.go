package agent_test

import (
	"math"
	"testing"

	"heed/agent"
)

// swipe is one that went so far to the right and down and took 200 ms; the finger came down at the given time.
func swipe(at float64, dx, dy float32) []agent.Record {
	return list(on(agent.RecInput, at),
		agent.Record{Kind: agent.RecSwipe, Flags: agent.Touch, Target: 4, At: at + 200, X: 100, Y: 400, A: dx, B: dy})
}

func TestSwipe(t *testing.T) {
	then := func(records ...agent.Record) []agent.Record {
		return append(append(swipe(1000, 120, 0), records...), tick(9000))
	}
	surface := swipe(1000, 120, 0)
	surface[1] = with(surface[1], agent.Surface)
	play(t, agent.DeadSwipe, []scene{
		{"nothing for 1 s", append(swipe(1000, 120, 0), tick(2200)), 1},
		{"the page left before that", append(swipe(1000, 120, 0), unload(2199)), 0},
		{"30 px", append(swipe(1000, 30, 0), tick(9000)), 1},
		{"30 px aslant", append(swipe(1000, -18, 24), tick(9000)), 1},
		{"29 px", append(swipe(1000, -29, 0), tick(9000)), 0},
		{"no number", append(swipe(1000, nan, 0), tick(9000)), 0},
		{"without end", append(swipe(1000, float32(math.Inf(1)), 0), tick(9000)), 0},
		{"over a map", append(surface, tick(9000)), 0},
		{"something moved with the finger", join(swipe(1000, 120, 0), list(mutation(1100, 2), tick(9000))), 0},
		{"something had moved before", join(list(mutation(999, 2)), swipe(1000, 120, 0), list(tick(9000))), 1},
		{"something moved at last", then(mutation(2199, 2)), 0},
		{"too late", then(mutation(2201, 2)), 1},
		{"the page scrolled under the finger", join(swipe(1000, 120, 0), list(with(scroll(1050, 300), agent.Touch), tick(9000))), 0},
		{"the page scrolled on", then(with(scroll(1300, 300), agent.Touch)), 0},
		{"the page had scrolled before", join(list(scroll(999, 300)), swipe(1000, 120, 0), list(tick(9000))), 1},
		{"another page", then(navigate(1900, 2)), 0},
		{"a ticker", join(every(100, 0, 9000, func(at float64) agent.Record { return mutation(at, 9) }), swipe(5000, 120, 0), list(tick(9000))), 1},
		{"tried twice", join(swipe(1000, 120, 0), swipe(1800, 120, 0), list(tick(9000))), 1},
		{"tried again later", append(append(swipe(1000, 120, 0), swipe(9000, 120, 0)...), tick(20_000)), 1},
		{"tried again much later", append(append(swipe(1000, 120, 0), swipe(32_300, 120, 0)...), tick(50_000)), 2},
	})
	carries(t, agent.DeadSwipe, []signal{
		{"its way", append(swipe(1000, -120, 16), tick(9000)), 2200, .4, 4, [4]float32{-120, 16}},
	})
	changed(t, agent.DeadSwipe, []change{
		{"swipe_px", 200, append(swipe(1000, 120, 0), tick(9000)), 0},
		{"swipe_ms", 100, then(mutation(1301, 2)), 1},
	})
}
