// Package stats estimates from samples: each estimate comes with how many it is made of and its 95 % interval. It is pure arithmetic.
package stats

// Level is the confidence of every interval here.
const Level = 0.95

// Z is the 97.5 % point of the normal distribution, which leaves 1 − Level outside, half on each side.
const Z = 1.959963984540054

// Estimate is a value, how many answers it is made of, and its interval.
type Estimate struct {
	N     int      `json:"n"`
	Value *float64 `json:"value"` // null without answers
	Low   float64  `json:"low"`   // the ends of the interval; without answers those of the scale
	High  float64  `json:"high"`
}

// estimate makes one of a value that n answers gave. Rounding must not part the interval from the value, nor lead out of the scale.
func estimate(n int, value, low, high, least, most float64) Estimate {
	return Estimate{N: n, Value: &value, Low: min(value, max(least, low)), High: max(value, min(most, high))}
}
