package stats

import "math"

// TQuantile gives the point below which a share p, between 0 and 1, of Student's t distribution with df > 0 degrees of freedom lies.
//
// With x = df/(df+t²) the distribution is 1 − I(x; df/2, 1/2)/2 for t ≥ 0 (DLMF 8.17, Abramowitz and Stegun 26.7.1), which falls with
// x from 1 to 1/2; so x is found by halving, to the last bit.
func TQuantile(p, df float64) float64 {
	if p < .5 {
		return -TQuantile(1-p, df)
	}
	low, high := 0.0, 1.0
	for {
		x := low + (high-low)/2
		if x == low || x == high {
			return math.Sqrt(df * (1/x - 1))
		}
		if 1-beta(x, df/2, .5)/2 > p {
			low = x
		} else {
			high = x
		}
	}
}

// beta is the regularised incomplete beta function I(x; a, b).
func beta(x, a, b float64) float64 {
	if x <= 0 || x >= 1 {
		return min(1, max(0, x))
	}
	// The fraction converges fast on this side of the mean only; the other is mirrored (DLMF 8.17.4).
	if x > (a+1)/(a+b+2) {
		return 1 - beta(1-x, b, a)
	}
	la, _ := math.Lgamma(a)
	lb, _ := math.Lgamma(b)
	lab, _ := math.Lgamma(a + b)
	return math.Exp(lab-la-lb+a*math.Log(x)+b*math.Log1p(-x)) / a * betaFraction(x, a, b)
}

// betaFraction is the continued fraction of DLMF 8.17.22, 1/(1+d₁/(1+d₂/(1+…))), evaluated by Lentz's method.
func betaFraction(x, a, b float64) float64 {
	numerator, denominator, value := 1.0, 0.0, 1.0
	step := func(d float64) float64 {
		denominator = 1 / (1 + d*denominator)
		numerator = 1 + d/numerator
		change := numerator * denominator
		value *= change
		return change
	}
	for m := 0.0; ; m++ {
		even := 1.0
		if m > 0 {
			even = step(m * (b - m) * x / ((a + 2*m - 1) * (a + 2*m)))
		}
		odd := step(-(a + m) * (a + b + m) * x / ((a + 2*m) * (a + 2*m + 1)))
		if math.Abs(even*odd-1) < 1e-15 {
			return 1 / value
		}
	}
}
