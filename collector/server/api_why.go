package server

import (
	"context"
	"net/http"
	"strconv"
	"strings"

	"github.com/labstack/echo/v4"

	"heed/collector/core"
	"heed/collector/decide"
)

// whyView answers «why was this not shown to me?».
type whyView struct {
	decide.Standing
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
	all, err := s.whyAll(sig, h)
	if err != nil {
		return err
	}
	found, err := all.Of(name)
	if err != nil {
		return err
	}
	return c.JSON(http.StatusOK, whyView{Standing: found, Visitor: v.ID, Signal: sig, Answer: answerOf(found)})
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

// whyAll judges the live intercepts by a signal, as if that came now.
func (s *Server) whyAll(sig core.Signal, h core.History) (decide.Standings, error) {
	sig.At = s.Clock()
	sig.Frustration = s.Decide.Frustration(sig, h.Signals)
	return s.Decide.WhyAll(sig.At, sig, h)
}

// answerOf says it in one sentence.
func answerOf(found decide.Standing) string {
	if found.Eligible {
		return eligibleWords(found)
	}
	var failed []string
	for _, g := range found.Gates {
		if !g.Pass {
			failed = append(failed, g.Name)
		}
	}
	return "It would not be shown: " + strings.Join(failed, ", ") + " did not pass."
}

// eligibleWords say what still stands between an eligible intercept and the visitor.
func eligibleWords(found decide.Standing) string {
	const shown = "would be shown, unless the visitor is in the control arm."
	if len(found.Candidates) == 0 { // the tap alone
		return "It is eligible and " + shown
	}
	winner := found.Candidates[0]
	for _, c := range found.Candidates {
		switch {
		case c.Intercept != found.Intercept:
		case c.Lost != "":
			return "It is eligible, but " + winner.Intercept + " goes before it: " + lostWords(c, winner) + "."
		case len(found.Candidates) == 1:
			return "It is the only eligible intercept and " + shown
		default:
			return "It goes before the other eligible intercepts and " + shown
		}
	}
	return "It is eligible, but asks only when no other intercept is, and " + winner.Intercept + " is."
}

// lostWords say by what a candidate lost: `priority 40 against 60`.
func lostWords(c, winner core.Candidate) string {
	switch c.Lost {
	case core.ByPriority:
		return "priority " + strconv.Itoa(c.Priority) + " against " + strconv.Itoa(winner.Priority)
	case core.ByValue:
		return "the same priority, value " + decimal(c.Value) + " against " + decimal(winner.Value)
	}
	return "the same priority and value, but place " + decimal(c.Draw) + " in this visitor's draw against " + decimal(winner.Draw)
}
