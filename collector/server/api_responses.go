package server

import (
	"cmp"
	"encoding/json"
	"io"
	"net/http"
	"strconv"
	"strings"

	"github.com/labstack/echo/v4"

	"heed/collector/core"
	"heed/collector/survey"
)

// readResponses reads what selects responses, for the API, its streams and the console alike: readQuery's parameters, of which name is
// survey and kind that of the signal before, and ?question=&value=&min=&max=&text=&page=&device=&lang=&channel=&source=&step=&intercept=&trait=NAME=VALUE.
func readResponses(c echo.Context) (core.Query, error) {
	q, err := readQuery(c)
	if err != nil {
		return q, err
	}
	q.Name = c.QueryParam("survey")
	f := core.ResponseFilter{
		Question: c.QueryParam("question"), Value: c.QueryParam("value"), Text: c.QueryParam("text"), Page: c.QueryParam("page"),
		Device: c.QueryParam("device"), Lang: c.QueryParam("lang"), Intercept: c.QueryParam("intercept"),
		Channel: c.QueryParam("channel"), Source: c.QueryParam("source"), Step: c.QueryParam("step"),
	}
	if trait := c.QueryParam("trait"); trait != "" {
		name, value, ok := strings.Cut(trait, "=")
		if !ok {
			return q, core.Errorf(core.Invalid, "bad_trait", "A trait is selected by its name and its value, as in plan=gold.")
		}
		f.Trait, f.TraitValue = strings.TrimSpace(name), strings.TrimSpace(value)
	}
	if err := choosable(f); err != nil {
		return q, err
	}
	if f.Low, err = readScore(c, "min"); err != nil {
		return q, err
	}
	f.High, err = readScore(c, "max")
	q.Responses = f
	return q, err
}

// choosable refuses what no response can have; languages, pages, sources and intercepts may be any.
func choosable(f core.ResponseFilter) error {
	return cmp.Or(
		choose("device", f.Device, core.DevicePhone, core.DeviceTablet, core.DeviceDesktop),
		choose("channel", f.Channel, core.OnPage, core.ByLink),
		choose("step", f.Step, core.StepCart, core.StepCheckout, core.StepPayment),
	)
}

func readScore(c echo.Context, name string) (*int, error) {
	v := c.QueryParam(name)
	if v == "" {
		return nil, nil
	}
	n, err := strconv.Atoi(v)
	if err != nil {
		return nil, core.Errorf(core.Invalid, "bad_score", "%s is a whole number, as in %s=6.", name, name)
	}
	return &n, nil
}

func (s *Server) apiResponses(c echo.Context) error {
	q, err := readResponses(c)
	if err != nil {
		return err
	}
	items, next, err := s.Store.ListResponses(c.Request().Context(), q)
	if err != nil {
		return err
	}
	return answerList(c, items, next)
}

func (s *Server) apiResponse(c echo.Context) error {
	r, err := s.Store.Response(c.Request().Context(), c.Param("decision")+"/"+c.Param("survey"))
	if err != nil {
		return err
	}
	return c.JSON(http.StatusOK, r)
}

// apiSummaries answers how surveys were answered: a summary each, of the one that is named or of all.
func (s *Server) apiSummaries(c echo.Context) error {
	q, err := readResponses(c)
	if err != nil {
		return err
	}
	cat, err := s.catalog(c)
	if err != nil {
		return err
	}
	q.Limit, q.After = 0, "" // which are of the summaries, not of what they sum up
	summaries := []survey.Summary{}
	for _, each := range surveysToRead(q.Site, q.Name, cat) {
		r, err := survey.Reader{Store: s.Store, Clock: s.Clock}.Summary(c.Request().Context(), each, q)
		if err != nil {
			return err
		}
		summaries = append(summaries, r)
	}
	return answerPage(c, summaries, func(v survey.Summary) string { return keyOf(v.Site, v.Survey) })
}

// csvResponses gives a row an answer, so that surveys with different questions fit one table.
func (s *Server) csvResponses(c echo.Context) error {
	q, err := readResponses(c)
	if err != nil {
		return err
	}
	head := []string{"response", "site", "survey", "decision", "visitor", "session", "page", "lang", "done", "question", "value", "at",
		"type", "intercept", "device", "channel", "source", "kind", "signal", "target", "label", "step", "cart_value", "cart_currency", "cart_items"}
	return streamCSV(c, "responses", q, head, s.Store.ListResponses, func(v core.Response) [][]string {
		rows := make([][]string, 0, len(v.Answers))
		known := evidenceCells(v.Evidence)
		for _, a := range v.Answers {
			rows = append(rows, append([]string{v.ID, v.Site, v.Survey, v.Decision, v.Visitor, v.Session, v.Page, v.Lang,
				strconv.FormatBool(v.Done), a.Question, csvText(a.Value), stamp(&a.At), a.Type, v.Intercept, v.Device, string(v.Channel), v.Source}, known...))
		}
		return rows
	})
}

// evidenceCells are what was known when a response began, as columns.
func evidenceCells(e *core.Evidence) []string {
	if e == nil {
		e = &core.Evidence{}
	}
	cells := []string{e.Kind, e.Signal, e.Target, e.Label, string(e.Step), "", "", ""}
	if e.Cart != nil {
		copy(cells[5:], []string{decimal(e.Cart.Value), e.Cart.Currency, strconv.Itoa(e.Cart.Items)})
	}
	return cells
}

// jsonlResponses gives a line a response, as the list has it.
func (s *Server) jsonlResponses(c echo.Context) error {
	q, err := readResponses(c)
	if err != nil {
		return err
	}
	return streamFile(c, "responses.jsonl", "application/jsonl", q, s.Store.ListResponses, func(out io.Writer, items []core.Response) error {
		encoder := json.NewEncoder(out)
		for _, item := range items {
			if err := encoder.Encode(item); err != nil {
				return err
			}
		}
		return nil
	})
}
