package server

import (
	"encoding/json"
	"net/http"
	"strings"

	"github.com/labstack/echo/v4"

	"heed/collector/core"
)

// backtestLine is one line of an answer in application/x-ndjson: the progress, then the result or the error.
type backtestLine struct {
	Done   int       `json:"done,omitempty"`
	Of     int       `json:"of,omitempty"`
	Result *Backtest `json:"result,omitempty"`
	Error  *problem  `json:"error,omitempty"`
}

// apiBacktest runs a draft over what was recorded. It answers when that is done; who accepts NDJSON hears of the progress meanwhile.
func (s *Server) apiBacktest(c echo.Context) error {
	r, err := readBacktest(c)
	if err != nil {
		return err
	}
	if strings.Contains(c.Request().Header.Get("Accept"), streamedAnswer) {
		return s.streamBacktest(c, r)
	}
	b, err := s.Backtests.Backtest(c.Request().Context(), r, func(int, int) {})
	if err != nil {
		return err
	}
	return c.JSON(http.StatusOK, b)
}

// readBacktest reads what is asked: YAML, or JSON with a draft in it.
func readBacktest(c echo.Context) (r BacktestRequest, err error) {
	body, err := readBody(c, maxConfig)
	if err != nil {
		return r, err
	}
	if strings.Contains(c.Request().Header.Get("Content-Type"), "yaml") {
		return BacktestRequest{YAML: string(body), From: c.QueryParam("from"), To: c.QueryParam("to")}, nil
	}
	if err := decodeJSON(body, &r); err != nil {
		return r, err
	}
	var written struct {
		Intercept json.RawMessage `json:"intercept"`
	}
	err = json.Unmarshal(body, &written)
	r.Written = written.Intercept
	return r, err
}

// streamBacktest writes a line at a time. An error before the first line is an ordinary one; a later one is the last line.
func (s *Server) streamBacktest(c echo.Context, r BacktestRequest) error {
	lines := newLineStream(c, s.Clock, 0)
	b, err := s.Backtests.Backtest(c.Request().Context(), r, func(done, of int) {
		if lines.due() {
			_ = lines.write(backtestLine{Done: done, Of: of})
		}
	})
	switch {
	case err == nil:
		return lines.write(backtestLine{Result: &b})
	case !lines.begun():
		return err
	}
	e := core.AsError(err)
	if e.Kind == core.Internal {
		s.Log.Error("backtest", "err", err)
	}
	status := statuses[e.Kind]
	return lines.write(backtestLine{Error: &problem{Type: "about:blank", Title: http.StatusText(status), Status: status, Detail: e.Message, Code: e.Code,
		Errors: e.Fields}})
}
