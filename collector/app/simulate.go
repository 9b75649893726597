package app

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"log/slog"
	"os"
	"slices"
	"time"

	"heed/collector/config"
	"heed/collector/core"
	"heed/collector/manifest"
	"heed/collector/simulate"
)

// simulated is `heed simulate`. Without --url it starts a collector of its own, with the demo on an empty folder and the holdout that
// was asked for, so that nobody's records are touched.
func simulated(ctx context.Context, cfg config.Simulate, p Process) (err error) {
	o := simulate.Options{
		Truth:     simulate.Truth{Base: cfg.Base, Uplift: cfg.Uplift, Holdout: cfg.Holdout},
		Collector: cfg.URL, Token: cfg.Token, Site: cfg.Site, Intercept: cfg.Intercept,
		Visitors: cfg.Visitors, Seed: cfg.Seed, Tabs: cfg.Tabs, Clock: time.Now, IDs: NewID,
	}
	if cfg.URL == "" {
		own, err := openBench(ctx, cfg)
		if err != nil {
			return err
		}
		defer func() { err = errors.Join(err, own.close()) }()
		o.Collector, o.Token = own.url, own.token
	}
	fmt.Fprintf(p.Err, "%d visitors of seed %d go to site %s of %s\n", o.Visitors, o.Seed, o.Site, o.Collector)
	report, err := simulate.Run(ctx, o)
	if err != nil {
		return err
	}
	if cfg.JSON {
		err = json.NewEncoder(p.Out).Encode(report)
	} else {
		err = report.Print(p.Out)
	}
	return errors.Join(err, report.Fault())
}

// benchCollector is a collector for one simulation.
type benchCollector struct {
	app        *App
	url, token string
	folder     string // to be removed; "" to be kept
}

// anyRate is a rate that no simulation reaches, a second: all its visitors come from one address.
const anyRate = 1e6

// openBench starts it.
func openBench(ctx context.Context, cfg config.Simulate) (b *benchCollector, err error) {
	b = &benchCollector{}
	folder := cfg.Keep
	if folder == "" {
		if folder, err = os.MkdirTemp("", "heed-simulate-"); err != nil {
			return nil, fmt.Errorf("make a folder: %w", err)
		}
		b.folder = folder
	} else if entries, err := os.ReadDir(folder); err == nil && len(entries) > 0 {
		return nil, core.Errorf(core.Invalid, "not_empty", "The folder %s is not empty; --keep wants one that is, or is yet to be made.", folder)
	}
	if err := b.start(ctx, folder, cfg); err != nil {
		return nil, errors.Join(err, b.close())
	}
	return b, nil
}

func (b *benchCollector) start(ctx context.Context, folder string, cfg config.Simulate) (err error) {
	serve := config.Serve{Data: config.Data{Data: folder}, Addr: "127.0.0.1:0", Demo: true, AddressRate: anyRate}
	if b.app, err = Open(ctx, serve, slog.New(slog.DiscardHandler)); err != nil {
		return err
	}
	if err := b.app.setHoldout(ctx, cfg.Site, cfg.Intercept, cfg.Holdout); err != nil {
		return err
	}
	b.url = "http://" + b.app.listener.Addr().String()
	b.token, _, err = b.app.auth.CreateToken(ctx, machine(), "heed simulate", []core.Permission{core.CanRead})
	return err
}

// setHoldout writes a revision of an intercept with that holdout, in percent, and takes it into force.
func (a *App) setHoldout(ctx context.Context, site, name string, percent float64) error {
	catalog, err := core.InForce(ctx, a.store)
	if err != nil {
		return err
	}
	at := slices.IndexFunc(catalog.Intercepts[site], func(i core.Intercept) bool { return i.Name == name })
	if at < 0 {
		return core.Errorf(core.NotFound, "unknown_intercept", "The demo has no intercept %q on a site %q; name another collector with --url.", name, site)
	}
	changed := catalog.Intercepts[site][at]
	changed.Holdout = &percent
	planned, err := manifest.Plan(ctx, a.store, manifest.Set{Intercepts: []core.Intercept{changed}}, checks())
	if err != nil {
		return err
	}
	if err := planned.Apply(ctx, "heed simulate", time.Now()); err != nil {
		return err
	}
	a.poke()
	return nil
}

func (b *benchCollector) close() (err error) {
	if b.app != nil {
		err = b.app.Close()
	}
	if b.folder != "" {
		err = errors.Join(err, os.RemoveAll(b.folder))
	}
	return err
}
