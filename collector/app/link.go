package app

import (
	"context"
	"fmt"
	"time"

	"heed/collector/config"
	"heed/collector/core"
	"heed/collector/link"
	"heed/sqlite"
)

// linkCreate prints single-use links, a line each, for a script to send.
func linkCreate(ctx context.Context, cfg config.LinkCreate, p Process) error {
	life, err := core.ParseDuration(cfg.Expires)
	if err != nil {
		return core.Errorf(core.Invalid, "bad_expiry", "--expires %v.", err)
	}
	return withData(ctx, cfg.Data.Data, func(store *sqlite.Store) error {
		catalog, err := core.InForce(ctx, store)
		if err != nil {
			return err
		}
		key, err := passKey(cfg.Data.Data)
		if err != nil {
			return err
		}
		links := link.New(link.Options{Clock: time.Now, ID: NewID, Signer: link.NewSigner(key), PublicURL: cfg.PublicURL})
		links.Load(catalog)
		return audited(ctx, store, "survey.link", cfg.Survey, func() (string, error) {
			made, err := links.Make(cfg.Site, cfg.Survey, link.Batch{Count: cfg.Count, Expires: life, Source: cfg.Source})
			if err != nil {
				return "", err
			}
			for _, each := range made {
				if _, err := fmt.Fprintln(p.Out, each.URL); err != nil {
					return "", err
				}
			}
			return fmt.Sprintf("%d until %s", len(made), made[0].Expires.Format(time.RFC3339)), nil
		})
	})
}
