package agent

// requests is the page's network traffic.
type requests struct {
	open    uint32
	started float64 // the latest start
}

// change notes that a request has started (by > 0) or ended (by < 0).
func (q *requests) change(by float32, at float64) {
	switch {
	case by > 0:
		q.open++
		q.started = at
	case by < 0 && q.open > 0:
		q.open--
	}
}

// pending reports whether the visitor may be waiting for the network. A request that has been open for longer than PendingMs
// is a long poll or a stream.
func (q *requests) pending(at float64, s *Settings) bool {
	return q.open > 0 && at-q.started <= float64(s.PendingMs)
}
