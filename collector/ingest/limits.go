package ingest

import (
	"time"

	"heed/collector/core"
	"heed/collector/limit"
)

// Limits bound what pages may ask of the collector. The defaults let an angry visitor, a slow network that delivers a minute at
// once, and an office behind one address through; they stop a loop.
type Limits struct {
	Connection limit.Rate // items of one connection
	Address    limit.Rate // items of one address by batch, and connections it opens; IPv6 by /64
	// Queue is how many bytes may wait for one slow page before it is disconnected.
	Queue int
}

// DefaultLimits are the limits of a collector that was told nothing else.
var DefaultLimits = Limits{
	Connection: limit.Rate{PerSecond: 200, Burst: 400},
	Address:    limit.Rate{PerSecond: 500, Burst: 5000},
	Queue:      256 << 10,
}

// admitted counts n things that an address asks for.
func (s *Service) admitted(address string, n int) error {
	return within(s.addresses.Take(limit.Network(address), n, s.Clock()))
}

// within is nil, or refuses what must wait: a second at least, so that many who are refused do not come back as one.
func within(wait time.Duration) error {
	if wait == 0 {
		return nil
	}
	e := core.Errorf(core.Limited, "too_many", "Too much at once; wait and send it again.")
	e.RetryAfter = max(wait, time.Second)
	return e
}
