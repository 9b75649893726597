package main

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"slices"

	"github.com/chromedp/cdproto/cdp"
	"github.com/chromedp/cdproto/css"
	"github.com/chromedp/cdproto/dom"
	"github.com/chromedp/cdproto/emulation"
	"github.com/chromedp/chromedp"
)

// cardRuns is how often a card is opened for a median.
const cardRuns = 5

// cardCost is what a card costs the page that it appears in.
type cardCost struct {
	painted float64 // from the frame that asks for it to the first picture with it, ms
	shift   float64 // by how much it moved the page's layout; 0.1 is what browsers call good
}

// cards opens a survey on a slow device, whose browser has the widget in its cache, once in each of a few visits.
func (b *bench) cards(ctx context.Context) ([]row, error) {
	var painted, shift []float64
	for i := range cardRuns {
		if err := ctx.Err(); err != nil {
			return nil, err
		}
		cost, err := b.card()
		if err != nil {
			return nil, fmt.Errorf("run %d: %w", i+1, err)
		}
		painted, shift = append(painted, cost.painted), append(shift, cost.shift)
	}
	return []row{
		{Name: "act to the card's first picture, slow", Unit: "ms", Value: middle(painted), Bound: 100},
		{Name: "layout shift by the card, worst", Value: slices.Max(shift), Bound: 0},
	}, nil
}

// card opens the survey that every site has, by hand, as the page's own script may.
func (b *bench) card() (cost cardCost, err error) {
	t, closeTab, err := b.tab()
	if err != nil {
		return cost, err
	}
	defer closeTab()
	// No visitor has an inspector open: one reads every style sheet a second time and follows every element, a quarter of the whole.
	call(t, &err, dom.Disable, cdp.Empty{})
	call(t, &err, css.Disable, cdp.Empty{})
	if err != nil {
		return cost, err
	}
	const open = `heed('open', 'feedback')`
	const shown = `new Promise((done) => setInterval(() => bench.Painted && done(true), 10))`
	// The first time the widget is fetched; then the page is loaded anew.
	if err := t.open(b.shop + tagged); err != nil {
		return cost, err
	}
	if err := t.run(open, shown); err != nil {
		return cost, err
	}
	if err := chromedp.Do(t, chromedp.Reload(), chromedp.Sleep(settle)); err != nil {
		return cost, err
	}
	before, err := t.now()
	if err != nil {
		return cost, err
	}
	if err := t.run(open, shown); err != nil {
		return cost, err
	}
	after, err := t.now()
	call(t, &err, emulation.SetCPUThrottlingRate, emulation.SetCPUThrottlingRateParams{Rate: 1})
	if err != nil {
		return cost, err
	}
	asked, err := t.asked()
	return cardCost{painted: after.Painted - 1000*(asked-after.began), shift: after.Shift - before.Shift}, err
}

// run evaluates scripts in the page, one after the other, and waits for what they promise.
func (t *tab) run(scripts ...string) error {
	for _, script := range scripts {
		if _, err := chromedp.Run(t, chromedp.Evaluate[any](script, chromedp.EvalAwaitPromise)); err != nil {
			return err
		}
	}
	return nil
}

// asked is when the last frame came that wants something to be shown, in seconds of the browser's clock.
func (t *tab) asked() (at float64, err error) {
	t.mu.Lock()
	defer t.mu.Unlock()
	for _, f := range t.came {
		var said struct{ T string }
		if err := json.Unmarshal(f.text, &said); err != nil {
			return 0, fmt.Errorf("the collector sent %q: %w", f.text, err)
		}
		if said.T == "act" {
			at = f.at
		}
	}
	if at == 0 {
		return 0, errors.New("the collector never sent an act")
	}
	return at, nil
}
