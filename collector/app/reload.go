package app

import (
	"context"
	"maps"
	"slices"
	"time"

	"heed/collector/core"
	"heed/collector/decide"
)

// reload takes the stored configuration into force. What may fail comes first, so that after an error the one before goes on deciding.
func (a *App) reload(ctx context.Context) error {
	catalog, err := core.InForce(ctx, a.store)
	if err != nil {
		return err
	}
	sites, err := a.loadings(ctx, catalog)
	if err != nil {
		return err
	}
	if err := a.survey.Load(catalog); err != nil {
		return err
	}
	if err := a.engine.LoadAll(sites...); err != nil {
		return err
	}
	a.quotas = withQuota(catalog)
	if err := a.countBegun(ctx); err != nil {
		return err
	}
	a.look.Load(catalog)
	a.ingest.Load(catalog)
	a.link.Load(catalog)
	a.notify.Load(catalog)
	a.version = catalog.Version
	return nil
}

// loadings are the sites as the engine loads them.
func (a *App) loadings(ctx context.Context, catalog core.Catalog) (all []decide.Loading, err error) {
	for name, site := range catalog.Sites {
		contacts, err := a.store.Contacts(ctx, name)
		if err != nil {
			return nil, err
		}
		all = append(all, decide.Loading{Site: site, Intercepts: catalog.Intercepts[name], Contacts: contacts,
			Surveys: slices.Collect(maps.Values(catalog.Surveys[name]))})
	}
	return all, nil
}

// pollEvery is how often the collector looks whether another process changed the configuration: one read of one number, so that
// `heed apply` takes effect while its user still looks at the terminal.
const pollEvery = 500 * time.Millisecond

// withQuota are the surveys that close when so many responses were begun.
func withQuota(c core.Catalog) (list []core.Survey) {
	for _, surveys := range c.Surveys {
		for _, s := range surveys {
			if s.Quota > 0 {
				list = append(list, s)
			}
		}
	}
	return list
}

// countBegun tells the engine how far the quotas of surveys are used up. Responses come in by pages and by link; the store knows them all.
func (a *App) countBegun(ctx context.Context) error {
	for _, s := range a.quotas {
		n, err := a.store.Begun(ctx, s.Site, s.Name)
		if err != nil {
			return err
		}
		a.engine.Begun(s.Site, s.Name, n)
	}
	return nil
}

// watch takes new configuration into force until the app closes. A configuration that cannot be loaded is logged, once, and the old one
// stays.
func (a *App) watch() {
	defer close(a.watched)
	tick := time.NewTicker(pollEvery)
	defer tick.Stop()
	ctx, cancel := context.WithCancel(context.Background())
	defer cancel()
	failing := "" // why the last look failed
	for {
		var looked chan struct{}
		select {
		case <-a.done:
			return
		case looked = <-a.changed:
		case <-tick.C:
		}
		version, err := a.store.Version(ctx)
		if err == nil && version != a.version {
			err = a.reload(ctx)
		}
		why := ""
		if err != nil {
			why = err.Error()
		}
		if why != failing && err != nil {
			a.log.Error("reload configuration", "err", err)
		}
		failing = why
		if err := a.countBegun(ctx); err != nil {
			a.log.Error("count responses", "err", err)
		}
		if looked != nil {
			close(looked)
		}
	}
}
