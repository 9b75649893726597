package app

import (
	"context"
	"io/fs"
	"slices"
	"time"

	"heed/collector/core"
	"heed/collector/manifest"
	"heed/deploy"
	"heed/sqlite"
)

const (
	demoSite = "demo"
	// demoAuthor marks what the demo brought, so that it can be renewed; what a person has changed since is left alone.
	demoAuthor        = "demo"
	publicURLVariable = "HEED_PUBLIC_URL"
)

// provisionDemo creates the demo's site, intercepts and surveys from the same files a site owner would write, and brings the site's
// origin up to date.
func provisionDemo(ctx context.Context, store *sqlite.Store, publicURL string) error {
	docs, _, err := store.Current(ctx)
	if err != nil {
		return err
	}
	set, err := demoSet(publicURL, docs)
	if err != nil {
		return err
	}
	planned, err := manifest.Plan(ctx, store, set, checks())
	if err != nil {
		return err
	}
	return planned.Apply(ctx, demoAuthor, time.Now())
}

// demoSet reads the demo's files, each of which holds one document, but for those that somebody else has changed since.
func demoSet(publicURL string, docs []core.Document) (manifest.Set, error) {
	var set manifest.Set
	files, err := fs.Glob(deploy.Demo, "demo/*.yaml")
	if err != nil {
		return set, err
	}
	expand := func(name string) (string, bool) { return publicURL, name == publicURLVariable }
	for _, file := range files {
		data, err := fs.ReadFile(deploy.Demo, file)
		if err != nil {
			return set, err
		}
		one, err := manifest.Parse(file, data, expand)
		if err != nil {
			return set, err
		}
		if !taken(one, docs) {
			set.Add(one)
		}
	}
	return set, nil
}

// taken reports whether a document of the set is another author's by now.
func taken(set manifest.Set, docs []core.Document) bool {
	return slices.ContainsFunc(docs, func(d core.Document) bool {
		if d.Site != demoSite || d.Author == demoAuthor {
			return false
		}
		switch d.Kind {
		case core.KindSite:
			return slices.ContainsFunc(set.Sites, func(s core.Site) bool { return s.Name == d.Name })
		case core.KindWebhook:
			return false // the demo has none
		case core.KindIntercept:
			return slices.ContainsFunc(set.Intercepts, func(i core.Intercept) bool { return i.Name == d.Name })
		}
		return slices.ContainsFunc(set.Surveys, func(s core.Survey) bool { return s.Name == d.Name })
	})
}

// withStore opens the store beside a running collector, and closes it.
func withStore(ctx context.Context, d string, fn func(*sqlite.Store) error) error {
	store, err := sqlite.Open(ctx, d, sqlite.Options{Clock: time.Now})
	if err != nil {
		return err
	}
	err = fn(store)
	if closed := store.Close(); err == nil {
		err = closed
	}
	return err
}
