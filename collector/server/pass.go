package server

import (
	"context"
	"net/http"
	"strconv"
	"strings"

	"github.com/labstack/echo/v4"

	"heed/collector/core"
	"heed/collector/pass"
)

// pageLink makes a link to a page of a site with a pass; page "" is the site's own proposal. The console and the API call it.
func (d Deps) pageLink(ctx context.Context, site core.Site, page string, p pass.Pass) (pass.Link, error) {
	if page == "" {
		var err error
		if page, err = d.proposedPage(ctx, site); err != nil {
			return pass.Link{}, err
		}
	}
	if p.Intercept != "" {
		i, err := d.revision(ctx, site.Name, p.Intercept, p.Revision)
		if err != nil {
			return pass.Link{}, err
		}
		p.Revision = i.Revision
	}
	return d.Pass.Link(site, page, p)
}

// proposedPage is where a visitor was last heard of on a site, or where it begins.
func (d Deps) proposedPage(ctx context.Context, site core.Site) (string, error) {
	if len(site.Origins) == 0 {
		return "", core.Errorf(core.Invalid, "no_origin", "Site %q has no origin, so no page may speak for it; add one to its list.", site.Name)
	}
	home := site.Origins[0] + "/"
	if d.Demo != nil && site.Origins[0] == strings.TrimSuffix(d.PublicURL, "/") {
		home += "demo/" // the shop that this collector serves itself
	}
	latest, _, err := d.Store.ListSignals(ctx, core.Query{Site: site.Name, Limit: 1})
	if err != nil || len(latest) == 0 || !strings.HasPrefix(latest[0].Page, "/") || strings.HasPrefix(latest[0].Page, "//") {
		return home, err
	}
	return site.Origins[0] + latest[0].Page, nil
}

// apiPass makes a link: to watch on a page, or with ?intercept= to preview one. Nothing is stored of it.
func (s *Server) apiPass(c echo.Context) error {
	site, revision, err := s.passFor(c, c.Param("name"))
	if err != nil {
		return err
	}
	made, err := s.pageLink(c.Request().Context(), site, c.QueryParam("page"),
		pass.Pass{User: principal(c).ID, Intercept: c.QueryParam("intercept"), Revision: revision})
	if err != nil {
		return err
	}
	return c.JSON(http.StatusOK, made)
}

// passFor finds the site and reads ?revision=, 0 when it is not given.
func (s *Server) passFor(c echo.Context, name string) (site core.Site, revision int, err error) {
	catalog, err := s.console.catalog(c.Request().Context())
	if err != nil {
		return site, 0, err
	}
	site, ok := catalog.Sites[name]
	if !ok {
		return site, 0, core.Errorf(core.NotFound, "unknown_site", "There is no site %q.", name)
	}
	if text := c.QueryParam("revision"); text != "" {
		if revision, err = strconv.Atoi(text); err != nil || revision < 1 {
			return site, 0, core.Errorf(core.Invalid, "bad_revision", "revision is a whole number from 1 up.")
		}
	}
	return site, revision, nil
}

// passPage shows a link and lets its reader choose another page.
type passPage struct {
	Site    core.Site
	Address string // of the page, as it was asked for or proposed
	Message string // what is wrong with it
	Link    pass.Link
	// Of a preview.
	Intercept core.Intercept
	Back      string
	Revisions []int
}

// watchLink gives a link to watch Heed on a page of a site.
func (s *Server) watchLink(ec echo.Context) error {
	site, _, err := s.passFor(ec, param(ec, "site"))
	if err != nil {
		return err
	}
	return s.showPass(ec, "watch", "Watch on my page", "sites", passPage{Site: site, Back: "/console/sites"}, pass.Pass{})
}

// previewLink gives a link to see one intercept on a page of its site.
func (s *Server) previewLink(ec echo.Context) error {
	site, revision, err := s.passFor(ec, param(ec, "site"))
	if err != nil {
		return err
	}
	ctx, name := ec.Request().Context(), param(ec, "name")
	docs, err := s.Store.Revisions(ctx, core.KindIntercept, site.Name, name)
	if err != nil {
		return err
	}
	page := passPage{Site: site, Back: interceptURL(site.Name, name)}
	for _, d := range docs {
		page.Revisions = append(page.Revisions, d.Revision)
	}
	if page.Intercept, err = s.revision(ctx, site.Name, name, revision); err != nil {
		return err
	}
	return s.showPass(ec, "preview", "Preview on my page", "intercepts", page,
		pass.Pass{Intercept: name, Revision: page.Intercept.Revision})
}

// showPass renders the link, or says beside the address what is wrong with it.
func (s *Server) showPass(ec echo.Context, name, title, nav string, page passPage, p pass.Pass) error {
	f, _, err := s.console.frame(ec, title, nav)
	if err != nil {
		return err
	}
	ctx, status := ec.Request().Context(), http.StatusOK
	if page.Address = ec.QueryParam("page"); page.Address == "" {
		if page.Address, err = s.proposedPage(ctx, page.Site); err != nil {
			return err
		}
	}
	p.User = f.Who.ID
	page.Link, err = s.pageLink(ctx, page.Site, page.Address, p)
	if e := core.AsError(err); err != nil && e.Kind == core.Invalid {
		page.Message, status = e.Message, statuses[e.Kind]
	} else if err != nil {
		return err
	}
	f.Page = page
	return s.console.render(ec, status, name, f)
}
