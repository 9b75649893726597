package app

import (
	"context"
	"fmt"
	"os"
	"path/filepath"

	"heed/collector/config"
	"heed/collector/core"
	"heed/sqlite"
)

// withData is withStore for commands that look at what is there: they must not make an empty store and praise it.
func withData(ctx context.Context, dir string, fn func(*sqlite.Store) error) error {
	if _, err := os.Stat(filepath.Join(dir, "heed.db")); err != nil {
		return core.Errorf(core.NotFound, "no_data", "There is no heed.db in %s; name the collector's folder with --data.", dir)
	}
	return withStore(ctx, dir, fn)
}

// backup copies the database while a collector may be running.
func backup(ctx context.Context, cfg config.Backup, p Process) error {
	return withData(ctx, cfg.Data.Data, func(store *sqlite.Store) error {
		if err := audited(ctx, store, "backup", cfg.File, func() (string, error) { return "", store.Backup(ctx, cfg.File) }); err != nil {
			return err
		}
		_, err := fmt.Fprintf(p.Out, "wrote %s\n", cfg.File)
		return err
	})
}

// check says ok, or what is broken.
func check(ctx context.Context, cfg config.Check, p Process) error {
	return withData(ctx, cfg.Data.Data, func(store *sqlite.Store) error {
		if err := store.Check(ctx); err != nil {
			return err
		}
		_, err := fmt.Fprintln(p.Out, "ok")
		return err
	})
}
