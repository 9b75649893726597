package precision

import "math"

// What is asked of a detector: to be right in four of five cases at least, known with 95 % confidence.
const (
	Target = 0.8
	Level  = 0.95
)

// z is the 97.5 % point of the normal distribution, which leaves 1 − Level outside, half on each side.
const z = 1.959964

// Enough is how many answers it takes before anything is said of a share: with fewer, not even a flawless record has its lower bound
// at Target, since the bound of n in n is n/(n+z²).
func Enough() int { return int(math.Ceil(z * z * Target / (1 - Target))) }

// Wilson is the 95 % score interval of a share of k in n (Wilson 1927), which holds what it promises also for few answers and
// for shares near 0 and 1. Without answers nothing is known: 0 to 1.
func Wilson(k, n int) (low, high float64) {
	if n == 0 {
		return 0, 1
	}
	p, m := float64(k)/float64(n), float64(n)
	middle := (p + z*z/(2*m)) / (1 + z*z/m)
	half := z / (1 + z*z/m) * math.Sqrt(p*(1-p)/m+z*z/(4*m*m))
	return min(p, max(0, middle-half)), max(p, min(1, middle+half)) // rounding must not part the interval from the share
}

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
	s.Low, s.High = Wilson(right, n)
	if n > 0 {
		p := float64(right) / float64(n)
		s.Precision = &p
	}
	return s
}
