package server

import (
	"fmt"
	"net/http"
	"strconv"

	"github.com/labstack/echo/v4"

	"heed/collector/core"
)

// restoreBody says which revision to restore.
type restoreBody struct {
	Revision int `json:"revision"`
}

// maxRestore is the largest body of a restore, in bytes.
const maxRestore = 1 << 10

// apiRevisions answers all states of a document of a kind, newest first, with author and time; the first is in force.
func (s *Server) apiRevisions(kind string) echo.HandlerFunc {
	return func(c echo.Context) error {
		site, err := s.siteOf(c, kind)
		if err != nil {
			return err
		}
		docs, err := s.Store.Revisions(c.Request().Context(), kind, site, c.Param("name"))
		if err != nil {
			return err
		}
		return answerPage(c, docs, func(d core.Document) string { return strconv.Itoa(d.Revision) })
	}
}

// apiRestore writes an earlier state of a document as its newest revision, if it passes the same checks as a file would.
func (s *Server) apiRestore(kind string) echo.HandlerFunc {
	return func(c echo.Context) error {
		var in restoreBody
		if err := readJSON(c, maxRestore, &in); err != nil {
			return err
		}
		site, err := s.siteOf(c, kind)
		if err != nil {
			return err
		}
		applied, err := s.restore(c, kind, site, c.Param("name"), in.Revision)
		if err != nil {
			return err
		}
		return answerList(c, applied, "")
	}
}

func (s *Server) restore(c echo.Context, kind, site, name string, revision int) ([]Applied, error) {
	applied, err := s.Config.Restore(c.Request().Context(), kind, site, name, revision, principal(c))
	if err == nil {
		detail(c, "revision %d: %s", revision, appliedWords(applied, false))
	}
	return applied, err
}

// siteOf finds the site of the document that the address names: ?site=, or the only one that has it.
func (s *Server) siteOf(c echo.Context, kind string) (string, error) {
	name := c.Param("name")
	if kind == core.KindSite {
		return name, nil
	}
	if site := c.QueryParam("site"); site != "" {
		return site, nil
	}
	docs, _, err := s.Store.Current(c.Request().Context())
	if err != nil {
		return "", err
	}
	var sites []string
	for _, d := range docs {
		if d.Kind == kind && d.Name == name {
			sites = append(sites, d.Site)
		}
	}
	switch len(sites) {
	case 0:
		return "", core.Errorf(core.NotFound, "not_found", "There is no %s named %q.", kind, name)
	case 1:
		return sites[0], nil
	}
	return "", core.Errorf(core.Invalid, "site_needed", "Several sites have a %s named %q; add ?site=NAME.", kind, name)
}

// restoreForm restores from the console, and goes back to the page with the revisions. A site's document has the site's own name.
func (s *Server) restoreForm(kind string, page func(site, name string) string) echo.HandlerFunc {
	return func(c echo.Context) error {
		site, name := param(c, "site"), param(c, "name")
		if kind == core.KindSite {
			name = site
		}
		revision, err := strconv.Atoi(c.FormValue("revision"))
		if err != nil {
			return core.Errorf(core.Invalid, "bad_revision", "A revision is a whole number; choose one of the list.")
		}
		if _, err := s.restore(c, kind, site, name, revision); err != nil {
			return err
		}
		return c.Redirect(http.StatusSeeOther, fmt.Sprintf("%s?restored=%d#revisions", page(site, name), revision))
	}
}
