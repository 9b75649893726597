package app

import (
	"context"
	"fmt"
	"io/fs"
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
	set, err := demoSet(publicURL)
	if err != nil {
		return err
	}
	docs, _, err := store.Current(ctx)
	if err != nil {
		return err
	}
	set.Leave(func(kind, site, name string) bool {
		for _, d := range docs {
			if d.Kind == kind && d.Site == site && d.Name == name {
				return d.Author != demoAuthor
			}
		}
		return false
	})
	planned, err := manifest.Plan(ctx, store, set, checks())
	if err != nil {
		return err
	}
	return planned.Apply(ctx, demoAuthor, time.Now())
}

func demoSet(publicURL string) (manifest.Set, error) {
	var set manifest.Set
	files, err := fs.Glob(deploy.Demo, "demo/*.yaml")
	if err != nil || len(files) == 0 {
		return set, fmt.Errorf("the demo's files are not in this binary: %w", err)
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
		set.Add(one)
	}
	return set, nil
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

var _ core.Store = (*sqlite.Store)(nil)
