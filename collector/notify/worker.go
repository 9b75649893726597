package notify

import (
	"context"
	"sync"
	"time"

	"heed/collector/core"
)

const (
	// perRound is how many requests one webhook gets at the same time.
	perRound = 4
	// lookEvery is how often the queue is looked at without being asked: a command beside the collector may have changed it.
	lookEvery = 5 * time.Second
	// pruneEvery is how often what is old is deleted.
	pruneEvery = time.Hour
)

// lane is how the requests to one webhook are paced, in this process.
type lane struct {
	busy     bool      // a round is under way
	failures int       // rounds in a row that failed
	rest     time.Time // until when nothing is sent
}

// sweep begins a round for each webhook that has something due, without waiting for any, and says when to look again.
func (s *Service) sweep(ctx context.Context) time.Time {
	now := s.Clock()
	next := now.Add(lookEvery)
	if now.Sub(s.pruned) >= pruneEvery {
		s.pruned = now
		if n, err := s.Store.PruneDeliveries(ctx, now.Add(-s.Keep)); err != nil && ctx.Err() == nil {
			s.Log.Error("delete old deliveries", "deleted", n, "err", err)
		}
	}
	for _, webhooks := range *s.webhooks.Load() {
		for _, w := range webhooks {
			if w.Status == core.Paused {
				continue
			}
			at, err := s.begin(ctx, w, now)
			if err != nil && ctx.Err() == nil {
				s.Log.Error("read what waits for a webhook", "site", w.Site, "webhook", w.Name, "err", err)
			}
			if at.After(now) && at.Before(next) {
				next = at
			}
		}
	}
	return next
}

// begin begins a round of one webhook, unless one is under way, it rests, is disabled, or has nothing due. It gives the time when it may
// have; zero when something else will say so.
func (s *Service) begin(ctx context.Context, w core.Webhook, now time.Time) (time.Time, error) {
	k := key{w.Site, w.Name}
	s.mu.Lock()
	l := s.lanes[k]
	s.mu.Unlock()
	if l.busy || l.rest.After(now) {
		return l.rest, nil
	}
	list, err := s.Store.Waiting(ctx, w.Site, w.Name, perRound)
	if err != nil || len(list) == 0 {
		return time.Time{}, err
	}
	due := 0
	for due < len(list) && !list[due].Due.After(now) {
		due++
	}
	if due == 0 {
		return list[0].Due, nil
	}
	state, err := s.Store.WebhookState(ctx, w.Site, w.Name)
	if err != nil || state.Disabled != nil {
		return time.Time{}, err
	}
	s.setLane(k, func(l *lane) { l.busy = true })
	s.rounds.Go(func() { s.round(ctx, w, state, list[:due]) })
	return time.Time{}, nil
}

func (s *Service) setLane(k key, set func(*lane)) {
	s.mu.Lock()
	defer s.mu.Unlock()
	l := s.lanes[k]
	set(&l)
	s.lanes[k] = l
}

// round sends what is due to one webhook, all at once, and notes what came of it. Then it asks Run to look for more.
func (s *Service) round(ctx context.Context, w core.Webhook, state core.WebhookState, due []core.Delivery) {
	verdicts := make([]verdict, len(due))
	var sent sync.WaitGroup
	for i, d := range due {
		sent.Go(func() { verdicts[i] = s.send(ctx, w, state, d) })
	}
	sent.Wait()
	pause, failed := time.Duration(0), false
	for i, d := range due {
		if ctx.Err() != nil { // it was us who cut it off: it counts for nothing, and is sent again
			break
		}
		if err := s.note(ctx, d, verdicts[i]); err != nil {
			s.Log.Error("note what came of a delivery", "site", w.Site, "webhook", w.Name, "delivery", d.ID, "err", err)
			failed = true // or it would be sent again at once
		}
		pause, failed = max(pause, verdicts[i].pause), failed || verdicts[i].reason != ""
	}
	s.setLane(key{w.Site, w.Name}, func(l *lane) {
		l.busy = false
		if !failed {
			l.failures = 0
			return
		}
		l.failures++
		l.rest = s.Clock().Add(max(pause, s.pause(l.failures, restFirst, restLongest)))
	})
	s.Wake()
}
