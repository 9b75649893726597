package simulate

import (
	"math"

	"heed/collector/stats"
)

// Arm is one side of the experiment, as the collector recorded it.
type Arm struct {
	Visitors int `json:"visitors"`
	Bought   int `json:"bought"`
}

// Share is the part of the arm that bought, 0 to 1, with its 95 % interval (Wilson 1927). An empty arm has the share 0 and the
// interval 0 to 1.
func (a Arm) Share() (share, low, high float64) {
	low, high = stats.Wilson(a.Bought, a.Visitors)
	if a.Visitors > 0 {
		share = float64(a.Bought) / float64(a.Visitors)
	}
	return share, low, high
}

// Interval is an estimate with the ends of its 95 % interval.
type Interval struct {
	Estimate float64 `json:"estimate"`
	Low      float64 `json:"low"`
	High     float64 `json:"high"`
}

// Holds reports whether the interval holds a value.
func (i Interval) Holds(value float64) bool { return i.Low <= value && value <= i.High }

// difference is by how much the share of a is above that of b, with the 95 % interval of Newcombe 1998 (method 10: the Wilson ends of
// both shares, squared and added), which keeps its promise for small arms and shares near 0, where the textbook's does not.
func difference(a, b Arm) Interval {
	p, lowA, highA := a.Share()
	q, lowB, highB := b.Share()
	return Interval{
		Estimate: p - q,
		Low:      p - q - math.Hypot(p-lowA, highB-q),
		High:     p - q + math.Hypot(highA-p, q-lowB),
	}
}
