package server

import (
	"cmp"
	"io"
	"net/http"
	"path"
	"strings"

	"github.com/labstack/echo/v4"

	"heed/collector/core"
	"heed/collector/survey"
)

// translationCard is a survey's languages on its page: what each lacks, files for translators, and where they come back.
type translationCard struct {
	Default string
	Rows    []translationRow
	CSV     string // all languages in one file
	Problem string // why a file was refused
	Faults  []core.FieldError
	May     bool // bring one back
}

type translationRow struct {
	Lang       string
	Lacks      int
	CSV, XLIFF string
}

func translationCardOf(s core.Survey, may bool) translationCard {
	at := surveyURL(s.Site, s.Name) + "/translations"
	b := &surveyBuilder{fields: fillSurvey(s), base: s}
	card := translationCard{Default: b.language(), CSV: at + query("format", survey.CSV), May: may}
	for _, lang := range b.Targets() {
		card.Rows = append(card.Rows, translationRow{lang, b.Missing(lang), at + query("format", survey.CSV, "lang", lang), at + query("format", survey.XLIFF, "lang", lang)})
	}
	return card
}

// translations gives a file for translators.
func (c *console) translations(ec echo.Context) error {
	return c.deps.translations(ec, param(ec, "site"), param(ec, "name"))
}

// translate takes a translator's file, or shows the survey again with what is wrong in it.
func (c *console) translate(ec echo.Context) error {
	site, name := param(ec, "site"), param(ec, "name")
	data, format, err := uploaded(ec)
	if err == nil {
		var applied []Applied
		applied, err = c.deps.Config.Translate(ec.Request().Context(), site, name, format, data, principal(ec), false)
		if err == nil {
			detail(ec, "%s", appliedWords(applied, false))
			return ec.Redirect(http.StatusSeeOther, surveyURL(site, name)+query("saved", applied[0].What))
		}
	}
	e := core.AsError(err)
	if e.Kind != core.Invalid {
		return err
	}
	ec.Set(auditRefusalKey, e)
	return c.showSurvey(ec, statuses[e.Kind], func(page *surveyPage) {
		page.Translations.Problem, page.Translations.Faults = e.Message, e.Fields
	})
}

// uploaded reads the file of a form. Its name says the format.
func uploaded(ec echo.Context) (data []byte, format string, err error) {
	head, err := ec.FormFile("file")
	if err != nil {
		return nil, "", core.Errorf(core.Invalid, "no_file", "There is no file with it; choose one.")
	}
	file, err := head.Open()
	if err != nil {
		return nil, "", err
	}
	defer file.Close()
	if data, err = io.ReadAll(file); err != nil {
		return nil, "", err
	}
	ending := strings.ToLower(path.Ext(head.Filename))
	for name, kind := range translationFiles {
		if kind.ending == ending {
			format = name
		}
	}
	if ending == ".xliff" {
		format = survey.XLIFF
	}
	return data, cmp.Or(format, survey.CSV), nil
}
