package server

import (
	"net/http"
	"time"

	"github.com/labstack/echo/v4"

	"heed/collector/core"
	"heed/collector/decide"
	"heed/collector/lint"
)

type backtestPage struct {
	core.Intercept
	Back, Action string
	From, To     string // of the form, as dates
	Result       *backtestResult
}

// backtestResult is a Backtest as the page shows it.
type backtestResult struct {
	Backtest
	Headline string
	Counts   []fact
	Doubts   []string
	Days     []barRow
	Pages    []barRow
	Stops    []stopRow
	Examples []exampleRow
}

// barRow is one bar of a chart. Width is in percent of the longest.
type barRow struct {
	Name, Width string
	N           int
}

type stopRow struct {
	Words   string
	N, Only int
}

type exampleRow struct {
	Acted      bool
	At         time.Time
	Page       string
	Visitor    string
	VisitorURL string
	Text       string
	Gates      []gateRow
}

// backtest shows the form, and with a period what the intercept would have done in it. Running one changes nothing, so its address can be
// kept and opened again.
func (c *console) backtest(ec echo.Context) error {
	f, catalog, err := c.frame(ec, "Backtest", "intercepts")
	if err != nil {
		return err
	}
	site, name := param(ec, "site"), param(ec, "name")
	page := backtestPage{Back: interceptURL(site, name), Action: backtestURL(site, name), From: ec.QueryParam("from"), To: ec.QueryParam("to")}
	for _, i := range catalog.Intercepts[site] {
		if i.Name == name {
			page.Intercept = i
		}
	}
	if page.Name == "" {
		return core.Errorf(core.NotFound, "unknown_intercept", "Site %q has no intercept %q.", site, name)
	}
	if page.From == "" && page.To == "" {
		now := c.deps.Clock().UTC()
		page.From, page.To = now.Add(-lint.Window).Format(time.DateOnly), now.Format(time.DateOnly)
	} else {
		b, err := c.deps.Backtests.Backtest(ec.Request().Context(), BacktestRequest{Site: site, Name: name, From: page.From, To: page.To}, func(int, int) {})
		if err != nil {
			return err
		}
		page.Result = resultOf(b)
	}
	f.Title, f.Page = "Backtest of "+name, page
	return c.render(ec, http.StatusOK, "backtest", f)
}

func backtestURL(site, name string) string { return interceptURL(site, name) + "/backtest" }

func resultOf(b Backtest) *backtestResult {
	r := &backtestResult{Backtest: b, Doubts: b.Doubts(), Days: barsOf(b.Days), Pages: barsOf(b.Pages)}
	r.Headline = "It would have acted " + times(b.Moments) + " on " + plural(b.Visitors, "visitor") + "."
	r.Counts = []fact{
		{"Shown", plural(b.Shown, "time")}, {"Held back", times(b.Held) + ", in the control arm"}, {"Triggered", times(b.Triggered)},
		{"Recorded", plural(b.Signals, "signal") + " in the period, " + plural(b.Recorded, "contact") + " by what was live then"},
	}
	if b.Undecided > 0 {
		r.Counts = append(r.Counts, fact{"Not asked", plural(b.Undecided, "signal") + " of visitors who had not agreed to be shown anything"})
	}
	if b.Muted > 0 {
		r.Counts = append(r.Counts, fact{"Muted", plural(b.Muted, "signal")})
	}
	for _, l := range b.Lost {
		r.Counts = append(r.Counts, fact{"Lost to " + l.Name, times(l.N)})
	}
	for _, s := range b.Stopped {
		r.Stops = append(r.Stops, stopRow{gateWordsOf(s.Gate), s.N, s.Only})
	}
	for _, e := range b.Examples {
		r.Examples = append(r.Examples, exampleOf(b, e))
	}
	return r
}

func gateWordsOf(gate string) string {
	if words := gateWords[gate]; words != "" {
		return words
	}
	return gate
}

func times(n int) string {
	if n == 1 {
		return "once"
	}
	return plural(n, "time")
}

func barsOf(list []decide.NamedCount) []barRow {
	most := 1
	for _, c := range list {
		most = max(most, c.N)
	}
	out := make([]barRow, len(list))
	for i, c := range list {
		out[i] = barRow{Name: c.Name, Width: cent(float64(c.N) / float64(most)), N: c.N}
	}
	return out
}

func exampleOf(b Backtest, e decide.Example) exampleRow {
	d := e.Decision
	row := exampleRow{Acted: e.Acted, At: d.At, Page: d.Page, Visitor: short(d.Visitor), VisitorURL: visitorURL(b.Site, d.Visitor), Text: d.Arbitration}
	for _, one := range consideredOf(d) {
		if one.Intercept == b.Intercept {
			row.Gates = one.Gates
		}
	}
	return row
}
