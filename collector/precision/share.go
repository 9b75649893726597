package precision

import (
	"math"

	"heed/collector/stats"
)

// What is asked of a detector: to be right in four of five cases at least, known with 95 % confidence.
const (
	Target = 0.8
	Level  = stats.Level
)

// Enough is how many answers it takes before anything is said of a share: with fewer, not even a flawless record has its lower bound
// at Target, since the bound of n in n is n/(n+z²).
func Enough() int { return int(math.Ceil(stats.Z * stats.Z * Target / (1 - Target))) }

// Share is how many of N answers said that the signal was right, and what that says of all signals.
type Share struct {
	N         int      `json:"n"`
	Right     int      `json:"right"`
	Precision *float64 `json:"precision"` // Right / N; null without answers
	Low       float64  `json:"low"`       // the ends of the interval
	High      float64  `json:"high"`
	Enough    bool     `json:"enough"` // N is Enough
}

func shareOf(right, n int) Share {
	s := Share{N: n, Right: right, Enough: n >= Enough()}
	s.Low, s.High = stats.Wilson(right, n)
	if n > 0 {
		p := float64(right) / float64(n)
		s.Precision = &p
	}
	return s
}
