package ingest

import (
	"context"
	"sync"
	"time"

	"heed/collector/core"
)

// visit is one visitor while they are here. Its lock makes everything about one visitor happen one after the other, over all
// tabs and transports: that is what keeps «one contact in the budget» true.
type visit struct {
	mu      sync.Mutex
	history core.History
	loaded  bool
	// decisions are the recent ones of this visitor, so that what the page says about them needs no look-up. Without Considered.
	decisions map[string]core.Decision
	// returned and purchased are when the visitor was last known to be there and to have bought: what a page tells of leaving may come
	// after what the next page tells.
	returned, purchased time.Time
	// responses are begun in this visit, as they stand.
	responses map[string]core.Response
	engine    string // what this visit was counted under

	users int       // who hold it or wait for it; guarded by visits.mu
	used  time.Time // when it was last let go; guarded by visits.mu
}

// keepVisit is how long a visitor stays in memory after the last sign of them; the store has everything.
const keepVisit = 10 * time.Minute

// visits are the visitors in memory.
type visits struct {
	clock core.Clock
	store interface {
		History(ctx context.Context, site, id string) (core.History, error)
	}

	mu    sync.Mutex
	all   map[visitorKey]*visit
	swept time.Time
}

type visitorKey struct{ site, visitor string }

// with runs fn with the visitor's state, loaded and locked. When fn says that the state is no longer what the store holds, it
// is loaded again the next time.
func (v *visits) with(ctx context.Context, key visitorKey, fn func(*visit) (valid bool)) error {
	vis := v.hold(key)
	defer v.release(vis)
	vis.mu.Lock()
	defer vis.mu.Unlock()
	if !vis.loaded {
		h, err := v.store.History(ctx, key.site, key.visitor)
		if err != nil {
			return err
		}
		vis.history, vis.loaded = h, true
		vis.decisions, vis.responses = map[string]core.Decision{}, map[string]core.Response{}
	}
	vis.loaded = false // also after a panic
	vis.loaded = fn(vis)
	return nil
}

func (v *visits) hold(key visitorKey) *visit {
	v.mu.Lock()
	defer v.mu.Unlock()
	v.sweep()
	vis, ok := v.all[key]
	if !ok {
		v.makeRoom()
		vis = &visit{}
		v.all[key] = vis
	}
	vis.users++
	return vis
}

// maxVisits bounds the visitors in memory, at 1 to 2 KB each: a script can make up a new one with every hello.
const maxVisits = 50_000

// makeRoom forgets a tenth of the visitors, whichever they are, when there are too many. Who is still here is loaded again.
func (v *visits) makeRoom() {
	if len(v.all) < maxVisits {
		return
	}
	for key, vis := range v.all {
		if len(v.all) <= maxVisits*9/10 {
			return
		}
		if vis.users == 0 {
			delete(v.all, key)
		}
	}
}

func (v *visits) release(vis *visit) {
	v.mu.Lock()
	defer v.mu.Unlock()
	vis.users--
	vis.used = v.clock()
}

// sweep forgets visitors who have gone. It looks at all of them, but only once in keepVisit.
func (v *visits) sweep() {
	now := v.clock()
	if now.Sub(v.swept) < keepVisit {
		return
	}
	v.swept = now
	for key, vis := range v.all {
		if vis.users == 0 && now.Sub(vis.used) >= keepVisit {
			delete(v.all, key)
		}
	}
}
