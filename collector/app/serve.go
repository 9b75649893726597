package app

import (
	"context"
	"fmt"
	"log/slog"

	"heed/collector/config"
)

// serve runs a collector until ctx ends.
func serve(ctx context.Context, cfg config.Serve, p Process) error {
	log := slog.New(slog.NewTextHandler(p.Err, nil))
	a, err := Open(ctx, cfg, log)
	if err != nil {
		return err
	}
	if err := a.greet(ctx, p); err != nil {
		_ = a.Close()
		return err
	}
	failed := a.Wait(ctx)
	if err := a.Close(); err != nil {
		return err
	}
	return failed
}

// greet prints where to go.
func (a *App) greet(ctx context.Context, p Process) error {
	link, err := a.signInLink(ctx)
	if err != nil {
		return err
	}
	fmt.Fprintf(p.Out, "Heed %s listens on %s\n\n", Version(), a.listener.Addr())
	fmt.Fprintf(p.Out, "  Console    %s/console\n", a.PublicURL)
	if link != "" {
		fmt.Fprintf(p.Out, "  Sign in    %s\n             (works once, within 24 hours; set a password under Account)\n", link)
	}
	if a.cfg.Demo {
		fmt.Fprintf(p.Out, "  Demo shop  %s/demo/\n", a.PublicURL)
	}
	fmt.Fprintln(p.Out)
	return nil
}
