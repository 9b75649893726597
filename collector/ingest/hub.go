package ingest

import (
	"context"
	"errors"
	"sync"
	"sync/atomic"
	"time"

	"heed/collector/bus"
	"heed/collector/core"
)

// The pulse of a connection. A proxy drops a silent one after 30 to 60 s as a rule, so it hears from us before; a page that has not
// answered two pings is gone.
const (
	pingEvery = 25 * time.Second
	readWait  = 60 * time.Second
	writeWait = 10 * time.Second
)

// Hub knows the connected pages. It keeps them awake, brings them what operators write, and says goodbye to all of them: after the
// upgrade the HTTP server knows nothing of these connections any more.
type Hub struct {
	service *Service

	mu      sync.Mutex
	clients map[*client]struct{}
	byVisit map[visitorKey]map[*client]struct{}
	closing atomic.Bool // set with mu held

	work sync.WaitGroup // the clients
	// ctx is what pages' items are taken under: it outlives every request and ends when the last client is done with.
	ctx  context.Context
	stop context.CancelFunc
	beat chan struct{} // closed when the pulse has ended
}

// NewHub starts a hub that delivers the bus's messages.
func NewHub(s *Service, b *bus.Bus) *Hub {
	ctx, stop := context.WithCancel(context.Background())
	h := &Hub{
		service: s, ctx: ctx, stop: stop, beat: make(chan struct{}),
		clients: map[*client]struct{}{}, byVisit: map[visitorKey]map[*client]struct{}{},
	}
	notices, cancel := b.Subscribe("", 1024)
	go func() {
		defer close(h.beat)
		defer cancel()
		h.pulse(notices)
	}()
	return h
}

// Connected is how many pages are connected.
func (h *Hub) Connected() int {
	h.mu.Lock()
	defer h.mu.Unlock()
	return len(h.clients)
}

// pulse delivers messages and pings until the hub closes.
func (h *Hub) pulse(notices <-chan core.Notice) {
	tick := time.NewTicker(pingEvery)
	defer tick.Stop()
	for {
		select {
		case <-h.ctx.Done():
			return
		case n := <-notices:
			h.deliver(n)
		case <-tick.C:
			h.ping()
		}
	}
}

// deliver brings a message to all pages of the visitor: an operator's to read, the visitor's own as the sign that it has arrived.
func (h *Hub) deliver(n core.Notice) {
	if n.Message == nil {
		return
	}
	data := frame(chatFrame{T: "chat", ChatMessage: chatMessage(*n.Message)})
	for _, c := range h.of(visitorKey{n.Site, n.Visitor}) {
		c.send(data)
	}
}

func (h *Hub) of(key visitorKey) []*client {
	h.mu.Lock()
	defer h.mu.Unlock()
	list := make([]*client, 0, len(h.byVisit[key]))
	for c := range h.byVisit[key] {
		list = append(list, c)
	}
	return list
}

func (h *Hub) all() []*client {
	h.mu.Lock()
	defer h.mu.Unlock()
	list := make([]*client, 0, len(h.clients))
	for c := range h.clients {
		list = append(list, c)
	}
	return list
}

// ping goes by way of the outboxes, so that a page that does not read holds up nobody else's pings and messages.
func (h *Hub) ping() {
	for _, c := range h.all() {
		c.send(nil)
	}
}

// add registers a connection, unless the hub is closing.
func (h *Hub) add(c *client) bool {
	h.mu.Lock()
	defer h.mu.Unlock()
	if h.closing.Load() {
		return false
	}
	h.clients[c] = struct{}{}
	h.work.Add(1)
	return true
}

// bind notes whose page a connection is.
func (h *Hub) bind(c *client, key visitorKey) {
	h.mu.Lock()
	defer h.mu.Unlock()
	h.unbind(c)
	c.key = key
	if h.byVisit[key] == nil {
		h.byVisit[key] = map[*client]struct{}{}
	}
	h.byVisit[key][c] = struct{}{}
}

func (h *Hub) unbind(c *client) {
	set := h.byVisit[c.key]
	delete(set, c)
	if len(set) == 0 {
		delete(h.byVisit, c.key)
	}
}

func (h *Hub) remove(c *client) {
	h.mu.Lock()
	h.unbind(c)
	delete(h.clients, c)
	h.mu.Unlock()
	h.work.Done()
}

// farewell is how long pages may take to hear what became of what they had sent.
const farewell = 3 * time.Second

// Close stops listening to the pages, and waits until what they had sent is done with and told. They leave with «service restart»,
// so that they come back with a delay of their own.
func (h *Hub) Close() {
	h.mu.Lock()
	h.closing.Store(true)
	h.mu.Unlock()
	for _, c := range h.all() {
		_ = c.conn.SetReadDeadline(time.Unix(1, 0))
	}
	late := time.AfterFunc(farewell, func() {
		for _, c := range h.all() {
			_ = c.conn.Close()
		}
	})
	defer late.Stop()
	h.work.Wait()
	h.stop()
	<-h.beat
}

var errClosed = errors.New("the hub is closed")

// closed is an error once Close has begun.
func (h *Hub) closed() error {
	if h.closing.Load() {
		return errClosed
	}
	return nil
}
