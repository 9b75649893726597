package main

import (
	"context"
	"encoding/json"
	"fmt"
	"slices"
	"strings"
	"sync"
	"time"

	"github.com/chromedp/cdproto/cdp"
	"github.com/chromedp/cdproto/emulation"
	"github.com/chromedp/cdproto/heapprofiler"
	"github.com/chromedp/cdproto/network"
	"github.com/chromedp/cdproto/page"
	"github.com/chromedp/cdproto/performance"
	"github.com/chromedp/cdproto/runtime"
	"github.com/chromedp/chromedp"

	_ "embed"
)

//go:embed probe.js
var probe string

// The three kinds of page.
const (
	bare   = "/bare/"
	tagged = "/tagged/"
	floor  = "/floor/" // with floor.js in place of the tag
)

// settle is how long after its load event a page is looked at: the tag begins when the browser is idle, at the latest after two
// seconds, and all it does then has to be in the figures.
const settle = 4 * time.Second

// slowdown is the device that the load is measured on, as a divisor of this machine's speed.
const slowdown = 4

// unseen is how long a burst counts to have taken that was not seen at all, in ms.
const unseen = 1000

// sample is what one visit cost, and what was seen of it.
type sample struct {
	load, interaction    float64 // script, CPU ms
	longLoad, longInUse  float64 // long tasks, number
	blocked              float64 // total blocking time at load, ms
	worst                float64 // latency of the slowest interaction, ms
	heap, buffers        float64 // after collection of garbage, bytes
	up                   float64 // bytes of frames and bodies sent
	bursts, flagged, all float64 // signals: rage on what is dead, any on a stepper, of any kind
	third                []float64
}

// tab is a page under measurement. What it hears comes from another goroutine.
type tab struct {
	context.Context

	mu         sync.Mutex
	sent, came []frame
	up         int
}

// frame is what has gone through the page's socket, and when: seconds of the browser's monotonic clock.
type frame struct {
	at   float64
	text []byte
}

// tab opens a page with storage of its own, ready to be measured.
func (b *bench) tab() (*tab, func(), error) {
	ctx, cancel := chromedp.NewContext(b.browser, chromedp.WithNewBrowserContext())
	t := &tab{Context: ctx}
	err := chromedp.Listen(ctx, t.hear)
	call(ctx, &err, network.Enable, network.EnableParams{MaxPostDataSize: new(int64(1 << 16))})
	call(ctx, &err, performance.Enable, performance.EnableParams{TimeDomain: performance.EnableTimeDomainThreadTicks})
	call(ctx, &err, emulation.SetFocusEmulationEnabled, emulation.SetFocusEmulationEnabledParams{Enabled: true})
	call(ctx, &err, emulation.SetDeviceMetricsOverride, emulation.SetDeviceMetricsOverrideParams{Width: width, Height: height, DeviceScaleFactor: 1})
	call(ctx, &err, page.AddScriptToEvaluateOnNewDocument, page.AddScriptToEvaluateOnNewDocumentParams{Source: probe})
	if err != nil {
		cancel()
		return nil, nil, err
	}
	return t, cancel, nil
}

// call sends a command unless one before it failed.
func call[P, R any](ctx context.Context, failed *error, command cdp.Command[P, R], params P) (result R) {
	if *failed == nil {
		result, *failed = chromedp.Call(ctx, command, params)
	}
	return result
}

func (t *tab) hear(event any) {
	t.mu.Lock()
	defer t.mu.Unlock()
	switch e := event.(type) {
	case *network.EventWebSocketFrameSent:
		t.up += len(e.Response.PayloadData)
		t.sent = append(t.sent, frame{e.Timestamp.Float64(), e.Response.PayloadData})
	case *network.EventWebSocketFrameReceived:
		t.came = append(t.came, frame{e.Timestamp.Float64(), e.Response.PayloadData})
	case *network.EventRequestWillBeSent:
		for _, entry := range e.Request.PostDataEntries {
			t.up += len(entry.Bytes)
		}
	}
}

// visit is one run from opening the page to leaving it.
func (b *bench) visit(ctx context.Context, kind string) (s sample, err error) {
	t, closeTab, err := b.tab()
	if err != nil {
		return s, err
	}
	defer closeTab()
	if err := t.open(b.shop + kind); err != nil {
		return s, err
	}
	loaded, err := t.now()
	if err != nil {
		return s, err
	}
	call(t, &err, emulation.SetCPUThrottlingRate, emulation.SetCPUThrottlingRateParams{Rate: 1})
	if err != nil {
		return s, err
	}
	before, err := t.now()
	if err != nil {
		return s, err
	}
	used, err := t.interact(ctx)
	if err != nil {
		return s, err
	}
	after, err := t.now()
	if err != nil {
		return s, err
	}
	call(t, &err, heapprofiler.CollectGarbage, cdp.Empty{})
	heap := call(t, &err, runtime.GetHeapUsage, cdp.Empty{})
	if err == nil {
		err = t.leave()
	}
	if err != nil {
		return s, err
	}
	s = sample{
		load: loaded.script, interaction: after.script - before.script,
		longLoad: loaded.Long, longInUse: after.Long - before.Long, blocked: loaded.Blocked, worst: after.Worst,
		heap: heap.UsedSize, buffers: heap.BackingStorageSize,
	}
	return s, t.judge(&s, used, after)
}

// open loads a page on the slow device and returns when it has come to rest.
func (t *tab) open(url string) (err error) {
	call(t, &err, emulation.SetCPUThrottlingRate, emulation.SetCPUThrottlingRateParams{Rate: slowdown})
	if err != nil {
		return err
	}
	return chromedp.Do(t, chromedp.Navigate(url), chromedp.Sleep(settle))
}

// leave follows a link to another page of the shop, and returns when that has come to rest.
func (t *tab) leave() error {
	return chromedp.Do(t, chromedp.Click(chromedp.CSS(".away")), chromedp.Sleep(settle/2))
}

// notes are what probe.js has noted so far.
type notes struct {
	Blocked, Long, Worst float64
	Shift                float64 // of the layout, unasked for
	Painted              float64 // the first picture with a card, ms since the navigation; 0 for none
	Clicks               []click
}

// click is one that the page has heard of.
type click struct {
	At          float64 // ms since the navigation
	Card, Class string
}

// state is the page at one moment.
type state struct {
	notes
	script float64 // CPU ms since the navigation
	began  float64 // the navigation, seconds of the browser's monotonic clock
}

func (t *tab) now() (s state, err error) {
	got := call(t, &err, performance.GetMetrics, cdp.Empty{})
	for _, m := range got.Metrics {
		switch m.Name {
		case "ScriptDuration":
			s.script = 1000 * m.Value
		case "NavigationStart":
			s.began = m.Value
		}
	}
	if err == nil {
		s.notes, err = chromedp.Run(t, chromedp.Evaluate[notes]("bench"))
	}
	return s, err
}

// told is a signal that the page has sent.
type told struct{ T, Kind, Target string }

// judge compares what the page said with what was done to it.
func (t *tab) judge(s *sample, used used, page state) error {
	t.mu.Lock()
	defer t.mu.Unlock()
	s.up = float64(t.up)
	rage := map[string]float64{} // when the first was sent about a card, in ms since the navigation
	for _, f := range t.sent {
		var said told
		if err := json.Unmarshal(f.text, &said); err != nil {
			return fmt.Errorf("the page sent %q: %w", f.text, err)
		}
		if said.T != "signal" {
			continue
		}
		s.all++
		card, _, _ := strings.Cut(strings.TrimPrefix(said.Target, "#"), " ")
		if slices.Contains(used.steppers, card) {
			s.flagged++
		}
		if _, known := rage[card]; said.Kind == "rage_click" && !known {
			rage[card] = 1000 * (f.at - page.began)
		}
	}
	for _, card := range used.dead {
		at, seen := rage[card]
		if !seen {
			s.third = append(s.third, unseen)
			continue
		}
		s.bursts++
		s.third = append(s.third, at-page.pressed(card, burstPresses))
	}
	return nil
}

// pressed is when the nth press on a dead button came, in ms since the navigation.
func (n notes) pressed(card string, nth int) float64 {
	for _, c := range n.Clicks {
		if c.Card == card && c.Class == "gift" {
			if nth--; nth == 0 {
				return c.At
			}
		}
	}
	return 0
}
