package server

import (
	"context"
	"net/http"
	"sort"
	"time"

	"github.com/labstack/echo/v4"

	"heed/collector/core"
	"heed/collector/decide"
)

// visitorView is a visitor with what happened, newest first.
type visitorView struct {
	core.Visitor
	// Frustration is how frustrated the visitor is now, and by what.
	Frustration decide.Frustration `json:"frustration"`
	Timeline    []happening        `json:"timeline"`
}

// happening is one thing on a visitor's timeline; exactly one of the pointers is set.
type happening struct {
	At           time.Time          `json:"at"`
	Type         string             `json:"type"`
	Signal       *core.Signal       `json:"signal,omitempty"`
	Decision     *core.Decision     `json:"decision,omitempty"`
	Response     *core.Response     `json:"response,omitempty"`
	Event        *core.Event        `json:"event,omitempty"`
	Conversation *core.Conversation `json:"conversation,omitempty"`
}

// apiVisitor answers a visitor's timeline: the latest ?limit= of each sort.
func (s *Server) apiVisitor(c echo.Context) error {
	v, err := s.findVisitor(c)
	if err != nil {
		return err
	}
	q, err := readQuery(c)
	if err != nil {
		return err
	}
	q.Site, q.Visitor = v.Site, v.ID
	timeline, err := s.timeline(c.Request().Context(), q)
	if err != nil {
		return err
	}
	frustration, err := s.frustration(c, v)
	if err != nil {
		return err
	}
	return c.JSON(http.StatusOK, visitorView{Visitor: v, Frustration: frustration, Timeline: timeline})
}

// frustration judges a visitor as of now by their site's measure.
func (s *Server) frustration(c echo.Context, v core.Visitor) (decide.Frustration, error) {
	cat, err := s.catalog(c)
	if err != nil {
		return decide.Frustration{}, err
	}
	h, err := s.Store.History(c.Request().Context(), v.Site, v.ID)
	return decide.FrustrationAt(cat.Sites[v.Site].Frustration, s.Clock().UTC(), h.Signals), err
}

// findVisitor looks on the site that ?site= names, or on all: a visitor's id is unique in practice, the sites' names are few.
func (s *Server) findVisitor(c echo.Context) (core.Visitor, error) {
	ctx, id := c.Request().Context(), c.Param("id")
	if site := c.QueryParam("site"); site != "" {
		return s.Store.Visitor(ctx, site, id)
	}
	cat, err := s.catalog(c)
	if err != nil {
		return core.Visitor{}, err
	}
	for _, site := range sortedKeys(cat.Sites) {
		v, err := s.Store.Visitor(ctx, site, id)
		if err == nil || !core.IsKind(err, core.NotFound) {
			return v, err
		}
	}
	return core.Visitor{}, core.Errorf(core.NotFound, "unknown_visitor", "No site knows a visitor %q.", id)
}

func (s *Server) timeline(ctx context.Context, q core.Query) ([]happening, error) {
	all := []happening{}
	signals, _, err := s.Store.ListSignals(ctx, q)
	if err != nil {
		return nil, err
	}
	for i := range signals {
		all = append(all, happening{At: signals[i].At, Type: "signal", Signal: &signals[i]})
	}
	decisions, _, err := s.Store.ListDecisions(ctx, q)
	if err != nil {
		return nil, err
	}
	for i := range decisions {
		all = append(all, happening{At: decisions[i].At, Type: "decision", Decision: &decisions[i]})
	}
	responses, _, err := s.Store.ListResponses(ctx, q)
	if err != nil {
		return nil, err
	}
	for i := range responses {
		all = append(all, happening{At: responses[i].Started, Type: "response", Response: &responses[i]})
	}
	events, _, err := s.Store.ListEvents(ctx, q)
	if err != nil {
		return nil, err
	}
	for i := range events {
		all = append(all, happening{At: events[i].At, Type: "event", Event: &events[i]})
	}
	conversations, _, err := s.Store.ListConversations(ctx, q)
	if err != nil {
		return nil, err
	}
	for i := range conversations {
		all = append(all, happening{At: conversations[i].Opened, Type: "conversation", Conversation: &conversations[i]})
	}
	sort.SliceStable(all, func(i, j int) bool { return all[i].At.After(all[j].At) })
	return all, nil
}
