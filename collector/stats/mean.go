package stats

import "math"

// Mean estimates the mean of whole-numbered scores from least to most, of which counts says how often each was given.
//
// The interval is Student's, which needs two answers: of one alone it is the whole scale. It would also shrink to a point while all
// answers agree, however few they are. Then the share of others is below one less Wilson's lower bound, and the mean is at most that
// share of the way from what was given to the ends.
func Mean(counts map[int]int, least, most int) Estimate {
	n, sum, squares := 0, 0.0, 0.0
	for score, k := range counts {
		n += k
		sum += float64(k * score)
	}
	low, high := float64(least), float64(most)
	if n == 0 {
		return Estimate{Low: low, High: high}
	}
	mean := sum / float64(n)
	for score, k := range counts {
		squares += float64(k) * (float64(score) - mean) * (float64(score) - mean)
	}
	switch {
	case n == 1:
		return estimate(n, mean, low, high, low, high)
	case squares == 0:
		same, _ := Wilson(n, n)
		return estimate(n, mean, mean-(1-same)*(mean-low), mean+(1-same)*(high-mean), low, high)
	}
	half := meanMargin(n, math.Sqrt(squares/float64(n-1)))
	return estimate(n, mean, mean-half, mean+half, low, high)
}

// meanMargin is half the width of Student's interval of a mean of n numbers with that standard deviation.
func meanMargin(n int, deviation float64) float64 {
	return TQuantile((1+Level)/2, float64(n-1)) * deviation / math.Sqrt(float64(n))
}
