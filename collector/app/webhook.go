package app

import (
	"cmp"
	"context"
	"crypto/rand"
	"fmt"
	"text/tabwriter"
	"time"

	"heed/collector/config"
	"heed/collector/core"
	"heed/collector/notify"
	"heed/sqlite"
)

// withWebhooks opens the use case on a store beside a running collector. It sends nothing: the collector does.
func withWebhooks(ctx context.Context, dir string, fn func(*sqlite.Store, *notify.Service) error) error {
	return withData(ctx, dir, func(store *sqlite.Store) error {
		docs, version, err := store.Current(ctx)
		if err != nil {
			return err
		}
		catalog, err := core.NewCatalog(version, docs)
		if err != nil {
			return err
		}
		key, err := passKey(dir)
		if err != nil {
			return err
		}
		webhooks := notify.New(notify.Options{Store: store, Clock: time.Now, ID: NewID, Key: key, Random: rand.Reader})
		webhooks.Load(catalog)
		return fn(store, webhooks)
	})
}

// webhookList prints a line a webhook: where it leads, and how it fares.
func webhookList(ctx context.Context, cfg config.WebhookList, p Process) error {
	return withWebhooks(ctx, cfg.Data.Data, func(_ *sqlite.Store, webhooks *notify.Service) error {
		list, err := webhooks.List(ctx, cfg.Site)
		if err != nil {
			return err
		}
		w := tabwriter.NewWriter(p.Out, 0, 0, 2, ' ', 0)
		for _, one := range list {
			fmt.Fprintf(w, "%s\t%s\t%s\t%s\n", one.Webhook.Site, one.Name, oneLine(one.Host), cmp.Or(one.State.Words(), string(one.Status)))
		}
		return w.Flush()
	})
}

// webhookTest queues a test and prints its id.
func webhookTest(ctx context.Context, cfg config.WebhookTest, p Process) error {
	return webhookDeed(ctx, cfg.Data.Data, "webhook.test", cfg.Name, p, func(webhooks *notify.Service) (core.Delivery, error) {
		return webhooks.Test(ctx, cfg.Site, cfg.Name)
	})
}

// webhookRetry queues a delivery anew.
func webhookRetry(ctx context.Context, cfg config.WebhookRetry, p Process) error {
	return webhookDeed(ctx, cfg.Data.Data, "webhook.retry", cfg.Name, p, func(webhooks *notify.Service) (core.Delivery, error) {
		return webhooks.Retry(ctx, cfg.Site, cfg.Name, cfg.Delivery)
	})
}

// webhookDeed does something that queues a delivery, and prints which.
func webhookDeed(ctx context.Context, dir, action, name string, p Process, deed func(*notify.Service) (core.Delivery, error)) error {
	return withWebhooks(ctx, dir, func(store *sqlite.Store, webhooks *notify.Service) error {
		return audited(ctx, store, action, name, func() (string, error) {
			d, err := deed(webhooks)
			if err != nil {
				return "", err
			}
			_, err = fmt.Fprintln(p.Out, d.ID)
			return "", err
		})
	})
}

// webhookRotate prints the new secret alone on standard output, so that a script can keep it.
func webhookRotate(ctx context.Context, cfg config.WebhookRotate, p Process) error {
	return withWebhooks(ctx, cfg.Data.Data, func(store *sqlite.Store, webhooks *notify.Service) error {
		return audited(ctx, store, "webhook.rotate", cfg.Name, func() (string, error) {
			made, err := webhooks.Rotate(ctx, cfg.Site, cfg.Name)
			if err != nil {
				return "", err
			}
			_, err = fmt.Fprintln(p.Out, made.Secret)
			return "the secret before signs too until " + made.OldUntil.Format(time.RFC3339), err
		})
	})
}
