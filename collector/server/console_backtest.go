package server

import (
	"net/http"
	"slices"
	"strings"
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
	Missing      bool   // the period was asked for, and not run yet
	Ran          time.Time
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

// backtest shows the form, and with a period what the intercept would have done in it if that was run. Nothing is run by an address: it can
// be kept, opened again and gone back to.
func (c *console) backtest(ec echo.Context) error {
	f, catalog, err := c.frame(ec, "Backtest", "intercepts")
	if err != nil {
		return err
	}
	page := backtestPage{From: ec.QueryParam("from"), To: ec.QueryParam("to")}
	if page.Intercept, err = storedIntercept(catalog, param(ec, "site"), param(ec, "name")); err != nil {
		return err
	}
	page.Back, page.Action = interceptURL(page.Site, page.Name), backtestURL(page.Site, page.Name)
	if page.From == "" && page.To == "" {
		now := c.deps.Clock().UTC()
		page.From, page.To = now.Add(-lint.Window).Format(time.DateOnly), now.Format(time.DateOnly)
	} else {
		page.Missing = true
	}
	if run, ok := c.runs.of(backtestKey{page.Site, page.Name, page.From, page.To, catalog.Version}); ok {
		page.Result, page.Ran, page.Missing = resultOf(run.result), run.at, false
	}
	f.Title, f.Page = "Backtest of "+page.Name, page
	return c.render(ec, http.StatusOK, "backtest", f)
}

// backtestStep is one line of a backtest on its way: how far it is, and at the end where its result is or why there is none.
type backtestStep struct {
	Done    int    `json:"done,omitempty"`
	Of      int    `json:"of,omitempty"`
	URL     string `json:"url,omitempty"`
	Message string `json:"message,omitempty"`
}

// runBacktest runs one and leads to the page with its result. A script that accepts NDJSON hears of the progress meanwhile.
func (c *console) runBacktest(ec echo.Context) error {
	ctx := ec.Request().Context()
	catalog, err := c.catalog(ctx)
	if err != nil {
		return err
	}
	i, err := storedIntercept(catalog, param(ec, "site"), param(ec, "name"))
	if err != nil {
		return err
	}
	key := backtestKey{i.Site, i.Name, ec.FormValue("from"), ec.FormValue("to"), catalog.Version}
	streamed := strings.Contains(ec.Request().Header.Get("Accept"), streamedAnswer)
	lines := newLineStream(ec, c.deps.Clock, 0)
	b, err := c.deps.Backtests.Backtest(ctx, BacktestRequest{Site: key.site, Name: key.name, From: key.from, To: key.to}, func(done, of int) {
		if streamed && lines.due() {
			_ = lines.write(backtestStep{Done: done, Of: of})
		}
	})
	if err != nil && lines.begun() {
		e := core.AsError(err)
		if e.Kind == core.Internal {
			c.deps.Log.Error("backtest", "err", err)
		}
		return lines.write(backtestStep{Message: e.Message})
	}
	if err != nil {
		return err
	}
	c.runs.keep(backtestRun{key, b, c.deps.Clock()})
	to := backtestURL(key.site, key.name) + query("from", key.from, "to", key.to)
	if streamed {
		return lines.write(backtestStep{URL: to})
	}
	return ec.Redirect(http.StatusSeeOther, to)
}

// storedIntercept finds an intercept of any status.
func storedIntercept(catalog core.Catalog, site, name string) (core.Intercept, error) {
	n := slices.IndexFunc(catalog.Intercepts[site], func(i core.Intercept) bool { return i.Name == name })
	if n < 0 {
		return core.Intercept{}, core.Errorf(core.NotFound, "unknown_intercept", "Site %q has no intercept %q.", site, name)
	}
	return catalog.Intercepts[site][n], nil
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
