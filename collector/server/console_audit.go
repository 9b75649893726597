package server

import (
	"net/http"

	"github.com/labstack/echo/v4"

	"heed/collector/core"
)

type auditPage struct {
	Rows []core.Audit
	Who  string // the filter
	Next string
}

// audit shows who did what, newest first.
func (c *console) audit(ec echo.Context) error {
	f, _, err := c.frame(ec, "Audit log", "audit")
	if err != nil {
		return err
	}
	page := auditPage{Who: ec.QueryParam("who")}
	rows, next, err := c.deps.Audit.List(ec.Request().Context(), core.Query{Name: page.Who, After: ec.QueryParam("after")})
	if err != nil {
		return err
	}
	page.Rows = rows
	if next != "" {
		page.Next = f.Here + query("who", page.Who, "after", next)
	}
	f.Page = page
	return c.render(ec, http.StatusOK, "audit", f)
}
