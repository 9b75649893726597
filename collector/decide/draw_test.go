package decide

import (
	"fmt"
	"math"
	"math/rand/v2"
	"testing"
	"time"

	"heed/collector/core"
)

// idShapes are how visitors are named: by the tag, in tests of ours and by sites themselves. Hashes fail on ids that are close to each
// other, so most of these are.
var idShapes = map[string]func(random *rand.Rand, seed, n int) string{
	"simulated": func(_ *rand.Rand, seed, n int) string { return fmt.Sprintf("simulated-%d-%d", seed, n) },
	"of the tag": func(random *rand.Rand, seed, n int) string { // web/tag/uuid.js: three visitors a millisecond
		at := time.Date(2026, 3, 1+seed%28, 0, 0, 0, 0, time.UTC).UnixMilli() + int64(n/3)
		return fmt.Sprintf("%08x-%04x-7%03x-8%03x-%012x", at>>16, at&0xffff, random.IntN(1<<12), random.IntN(1<<12), random.Uint64N(1<<48))
	},
	"counted behind":   func(_ *rand.Rand, seed, n int) string { return fmt.Sprintf("%08x-0000-7000-8000-%012x", seed, n) },
	"counted in front": func(_ *rand.Rand, seed, n int) string { return fmt.Sprintf("%08x-0000-7000-8000-%012x", n, seed) },
	"numbers":          func(_ *rand.Rand, seed, n int) string { return fmt.Sprint(seed*drawVisitors + n) },
}

// The draws are looked at over so many seeds of so many visitors each.
const (
	drawSeeds    = 200
	drawVisitors = 3_000
)

// surprise says how far a sum of squares of df independent normal deviates is above what chance gives, in standard deviations
// (Wilson and Hilferty 1931): below 0 it is more even than chance is.
func surprise(chiSquare float64, df int) float64 {
	k := float64(df)
	return (math.Cbrt(chiSquare/k) - (1 - 2/(9*k))) / math.Sqrt(2/(9*k))
}

// unlikely bounds a surprise, both ways. The ids are fixed, so the tests never change their minds; by chance one would in 15,000.
const unlikely = 4.0

// TestDrawIsEven: over all visitors the places fill their range evenly, and the holdouts of the seeds differ from each other as much as
// chance makes them differ, neither more nor less.
func TestDrawIsEven(t *testing.T) {
	const buckets, share = 100, 20.0
	hold := newDraw(forHoldout, "demo", "stuck")
	for name, id := range idShapes {
		random := rand.New(rand.NewPCG(5, 6))
		var filled [buckets]int
		spread := 0.0
		for seed := range drawSeeds {
			held := 0
			for n := range drawVisitors {
				place := hold.percent(hashOf(id(random, seed, n)))
				filled[int(place)]++
				if place < share {
					held++
				}
			}
			const mean = drawVisitors * share / 100
			spread += square(float64(held)-mean) / (mean * (1 - share/100))
		}
		uneven := 0.0
		for _, n := range filled {
			const mean = drawSeeds * drawVisitors / buckets
			uneven += square(float64(n)-mean) / mean
		}
		for what, z := range map[string]float64{"places": surprise(uneven, buckets-1), "holdouts of the seeds": surprise(spread, drawSeeds)} {
			if math.Abs(z) > unlikely {
				t.Errorf("ids %s: the %s are %.1f standard deviations from what chance gives", name, what, z)
			}
		}
	}
}

// TestDrawsAreIndependent: an arm tells nothing of the arm in another intercept, of another purpose, in another period, or of the visitor
// who came before.
func TestDrawsAreIndependent(t *testing.T) {
	const share = 0.2
	monthly := core.Deal{Period: core.Monthly}
	var salts []string
	for month := range 12 {
		salts = append(salts, monthly.SaltAt(time.Date(2026, time.Month(month+1), 1, 0, 0, 0, 0, time.UTC)))
	}
	var draws []draw
	for n := range 8 {
		draws = append(draws, newDraw(forHoldout, "demo", fmt.Sprint("stuck", n)))
	}
	for _, purpose := range []string{forRollout, forTie, forSite} {
		draws = append(draws, newDraw(purpose, "demo", "stuck0"))
	}
	for name, id := range idShapes {
		random := rand.New(rand.NewPCG(7, 8))
		byDraw, byMonth, before := newTogether(len(draws)), newTogether(len(salts)), newTogether(2)
		last := false
		for seed := range drawSeeds / 10 {
			for n := range drawVisitors {
				visitor := id(random, seed, n)
				h := hashOf(visitor)
				byDraw.add(func(i int) bool { return draws[i].of(h) < share })
				byMonth.add(func(i int) bool { return draws[0].of(salted(visitor, salts[i])) < share })
				arms := [...]bool{last, draws[0].of(h) < share}
				before.add(func(i int) bool { return arms[i] })
				last = arms[1]
			}
		}
		for what, both := range map[string]*together{"intercepts and purposes": byDraw, "months": byMonth, "visitors in a row": before} {
			if z := both.surprise(share); math.Abs(z) > unlikely {
				t.Errorf("ids %s: arms of %s hang together by %.1f standard deviations", name, what, z)
			}
		}
	}
}

// together counts how often several arms, and each two of them, are the control.
type together struct {
	visitors int
	is       []bool
	held     []int
	both     [][]int // by one and a later other
}

func newTogether(arms int) *together {
	both := make([][]int, arms)
	for i := range both {
		both[i] = make([]int, arms)
	}
	return &together{is: make([]bool, arms), held: make([]int, arms), both: both}
}

func (c *together) add(held func(arm int) bool) {
	c.visitors++
	for i := range c.is {
		if c.is[i] = held(i); !c.is[i] {
			continue
		}
		c.held[i]++
		for j := range i {
			if c.is[j] {
				c.both[j][i]++
			}
		}
	}
}

// surprise adds up the squared correlations of all pairs: of independent arms they are independent of each other too.
func (c *together) surprise(share float64) float64 {
	sum, pairs := 0.0, 0
	n := float64(c.visitors)
	for j := range c.both {
		for i := j + 1; i < len(c.both); i++ {
			covariance := float64(c.both[j][i]) - share*float64(c.held[j]+c.held[i]) + n*square(share)
			sum += square(covariance/(share*(1-share))) / n
			pairs++
		}
	}
	return surprise(sum, pairs)
}

func square(x float64) float64 { return x * x }
