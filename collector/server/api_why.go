package server

import (
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
	ctx := c.Request().Context()
	h, err := s.Store.History(ctx, v.Site, v.ID)
	if err != nil {
		return err
	}
	latest, _, err := s.Store.ListSignals(ctx, core.Query{Site: v.Site, Visitor: v.ID, Limit: 1})
	if err != nil {
		return err
	}
	if len(latest) == 0 {
		return core.Errorf(core.NotFound, "no_signal", "Visitor %q has sent no signal, so nothing could be triggered.", v.ID)
	}
	now := s.Clock()
	sig := latest[0]
	sig.At = now
	sig.Frustration = s.Decide.Frustration(sig, h.Signals)
	e, err := s.Decide.Why(now, sig, h, name)
	if err != nil {
		return err
	}
	return c.JSON(http.StatusOK, whyView{Evaluation: e, Visitor: v.ID, Signal: latest[0], Answer: answerOf(e)})
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
