package server

import (
	"context"
	"net/http"
	"strings"

	"github.com/labstack/echo/v4"

	"heed/collector/core"
)

// whyView answers «why was this not shown to me?».
type whyView struct {
	core.Evaluation
	Visitor string      `json:"visitor"`
	Signal  core.Signal `json:"signal"` // the one it is judged by: the visitor's latest, as if it came now
	Answer  string      `json:"answer"`
}

// apiWhy evaluates one intercept for one visitor as things stand, without counting anything.
func (s *Server) apiWhy(c echo.Context) error {
	name := c.QueryParam("intercept")
	if name == "" {
		return core.Errorf(core.Invalid, "intercept_needed", "Say which: add ?intercept=NAME.")
	}
	v, err := s.findVisitor(c)
	if err != nil {
		return err
	}
	sig, h, err := s.latest(c.Request().Context(), v.Site, v.ID)
	if err != nil {
		return err
	}
	e, err := s.whyNow(sig, h, name)
	if err != nil {
		return err
	}
	return c.JSON(http.StatusOK, whyView{Evaluation: e, Visitor: v.ID, Signal: sig, Answer: answerOf(e)})
}

// latest gives the signal that a visitor is judged by, their latest, and their history.
func (s *Server) latest(ctx context.Context, site, visitor string) (core.Signal, core.History, error) {
	h, err := s.Store.History(ctx, site, visitor)
	if err != nil {
		return core.Signal{}, h, err
	}
	latest, _, err := s.Store.ListSignals(ctx, core.Query{Site: site, Visitor: visitor, Limit: 1})
	if err != nil {
		return core.Signal{}, h, err
	}
	if len(latest) == 0 {
		return core.Signal{}, h, core.Errorf(core.NotFound, "no_signal", "Visitor %q has sent no signal, so nothing could be triggered.", visitor)
	}
	return latest[0], h, nil
}

// whyNow judges one intercept by a signal, as if that came now.
func (s *Server) whyNow(sig core.Signal, h core.History, intercept string) (core.Evaluation, error) {
	sig.At = s.Clock()
	sig.Frustration = s.Decide.Frustration(sig, h.Signals)
	return s.Decide.Why(sig.At, sig, h, intercept)
}

// answerOf says it in one sentence.
func answerOf(e core.Evaluation) string {
	if e.Eligible {
		return "It is eligible: unless one of higher priority is too, or the visitor is in the control arm, it would be shown."
	}
	var failed []string
	for _, g := range e.Gates {
		if !g.Pass {
			failed = append(failed, g.Name)
		}
	}
	return "It would not be shown: " + strings.Join(failed, ", ") + " did not pass."
}
