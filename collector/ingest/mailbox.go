package ingest

import "sync"

// mailbox is a queue whose worker exists only while there is something in it: a connection that is silent costs no goroutine and
// no channel. work gets all that has gathered, in order, and never runs twice at once.
type mailbox[T any] struct {
	work func([]T)
	cost func(T) int

	mu      sync.Mutex
	changed *sync.Cond // made on first use by those who wait
	queue   []T
	size    int // sum of the costs in queue
	busy    bool
}

// offer queues v and reports whether there was room: at most limit in sum, but an empty queue takes anything.
func (m *mailbox[T]) offer(v T, limit int) bool {
	m.mu.Lock()
	defer m.mu.Unlock()
	if m.size > 0 && m.size+m.cost(v) > limit {
		return false
	}
	m.add(v)
	return true
}

// put queues v when there is room, and waits for it if need be.
func (m *mailbox[T]) put(v T, limit int) {
	m.mu.Lock()
	defer m.mu.Unlock()
	for m.size > 0 && m.size+m.cost(v) > limit {
		m.cond().Wait()
	}
	m.add(v)
}

// wait returns when everything queued has been worked.
func (m *mailbox[T]) wait() {
	m.mu.Lock()
	defer m.mu.Unlock()
	for m.busy {
		m.cond().Wait()
	}
}

func (m *mailbox[T]) cond() *sync.Cond {
	if m.changed == nil {
		m.changed = sync.NewCond(&m.mu)
	}
	return m.changed
}

func (m *mailbox[T]) add(v T) {
	m.queue = append(m.queue, v)
	m.size += m.cost(v)
	if !m.busy {
		m.busy = true
		go m.run()
	}
}

func (m *mailbox[T]) run() {
	for {
		m.mu.Lock()
		batch := m.queue
		m.queue, m.size = nil, 0
		if len(batch) == 0 {
			m.busy = false
		}
		if m.changed != nil {
			m.changed.Broadcast()
		}
		m.mu.Unlock()
		if len(batch) == 0 {
			return
		}
		m.work(batch)
	}
}
