// Package bus spreads notices within this process. It is live only: what a subscriber misses it reads from the store.
package bus

import (
	"sync"
	"sync/atomic"

	"heed/collector/core"
)

// Bus is a core.Publisher whose notices anybody may subscribe to. It starts no goroutine.
type Bus struct {
	// mu is held for a whole Publish, so that all subscribers see the notices in the same order and a channel is never
	// closed while something is sent on it. Nothing under it waits.
	mu sync.Mutex
	// bySite holds the subscribers by the site they asked for; those of "" hear all sites.
	bySite  map[string]map[*subscriber]struct{}
	dropped atomic.Uint64
}

type subscriber struct{ notices chan core.Notice }

// New makes a bus without subscribers.
func New() *Bus { return &Bus{bySite: map[string]map[*subscriber]struct{}{}} }

// Publish hands the notice to everybody who subscribed to its site or to all. It never blocks: a subscriber whose buffer is full
// loses its oldest notice, which is counted.
func (b *Bus) Publish(n core.Notice) {
	b.mu.Lock()
	defer b.mu.Unlock()
	b.offer("", n)
	if n.Site != "" {
		b.offer(n.Site, n)
	}
}

func (b *Bus) offer(site string, n core.Notice) {
	for s := range b.bySite[site] {
		if s.offer(n) {
			b.dropped.Add(1)
		}
	}
}

// offer reports whether an older notice had to make room. Only Publish sends, one at a time, so the second round finds room.
func (s *subscriber) offer(n core.Notice) (dropped bool) {
	for {
		select {
		case s.notices <- n:
			return dropped
		default:
		}
		select {
		case <-s.notices:
			dropped = true
		default: // the subscriber took one in between
		}
	}
}

// Subscribe gives the notices of a site, or of all sites when it is empty, from now on, in the order they were published. At most
// buffer (at least 1) of them wait. Calling cancel ends it and closes the channel; calling it again does nothing.
func (b *Bus) Subscribe(site string, buffer int) (notices <-chan core.Notice, cancel func()) {
	s := &subscriber{notices: make(chan core.Notice, max(buffer, 1))}
	b.mu.Lock()
	defer b.mu.Unlock()
	if b.bySite[site] == nil {
		b.bySite[site] = map[*subscriber]struct{}{}
	}
	b.bySite[site][s] = struct{}{}
	return s.notices, sync.OnceFunc(func() { b.remove(site, s) })
}

func (b *Bus) remove(site string, s *subscriber) {
	b.mu.Lock()
	defer b.mu.Unlock()
	delete(b.bySite[site], s)
	if len(b.bySite[site]) == 0 {
		delete(b.bySite, site)
	}
	close(s.notices)
}

// Dropped is how many notices were lost to slow subscribers so far.
func (b *Bus) Dropped() uint64 { return b.dropped.Load() }

// Subscribers is how many there are now.
func (b *Bus) Subscribers() int {
	b.mu.Lock()
	defer b.mu.Unlock()
	n := 0
	for _, each := range b.bySite {
		n += len(each)
	}
	return n
}
