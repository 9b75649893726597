package browsertest

import (
	"strings"
	"sync"

	"github.com/chromedp/cdproto/network"
	"github.com/chromedp/chromedp"
)

// Flights counts the requests of a page that wait for an answer, as the page sees it.
type Flights struct {
	mu   sync.Mutex
	open map[network.RequestID]bool
}

// Flights counts, from now on, the requests whose address has that in it.
func (b *Tab) Flights(in string) *Flights {
	b.t.Helper()
	f := &Flights{open: map[network.RequestID]bool{}}
	err := chromedp.Listen(b.ctx, func(event any) {
		f.mu.Lock()
		defer f.mu.Unlock()
		switch e := event.(type) {
		case *network.EventRequestWillBeSent:
			if strings.Contains(e.Request.URL, in) {
				f.open[e.RequestID] = true
			}
		case *network.EventResponseReceived: // a body that nobody reads has no end
			delete(f.open, e.RequestID)
		case *network.EventLoadingFailed:
			delete(f.open, e.RequestID)
		}
	})
	if err != nil {
		b.t.Fatal(err)
	}
	Call(b, network.Enable, network.EnableParams{})
	Call(b, network.SetCacheDisabled, network.SetCacheDisabledParams{CacheDisabled: true}) // equal requests would wait for each other
	return f
}

// Count is how many are under way.
func (f *Flights) Count() int {
	f.mu.Lock()
	defer f.mu.Unlock()
	return len(f.open)
}

// Forget forgets them: some have no end, such as a download's.
func (f *Flights) Forget() {
	f.mu.Lock()
	defer f.mu.Unlock()
	clear(f.open)
}
