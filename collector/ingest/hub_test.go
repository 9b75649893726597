package ingest

import (
	"encoding/json"
	"net"
	"net/http"
	"testing"
	"testing/synctest"
	"time"

	"github.com/gorilla/websocket"

	"heed/collector/bus"
	"heed/collector/core"
)

// pipes is a listener whose connections have no buffer: who does not read holds up the writer at once.
type pipes chan net.Conn

func (p pipes) Accept() (net.Conn, error) {
	conn, ok := <-p
	if !ok {
		return nil, http.ErrServerClosed
	}
	return conn, nil
}
func (p pipes) Close() error   { return nil }
func (p pipes) Addr() net.Addr { return &net.TCPAddr{} }

// serve starts a hub over w, and gives the way to connect a page of a visitor to it.
func (w *world) serve() (*Hub, func(visitor string) *websocket.Conn) {
	hub := NewHub(w.Service, bus.New())
	listener := make(pipes)
	server := &http.Server{Handler: http.HandlerFunc(func(out http.ResponseWriter, r *http.Request) { hub.Serve(out, r, w.sites()["shop"]) })}
	go func() { _ = server.Serve(listener) }()
	w.t.Cleanup(func() { close(listener); _ = server.Close() })
	return hub, func(visitor string) *websocket.Conn {
		dialer := websocket.Dialer{NetDial: func(string, string) (net.Conn, error) {
			here, there := net.Pipe()
			listener <- there
			return here, nil
		}}
		conn, _, err := dialer.Dial("ws://heed/", http.Header{"Origin": {"https://shop.example"}})
		must(w.t, err)
		w.t.Cleanup(func() { _ = conn.Close() })
		must(w.t, conn.WriteJSON(map[string]any{"t": "hello", "visitor": visitor, "session": "s"}))
		return conn
	}
}

// TestPageThatDoesNotReadHoldsUpNobody: neither the pings nor the messages of the others.
func TestPageThatDoesNotReadHoldsUpNobody(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		w := newWorld(t)
		hub, connect := w.serve()
		defer hub.Close()
		connect("deaf") // its welcome cannot be written
		synctest.Wait()
		start := time.Now()
		hub.ping()
		hub.deliver(core.Notice{Site: "shop", Visitor: "deaf", Message: &core.Message{Text: "hello?"}})
		if waited := time.Since(start); waited != 0 {
			t.Fatalf("everybody waited %s for one page", waited)
		}
	})
}

// TestCloseTellsWhatBecameOfEverything: what was taken is acknowledged before the goodbye, though it was not written yet when Close
// began.
func TestCloseTellsWhatBecameOfEverything(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		w := newWorld(t)
		hub, connect := w.serve()
		conn := connect("v1")
		if _, _, err := conn.ReadMessage(); err != nil { // the welcome
			t.Fatal(err)
		}
		release := w.store.hold()
		it := w.rage()
		must(t, conn.WriteJSON(map[string]any{"t": "signal", "id": it.ID, "at": it.At, "kind": it.Kind, "score": 1, "page": "/cart"}))
		synctest.Wait()
		closed := make(chan struct{})
		go func() { hub.Close(); close(closed) }()
		synctest.Wait()
		release()
		var ack ackFrame
		_, data, err := conn.ReadMessage()
		if err != nil || json.Unmarshal(data, &ack) != nil || len(ack.IDs) != 1 || ack.IDs[0] != it.ID {
			t.Fatalf("%s, %v; want the ack", data, err)
		}
		for err == nil {
			_, _, err = conn.ReadMessage()
		}
		if !websocket.IsCloseError(err, websocket.CloseServiceRestart) {
			t.Fatalf("the goodbye is %v", err)
		}
		<-closed
	})
}

// TestPausedSiteIsServedNoLonger, over a connection that was let in before.
func TestPausedSiteIsServedNoLonger(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		w := newWorld(t)
		hub, connect := w.serve()
		defer hub.Close()
		conn := connect("v1")
		_, _, err := conn.ReadMessage() // the welcome
		must(t, err)
		catalog := *w.catalog.Load()
		paused := catalog.Sites["shop"]
		paused.Status = core.Paused
		catalog.Sites = map[string]core.Site{"shop": paused}
		w.Load(catalog)
		it := w.rage()
		must(t, conn.WriteJSON(map[string]any{"t": "signal", "id": it.ID, "at": it.At, "kind": it.Kind, "score": 1}))
		var refusal errorFrame
		if err := conn.ReadJSON(&refusal); err != nil || refusal.Code != "site_paused" {
			t.Fatalf("%+v, %v", refusal, err)
		}
		if _, _, err := conn.ReadMessage(); !websocket.IsCloseError(err, websocket.ClosePolicyViolation) {
			t.Fatalf("then %v", err)
		}
	})
}

// TestHelloThatFails ends the connection: what stands behind it would be refused for good.
func TestHelloThatFails(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		w := newWorld(t)
		w.store.set(core.Errorf(core.Internal, "data_full", "full"))
		hub, connect := w.serve()
		defer hub.Close()
		conn := connect("v1")
		var refusal errorFrame
		if err := conn.ReadJSON(&refusal); err != nil || refusal.RetryAfter == 0 {
			t.Fatalf("%+v, %v", refusal, err)
		}
		if _, _, err := conn.ReadMessage(); !websocket.IsCloseError(err, websocket.CloseTryAgainLater) {
			t.Fatalf("then %v", err)
		}
	})
}
