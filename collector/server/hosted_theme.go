package server

import (
	"net/http"

	"github.com/labstack/echo/v4"

	"heed/collector/link"
)

// themeURL is where the theme lies that a survey wears on its own page, "" where nothing is themed. The address names what the sheet says:
// another theme is another address.
func (h *hosted) themeURL(e link.Entry) string {
	sheet := h.deps.Look.Page(e.Site, e.Survey)
	if sheet.CSS == "" {
		return ""
	}
	return link.Path(e.Survey) + "/theme.css" + query("site", e.Site, "v", sheet.Hash)
}

// theme serves the theme of a survey's page: the page's policy lets no style stand in it. What is not themed, or is not there, has an empty
// one, so that nothing is told here of what sites and surveys there are.
func (h *hosted) theme(c echo.Context) error {
	sheet := h.deps.Look.Page(c.QueryParam("site"), param(c, "name"))
	if sheet.CSS != "" && sheet.Hash == c.QueryParam("v") {
		c.Response().Header().Set("Cache-Control", "public, max-age=31536000, immutable")
	}
	return c.Blob(http.StatusOK, "text/css; charset=utf-8", []byte(sheet.CSS))
}
