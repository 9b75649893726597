// Package page is a page of a site as a program: it speaks heed.v1 with a collector over a real socket, as the tag does, after the
// public contract and not after the collector's own types. What simulates and measures visitors stands on it.
package page

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"net/http"
	"net/url"
	"strconv"
	"strings"
	"time"

	"github.com/gorilla/websocket"
)

// patience is how long a frame may take to come; a collector that is silent for longer has forgotten the page.
const patience = 30 * time.Second

// Door is where the pages of a site come in.
type Door struct {
	Collector string // URL without a path
	Site      string
	Origin    string // of the page; the site's list must have it
}

// Hello is who is there, and where.
type Hello struct {
	Visitor string `json:"visitor"`
	Session string `json:"session"`
	Page    Path   `json:"page"`
	Device  Device `json:"device"`
	At      int64  `json:"at"` // Unix ms
}

// Path is the page's address.
type Path struct {
	Path string `json:"path"`
}

// Device is what the page is seen on.
type Device struct {
	W     int    `json:"w"`
	H     int    `json:"h"`
	Touch bool   `json:"touch"`
	Lang  string `json:"lang"`
}

// Item is any other frame from a page. Which fields count depends on T; those that are zero are not sent.
type Item struct {
	T  string `json:"t"`
	ID string `json:"id"`
	At int64  `json:"at"` // Unix ms

	Kind   string         `json:"kind,omitzero"`
	Score  float64        `json:"score,omitzero"`
	Page   string         `json:"page,omitzero"`
	Target string         `json:"target,omitzero"`
	Path   string         `json:"path,omitzero"`
	Name   string         `json:"name,omitzero"`
	Props  map[string]any `json:"props,omitzero"`

	Decision string `json:"decision,omitzero"`
	Reason   string `json:"reason,omitzero"`
	Survey   string `json:"survey,omitzero"`
	Question string `json:"question,omitzero"`
	Value    any    `json:"value,omitzero"`
	Done     bool   `json:"done,omitzero"`
}

// Frame is any frame from the collector. Which fields are set depends on T.
type Frame struct {
	T          string          `json:"t"`
	IDs        []string        `json:"ids"`         // ack
	Decision   string          `json:"decision"`    // act
	Signal     string          `json:"signal"`      // act
	Action     json.RawMessage `json:"action"`      // act
	ID         string          `json:"id"`          // error
	Code       string          `json:"code"`        // error
	Message    string          `json:"message"`     // error
	RetryAfter int             `json:"retry_after"` // error; seconds
}

// Refused is an answer of the collector to a page that it does not let in.
type Refused struct {
	Status     int           // of HTTP
	Why        string        // what the collector says
	RetryAfter time.Duration // 0 when coming again does not help
}

// Error gives the collector's words.
func (r *Refused) Error() string {
	return fmt.Sprintf("the collector refuses the page with status %d: %s", r.Status, r.Why)
}

// Page is one connected page. One goroutine may send while another reads.
type Page struct {
	conn    *websocket.Conn
	release func() bool
}

// Open connects and says hello. It returns when the page is welcome; a collector that does not let it in is a *Refused. When ctx ends,
// the connection does.
func (d Door) Open(ctx context.Context, h Hello) (*Page, error) {
	address := "ws" + strings.TrimPrefix(d.Collector, "http") + "/v1/socket?site=" + url.QueryEscape(d.Site)
	dialer := websocket.Dialer{Subprotocols: []string{"heed.v1"}, HandshakeTimeout: patience, ReadBufferSize: 1024, WriteBufferSize: 1024}
	conn, answer, err := dialer.DialContext(ctx, address, http.Header{"Origin": {d.Origin}})
	if errors.Is(err, websocket.ErrBadHandshake) && answer != nil {
		return nil, refused(answer)
	}
	if err != nil {
		return nil, fmt.Errorf("connect to %s: %w", d.Collector, err)
	}
	p := &Page{conn: conn, release: context.AfterFunc(ctx, func() { _ = conn.Close() })}
	if err := p.Hello(h); err != nil {
		p.Close()
		return nil, err
	}
	return p, nil
}

// refused reads why a handshake failed. The client keeps at most the first kilobyte of the answer's body.
func refused(answer *http.Response) *Refused {
	r := &Refused{Status: answer.StatusCode, Why: answer.Status}
	var problem struct{ Detail string }
	if body, err := io.ReadAll(answer.Body); err == nil && json.Unmarshal(body, &problem) == nil && problem.Detail != "" {
		r.Why = problem.Detail
	}
	if seconds, err := strconv.Atoi(answer.Header.Get("Retry-After")); err == nil {
		r.RetryAfter = time.Duration(seconds) * time.Second
	}
	return r
}

// Hello says who is there, once more: from here on the page is this visitor's.
func (p *Page) Hello(h Hello) error {
	if err := p.write(struct {
		T string `json:"t"`
		Hello
	}{"hello", h}); err != nil {
		return err
	}
	f, err := p.Next()
	if err != nil {
		return err
	}
	if f.T != "welcome" {
		return fmt.Errorf("the collector answers hello with %s %s: %s", f.T, f.Code, f.Message)
	}
	return nil
}

// Send sends an item and returns when it is on its way.
func (p *Page) Send(it Item) error { return p.write(it) }

func (p *Page) write(v any) error {
	if err := p.conn.SetWriteDeadline(time.Now().Add(patience)); err != nil {
		return err
	}
	return p.conn.WriteJSON(v)
}

// Next waits for the next frame from the collector.
func (p *Page) Next() (f Frame, err error) {
	if err := p.conn.SetReadDeadline(time.Now().Add(patience)); err != nil {
		return f, err
	}
	return f, p.conn.ReadJSON(&f)
}

// Acked waits until the collector has acknowledged an id, and returns what it told the page to do before that. That it refuses the id
// is an error.
func (p *Page) Acked(id string) (acts []Frame, err error) {
	for {
		f, err := p.Next()
		if err != nil {
			return acts, err
		}
		switch f.T {
		case "act":
			acts = append(acts, f)
		case "ack":
			for _, acked := range f.IDs {
				if acked == id {
					return acts, nil
				}
			}
		case "error":
			return acts, fmt.Errorf("the collector refuses an item: %s: %s", f.Code, f.Message)
		}
	}
}

// Close leaves the page without a farewell, as a closed tab does.
func (p *Page) Close() {
	p.release()
	_ = p.conn.Close()
}
