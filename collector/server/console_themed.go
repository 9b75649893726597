package server

import (
	"cmp"
	"encoding/json"

	"github.com/labstack/echo/v4"

	"heed/collector/core"
)

// themed is what a theme is of: a site, or one of its surveys.
type themed struct {
	site     core.Site
	survey   *core.Survey // nil for the site
	revision int          // in force of the one that it is of
}

// themedInForce reads what an address names: a site, or with a name a survey of it.
func (c *console) themedInForce(ec echo.Context) (themed, error) {
	site, revision, err := c.siteInForce(ec)
	name := param(ec, "name")
	if err != nil || name == "" {
		return themed{site: site, revision: revision}, err
	}
	docs, err := c.deps.Store.Revisions(ec.Request().Context(), core.KindSurvey, site.Name, name)
	if err != nil {
		return themed{}, err
	}
	var s core.Survey
	return themed{site, &s, docs[0].Revision}, json.Unmarshal(docs[0].Body, &s)
}

// siteInForce reads the site that an address names, and its revision.
func (c *console) siteInForce(ec echo.Context) (core.Site, int, error) {
	name := param(ec, "site")
	docs, err := c.deps.Store.Revisions(ec.Request().Context(), core.KindSite, name, name)
	if err != nil {
		return core.Site{}, 0, err
	}
	var site core.Site
	return site, docs[0].Revision, json.Unmarshal(docs[0].Body, &site)
}

// theme is the one in force: a survey's own, or else the site's.
func (t themed) theme() core.Theme {
	if t.survey != nil && t.survey.Theme != nil {
		return *t.survey.Theme
	}
	return t.site.Theme
}

// with gives the document that has another theme. Without one a survey wears the site's.
func (t themed) with(theme *core.Theme) edited {
	if t.survey != nil {
		s := *t.survey
		s.Theme = theme
		return edited{core.KindSurvey, t.site.Name, s.Name, s}
	}
	site := t.site
	site.Theme = *theme
	return edited{core.KindSite, site.Name, site.Name, site}
}

func (t themed) surveyName() string {
	if t.survey == nil {
		return ""
	}
	return t.survey.Name
}

// lookURL is where the theme is changed.
func (t themed) lookURL() string {
	if t.survey != nil {
		return surveyLookURL(t.site.Name, t.survey.Name)
	}
	return lookURL(t.site.Name)
}

func (t themed) lookTitle() string {
	if t.survey != nil {
		return "Theme of " + t.survey.Name
	}
	return "What visitors see on " + cmp.Or(t.site.Title, t.site.Name)
}

// nav is the part of the console that the form belongs to.
func (t themed) nav() string {
	if t.survey != nil {
		return "surveys"
	}
	return "sites"
}

// need is the permission to save it.
func (t themed) need() core.Permission {
	if t.survey != nil {
		return core.CanWrite
	}
	return core.CanAdmin
}
