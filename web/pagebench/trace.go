package main

import (
	"cmp"
	"context"
	"encoding/json"
	"fmt"
	"io"
	"slices"
	"strings"

	"github.com/chromedp/cdproto/cdp"
	"github.com/chromedp/cdproto/emulation"
	"github.com/chromedp/cdproto/tracing"
	"github.com/chromedp/chromedp"
)

// handler is what the tag's own functions cost, by the event that the browser called them for. What is traced takes a little
// longer than what is not: these figures are for finding what is dear, not for promises.
type handler struct {
	Event string  `json:"event"` // such as «pointermove»; what no event called has the name of the trace event
	Calls int     `json:"calls"`
	Mean  float64 `json:"meanMicroseconds"`
	Total float64 `json:"totalMilliseconds"`
	Worst float64 `json:"worstMicroseconds"`
}

// span is one event of Chromium's trace format. Times are in µs.
type span struct {
	Name     string
	Ph       string
	Pid, Tid int
	Ts       float64
	Dur      float64
	Tdur     float64 // CPU time, where the platform tells
	Args     struct{ Data struct{ Type, URL string } }
}

// handlers traces one tagged visit, its load and its interaction apart.
func (b *bench) handlers(ctx context.Context) (load, use []handler, err error) {
	t, closeTab, err := b.tab()
	if err != nil {
		return nil, nil, err
	}
	defer closeTab()
	spans, err := t.trace(func() error { return t.open(b.shop + tagged) })
	if err != nil {
		return nil, nil, err
	}
	load = b.costs(spans)
	call(t, &err, emulation.SetCPUThrottlingRate, emulation.SetCPUThrottlingRateParams{Rate: 1})
	if err != nil {
		return nil, nil, err
	}
	spans, err = t.trace(func() error {
		_, err := t.interact(ctx)
		return err
	})
	return load, b.costs(spans), err
}

// trace records what the page's threads do in the meantime.
func (t *tab) trace(do func() error) ([]span, error) {
	var spans []span
	done := make(chan error, 1)
	ctx, stop := context.WithCancel(t)
	defer stop()
	err := chromedp.ListenBrowser(ctx, func(event any) {
		switch e := event.(type) {
		case *tracing.EventDataCollected:
			for _, value := range e.Value {
				var s span
				if json.Unmarshal(value, &s) == nil && s.Ph == "X" {
					spans = append(spans, s)
				}
			}
		case *tracing.EventTracingComplete:
			done <- nil
		}
	})
	if err != nil {
		return nil, err
	}
	start := tracing.StartParams{TraceConfig: &tracing.TraceConfig{IncludedCategories: []string{"devtools.timeline", "v8"}}}
	if _, err := chromedp.CallBrowser(t, tracing.Start, start); err != nil {
		return nil, err
	}
	failed := do()
	if _, err := chromedp.CallBrowser(t, tracing.End, cdp.Empty{}); err != nil {
		return nil, err
	}
	select {
	case <-done:
		return spans, failed
	case <-t.Done():
		return nil, t.Err()
	}
}

// costs sums up what was spent in the tag's own functions. Spans of one thread nest, so the event that called a function is
// the last one that began before it and has not ended.
func (b *bench) costs(spans []span) []handler {
	slices.SortStableFunc(spans, func(x, y span) int { return cmp.Or(cmp.Compare(x.Ts, y.Ts), cmp.Compare(y.Dur, x.Dur)) })
	sums := map[string]*handler{}
	type thread struct{ pid, tid int }
	dispatched, inside := map[thread]span{}, map[thread]float64{}
	for _, s := range spans {
		on := thread{s.Pid, s.Tid}
		if s.Name == "EventDispatch" {
			dispatched[on] = s
		}
		if !strings.HasPrefix(s.Args.Data.URL, b.collector) || s.Ts < inside[on] {
			continue
		}
		inside[on] = s.Ts + s.Dur
		event := s.Name
		if d := dispatched[on]; s.Ts < d.Ts+d.Dur {
			event = d.Args.Data.Type
		}
		sum := sums[event]
		if sum == nil {
			sum = &handler{Event: event}
			sums[event] = sum
		}
		took := cmp.Or(s.Tdur, s.Dur)
		sum.Calls++
		sum.Total += took / 1000
		sum.Worst = max(sum.Worst, took)
		sum.Mean = 1000 * sum.Total / float64(sum.Calls)
	}
	var all []handler
	for _, sum := range sums {
		all = append(all, *sum)
	}
	slices.SortFunc(all, func(x, y handler) int { return cmp.Or(cmp.Compare(y.Total, x.Total), cmp.Compare(x.Event, y.Event)) })
	return all
}

func printHandlers(out io.Writer, title string, handlers []handler) {
	fmt.Fprintf(out, "\n%-24s %8s %12s %12s %12s\n", title, "calls", "mean µs", "worst µs", "total ms")
	for _, h := range handlers {
		fmt.Fprintf(out, "%-24s %8d %12.1f %12.1f %12.2f\n", h.Event, h.Calls, h.Mean, h.Worst, h.Total)
	}
}
