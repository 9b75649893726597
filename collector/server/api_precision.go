package server

import (
	"context"
	"net/http"
	"strconv"

	"github.com/labstack/echo/v4"

	"heed/collector/core"
	"heed/collector/precision"
)

// apiPrecision answers how right the detectors are: ?site=&since=.
func (s *Server) apiPrecision(c echo.Context) error {
	since, err := readTime(c, "since")
	if err != nil {
		return err
	}
	r, err := s.Precision.Report(c.Request().Context(), c.QueryParam("site"), since)
	if err != nil {
		return err
	}
	return c.JSON(http.StatusOK, r)
}

// csvPrecision gives a row each detector, with the threshold proposed for it, and each element.
func (s *Server) csvPrecision(c echo.Context) error {
	head := []string{"of", "site", "kind", "target", "label", "page", "signals", "n", "right", "precision", "low", "high", "enough", "muted",
		"verdict", "min_score"}
	read := func(ctx context.Context, q core.Query) ([][]string, string, error) {
		r, err := s.Precision.Report(ctx, q.Site, q.Since)
		return precisionRows(r), "", err
	}
	q, err := readQuery(c)
	if err != nil {
		return err
	}
	return streamCSV(c, "precision", q, head, read, func(row []string) [][]string { return [][]string{row} })
}

func precisionRows(r precision.Report) [][]string {
	share := func(s precision.Share, signals int) []string {
		return []string{strconv.Itoa(signals), strconv.Itoa(s.N), strconv.Itoa(s.Right), decimalOrNone(s.Precision), decimal(s.Low), decimal(s.High),
			strconv.FormatBool(s.Enough)}
	}
	var rows [][]string
	for _, d := range r.Detectors {
		row := append([]string{"detector", d.Site, d.Kind, "", "", ""}, share(d.Share, d.Signals)...)
		rows = append(rows, append(row, "", string(d.Threshold.Verdict), decimal(d.Threshold.MinScore)))
	}
	for _, e := range r.Elements {
		row := append([]string{"element", e.Site, e.Kind, e.Target, e.Label, e.Page}, share(e.Share, e.Signals)...)
		rows = append(rows, append(row, strconv.FormatBool(e.Muted), "", ""))
	}
	return rows
}

func decimalOrNone(f *float64) string {
	if f == nil {
		return ""
	}
	return decimal(*f)
}

// maxMute is the largest body of a mute, in bytes: a selector and a path.
const maxMute = 4 << 10

func (s *Server) apiMutes(c echo.Context) error {
	mutes, err := s.Precision.Mutes(c.Request().Context(), c.Param("name"))
	if err != nil {
		return err
	}
	return answerPage(c, mutes, func(m core.Mute) string { return keyOf(keyOf(m.Kind, m.Target), m.Page) })
}

// apiMute makes a site deaf to the signals of a kind from an element, and answers all that is muted.
func (s *Server) apiMute(c echo.Context) error {
	var m core.Mute
	if err := readJSON(c, maxMute, &m); err != nil {
		return err
	}
	detail(c, "%s", muteWords(c.Param("name"), m))
	mutes, err := s.Precision.Mute(c.Request().Context(), c.Param("name"), m, principal(c))
	return answerMutes(c, mutes, err)
}

// apiUnmute takes the same three fields from the address, since many programs send no body with DELETE.
func (s *Server) apiUnmute(c echo.Context) error {
	m := core.Mute{Kind: c.QueryParam("kind"), Target: c.QueryParam("target"), Page: c.QueryParam("page")}
	detail(c, "%s", muteWords(c.Param("name"), m))
	mutes, err := s.Precision.Unmute(c.Request().Context(), c.Param("name"), m, principal(c))
	return answerMutes(c, mutes, err)
}

// muteWords say what is muted, for the audit log.
func muteWords(site string, m core.Mute) string {
	words := m.Kind + " of " + m.Target + " on site " + site
	if m.Page != "" {
		words += ", pages " + m.Page
	}
	return words
}

func answerMutes(c echo.Context, mutes []core.Mute, err error) error {
	if err != nil {
		return err
	}
	return answerList(c, mutes, "")
}
