// Package notify tells webhooks what happens on a site. What one is to be told is stored in the transaction of what it tells of, and is
// sent from there until it was taken: with pauses that grow, for a day, across restarts. A crash between sending and noting it
// sends it again, with the same id. Requests are signed as the Standard Webhooks specification has it (standardwebhooks.com).
//
// event.go makes what is told, slack.go puts it into words, sign.go signs it; worker.go finds what is due, attempt.go sends it and
// draws the consequences; manage.go is for who runs it.
package notify

import (
	"cmp"
	"context"
	"io"
	"log/slog"
	"net/http"
	"sync"
	"sync/atomic"
	"time"

	"heed/collector/core"
)

// Store is the part of core.Store that webhooks need.
type Store interface {
	core.Journal
	core.Webhooks
}

// Caller sends a request to an address that somebody has written down.
type Caller interface {
	Do(r *http.Request) (*http.Response, error)
}

// Options are what a Service is made of. All but Log must be there for Run; Call, Jitter and Keep are for Run alone.
type Options struct {
	Store Store
	Call  Caller
	Clock core.Clock
	ID    core.IDs
	// Key and Random make the secrets: who has only what is stored cannot sign.
	Key    []byte
	Random io.Reader
	// Jitter draws a pause from 0 to longest, all equally likely.
	Jitter func(longest time.Duration) time.Duration
	// Keep is how long deliveries are kept, in whatever state; DefaultKeep when zero.
	Keep time.Duration
	// PublicURL is where people find the console, for the links in what is told.
	PublicURL string
	Log       *slog.Logger
}

// Service is the use case. It may be used from any goroutine.
type Service struct {
	Options
	webhooks atomic.Pointer[map[string]map[string]core.Webhook] // by site and name
	wake     chan struct{}                                      // asks Run to look at once
	slots    chan struct{}                                      // as many as requests may be under way
	rounds   sync.WaitGroup
	pruned   time.Time // when Run last deleted what is old

	mu    sync.Mutex
	lanes map[key]lane
}

// key names a webhook.
type key struct{ site, name string }

// maxRequests bounds the requests under way to all webhooks.
const maxRequests = 32

// DefaultKeep is long enough to look into what failed over a weekend.
const DefaultKeep = 7 * 24 * time.Hour

// New makes a Service that knows no webhook until Load. It starts nothing.
func New(o Options) *Service {
	o.Keep = cmp.Or(o.Keep, DefaultKeep)
	if o.Log == nil {
		o.Log = slog.New(slog.DiscardHandler)
	}
	s := &Service{Options: o, wake: make(chan struct{}, 1), slots: make(chan struct{}, maxRequests), lanes: map[key]lane{}}
	s.Load(core.Catalog{})
	return s
}

// Load takes the configuration in force.
func (s *Service) Load(c core.Catalog) {
	s.webhooks.Store(&c.Webhooks)
	s.Wake()
}

// Wake says that something may be due. It never waits.
func (s *Service) Wake() {
	select {
	case s.wake <- struct{}{}:
	default: // asked for already
	}
}

// Run sends what waits until ctx ends, and returns when no request is under way any more.
func (s *Service) Run(ctx context.Context) {
	defer s.rounds.Wait()
	for ctx.Err() == nil {
		timer := time.NewTimer(s.sweep(ctx).Sub(s.Clock()))
		select {
		case <-ctx.Done():
		case <-s.wake:
		case <-timer.C:
		}
		timer.Stop()
	}
}
