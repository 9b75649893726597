package server

import (
	"fmt"
	"math"
	"slices"
	"strconv"
	"strings"
	"time"

	"heed/collector/core"
	"heed/collector/decide"
)

// curve is a visitor's frustration over one visit, as a line that jumps with each signal and fades in between.
type curve struct {
	From, To time.Time
	Line     string // an SVG path in the units of the viewBox
	Area     string // the same, closed along the ground
	Caption  string // the curve in words
}

// Spans reports whether beginning and end differ as they are written, which is to the minute.
func (c *curve) Spans() bool { return !c.From.Truncate(time.Minute).Equal(c.To.Truncate(time.Minute)) }

// The viewBox, and how many points a fading line is drawn with between two signals and the edges.
const (
	curveWide   = 320
	curveTall   = 56
	curveMargin = 2 // half a stroke, and a little
	curvePoints = 80
)

// visitPause is the silence after which it is another visit; web analytics' half hour.
const visitPause = 30 * time.Minute

// curveOf draws the last visit of a visitor's signals, which come newest first and are at least one. It ends now, or when the last
// signal has faded to a quarter.
func curveOf(settings core.FrustrationSettings, seen []core.Seen, now time.Time) *curve {
	visit := lastVisit(seen)
	first, last := visit[0], visit[len(visit)-1]
	end := last.Add(2 * time.Duration(decide.FrustrationInForce(settings).HalfLife))
	if now.After(last) && now.Before(end) {
		end = now
	}
	lead := max(end.Sub(first)/20, time.Second)
	c := &curve{From: first.Add(-lead), To: end}
	moments := c.moments(visit)
	scores := decide.FrustrationCurve(settings, moments, seen)
	var line strings.Builder
	for i, t := range moments {
		fmt.Fprintf(&line, "%c%s %s", "ML"[min(i, 1)], units(c.x(t)), units(curveY(scores[i])))
	}
	c.Line = line.String()
	c.Area = c.Line + "V" + strconv.Itoa(curveTall) + "H0Z"
	c.Caption = fmt.Sprintf("%s before the first of %s, at most %s, %s at the end",
		percent(scores[0]), plural(len(visit), "signal"), percent(slices.Max(scores)), percent(scores[len(scores)-1]))
	return c
}

// lastVisit gives the times of the newest signals without a pause between them, oldest first.
func lastVisit(seen []core.Seen) []time.Time {
	visit := []time.Time{seen[0].At}
	for _, s := range seen[1:] {
		if visit[len(visit)-1].Sub(s.At) > visitPause {
			break
		}
		visit = append(visit, s.At)
	}
	slices.Reverse(visit)
	return visit
}

// moments are the times at which the curve is computed: evenly spread, and right before and at each signal.
func (c *curve) moments(visit []time.Time) []time.Time {
	out := make([]time.Time, 0, curvePoints+1+2*len(visit))
	step := c.To.Sub(c.From) / curvePoints
	for i := range curvePoints {
		out = append(out, c.From.Add(time.Duration(i)*step))
	}
	out = append(out, c.To)
	for _, at := range visit {
		out = append(out, at.Add(-time.Nanosecond), at)
	}
	slices.SortFunc(out, time.Time.Compare)
	return slices.CompactFunc(out, time.Time.Equal)
}

func (c *curve) x(t time.Time) float64 {
	return curveWide * float64(t.Sub(c.From)) / float64(c.To.Sub(c.From))
}

func curveY(score float64) float64 {
	return curveTall - curveMargin - score*(curveTall-2*curveMargin)
}

// units writes a coordinate with a tenth of a unit, which is below what a screen shows.
func units(v float64) string { return strconv.FormatFloat(math.Round(v*10)/10, 'f', -1, 64) }
