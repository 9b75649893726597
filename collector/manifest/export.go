package manifest

import (
	"context"
	"fmt"
	"slices"
	"strings"

	"heed/collector/core"
)

// Export writes the documents in force as one YAML file that Parse reads and Plan finds nothing to change in: of one site, or of all
// when site is empty; of the given names only, or all when there are none. Sites come first, then what they need, so that the file
// can be applied to an empty store. Kinds that may is false for are left out, nil leaves out none. A site or name that does not exist is a
// NotFound error.
func Export(ctx context.Context, store core.Documents, site string, names []string, may func(kind string) bool) (string, error) {
	docs, _, err := store.Current(ctx)
	if err != nil {
		return "", fmt.Errorf("read the configuration in force: %w", err)
	}
	if may != nil {
		docs = slices.DeleteFunc(docs, func(d core.Document) bool { return !may(d.Kind) })
	}
	chosen := slices.DeleteFunc(slices.Clone(docs), func(d core.Document) bool {
		return site != "" && d.Site != site || len(names) > 0 && !slices.Contains(names, d.Name)
	})
	if err := allFound(docs, chosen, site, names); err != nil {
		return "", err
	}
	slices.SortStableFunc(chosen, func(a, b core.Document) int {
		return slices.Index(exportOrder, a.Kind) - slices.Index(exportOrder, b.Kind)
	})
	texts := make([]string, len(chosen))
	for i, d := range chosen {
		if texts[i], err = YAML(d.Kind, d.Body); err != nil {
			return "", err
		}
	}
	return strings.Join(texts, "---\n"), nil
}

var exportOrder = []string{core.KindSite, core.KindWebhook, core.KindSurvey, core.KindIntercept}

func allFound(docs, chosen []core.Document, site string, names []string) error {
	if site != "" && !slices.ContainsFunc(docs, func(d core.Document) bool { return d.Kind == core.KindSite && d.Name == site }) {
		return core.Errorf(core.NotFound, "unknown_site", "There is no site %q.", site)
	}
	for _, name := range names {
		if !slices.ContainsFunc(chosen, func(d core.Document) bool { return d.Name == name }) {
			return core.Errorf(core.NotFound, "unknown_name", "There is no site, webhook, survey or intercept named %q%s.", name, ofSite(site))
		}
	}
	return nil
}

func ofSite(site string) string {
	if site == "" {
		return ""
	}
	return " on site " + site
}
