package server

import (
	"strings"

	"github.com/labstack/echo/v4"

	"heed/collector/starter"
)

// apiTemplates lists drafts to start from, written for ?site= when that is given.
func (s *Server) apiTemplates(c echo.Context) error {
	templates := starter.Templates()
	if site := c.QueryParam("site"); site != "" {
		for i := range templates {
			templates[i].YAML = strings.ReplaceAll(templates[i].YAML, "${"+starter.SiteVariable+"}", site)
		}
	}
	return answerPage(c, templates, func(t starter.Template) string { return t.Name })
}
