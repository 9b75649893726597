package server

import (
	"context"
	"encoding/json"
	"fmt"
	"net/http"
	"time"

	"github.com/labstack/echo/v4"

	"heed/collector/core"
)

const (
	// streamBuffer holds a burst of notices while one is being written; the bus drops the oldest beyond it.
	streamBuffer = 256
	// heartbeat keeps proxies from closing a quiet stream, and notices a reader that is gone.
	heartbeat = 20 * time.Second
	// identifyEvery is how often a stream looks whether its reader is still let in. What this process does to them it is told at once; the
	// command line is another one, and a sign-in also ends by itself.
	identifyEvery = 5 * time.Second
	// summaryPause is the least time between two counts of the last day.
	summaryPause = 5 * time.Second
)

// listen serves GET /console/live, until the reader leaves or is no longer let in.
func (s *Server) listen(ec echo.Context) error {
	who := principal(ec)
	ctx, cancel := context.WithCancel(ec.Request().Context())
	defer cancel()
	defer s.Auth.Watch(who, cancel)()
	identify := func() error {
		_, err := s.identify(ec)
		return err
	}
	if err := identify(); err != nil { // what ended before it was watched
		return err
	}
	return s.console.listen(ctx, ec, identify)
}

// stream is one open console page. It starts by repeating what the page may have missed since it was rendered or while the
// line was broken; the page knows what it has by id. An operator whose stream is open is there to chat.
type stream struct {
	c            *console
	ctx          context.Context
	out          http.ResponseWriter
	control      *http.ResponseController
	site         string
	signals      bool         // the live page: signals, decisions and counts
	conversation string       // the one open on the page, "" for none
	identify     func() error // an Unauthenticated error once the reader is no longer let in
	stale        bool         // the counts have changed since they were sent
	rested       bool         // nothing has changed for summaryPause: the next change is counted at once
}

// listen writes a stream until ctx ends.
func (c *console) listen(ctx context.Context, ec echo.Context, identify func() error) error {
	who := principal(ec)
	s := &stream{c: c, ctx: ctx, identify: identify, out: ec.Response(), control: http.NewResponseController(ec.Response()),
		site: ec.QueryParam("site"), signals: ec.QueryParam("with") == "signals", conversation: ec.QueryParam("conversation")}
	if who.May(core.CanChat) {
		defer c.deps.Chat.Arrive(who.ID)()
	}
	notices, leave := c.deps.Bus.Subscribe(s.site, streamBuffer)
	defer leave()
	h := ec.Response().Header()
	h.Set("Content-Type", "text/event-stream")
	h.Set("Cache-Control", "no-store")
	h.Set("X-Accel-Buffering", "no") // nginx would hold events back
	ec.Response().WriteHeader(http.StatusOK)
	if err := s.run(notices); err != nil && ctx.Err() == nil && !core.IsKind(err, core.Unauthenticated) {
		c.deps.Log.Warn("console stream ended", "error", err)
	}
	return nil // the answer has begun: there is no other one to give
}

func (s *stream) run(notices <-chan core.Notice) error {
	if err := s.repeat(); err != nil {
		return err
	}
	alive := time.NewTicker(heartbeat)
	defer alive.Stop()
	recount := time.NewTicker(summaryPause)
	defer recount.Stop()
	ask := time.NewTicker(s.c.identifyEvery)
	defer ask.Stop()
	for {
		var err error
		select {
		case <-s.ctx.Done():
			return nil
		case <-s.c.deps.Done:
			return nil
		case n, open := <-notices:
			if !open {
				return nil
			}
			err = s.tell(n)
			if err == nil && s.rested {
				err = s.count()
			}
		case <-recount.C:
			s.rested = !s.stale
			err = s.count()
		case <-ask.C:
			err = s.identify()
		case <-alive.C:
			err = s.beat()
		}
		if err != nil {
			return err
		}
	}
}

// repeat sends what the page shows, oldest first.
func (s *stream) repeat() error {
	if err := s.write("retry: 2000\n\n"); err != nil {
		return err
	}
	if s.signals {
		rows, err := s.c.signalRows(s.ctx, s.site)
		if err != nil {
			return err
		}
		for i := range rows {
			if err := s.send("signal", rows[len(rows)-1-i]); err != nil {
				return err
			}
		}
		s.stale = true
		if err := s.count(); err != nil {
			return err
		}
		s.rested = true
	}
	if s.conversation != "" {
		messages, err := s.c.deps.Store.Messages(s.ctx, s.conversation)
		if err != nil {
			return err
		}
		for _, m := range messages {
			if err := s.send("message", messageRowOf(m)); err != nil {
				return err
			}
		}
	}
	return s.sendWaiting()
}

// beat tells the reader that the line is alive, and on the live page how the visitors are by now: frustration fades by itself.
func (s *stream) beat() error {
	if !s.signals {
		return s.write(": here\n\n")
	}
	signals, _, err := s.c.deps.Store.ListSignals(s.ctx, core.Query{Site: s.site, Limit: liveRows})
	if err != nil {
		return err
	}
	moods, err := s.c.moods(s.ctx, signals)
	if err != nil {
		return err
	}
	for _, m := range moods {
		if err := s.send("mood", m); err != nil {
			return err
		}
	}
	return s.write(": here\n\n")
}

// tell passes one notice on.
func (s *stream) tell(n core.Notice) error {
	s.stale = true
	switch {
	case n.Signal != nil && s.signals:
		row := signalRowOf(*n.Signal, nil)
		if err := s.send("signal", row); err != nil {
			return err
		}
		return s.send("mood", mood{row.VisitorURL, row.Frustration}) // the visitor's other rows too
	case n.Decision != nil && s.signals:
		return s.sendDecision(*n.Decision)
	case n.Report != nil && s.signals:
		return s.reload(n.Report.Decision)
	case n.Response != nil && s.signals:
		return s.reload(n.Response.Decision)
	case n.Message != nil:
		if n.Message.Conversation == s.conversation {
			if err := s.send("message", messageRowOf(*n.Message)); err != nil {
				return err
			}
		}
		return s.sendConversation(n.Message.Conversation)
	case n.Conversation != nil:
		return s.sendConversation(n.Conversation.ID)
	}
	return nil
}

// sendDecision completes the row of the decision's signal.
func (s *stream) sendDecision(d core.Decision) error {
	return s.send("decision", struct {
		ID string `json:"id"` // the signal's
		decided
	}{d.Signal, decidedOf(d)})
}

// reload sends a decision as it now stands. One that is not stored yet will come with its own notice.
func (s *stream) reload(id string) error {
	d, err := s.c.deps.Store.Decision(s.ctx, id)
	if core.IsKind(err, core.NotFound) {
		return nil
	}
	if err != nil {
		return err
	}
	return s.sendDecision(d)
}

func (s *stream) sendConversation(id string) error {
	c, err := s.c.deps.Store.Conversation(s.ctx, id)
	if core.IsKind(err, core.NotFound) {
		return nil
	}
	if err != nil {
		return err
	}
	if err := s.send("conversation", conversationRowOf(c)); err != nil {
		return err
	}
	return s.sendWaiting()
}

func (s *stream) sendWaiting() error {
	n, err := s.c.waiting(s.ctx, s.site)
	if err != nil {
		return err
	}
	return s.send("waiting", map[string]int{"count": n})
}

// count sends the summary if something happened since the last one.
func (s *stream) count() error {
	if !s.signals || !s.stale {
		return nil
	}
	s.stale, s.rested = false, false
	sum, err := s.c.summary(s.ctx, s.site)
	if err != nil {
		return err
	}
	return s.send("summary", sum)
}

// send writes one event. JSON has no raw newline, so it is one data line.
func (s *stream) send(event string, data any) error {
	body, err := json.Marshal(data)
	if err != nil {
		return err
	}
	return s.write(fmt.Sprintf("event: %s\ndata: %s\n\n", event, body))
}

// write sends at once. Each write has its own deadline in place of the server's for a whole answer: a reader that takes
// nothing for as long as that is gone. A writer that knows no deadlines needs none.
func (s *stream) write(text string) error {
	if err := s.ctx.Err(); err != nil {
		return err // nothing more to who is no longer let in
	}
	_ = s.control.SetWriteDeadline(time.Now().Add(heartbeat))
	if _, err := s.out.Write([]byte(text)); err != nil {
		return err
	}
	return s.control.Flush()
}
