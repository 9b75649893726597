package main

import (
	"context"
	"encoding/json"
	"fmt"
	"io"
	"slices"

	"github.com/chromedp/chromedp"

	"heed/agent"

	_ "embed"
)

//go:embed module.js
var timeModule string

// pushed is how many records of each stream are timed.
const pushed = 1_000_000

// record is what the compiled agent takes for one record of a stream, in the browser.
type record struct {
	Stream string  `json:"stream"`
	Micro  float64 `json:"microseconds"`
}

// tell makes one record, so long how long after the one before it, in ms.
func tell(kind agent.RecordKind, target uint32, after, x, y, a, b float64) [8]float64 {
	return [8]float64{float64(kind), 0, float64(target), after, x, y, a, b}
}

// streams are what pages tell: one kind over and over, and the mixture of somebody at work on a page with a clock.
func streams() map[string][][8]float64 {
	repeat := func(one func(i int) [8]float64) (all [][8]float64) {
		for i := range 64 {
			all = append(all, one(i))
		}
		return all
	}
	move := func(i int) [8]float64 {
		return tell(agent.RecMove, 0, 16, float64(i*20%1280), float64(i*i*7%900), 0, 0)
	}
	mixed := repeat(move)
	for i, one := range [][8]float64{
		tell(agent.RecHover, 3, 5, 0, 0, 0, 0), tell(agent.RecInput, 0, 5, 0, 0, 0, 0), tell(agent.RecPress, 3, 0, 200, 200, 0, 0),
		tell(agent.RecRequest, 0, 5, 0, 0, 1, 0), tell(agent.RecMutation, 7, 20, 0, 0, 1, 0), tell(agent.RecRequest, 2, 90, 0, 0, -1, 90),
		tell(agent.RecMutation, 8, 800, 0, 0, 1, 0), tell(agent.RecScroll, 0, 16, 0, 300, 900, 9000), tell(agent.RecScroll, 0, 16, 0, 400, 900, 9000),
		tell(agent.RecTick, 0, 30, 0, 0, 0, 0),
	} {
		mixed[6*i] = one
	}
	return map[string][][8]float64{
		"moves":     repeat(move),
		"mutations": repeat(func(i int) [8]float64 { return tell(agent.RecMutation, uint32(i), 40, 0, 0, 1, 0) }),
		"presses":   repeat(func(i int) [8]float64 { return tell(agent.RecPress, uint32(i%5+1), 400, 200, 200, 0, 0) }),
		"scrolls":   repeat(func(i int) [8]float64 { return tell(agent.RecScroll, 0, 16, 0, float64(i*i*300%9000), 900, 9900) }),
		"mixed":     mixed,
	}
}

// records times the module on an empty page of the shop's origin, so that its policy and the collector's are in force.
func (b *bench) records(ctx context.Context) ([]record, error) {
	address, err := b.agentURL(ctx)
	if err != nil {
		return nil, err
	}
	arguments, err := json.Marshal([]any{b.collector + address, streams(), pushed})
	if err != nil {
		return nil, err
	}
	tab, closeTab := chromedp.NewContext(b.browser, chromedp.WithNewBrowserContext())
	defer closeTab()
	if err := chromedp.Do(tab, chromedp.Navigate(b.shop+"/shop.css")); err != nil {
		return nil, err
	}
	times, err := chromedp.Run(tab, chromedp.Evaluate[map[string]float64](fmt.Sprintf("(%s)(...%s)", timeModule, arguments), chromedp.EvalAwaitPromise))
	if err != nil {
		return nil, err
	}
	var all []record
	for stream, ms := range times {
		all = append(all, record{stream, ms * 1000 / pushed})
	}
	slices.SortFunc(all, func(x, y record) int {
		if x.Micro > y.Micro {
			return -1
		}
		return 1
	})
	return all, nil
}

func printRecords(out io.Writer, records []record) {
	fmt.Fprintf(out, "\n%-24s %8s\n", "the agent, in the browser", "µs each")
	for _, r := range records {
		fmt.Fprintf(out, "%-24s %8.2f\n", r.Stream, r.Micro)
	}
}
