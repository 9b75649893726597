package server

import (
	"context"
	"fmt"
	"net/http"
	"net/url"
	"slices"
	"strconv"
	"time"

	"github.com/labstack/echo/v4"

	"heed/collector/core"
)

// liveRows is how many signals the live page shows and the stream repeats.
const liveRows = 50

// chartMinutes is how far back the chart looks.
const chartMinutes = 60

type livePage struct {
	Rows    []signalRow
	Summary summary
	Snippet snippet
}

// live shows signals as they happen.
func (c *console) live(ec echo.Context) error {
	f, catalog, err := c.frame(ec, "Live", "live")
	if err != nil {
		return err
	}
	ctx := ec.Request().Context()
	page := livePage{Snippet: c.snippet(f.Site, catalog)}
	if page.Rows, err = c.signalRows(ctx, f.Site); err != nil {
		return err
	}
	if page.Summary, err = c.summary(ctx, f.Site); err != nil {
		return err
	}
	f.Stream = streamAddress(f.Site, url.Values{"with": {"signals"}})
	f.Page = page
	return c.render(ec, http.StatusOK, "live", f)
}

// signalRows are the newest signals with what was decided on each, and how their visitors are now.
func (c *console) signalRows(ctx context.Context, site string) ([]signalRow, error) {
	signals, _, err := c.deps.Store.ListSignals(ctx, core.Query{Site: site, Limit: liveRows})
	if err != nil {
		return nil, err
	}
	moods, err := c.moods(ctx, signals)
	if err != nil {
		return nil, err
	}
	present := map[string]string{}
	for _, m := range moods {
		present[m.VisitorURL] = m.Frustration
	}
	rows := make([]signalRow, 0, len(signals))
	for _, s := range signals {
		d, err := c.deps.Store.DecisionOfSignal(ctx, s.ID)
		switch {
		case err == nil:
			rows = append(rows, signalRowOf(s, &d))
		case core.IsKind(err, core.NotFound):
			rows = append(rows, signalRowOf(s, nil))
		default:
			return nil, err
		}
		last := &rows[len(rows)-1]
		last.Frustration = present[last.VisitorURL]
	}
	return rows, nil
}

// summary counts the last 24 hours. A rolling day needs no time zone, and at nine in the morning it is not an empty one.
func (c *console) summary(ctx context.Context, site string) (summary, error) {
	store, now := c.deps.Store, c.deps.Clock()
	day := core.Query{Site: site, Since: now.Add(-24 * time.Hour), Limit: core.MaxLimit}
	var s summary
	signals, more, err := store.ListSignals(ctx, day)
	if err != nil {
		return s, err
	}
	stand := slices.DeleteFunc(slices.Clone(signals), func(g core.Signal) bool { return g.State == core.SignalWithdrawn })
	s.Signals = atLeast(len(stand), more)
	acted, held := day, day
	acted.Outcome, held.Outcome = string(core.Acted), string(core.Held)
	if s.Acted, err = count(ctx, store.ListDecisions, acted); err != nil {
		return s, err
	}
	if s.Held, err = count(ctx, store.ListDecisions, held); err != nil {
		return s, err
	}
	if s.Answers, err = count(ctx, store.ListResponses, day); err != nil {
		return s, err
	}
	waiting, err := c.waiting(ctx, site)
	s.Waiting = strconv.Itoa(waiting)
	minutes := perMinute(now, stand)
	s.Bars, s.Caption = bars(minutes), caption(minutes)
	if hour := now.Add(-time.Hour); more != "" && signals[len(signals)-1].Received.After(hour) {
		s.Caption = fmt.Sprintf("The newest %d signals only; there are more in the last hour", len(signals))
	}
	return s, err
}

// count counts what a list would return, up to one page of it.
func count[T any](ctx context.Context, list func(context.Context, core.Query) ([]T, string, error), q core.Query) (string, error) {
	rows, more, err := list(ctx, q)
	return atLeast(len(rows), more), err
}

// atLeast writes a count, with a plus when there are more pages.
func atLeast(n int, more string) string {
	if more != "" {
		return strconv.Itoa(n) + "+"
	}
	return strconv.Itoa(n)
}

// perMinute counts signals by the minute they arrived in, the current one last.
func perMinute(now time.Time, signals []core.Signal) []int {
	minutes := make([]int, chartMinutes)
	end := now.Truncate(time.Minute).Add(time.Minute)
	for _, s := range signals {
		ago := int(end.Sub(s.Received) / time.Minute)
		if ago >= 0 && ago < chartMinutes && !s.Received.After(end) {
			minutes[chartMinutes-1-ago]++
		}
	}
	return minutes
}

// caption says what the chart shows.
func caption(minutes []int) string {
	total, most := 0, 0
	for _, n := range minutes {
		total += n
		most = max(most, n)
	}
	if total == 0 {
		return "No signals in the last hour"
	}
	return fmt.Sprintf("%s in the last hour, at most %d in a minute", plural(total, "signal"), most)
}

// bar is one minute of the chart, in the units of its viewBox: 6 wide, 48 high.
type bar struct {
	X      int `json:"x"`
	Y      int `json:"y"`
	Height int `json:"height"`
}

const (
	barStep    = 6
	chartTall  = 48
	barMinimum = 2 // a quiet minute is still a minute
)

func bars(minutes []int) []bar {
	most := 1
	for _, n := range minutes {
		most = max(most, n)
	}
	out := make([]bar, len(minutes))
	for i, n := range minutes {
		height := max(barMinimum, n*chartTall/most)
		out[i] = bar{X: i * barStep, Y: chartTall - height, Height: height}
	}
	return out
}
