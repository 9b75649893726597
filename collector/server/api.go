package server

import (
	"context"
	"net/http"
	"strconv"
	"time"

	"github.com/labstack/echo/v4"

	"heed/collector/core"
)

// list is the envelope of every list: the items, and the cursor of the next page ("" on the last).
type list[T any] struct {
	Items []T    `json:"items"`
	Next  string `json:"next"`
}

func answerList[T any](c echo.Context, items []T, next string) error {
	if items == nil {
		items = []T{}
	}
	return c.JSON(http.StatusOK, list[T]{Items: items, Next: next})
}

// lister is a store's list method.
type lister[T any] func(context.Context, core.Query) ([]T, string, error)

// answerQuery answers a list by what the address asks for.
func answerQuery[T any](c echo.Context, ask func(echo.Context) (core.Query, error), read lister[T]) error {
	q, err := ask(c)
	if err != nil {
		return err
	}
	items, next, err := read(c.Request().Context(), q)
	if err != nil {
		return err
	}
	return answerList(c, items, next)
}

// readQuery reads ?site=&visitor=&session=&kind=&name=&outcome=&since=&until=&limit=&after=. The resource's own word for name
// (intercept, survey, status) is understood too.
func readQuery(c echo.Context) (core.Query, error) {
	q := core.Query{
		Site: c.QueryParam("site"), Visitor: c.QueryParam("visitor"), Session: c.QueryParam("session"),
		Kind: c.QueryParam("kind"), Name: c.QueryParam("name"), Outcome: c.QueryParam("outcome"), After: c.QueryParam("after"),
	}
	for _, alias := range []string{"intercept", "survey", "status"} {
		if v := c.QueryParam(alias); v != "" {
			q.Name = v
		}
	}
	var err error
	if q.Limit, err = readLimit(c); err != nil {
		return q, err
	}
	if q.Since, err = readTime(c, "since"); err != nil {
		return q, err
	}
	q.Until, err = readTime(c, "until")
	return q, err
}

// readLimit reads how many are wanted, 0 when that is not said.
func readLimit(c echo.Context) (int, error) {
	v := c.QueryParam("limit")
	if v == "" {
		return 0, nil
	}
	n, err := strconv.Atoi(v)
	if err != nil || n < 1 || n > core.MaxLimit {
		return 0, core.Errorf(core.Invalid, "bad_limit", "limit is a whole number from 1 to %d.", core.MaxLimit)
	}
	return n, nil
}

func readTime(c echo.Context, name string) (time.Time, error) {
	v := c.QueryParam(name)
	if v == "" {
		return time.Time{}, nil
	}
	if t, err := time.Parse(time.DateOnly, v); err == nil {
		return t, nil // the beginning of the day, UTC
	}
	t, err := time.Parse(time.RFC3339, v)
	if err != nil {
		return t, core.Errorf(core.Invalid, "bad_time", "%s is a time like 2026-01-31T08:00:00Z, or a day like 2026-01-31.", name)
	}
	return t, nil
}

func (s *Server) apiSignals(c echo.Context) error {
	return answerQuery(c, readQuery, s.Store.ListSignals)
}
func (s *Server) apiDecisions(c echo.Context) error {
	return answerQuery(c, readDecisions, s.Store.ListDecisions)
}
func (s *Server) apiConversations(c echo.Context) error {
	return answerQuery(c, readConversations, s.Store.ListConversations)
}

// decisionView is a decision with its arbitration spelled out.
type decisionView struct {
	core.Decision
	Candidates []core.Candidate `json:"candidates"` // of Considered
}

// apiDecision explains: every intercept considered, all gates, the arbitration, the arm, and what the page reported.
func (s *Server) apiDecision(c echo.Context) error {
	d, err := s.Store.Decision(c.Request().Context(), c.Param("id"))
	if err != nil {
		return err
	}
	return c.JSON(http.StatusOK, decisionView{d, d.Considered.Candidates()})
}
