// Package agenttest holds what the tests of the agent share, natively and compiled: a page's timer, labelled cases and
// streams of arbitrary records.
package agenttest

import (
	"math"

	"heed/agent"
)

// Push is what is under test: an agent's Push or a module's push.
type Push func([]agent.Record) (wait float64)

// Play pushes records one at a time and keeps the page's timer in between: when push asks for a RecTick before the next
// record, or within tail ms after the last one, it gets it on time, unless the record is that very tick. It returns what push
// returned each time.
func Play(push Push, records []agent.Record, tail float64) (waits []float64) {
	now, due, armed := 0.0, 0.0, false
	give := func(r agent.Record) {
		now = max(now, r.At)
		wait := push([]agent.Record{r})
		waits = append(waits, wait)
		due, armed = now+wait, wait >= 0
	}
	ticks := func(until float64) {
		for armed && due <= until {
			give(agent.Record{Kind: agent.RecTick, At: due})
		}
	}
	for _, r := range records {
		until := r.At
		if r.Kind == agent.RecTick {
			until = math.Nextafter(until, -1)
		}
		ticks(until)
		give(r)
	}
	ticks(now + tail)
	return waits
}

// Hear returns an agent and the list that its signals are added to.
func Hear() (*agent.Agent, *[]agent.Signal) {
	heard := new([]agent.Signal)
	return agent.New(func(s agent.Signal) { *heard = append(*heard, s) }), heard
}
