package stats

import "math"

// Wilson is the score interval of a share of k in n (Wilson 1927), which holds what it promises also for few answers and for shares
// near 0 and 1. Without answers nothing is known: 0 to 1.
func Wilson(k, n int) (low, high float64) {
	if n == 0 {
		return 0, 1
	}
	p, m := float64(k)/float64(n), float64(n)
	middle := (p + Z*Z/(2*m)) / (1 + Z*Z/m)
	half := Z / (1 + Z*Z/m) * math.Sqrt(p*(1-p)/m+Z*Z/(4*m*m))
	return min(p, max(0, middle-half)), max(p, min(1, middle+half)) // rounding must not part the interval from the share
}

// Share estimates a share of k in n, from 0 to 1.
func Share(k, n int) Estimate {
	low, high := Wilson(k, n)
	if n == 0 {
		return Estimate{Low: low, High: high}
	}
	return estimate(n, float64(k)/float64(n), low, high, 0, 1)
}
