package auth

import (
	"sync"

	"heed/collector/core"
)

// Watch calls end, which must return at once, when p is no longer let in because of something that this process did: a sign-out, a change
// of password or role, a deletion. It may be called more than once. What another process does, or time, is seen by asking again.
func (s *Service) Watch(p core.Principal, end func()) (stop func()) {
	w := &watch{p, end}
	s.watches.mu.Lock()
	defer s.watches.mu.Unlock()
	if s.watches.open == nil {
		s.watches.open = map[*watch]struct{}{}
	}
	s.watches.open[w] = struct{}{}
	return func() {
		s.watches.mu.Lock()
		defer s.watches.mu.Unlock()
		delete(s.watches.open, w)
	}
}

// watches are the requests that last, such as the console's streams: a few for each open console.
type watches struct {
	mu   sync.Mutex
	open map[*watch]struct{}
}

type watch struct {
	who core.Principal
	end func()
}

// end ends what is open for those whom it concerns.
func (w *watches) end(concerns func(core.Principal) bool) {
	w.mu.Lock()
	defer w.mu.Unlock()
	for each := range w.open {
		if concerns(each.who) {
			each.end()
		}
	}
}
