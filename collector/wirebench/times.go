package main

import (
	"slices"
	"time"
)

// times are measured durations.
type times []time.Duration

// percentile is the smallest of the times that p percent of them do not exceed. Without any it is zero.
func (t times) percentile(p int) time.Duration {
	if len(t) == 0 {
		return 0
	}
	sorted := slices.Sorted(slices.Values(t))
	return sorted[max(0, (len(t)*p+99)/100-1)]
}
