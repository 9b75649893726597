package ingest

import (
	"errors"
	"io"
	"net/http"
	"runtime/debug"
	"sync"
	"time"
	"unicode/utf8"

	"github.com/gorilla/websocket"

	"heed/collector/core"
	"heed/collector/limit"
)

// upgrader speaks heed.v1. Compression stays off (it doubles memory and turns 32 KB into 32 MiB for who wants that); small buffers
// and a write pool keep an idle connection small. The origin is checked before it is asked.
var upgrader = websocket.Upgrader{
	Subprotocols:    []string{"heed.v1"},
	ReadBufferSize:  1024,
	WriteBufferSize: 1024,
	WriteBufferPool: &sync.Pool{},
	CheckOrigin:     func(*http.Request) bool { return true },
}

// maxDiscard is how much of an oversized frame is read past to save the frames beside it. More is an attack: the connection ends.
const maxDiscard = 1 << 20

// client is one connected page. There are no goroutines for it but its reader: one that works its inbox and one that writes its
// outbox exist only while there is something in them.
type client struct {
	hub   *Hub
	conn  *websocket.Conn
	site  string
	from  string // its origin
	limit *limit.Bucket
	key   visitorKey // whose page it is; guarded by hub.mu

	inbox  mailbox[message]
	outbox mailbox[[]byte] // nil is a ping
	peer   *Peer           // nil before hello; used only by who works the inbox
}

// message is what was read: an item, a hello, or what is wrong with a frame.
type message struct {
	hello *Hello
	item  Item
	fault error
}

// Serve upgrades a request whose site and origin have been admitted, and returns while the connection lives on. Errors have been
// answered.
func (h *Hub) Serve(w http.ResponseWriter, r *http.Request, site core.Site) {
	conn, err := upgrader.Upgrade(w, r, nil)
	if err != nil {
		return
	}
	l := h.service.Limits
	c := &client{
		hub: h, conn: conn, site: site.Name, from: r.Header.Get("Origin"),
		limit: limit.NewBucket(l.Connection),
	}
	c.inbox = mailbox[message]{work: guarded(c, c.work), cost: func(message) int { return 1 }}
	c.outbox = mailbox[[]byte]{work: guarded(c, c.write), cost: func(b []byte) int { return len(b) }}
	if !h.add(c) {
		_ = conn.Close()
		return
	}
	go c.run()
}

// run reads until the connection ends.
func (c *client) run() {
	defer c.hub.remove(c)
	defer c.conn.Close()
	defer c.part()
	defer c.survive()
	// The deadline comes first: Hub.Close sets one of its own after it has said that it closes.
	alive := func() error { return errors.Join(c.conn.SetReadDeadline(time.Now().Add(readWait)), c.hub.closed()) }
	c.conn.SetPongHandler(func(string) error { return alive() })
	c.conn.SetReadLimit(maxDiscard)
	for alive() == nil {
		data, err := c.read()
		if err != nil {
			return
		}
		if !c.admit(data) {
			return
		}
	}
}

// part tells the page what became of all that it sent, before the connection goes.
func (c *client) part() {
	c.inbox.wait()
	c.outbox.wait()
	if c.hub.closed() != nil {
		c.goodbye(websocket.CloseServiceRestart, "restarting")
	}
}

// guarded is work that costs its own connection and nothing else when it panics: no HTTP handler's recovery covers it.
func guarded[T any](c *client, work func([]T)) func([]T) {
	return func(batch []T) {
		defer c.survive()
		work(batch)
	}
}

func (c *client) survive() {
	if v := recover(); v != nil {
		c.hub.service.Log.Error("a connection made the collector panic", "site", c.site, "panic", v, "stack", string(debug.Stack()))
		_ = c.conn.Close()
	}
}

var errTooLarge = core.Errorf(core.Invalid, "too_large", "A frame has at most %d bytes; send less in one.", MaxFrame)

// read returns the next frame, at most one byte longer than MaxFrame.
func (c *client) read() ([]byte, error) {
	kind, r, err := c.conn.NextReader()
	if err != nil {
		return nil, err
	}
	data, err := io.ReadAll(io.LimitReader(r, MaxFrame+1))
	if err != nil {
		return nil, err
	}
	if len(data) > MaxFrame {
		_, err = io.Copy(io.Discard, r)
		return data, err
	}
	if kind != websocket.TextMessage || !utf8.Valid(data) {
		c.goodbye(websocket.CloseInvalidFramePayloadData, "frames are JSON text in UTF-8")
		return nil, errors.New("not text")
	}
	return data, nil
}

// admit passes a frame on to the inbox, or ends the connection: who is too fast is told once, and must come back later.
func (c *client) admit(data []byte) bool {
	if err := within(c.limit.Take(1, c.hub.service.Clock())); err != nil {
		c.hub.service.Counts.Received.Add(1)
		c.hub.service.Counts.Shed.Add(1)
		c.send(frame(errorFrame{T: "error", Rejection: rejection("", err)}))
		c.outbox.wait()
		c.goodbye(websocket.CloseTryAgainLater, "too many frames")
		return false
	}
	c.inbox.put(parse(data), inboxRoom)
	return true
}

// inboxRoom is how many items may wait for one page; the reader waits for room, and so does the page's TCP window.
const inboxRoom = 256

// parse decodes a frame.
func parse(data []byte) message {
	if len(data) > MaxFrame {
		return message{fault: errTooLarge}
	}
	var m message
	if err := decode(data, &m.item); err != nil {
		// The id, if it can be read at all, lets the page drop what it would send again for ever.
		var head struct {
			ID string `json:"id"`
			T  string `json:"t"`
		}
		if decode(data, &head) == nil && head.T == "hello" {
			return parseHello(data)
		}
		return message{item: Item{ID: head.ID}, fault: err}
	}
	if m.item.T == "hello" {
		return parseHello(data)
	}
	return m
}

func parseHello(data []byte) message {
	m := message{hello: &Hello{}}
	if err := decode(data, m.hello); err != nil {
		return message{fault: err}
	}
	return m
}

// work takes what has come in, all at once, in its order. The door is asked again each time: a site that was paused meanwhile, or
// took the page's origin from its list, is served no longer.
func (c *client) work(batch []message) {
	if _, err := c.hub.service.Admit(c.site, c.from); err != nil {
		c.end(err, websocket.ClosePolicyViolation)
		return
	}
	var items []Item
	flush := func() {
		if len(items) > 0 {
			c.answer(c.hub.service.Receive(c.hub.ctx, *c.peer, items))
			items = nil
		}
	}
	for _, m := range batch {
		switch {
		case m.hello != nil:
			flush()
			if !c.greet(*m.hello) {
				return
			}
		case m.fault != nil:
			c.refuse(m.item.ID, m.fault)
		case c.peer == nil:
			c.refuse(m.item.ID, errHelloFirst)
		default:
			items = append(items, m.item)
		}
	}
	flush()
}

func (c *client) refuse(id string, err error) {
	c.hub.service.Counts.Received.Add(1)
	c.hub.service.Counts.Rejected.Add(1)
	c.send(frame(errorFrame{T: "error", Rejection: rejection(id, err)}))
}

// greet takes a hello. After one that makes no sense the page is nobody; one that could not be taken for now ends the connection,
// since what stands behind it would be refused for good.
func (c *client) greet(h Hello) (goOn bool) {
	c.peer = nil
	peer, welcome, acts, err := c.hub.service.Greet(c.hub.ctx, c.site, h)
	if err != nil {
		c.hub.service.logInternal(err)
		if rejection("", err).RetryAfter > 0 {
			c.end(err, websocket.CloseTryAgainLater)
			return false
		}
		c.send(frame(errorFrame{T: "error", Rejection: rejection("", err)}))
		return true
	}
	c.peer = &peer
	c.hub.bind(c, visitorKey{c.site, h.Visitor})
	c.send(frame(welcome))
	c.answer(Reply{Acts: acts})
	return true
}

// end tells the page why its connection ends, and ends it. What it has sent and was not told about, it keeps.
func (c *client) end(why error, code int) {
	c.send(frame(errorFrame{T: "error", Rejection: rejection("", why)}))
	c.outbox.wait()
	c.goodbye(code, core.AsError(why).Code)
	_ = c.conn.Close()
}

// answer tells the page what became of its items: the ack first, the acts right behind it.
func (c *client) answer(r Reply) {
	if len(r.Acked) > 0 {
		c.send(frame(ackFrame{T: "ack", IDs: r.Acked}))
	}
	for _, a := range r.Acts {
		c.send(frame(actFrame{T: "act", Act: a}))
	}
	for _, x := range r.Rejected {
		c.send(frame(errorFrame{T: "error", Rejection: x}))
	}
}

// send queues a frame. A page that does not read is disconnected rather than waited for; it comes back and misses nothing that
// matters, since everything is in the store.
func (c *client) send(data []byte) {
	if !c.outbox.offer(data, c.hub.service.Limits.Queue) {
		_ = c.conn.Close()
	}
}

func (c *client) write(frames [][]byte) {
	for _, data := range frames {
		kind := websocket.TextMessage
		if data == nil {
			kind = websocket.PingMessage
		}
		_ = c.conn.SetWriteDeadline(time.Now().Add(writeWait))
		if c.conn.WriteMessage(kind, data) != nil {
			_ = c.conn.Close() // the reader ends, and with it the client
			return
		}
	}
}

func (c *client) goodbye(code int, why string) {
	_ = c.conn.WriteControl(websocket.CloseMessage, websocket.FormatCloseMessage(code, why), time.Now().Add(time.Second))
}
