package server

import (
	"cmp"
	"context"
	"net/http"

	"github.com/labstack/echo/v4"

	"heed/collector/core"
	"heed/collector/survey"
)

// translationFiles are the formats for translators: their media types, and how the files' names end.
var translationFiles = map[string]struct{ media, ending string }{
	survey.CSV:   {"text/csv; charset=utf-8", ".csv"},
	survey.XLIFF: {"application/xliff+xml; charset=utf-8", ".xlf"},
}

// apiTranslations answers the texts of a survey for translators: ?format=csv or xliff, into ?lang=.
func (s *Server) apiTranslations(c echo.Context) error {
	site, err := s.siteOf(c, core.KindSurvey)
	if err != nil {
		return err
	}
	return s.translations(c, site, c.Param("name"))
}

// apiTranslate puts what translators wrote into a survey. With anything wrong in the file, nothing is written.
func (s *Server) apiTranslate(c echo.Context) error {
	dry, err := readDryRun(c)
	if err != nil {
		return err
	}
	body, err := readBody(c, maxConfig)
	if err != nil {
		return err
	}
	site, err := s.siteOf(c, core.KindSurvey)
	if err != nil {
		return err
	}
	applied, err := s.Config.Translate(c.Request().Context(), site, c.Param("name"), formatAsked(c), body, principal(c), dry)
	if err != nil {
		return err
	}
	detail(c, "%s", appliedWords(applied, dry))
	return answerList(c, applied, "")
}

// formatAsked is CSV unless the address says otherwise.
func formatAsked(c echo.Context) string { return cmp.Or(c.QueryParam("format"), survey.CSV) }

// translations writes the file.
func (d Deps) translations(c echo.Context, site, name string) error {
	s, err := d.surveyInForce(c.Request().Context(), site, name)
	if err != nil {
		return err
	}
	format, lang := formatAsked(c), c.QueryParam("lang")
	file, err := survey.ExportTranslations(s, format, lang)
	if err != nil {
		return err
	}
	kind := translationFiles[format]
	if lang != "" {
		lang = "." + lang
	}
	c.Response().Header().Set("Content-Disposition", `attachment; filename="`+name+lang+kind.ending+`"`)
	return c.Blob(http.StatusOK, kind.media, file)
}

func (d Deps) surveyInForce(ctx context.Context, site, name string) (core.Survey, error) {
	docs, version, err := d.Store.Current(ctx)
	if err != nil {
		return core.Survey{}, err
	}
	catalog, err := core.NewCatalog(version, docs)
	if err != nil {
		return core.Survey{}, err
	}
	s, ok := catalog.Surveys[site][name]
	if !ok {
		return s, core.Errorf(core.NotFound, "unknown_survey", "Site %q has no survey %q.", site, name)
	}
	return s, nil
}
