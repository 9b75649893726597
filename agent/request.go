package agent

// requestRestMs is how long what a request brought may take to show: a page renders in a task or two of its own (ours).
const requestRestMs = 400

// requests is the page's network traffic.
type requests struct {
	open    uint32
	started float32 // the latest start
	ended   float32 // the latest end
}

// change notes that a request has started (by > 0) or ended (by < 0).
func (q *requests) change(by float32, at float32) {
	switch {
	case by > 0:
		q.open++
		q.started = at
	case by < 0 && q.open > 0:
		q.open--
		q.ended = at
	}
}

// pending reports whether the visitor may be waiting for the network. A request that has been open for longer than PendingMs
// is a long poll or a stream.
//
//go:noinline
func (a *Agent) pending() bool {
	q := &a.requests
	return q.open > 0 && a.now-q.started <= a.settings.PendingMs
}
