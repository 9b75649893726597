package app

import (
	"cmp"
	"context"
	"encoding/json"
	"maps"
	"slices"
	"strings"
	"time"

	"heed/collector/core"
	"heed/collector/decide"
	"heed/collector/lint"
	"heed/collector/manifest"
	"heed/collector/server"
)

// backtester runs backtests over one store, one at a time: each takes a processor for seconds, and pages come first.
type backtester struct {
	store     core.Store
	publicURL string
	clock     core.Clock
	running   chan struct{} // holds one while one runs
}

func newBacktester(store core.Store, publicURL string, clock core.Clock) *backtester {
	return &backtester{store: store, publicURL: publicURL, clock: clock, running: make(chan struct{}, 1)}
}

// Backtest implements server.Backtester.
func (b *backtester) Backtest(ctx context.Context, r server.BacktestRequest, progress func(done, of int)) (server.Backtest, error) {
	select {
	case b.running <- struct{}{}:
		defer func() { <-b.running }()
	default:
		busy := core.Errorf(core.Limited, "backtest_running", "Another backtest is running; try again in some seconds.")
		busy.RetryAfter = 5 * time.Second
		return server.Backtest{}, busy
	}
	return b.run(ctx, r, progress)
}

func (b *backtester) run(ctx context.Context, r server.BacktestRequest, progress func(done, of int)) (server.Backtest, error) {
	from, until, err := period(r.From, r.To, b.clock())
	if err != nil {
		return server.Backtest{}, err
	}
	catalog, err := core.InForce(ctx, b.store)
	if err != nil {
		return server.Backtest{}, err
	}
	draft, set, err := b.draft(ctx, r, catalog)
	if err != nil {
		return server.Backtest{}, err
	}
	inForce := catalog.Intercepts[draft.Site]
	catalog = set.Over(catalog)
	site, ok := catalog.Sites[draft.Site]
	if !ok {
		return server.Backtest{}, core.Errorf(core.NotFound, "unknown_site", "There is no site %q.", draft.Site)
	}
	out := server.Backtest{Site: site.Name, Intercept: draft.Name, From: from, To: until}
	if out.Settled, out.Proposed, err = b.settled(ctx, site, from, until); err != nil {
		return out, err
	}
	p := replay{backtester: b, from: from, until: until, visitors: map[string]core.RecordedVisitor{}, out: &out}
	p.Backtest, err = decide.NewBacktest(decide.BacktestSetup{Site: site, Intercepts: inForce, Draft: draft, From: from,
		Surveys: slices.Collect(maps.Values(catalog.Surveys[site.Name])), Settled: out.Settled, Visitor: p.visitor(site.Name)})
	if err != nil {
		return out, err
	}
	begun := b.clock()
	if err := p.play(ctx, site.Name, progress); err != nil {
		return out, err
	}
	out.BacktestReport = p.Report(until)
	if err := p.Refusal(out.BacktestReport, until); err != nil {
		return out, err
	}
	out.Took = b.clock().Sub(begun).Seconds()
	return out, nil
}

// draft finds what is to be tested: the intercept itself, one written as YAML, or one that is stored. What comes with it, such as the survey
// that it asks, counts as if it were in force.
func (b *backtester) draft(ctx context.Context, r server.BacktestRequest, c core.Catalog) (draft core.Intercept, set manifest.Set, err error) {
	switch {
	case r.Intercept != nil:
		draft = *r.Intercept
		draft.Site = cmp.Or(draft.Site, r.Site)
		set.Surveys = r.Surveys
		if err := set.AddIntercept(draft, r.Written); err != nil {
			return draft, set, err
		}
	case r.YAML != "":
		set, err = manifest.Parse(cmp.Or(r.File, "body"), []byte(r.YAML), func(name string) (string, bool) { return b.publicURL, name == publicURLVariable })
		if err != nil {
			return draft, set, err
		}
		if len(set.Intercepts) != 1 {
			return draft, set, core.Errorf(core.Invalid, "one_intercept", "A backtest is of one intercept; the text has %d.", len(set.Intercepts))
		}
	default:
		draft, err = stored(c, r.Site, r.Name)
		return draft, set, err
	}
	set.Intercepts[0].Status = core.Draft // owner, hypothesis and metric may still be missing
	draft = set.Intercepts[0]
	if err := b.refusal(ctx, set); err != nil {
		return draft, set, untestable(err, r)
	}
	if len(draft.When.Any)+len(draft.When.All) == 0 {
		return draft, set, core.Errorf(core.Invalid, "no_trigger", "This intercept waits for no signal, so there is nothing to test; give it a trigger under when.")
	}
	return draft, set, nil
}

// refusal is why apply would refuse a draft that goes live, but for what only the experiment lacks.
func (b *backtester) refusal(ctx context.Context, set manifest.Set) error {
	planned, err := manifest.Plan(ctx, b.store, set, checks())
	if err != nil {
		return err
	}
	return manifest.Refusal(set.Lint(), nil, func(kind, site, name string) bool {
		return kind == core.KindIntercept || planned.WentLive(kind, site, name)
	})
}

func stored(c core.Catalog, site, name string) (core.Intercept, error) {
	for _, i := range c.Intercepts[site] {
		if i.Name == name {
			return i, nil
		}
	}
	return core.Intercept{}, core.Errorf(core.NotFound, "unknown_intercept", "Site %q has no intercept %q; name one, or send a draft.", site, name)
}

// untestable is why a draft is refused: of a text as apply says it, with all faults in their places, else in a sentence.
func untestable(err error, r server.BacktestRequest) error {
	e := core.AsError(err)
	if e.Kind != core.Invalid || r.Intercept == nil {
		return err
	}
	return &core.Error{Kind: core.Invalid, Code: e.Code, Fields: e.Fields,
		Message: "This intercept cannot be tested: " + strings.ReplaceAll(e.Message, "\n", "; ") + "."}
}

// maxPeriod bounds how long a backtest looks back.
const maxPeriod = 366 * 24 * time.Hour

// period reads from and to: dates in UTC, both inclusive, or times; the last month when they are left out.
func period(from, to string, now time.Time) (since, until time.Time, err error) {
	if until, err = moment("to", to, 24*time.Hour, now); err != nil {
		return since, until, err
	}
	if since, err = moment("from", from, 0, until.Add(-lint.Window)); err != nil {
		return since, until, err
	}
	if until.After(now) {
		until = now
	}
	switch {
	case !since.Before(until):
		err = core.Errorf(core.Invalid, "bad_period", "The period ends before it begins: from is %s, to is %s.", since.Format(time.RFC3339), until.Format(time.RFC3339))
	case until.Sub(since) > maxPeriod:
		err = core.Errorf(core.Invalid, "bad_period", "The period is longer than a year; choose a shorter one.")
	}
	return since, until, err
}

func moment(name, text string, end time.Duration, missing time.Time) (time.Time, error) {
	if text == "" {
		return missing.UTC(), nil
	}
	if day, err := time.Parse(time.DateOnly, text); err == nil {
		return day.Add(end), nil
	}
	t, err := time.Parse(time.RFC3339, text)
	if err != nil {
		return t, core.Errorf(core.Invalid, "bad_time", "%s is a date like 2026-01-31 or a time like 2026-01-31T08:00:00Z.", name)
	}
	return t.UTC(), nil
}

// settled finds since when the pages of a site detect by its settings; zero when they did all the period long. Settings that are proposed
// come with the draft and are not in force: until the end of the period no page has detected by them.
func (b *backtester) settled(ctx context.Context, site core.Site, from, until time.Time) (since time.Time, proposed bool, err error) {
	revisions, err := b.store.Revisions(ctx, core.KindSite, site.Name, site.Name)
	if core.IsKind(err, core.NotFound) {
		return since, false, nil // it comes with the draft, and has had no page
	}
	if err != nil {
		return since, false, err
	}
	for n, d := range revisions { // the one in force first; since is of the earliest that has had the same settings ever since
		var old core.Site
		if err := json.Unmarshal(d.Body, &old); err != nil {
			return since, false, err
		}
		if same := maps.Equal(old.Settings, site.Settings); !same && n == 0 {
			return until, true, nil
		} else if !same {
			return since, false, nil
		}
		if since = d.At; !since.After(from) {
			break
		}
	}
	return time.Time{}, false, nil // before the first revision there was no page
}

// replay is one backtest on its way.
type replay struct {
	*backtester
	*decide.Backtest
	from, until time.Time
	visitors    map[string]core.RecordedVisitor
	out         *server.Backtest
	spare       chan []core.Recorded // chunks that the engine is done with, to be filled again
}

// lead is how far before the period signals are heard, for triggers that count or combine: no session is longer than a day.
const lead = 24 * time.Hour

// chunk is how many signals go from the reader to the engine at once, and ahead how many chunks the reader may be ahead.
const (
	chunk = 2000
	ahead = 4
)

// play reads on one processor and decides on another.
func (p *replay) play(ctx context.Context, site string, progress func(done, of int)) error {
	since := p.from.Add(-lead)
	of, err := p.store.CountSignals(ctx, site, since, p.until)
	if err != nil {
		return err
	}
	progress(0, of)
	if err := p.known(ctx, site); err != nil {
		return err
	}
	chunks, failed := make(chan []core.Recorded, ahead), make(chan error, 1)
	p.spare = make(chan []core.Recorded, ahead+1)
	reading, cancel := context.WithCancel(ctx)
	defer cancel()
	go func() {
		defer close(chunks)
		failed <- p.read(reading, site, since, chunks)
	}()
	done := 0
	for list := range chunks {
		for i := range list {
			p.Signal(&list[i])
		}
		done += len(list)
		progress(done, of)
		select {
		case p.spare <- list[:0]:
		default:
		}
	}
	return <-failed
}

// known reads what there was before the period: contacts, and the visitors where conditions ask for them.
func (p *replay) known(ctx context.Context, site string) error {
	err := p.store.EachContact(ctx, site, p.until, func(visitor string, c core.Contact) error {
		if c.At.Before(p.from) {
			p.Contact(visitor, c)
		} else {
			p.out.Recorded++
		}
		return nil
	})
	if err != nil || !p.NeedsVisitors() {
		return err
	}
	return p.store.EachVisitor(ctx, site, p.from, func(v core.RecordedVisitor) error {
		p.visitors[v.ID] = v
		return nil
	})
}

// visitor finds one that known has read.
func (p *replay) visitor(site string) func(id string) (core.Visitor, bool) {
	return func(id string) (core.Visitor, bool) {
		r, ok := p.visitors[id]
		if !ok {
			return core.Visitor{}, false
		}
		v, err := r.Visitor(site)
		return v, err == nil
	}
}

func (p *replay) read(ctx context.Context, site string, since time.Time, chunks chan<- []core.Recorded) error {
	list := make([]core.Recorded, 0, chunk)
	send := func() error {
		select {
		case chunks <- list:
		case <-ctx.Done():
			return ctx.Err()
		}
		select {
		case list = <-p.spare:
		default:
			list = make([]core.Recorded, 0, chunk)
		}
		return nil
	}
	err := p.store.EachSignal(ctx, site, since, p.until, func(r core.Recorded) error {
		if list = append(list, r); len(list) == chunk {
			return send()
		}
		return nil
	})
	if err == nil && len(list) > 0 {
		err = send()
	}
	return err
}
