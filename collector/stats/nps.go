package stats

import "math"

// NPS estimates the Net Promoter Score, the share of promoters less that of detractors, from −1 to 1.
//
// The interval is the adjusted Wald interval of a difference of two shares of the same people (Bonett and Price 2012) with three
// answers added, ¾ to the promoters and ¾ to the detractors: the one that Rocks (Interval Estimation for the «Net Promoter Score», The
// American Statistician 70, 2016) found to hold best, and that Lewis and Sauro (MeasuringU 2021) recommend. As it is centred on
// the adjusted score, it is not symmetric around the score itself.
func NPS(promoters, passives, detractors int) Estimate {
	const added, each = 3, .75
	n := promoters + passives + detractors
	if n == 0 {
		return Estimate{Low: -1, High: 1}
	}
	m := float64(n + added)
	up, down := (float64(promoters)+each)/m, (float64(detractors)+each)/m
	middle, half := up-down, npsMargin(up, down, m)
	return estimate(n, float64(promoters-detractors)/float64(n), middle-half, middle+half, -1, 1)
}

// npsMargin is half the width of the Wald interval of a difference of two shares of the same n people.
func npsMargin(up, down, n float64) float64 {
	return Z * math.Sqrt((up+down-(up-down)*(up-down))/n)
}
