package server

import (
	"slices"
	"sync"
	"time"
)

// backtestRun is one backtest that the console has run: of an intercept over a period, with the configuration of that version in force.
type backtestRun struct {
	backtestKey
	result Backtest
	at     time.Time
}

type backtestKey struct {
	site, name, from, to string
	version              int64
}

// runsKept is far more backtests than people look at side by side; each is some kilobytes.
const runsKept = 32

// backtestRuns are the latest, so that loading a page again, or going back to it, runs nothing. A restart forgets them: what was
// recorded is still there.
type backtestRuns struct {
	mu   sync.Mutex
	list []backtestRun // the latest last
}

// of gives the run of a key.
func (r *backtestRuns) of(key backtestKey) (backtestRun, bool) {
	r.mu.Lock()
	defer r.mu.Unlock()
	if i := r.index(key); i >= 0 {
		return r.list[i], true
	}
	return backtestRun{}, false
}

// keep keeps a run in place of an earlier one of its key, and drops the oldest beyond runsKept.
func (r *backtestRuns) keep(run backtestRun) {
	r.mu.Lock()
	defer r.mu.Unlock()
	if i := r.index(run.backtestKey); i >= 0 {
		r.list = slices.Delete(r.list, i, i+1)
	}
	r.list = append(r.list, run)
	r.list = slices.Delete(r.list, 0, max(0, len(r.list)-runsKept))
}

func (r *backtestRuns) index(key backtestKey) int {
	return slices.IndexFunc(r.list, func(run backtestRun) bool { return run.backtestKey == key })
}
