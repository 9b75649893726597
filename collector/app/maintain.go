package app

import (
	"context"
	"fmt"

	"heed/collector/config"
	"heed/sqlite"
)

func backup(ctx context.Context, cfg config.Backup, p Process) error {
	return withStore(ctx, cfg.Data.Data, func(store *sqlite.Store) error {
		if err := store.Backup(ctx, cfg.File); err != nil {
			return err
		}
		_, err := fmt.Fprintf(p.Out, "wrote %s\n", cfg.File)
		return err
	})
}

func check(ctx context.Context, cfg config.Check, p Process) error {
	return withStore(ctx, cfg.Data.Data, func(store *sqlite.Store) error {
		if err := store.Check(ctx); err != nil {
			return err
		}
		_, err := fmt.Fprintln(p.Out, "ok")
		return err
	})
}
