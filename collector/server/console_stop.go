package server

import (
	"net/http"

	"github.com/labstack/echo/v4"

	"heed/collector/core"
)

// stopSite and startSite are one click each; the list of sites shows what has changed.

func (c *console) stopSite(ec echo.Context) error { return c.stop(ec, true) }

func (c *console) startSite(ec echo.Context) error { return c.stop(ec, false) }

func (c *console) stop(ec echo.Context, stopped bool) error {
	detail(ec, "site %s", ec.FormValue("site"))
	if err := c.deps.Config.Stop(ec.Request().Context(), ec.FormValue("site"), stopped, principal(ec)); err != nil {
		return err
	}
	return ec.Redirect(http.StatusSeeOther, "/console/sites")
}

// restraintFacts say what keeps a site from acting, as far as it says so itself.
func restraintFacts(s core.Site) []fact {
	var out []fact
	if s.Holdout != nil {
		out = append(out, fact{"Left alone altogether", number(*s.Holdout) + "\u00a0% of the visitors"})
	}
	for _, after := range []struct {
		what string
		d    core.Duration
	}{{"a dismissal", s.Budget.AfterDismissal}, {"an answer", s.Budget.AfterAnswer}} {
		if after.d > 0 {
			out = append(out, fact{"After " + after.what, "nothing for " + durationWords(after.d)})
		}
	}
	if s.Deal.Period != "" {
		out = append(out, fact{"Rollouts and holdouts", "dealt anew each " + s.Deal.Period})
	}
	return out
}
