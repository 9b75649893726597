package server

import (
	"bytes"
	"context"
	"fmt"
	"html/template"
	"net/http"
	"net/url"
	"sort"
	"strings"
	"time"

	"github.com/labstack/echo/v4"

	"heed/collector/core"
)

// console renders what people see below /console: server-side pages that work without a script, and a stream that keeps them
// fresh. It reads from the store and calls the use cases; it holds no state of its own but the parsed templates and the latest backtests.
type console struct {
	deps          Deps
	pages         map[string]*template.Template
	runs          backtestRuns
	identifyEvery time.Duration
}

// newConsole parses every template, so that a broken one stops the start and not a request.
func newConsole(deps Deps) (*console, error) {
	pages, err := parsePages(deps.Assets.Templates("console"), deps.Assets.URL)
	if err != nil {
		return nil, fmt.Errorf("parse console templates: %w", err)
	}
	return &console{deps: deps, pages: pages, identifyEvery: identifyEvery}, nil
}

// frame is what every page has around its own content.
type frame struct {
	Title  string
	Nav    string // the entry of the navigation that is marked
	Nonce  string
	Who    core.Principal // zero on the pages before sign-in
	Site   string         // the site chosen, "" for all
	Sites  []core.Site    // all, by name
	Here   string         // this page's path: where the site switcher leads
	Query  string         // "?site=…" to keep the choice when following a link, or ""
	Stream string         // address of the live stream
	// Waiting is how many conversations wait for an answer.
	Waiting int
	// Page is the page's own data.
	Page any
}

// MayChat reports whether the reader may answer visitors.
func (f frame) MayChat() bool { return f.Who.May(core.CanChat) }

// MayAdmin reports whether the reader may see who did what, and manage people and tokens.
func (f frame) MayAdmin() bool { return f.Who.May(core.CanAdmin) }

// MayWrite reports whether the reader may change configuration.
func (f frame) MayWrite() bool { return f.Who.May(core.CanWrite) }

// frame gathers the surroundings of a page, and the configuration that it read for them.
func (c *console) frame(ec echo.Context, title, nav string) (frame, core.Catalog, error) {
	ctx := ec.Request().Context()
	catalog, err := c.catalog(ctx)
	if err != nil {
		return frame{}, core.Catalog{}, err
	}
	f := frame{
		Title: title, Nav: nav, Nonce: nonce(ec), Who: principal(ec), Here: ec.Request().URL.Path,
		Site: ec.QueryParam("site"), Sites: sortedSites(catalog),
	}
	if f.Site != "" {
		if _, ok := catalog.Sites[f.Site]; !ok {
			return frame{}, core.Catalog{}, core.Errorf(core.NotFound, "unknown_site",
				"There is no site %q; choose one of the list.", f.Site)
		}
		f.Query = "?site=" + url.QueryEscape(f.Site)
	}
	f.Stream = streamAddress(f.Site, url.Values{})
	f.Waiting, err = c.waiting(ctx, f.Site)
	return f, catalog, err
}

// catalog decodes the configuration in force. It is read for every page: a page is rare, and never shows an old one.
func (c *console) catalog(ctx context.Context) (core.Catalog, error) {
	return core.InForce(ctx, c.deps.Store)
}

func sortedSites(catalog core.Catalog) []core.Site {
	sites := make([]core.Site, 0, len(catalog.Sites))
	for _, s := range catalog.Sites {
		sites = append(sites, s)
	}
	sort.Slice(sites, func(i, j int) bool { return sites[i].Name < sites[j].Name })
	return sites
}

// waiting counts the open conversations whose last word is the visitor's.
func (c *console) waiting(ctx context.Context, site string) (int, error) {
	open, _, err := c.deps.Store.ListConversations(ctx,
		core.Query{Site: site, Name: core.ConversationOpen, Limit: core.MaxLimit})
	n := 0
	for _, one := range open {
		if one.Waiting {
			n++
		}
	}
	return n, err
}

// streamAddress is where a page listens; more names what it wants repeated at the start.
func streamAddress(site string, more url.Values) string {
	if site != "" {
		more.Set("site", site)
	}
	if len(more) == 0 {
		return "/console/live"
	}
	return "/console/live?" + more.Encode()
}

// render writes a page. It is rendered whole before the first byte leaves, so that a failure becomes an error page.
func (c *console) render(ec echo.Context, status int, name string, f frame) error {
	page, ok := c.pages[name]
	if !ok {
		return fmt.Errorf("no console page %q", name)
	}
	var out bytes.Buffer
	if err := page.ExecuteTemplate(&out, "layout", f); err != nil {
		return fmt.Errorf("render %s: %w", name, err)
	}
	ec.Response().Header().Set("Cache-Control", "no-store")
	return ec.HTMLBlob(status, out.Bytes())
}

// failure shows an error as a page, or as JSON to a script that asked for it.
func (c *console) failure(ec echo.Context, status int, e *core.Error) error {
	if wantsJSON(ec.Request()) {
		return ec.JSON(status, map[string]string{"code": e.Code, "message": e.Message})
	}
	heading, ok := headings[e.Kind]
	if !ok {
		heading = http.StatusText(status)
	}
	return c.render(ec, status, "error", frame{Title: heading, Nonce: nonce(ec), Who: principal(ec),
		Page: errorPage{Status: status, Heading: heading, Message: e.Message, Code: e.Code}})
}

// headings name the kinds of errors for people.
var headings = map[core.Kind]string{
	core.Invalid:         "That did not work",
	core.Unauthenticated: "Please sign in",
	core.Forbidden:       "Not allowed",
	core.NotFound:        "Not found",
	core.Limited:         "Too fast",
	core.Internal:        "Something broke",
}

type errorPage struct {
	Status                 int
	Heading, Message, Code string
}

func wantsJSON(r *http.Request) bool {
	return strings.Contains(r.Header.Get("Accept"), "application/json")
}
