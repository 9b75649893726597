package app

import (
	"context"
	"path"
	"strings"
	"time"

	"heed/collector/config"
	"heed/collector/core"
	"heed/collector/manifest"
	"heed/collector/server"
	"heed/collector/survey"
	"heed/sqlite"
)

// Translate implements server.Configurer.
func (c configurer) Translate(ctx context.Context, site, name, format string, data []byte, by core.Principal, dry bool) ([]server.Applied, error) {
	set, revision, err := translated(ctx, c.app.store, site, name, format, data)
	if err != nil {
		return nil, err
	}
	if dry {
		return c.write(ctx, set, nil)
	}
	return c.write(ctx, set, func(planned manifest.Planned) error {
		return planned.Following(revision).Apply(ctx, by.Name, time.Now())
	})
}

// translated puts translations into a survey that is in force, as a set to be planned; revision is that of the survey.
func translated(ctx context.Context, store core.Documents, site, name, format string, data []byte) (set manifest.Set, revision int, err error) {
	s, err := surveyNamed(ctx, store, site, name)
	if err != nil {
		return set, 0, err
	}
	if s, err = survey.ImportTranslations(s, format, data); err != nil {
		return set, 0, err
	}
	return manifest.Set{Surveys: []core.Survey{s}}, s.Revision, nil
}

// surveyNamed finds a survey that is in force; site may be empty when only one site has a survey of that name.
func surveyNamed(ctx context.Context, store core.Documents, site, name string) (core.Survey, error) {
	docs, version, err := store.Current(ctx)
	if err != nil {
		return core.Survey{}, err
	}
	catalog, err := core.NewCatalog(version, docs)
	if err != nil {
		return core.Survey{}, err
	}
	var found []core.Survey
	for on, surveys := range catalog.Surveys {
		if s, ok := surveys[name]; ok && (site == "" || site == on) {
			found = append(found, s)
		}
	}
	switch len(found) {
	case 0:
		return core.Survey{}, core.Errorf(core.NotFound, "unknown_survey", "There is no survey named %q here.", name)
	case 1:
		return found[0], nil
	}
	return core.Survey{}, core.Errorf(core.Invalid, "site_needed", "Several sites have a survey named %q; name one with --site.", name)
}

// translationsExport is `heed translations export`: the texts of a survey, for translators.
func translationsExport(ctx context.Context, cfg config.TranslationsExport, p Process) error {
	return withData(ctx, cfg.Data.Data, func(store *sqlite.Store) error {
		s, err := surveyNamed(ctx, store, cfg.Site, cfg.Survey)
		if err != nil {
			return err
		}
		text, err := survey.ExportTranslations(s, cfg.Format, cfg.Lang)
		if err != nil {
			return err
		}
		_, err = p.Out.Write(text)
		return err
	})
}

// translationsImport is `heed translations import`: what translators wrote, into the survey.
func translationsImport(ctx context.Context, cfg config.TranslationsImport, p Process) error {
	data, err := readFile(cfg.File, p.In)
	if err != nil {
		return err
	}
	return withData(ctx, cfg.Data.Data, func(store *sqlite.Store) error {
		set, revision, err := translated(ctx, store, cfg.Site, cfg.Survey, formatOf(cfg), data)
		if err != nil {
			return err
		}
		planned, found, err := plan(ctx, store, set, usual(), time.Now())
		if err != nil {
			return err
		}
		if !cfg.DryRun {
			if err := audited(ctx, store, "survey.translate", cfg.Survey, func() (string, error) {
				by := account() + " (heed translations import)"
				return manifest.Words(planned.Changes), planned.Following(revision).Apply(ctx, by, time.Now())
			}); err != nil {
				return err
			}
		}
		report(p, planned, cfg.DryRun)
		return printFindings(p.Err, found)
	})
}

// formatOf is the format that was asked for, or that of the file by its name.
func formatOf(cfg config.TranslationsImport) string {
	if cfg.Format != "" {
		return cfg.Format
	}
	switch strings.ToLower(path.Ext(cfg.File)) {
	case ".xlf", ".xliff":
		return survey.XLIFF
	}
	return survey.CSV
}
