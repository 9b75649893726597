package server

import (
	"context"
	"time"

	"github.com/labstack/echo/v4"

	"heed/collector/core"
)

// reachWindow is how far back the builder looks for what a draft would have met: two weeks have each day of the week twice.
const reachWindow = 14 * 24 * time.Hour

// reachLine is one line of the estimate: how far it is, and at the end what it found.
type reachLine struct {
	Done  int    `json:"done,omitempty"`
	Of    int    `json:"of,omitempty"`
	Words string `json:"words,omitempty"`
}

// reachIntercept says what the form's intercept would have met lately. The lines before the last tell how far it is.
func (c *console) reachIntercept(ec echo.Context) error {
	_, _, page, err := c.sentForm(ec)
	if err != nil {
		return err
	}
	lines := newLineStream(ec, c.deps.Clock, progressEvery)
	words, err := c.reach(ec.Request().Context(), page, func(done, of int) {
		if lines.due() {
			_ = lines.write(reachLine{Done: done, Of: of})
		}
	})
	if ec.Request().Context().Err() != nil {
		return nil // somebody has typed on, and asked anew
	}
	if err != nil {
		return err
	}
	return lines.write(reachLine{Words: words})
}

// reach runs the form's intercept over what was recorded lately, by the use case of backtests. What is wrong with the intercept is said
// instead.
func (c *console) reach(ctx context.Context, p *builderPage, progress func(done, of int)) (string, error) {
	i, wrong := p.read(p.draft.base, core.Draft)
	if len(wrong) > 0 {
		return "Some of what was entered cannot be read yet, so there is nothing to count.", nil
	}
	if i.Name == "" {
		i.Name = "draft" // it has none yet, and a backtest needs one
	}
	now := c.deps.Clock().UTC()
	b, err := c.deps.Backtests.Backtest(ctx, BacktestRequest{Intercept: &i, Site: i.Site, Surveys: p.draft.unsaved(), From: now.Add(-reachWindow).Format(time.RFC3339),
		To: now.Format(time.RFC3339)}, progress)
	if e := core.AsError(err); err != nil && e.Kind == core.Invalid {
		return e.Message, nil
	}
	if err != nil {
		return "", err
	}
	return reachWords(b), nil
}

// reachWords say what a draft would have met.
func reachWords(b Backtest) string {
	text := "Of the " + plural(b.Signals, "signal") + " of the last 14 days " + plural(b.Triggered, "moment") + " fit what it waits for. "
	if b.Moments == 0 {
		text += "It would have acted on nobody."
	} else {
		text += "It would have acted " + times(b.Moments) + " on " + plural(b.Visitors, "visitor") + ", those left alone included."
	}
	for _, l := range b.Lost {
		text += " “" + l.Name + "” would have come first " + times(l.N) + "."
	}
	return text
}
