package server

import (
	"encoding/json"
	"net/http"
	"time"

	"github.com/labstack/echo/v4"

	"heed/collector/core"
)

// streamedAnswer is the media type of an answer that tells its progress.
const streamedAnswer = "application/x-ndjson"

// progressEvery is how often a stream tells how far it is.
const progressEvery = 100 * time.Millisecond

// lineStream answers in NDJSON, a line at a time. Nothing leaves before the first line, so an error until then can be an ordinary one.
type lineStream struct {
	c     echo.Context
	out   *json.Encoder
	clock core.Clock
	next  time.Time // when progress is due
}

// newLineStream makes a stream whose first progress is due after a time.
func newLineStream(c echo.Context, clock core.Clock, first time.Duration) *lineStream {
	return &lineStream{c: c, out: json.NewEncoder(c.Response()), clock: clock, next: clock().Add(first)}
}

// write sends a line. A reader who has gone ends the request's context, and so the work: the error says no more than that.
func (l *lineStream) write(line any) error {
	if !l.begun() {
		l.c.Response().Header().Set(echo.HeaderContentType, streamedAnswer)
		l.c.Response().WriteHeader(http.StatusOK)
	}
	err := l.out.Encode(line)
	l.c.Response().Flush()
	return err
}

// begun reports whether a line has left.
func (l *lineStream) begun() bool { return l.c.Response().Committed }

// due reports whether progress is to be told now.
func (l *lineStream) due() bool {
	now := l.clock()
	if now.Before(l.next) {
		return false
	}
	l.next = now.Add(progressEvery)
	return true
}
