package chat

import "sync"

// presence counts who is at the console. One operator may have several windows open.
type presence struct {
	mu    sync.Mutex
	there map[string]int // windows by principal
}

// Arrive notes an operator at the console; leave undoes it, once.
func (s *Service) Arrive(principal string) (leave func()) {
	p := &s.presence
	p.add(principal, 1)
	return sync.OnceFunc(func() { p.add(principal, -1) })
}

// Available reports whether anyone is there to answer.
func (s *Service) Available() bool {
	p := &s.presence
	p.mu.Lock()
	defer p.mu.Unlock()
	return len(p.there) > 0
}

func (p *presence) add(principal string, windows int) {
	p.mu.Lock()
	defer p.mu.Unlock()
	p.there[principal] += windows
	if p.there[principal] == 0 {
		delete(p.there, principal)
	}
}
