package server

import (
	"encoding/csv"
	"encoding/json"
	"io"
	"net/http"
	"regexp"
	"strconv"
	"strings"
	"time"

	"github.com/labstack/echo/v4"

	"heed/collector/core"
)

func (s *Server) csvSignals(c echo.Context) error {
	head := []string{"id", "site", "visitor", "session", "kind", "at", "score", "page", "target", "data", "frustration", "muted",
		"state", "reason"}
	q, err := readQuery(c)
	if err != nil {
		return err
	}
	return streamCSV(c, "signals", q, head, s.Store.ListSignals, func(v core.Signal) [][]string {
		return [][]string{{v.ID, v.Site, v.Visitor, v.Session, v.Kind, stamp(&v.At), decimal(v.Score), v.Page, v.Target, compact(v.Data),
			decimal(v.Frustration), strconv.FormatBool(v.Muted), string(v.State), v.Reason}}
	})
}

func (s *Server) csvDecisions(c echo.Context) error {
	head := []string{"id", "site", "visitor", "session", "signal", "kind", "at", "page", "outcome", "intercept", "arm",
		"shown", "dismissed", "reason", "answered", "rendered"}
	q, err := readDecisions(c)
	if err != nil {
		return err
	}
	return streamCSV(c, "decisions", q, head, s.Store.ListDecisions, func(v core.Decision) [][]string {
		return [][]string{{v.ID, v.Site, v.Visitor, v.Session, v.Signal, v.Kind, stamp(&v.At), v.Page, string(v.Outcome),
			v.Intercept, string(v.Arm), stamp(v.Shown), stamp(v.Dismissed), v.Reason, stamp(v.Answered), stamp(v.Rendered)}}
	})
}

// csvAudit is the audit log with the filters of apiAudit.
func (s *Server) csvAudit(c echo.Context) error {
	q, err := readAuditQuery(c)
	if err != nil {
		return err
	}
	head := []string{"id", "at", "who", "by", "action", "target", "from", "outcome", "detail"}
	return streamCSV(c, "audit", q, head, s.Audit.List, func(v core.Audit) [][]string {
		return [][]string{{v.ID, stamp(&v.At), v.Who, v.By, v.Action, v.Target, v.From, string(v.Outcome), v.Detail}}
	})
}

// streamCSV streams a table: RFC 4180, UTF-8, safe to open in a spreadsheet.
func streamCSV[T any](c echo.Context, name string, q core.Query, head []string, read lister[T], rows func(T) [][]string) error {
	headed := false
	return streamFile(c, name+".csv", "text/csv; charset=utf-8", q, read, func(w io.Writer, items []T) error {
		out := csv.NewWriter(w)
		out.UseCRLF = true
		if !headed {
			_ = out.Write(head) // its error is kept and returned below
			headed = true
		}
		for _, item := range items {
			for _, row := range rows(item) {
				for i := range row {
					row[i] = defuse(row[i])
				}
				_ = out.Write(row)
			}
		}
		out.Flush()
		return out.Error()
	})
}

// streamFile writes all that the query selects as a file, page by page: however much it is, one page is in memory.
func streamFile[T any](c echo.Context, file, media string, q core.Query, read lister[T], write func(io.Writer, []T) error) error {
	q.Limit = core.MaxLimit
	h := c.Response().Header()
	for first := true; first || q.After != ""; first = false {
		items, next, err := read(c.Request().Context(), q)
		if err != nil {
			return err // before the first byte it becomes a problem; later the answer is broken off, which a client sees
		}
		if first {
			h.Set("Content-Type", media)
			h.Set("Content-Disposition", `attachment; filename="`+file+`"`)
			c.Response().WriteHeader(http.StatusOK)
		}
		if err := write(c.Response(), items); err != nil {
			return err
		}
		q.After = next
	}
	return nil
}

// plainNumber is what a spreadsheet reads as a number. Go reads more as one, such as -Inf and +0x1p-2, which there are formulas.
var plainNumber = regexp.MustCompile(`^[+-][0-9]+(\.[0-9]+)?([eE][+-]?[0-9]+)?$`)

// defuse keeps a spreadsheet from running what a visitor wrote: a cell that begins like a formula gets an apostrophe in front, unless
// it is a plain number. The characters are those that OWASP names (CSV Injection, and ASVS 5.0 1.2.10).
func defuse(cell string) string {
	if cell == "" || !strings.ContainsRune("=+-@\t\r\n\x00", rune(cell[0])) {
		return cell
	}
	if plainNumber.MatchString(cell) {
		return cell
	}
	return "'" + cell
}

// stamp writes ISO 8601 in UTC, "" for never.
func stamp(t *time.Time) string {
	if t == nil || t.IsZero() {
		return ""
	}
	return t.UTC().Format("2006-01-02T15:04:05.000Z")
}

func decimal(f float64) string { return strconv.FormatFloat(f, 'f', -1, 64) }

// compact writes JSON, "" for nothing. Maps that came from JSON cannot fail to become it again.
func compact(m map[string]any) string {
	if len(m) == 0 {
		return ""
	}
	data, _ := json.Marshal(m)
	return string(data)
}

// csvText writes a JSON string as its text, and any other value as JSON.
func csvText(value json.RawMessage) string {
	var s string
	if json.Unmarshal(value, &s) == nil {
		return s
	}
	return string(value)
}
