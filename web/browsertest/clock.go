package browsertest

import (
	"time"

	"github.com/chromedp/cdproto/cdp"
	"github.com/chromedp/cdproto/emulation"
	"github.com/chromedp/cdproto/input"
	"github.com/chromedp/chromedp"
)

// Clock is a page's time in the hands of the test: it stands still, timers included, until the test lets some of it pass, and
// that takes no longer than what the page does in it. Input is the real one and bears the page's time. So a busy machine
// changes nothing of what a page sees.
type Clock struct {
	tab    *Tab
	passed chan struct{}
	now    float64 // ms since 1970, in the page
}

// StopClock stops the page's time.
func (b *Tab) StopClock() *Clock {
	b.t.Helper()
	c := &Clock{tab: b, passed: make(chan struct{}, 1)}
	err := chromedp.Listen(b.ctx, func(event any) {
		if _, ok := event.(*emulation.EventVirtualTimeBudgetExpired); ok {
			c.passed <- struct{}{}
		}
	})
	if err != nil {
		b.t.Fatal(err)
	}
	Call(b, emulation.SetVirtualTimePolicy, emulation.SetVirtualTimePolicyParams{Policy: emulation.VirtualTimePolicyPause})
	c.Read()
	return c
}

// Read reads the page's time: another page may have come, of another process.
func (c *Clock) Read() { c.now = Value[float64](c.tab, `performance.timeOrigin + performance.now()`) }

// Pass lets time pass.
func (c *Clock) Pass(d time.Duration) {
	c.tab.t.Helper()
	ms := float64(d) / float64(time.Millisecond)
	Call(c.tab, emulation.SetVirtualTimePolicy, emulation.SetVirtualTimePolicyParams{Policy: emulation.VirtualTimePolicyAdvance, Budget: &ms})
	select {
	case <-c.passed:
		c.now += ms
	case <-time.After(Patience):
		c.tab.t.Fatalf("%v did not pass in the page", d)
	}
}

// Stamp is now, as input events bear it.
func (c *Clock) Stamp() input.TimeSinceEpoch { return input.TimeSinceEpoch(c.now / 1000) }

// handled is how long the handling of input may take, once the page paints.
const handled = 5 * time.Second

// Act sends input, or leaves a page. Some of it is handled with the next frame, which may need a little time to come; it gives
// false when none comes, for now and then a tab stops painting for good.
func Act[P, R any](c *Clock, command cdp.Command[P, R], params P) bool {
	c.tab.t.Helper()
	done := make(chan error, 1)
	go func() {
		_, err := chromedp.Call(c.tab.ctx, command, params)
		done <- err
	}()
	for limit := time.Now().Add(handled); time.Now().Before(limit); {
		select {
		case err := <-done:
			if err != nil {
				c.tab.t.Fatal(err)
			}
			return true
		case <-time.After(20 * time.Millisecond):
			c.Pass(time.Millisecond)
		}
	}
	return false
}
