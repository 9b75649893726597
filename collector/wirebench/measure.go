package main

import (
	"context"
	"fmt"
	"sync"
	"time"

	"github.com/google/uuid"

	"heed/collector/page"
)

// turns is how often both sites have their turn.
const turns = 10

// measure lets so many pages of each site send signals, in turns.
func measure(ctx context.Context, c *collector, connections, signals int) (r result, err error) {
	r.connections = connections
	each := max(1, signals/(connections*turns))
	acts, err := openPages(ctx, c, acting, connections)
	defer closePages(acts)
	if err != nil {
		return r, err
	}
	acks, err := openPages(ctx, c, still, connections)
	defer closePages(acks)
	if err != nil {
		return r, err
	}
	for turn := range turns + 1 {
		ack, err := together(acks, each, untilAck)
		if err != nil {
			return r, err
		}
		act, err := together(acts, each, untilAct)
		if err != nil {
			return r, err
		}
		if turn > 0 { // the first warms up
			r.ack, r.act = append(r.ack, ack...), append(r.act, act...)
		}
	}
	return r, nil
}

func openPages(ctx context.Context, c *collector, site string, n int) (pages []*page.Page, err error) {
	door := page.Door{Collector: c.url, Site: site, Origin: origin}
	for range n {
		p, err := door.Open(ctx, stranger())
		if err != nil {
			return pages, err
		}
		pages = append(pages, p)
	}
	return pages, nil
}

func closePages(pages []*page.Page) {
	for _, p := range pages {
		p.Close()
	}
}

// stranger is the hello of a visitor who was never there.
func stranger() page.Hello {
	id := newID()
	return page.Hello{Visitor: id, Session: id, Page: page.Path{Path: "/cart"}, Device: page.Device{W: 1280, H: 800, Lang: "en"}, At: time.Now().UnixMilli()}
}

func newID() string { return uuid.Must(uuid.NewV7()).String() }

// together lets all pages send their signals at once, each the next as soon as the last was answered.
func together(pages []*page.Page, each int, until func(page.Frame) bool) (times, error) {
	took := make([]times, len(pages))
	errs := make([]error, len(pages))
	var sending sync.WaitGroup
	for i, p := range pages {
		sending.Go(func() {
			for range each {
				t, err := one(p, until)
				if err != nil {
					errs[i] = err
					return
				}
				took[i] = append(took[i], t)
			}
		})
	}
	sending.Wait()
	var all times
	for i := range pages {
		if errs[i] != nil {
			return nil, errs[i]
		}
		all = append(all, took[i]...)
	}
	return all, nil
}

// one says hello as a new visitor, sends a rage click, and gives the time from then until the frame that is waited for.
func one(p *page.Page, until func(page.Frame) bool) (time.Duration, error) {
	if err := p.Hello(stranger()); err != nil {
		return 0, err
	}
	began := time.Now()
	it := page.Item{T: "signal", ID: newID(), At: began.UnixMilli(), Kind: "rage_click", Score: 0.9, Page: "/cart", Target: "#apply-promo"}
	if err := p.Send(it); err != nil {
		return 0, err
	}
	for {
		f, err := p.Next()
		if err != nil {
			return 0, err
		}
		if f.T == "error" {
			return 0, fmt.Errorf("the collector refuses a signal: %s: %s", f.Code, f.Message)
		}
		if until(f) {
			return time.Since(began), nil
		}
	}
}

func untilAck(f page.Frame) bool { return f.T == "ack" }
func untilAct(f page.Frame) bool { return f.T == "act" }
