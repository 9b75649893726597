package e2e

import (
	"fmt"
	"math/rand/v2"
	"os"
	"strconv"
	"sync"
	"testing"
	"time"

	"github.com/chromedp/chromedp"

	"heed/collector/core"
	"heed/web/browsertest"
)

// shoppers is how many people are in the shop at the same time; every fifth has a phone.
const shoppers = 5

// falseIn10 is how many false signals ten minutes of ordinary use may bring.
const falseIn10 = 1.0

// verdict is a signal and what the shopper was about when it became true. As nobody was stuck, it is false.
type verdict struct {
	seed  int
	doing string
	core.Signal
}

// TestOrdinaryUse lets shoppers who are never stuck go about the demo shop, in real time, and counts what is said of them. HEED_ORDINARY
// is how many minutes of visits it takes, all together: 10 unless it says otherwise.
func TestOrdinaryUse(t *testing.T) {
	minutes := 10.0
	if said := os.Getenv("HEED_ORDINARY"); said != "" {
		var err error
		if minutes, err = strconv.ParseFloat(said, 64); err != nil {
			t.Fatalf("HEED_ORDINARY=%q is not a number of minutes", said)
		}
	}
	c := startCollector(t, "")
	var mu sync.Mutex
	var all []verdict
	var shop sync.WaitGroup // not t.Parallel, which would let in only as many at a time as the machine has cores
	for seed := range shoppers {
		shop.Go(func() {
			t.Run(strconv.Itoa(seed), func(t *testing.T) {
				said := visit(t, c, seed, time.Duration(minutes/shoppers*float64(time.Minute)))
				mu.Lock()
				defer mu.Unlock()
				all = append(all, said...)
			})
		})
	}
	shop.Wait()
	counted := 0.0
	for _, v := range all {
		t.Logf("shopper %d, %s: %s %.2f %s on %s %v %s", v.seed, v.doing, v.Kind, v.Score, v.Target, v.Page, v.Data, v.Reason)
		if v.Counts() { // a cart that is left for another tab was held, and taken back when the shopper returned
			counted++
		}
	}
	if allowed := max(1, falseIn10*minutes/10); counted > allowed {
		t.Errorf("%v signals in %.1f minutes of visits by people who were never stuck, at most %v may be", counted, minutes, allowed)
	}
}

// visit is one shopper's, from coming to leaving, and what was said of it.
func visit(t *testing.T, c *collector, seed int, length time.Duration) []verdict {
	s := newShopper(t, c, seed, length)
	s.walk()
	s.note("about to leave") // what is said of leaving itself is true, and not looked at
	s.drain(t, c)
	var all []verdict
	for _, signal := range items[core.Signal](c, "/signals?limit=200&visitor="+s.id) {
		all = append(all, verdict{seed, s.doing(signal.At), signal})
	}
	return all
}

// newShopper is somebody who comes to the shop with a browser of their own.
func newShopper(t *testing.T, c *collector, seed int, length time.Duration) *shopper {
	t.Helper()
	m := &human{
		visitor: &visitor{Tab: browser.TabFor(t, length+5*browsertest.Patience), id: visitorIn(t, "stuck", core.Control), shop: c.public + "/demo"},
		rand:    rand.New(rand.NewPCG(uint64(seed), 7)), w: 1280, h: 900,
	}
	m.Before(fmt.Sprintf(`localStorage.setItem('heed.visitor', JSON.stringify(%q))`, m.id))
	if seed%5 == 4 {
		m.touch, m.w, m.h = true, 390, 844
		m.Do(chromedp.EmulateViewport(390, 844, chromedp.EmulateMobile, chromedp.EmulateTouch))
	} else {
		m.Size(1280, 900)
	}
	m.x, m.y = m.between(0.2, 0.8)*m.w, m.between(0.3, 0.8)*m.h
	m.Open(m.shop + "/")
	m.end = time.Now().Add(length)
	return &shopper{m}
}
