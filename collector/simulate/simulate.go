// Package simulate sends seeded visitors with a known true effect through a collector, over the protocol that pages speak, and
// compares what the collector recorded with that truth. It shows that the whole way from a signal to the comparison of the arms is
// right, and it is where statistics can be tried on data of which the answer is known.
//
// What the visitors do is drawn from the seed alone; when they do it, and the ids of what they send, are the moment's.
package simulate

import (
	"context"
	"errors"
	"fmt"
	"math"
	"net/http"
	"sync"

	"heed/collector/core"
	"heed/collector/page"
)

// Truth is what is really so. All are percent.
type Truth struct {
	Base    float64 `json:"base"`    // of the visitors buy when they are left alone
	Uplift  float64 `json:"uplift"`  // points more buy when the intercept speaks to them; below 0 when it does harm
	Holdout float64 `json:"holdout"` // of the visitors are left alone
}

// Options are what is simulated, and where.
type Options struct {
	Truth
	Collector string // its URL, without a path
	Token     string // of the API, with the scope read
	Site      string
	Intercept string // live on the site, and triggered by a rage click
	Visitors  int
	Seed      uint64
	Tabs      int // open at the same time
	Clock     core.Clock
	IDs       core.IDs
}

func (o Options) check() error {
	for _, wrong := range []struct {
		is   bool
		says string
	}{
		{o.Visitors < 1, "--visitors is 1 or more"},
		{o.Tabs < 1, "--tabs is 1 or more"},
		{!share(o.Base), "--base is a percentage, 0 to 100"},
		{!share(o.Base + o.Uplift), "--base and --uplift together are a percentage, 0 to 100"},
		{!share(o.Holdout), "--holdout is a percentage, 0 to 100"},
	} {
		if wrong.is {
			return core.Errorf(core.Invalid, "bad_simulation", "%s; choose another.", wrong.says)
		}
	}
	return nil
}

func share(percent float64) bool { return percent >= 0 && percent <= 100 }

// simulation is one run.
type simulation struct {
	Options
	door page.Door
	api  api

	mu     sync.Mutex
	report Report
}

// Run sends the visitors and reports what the collector made of them. A seed can be used once on a site: its visitors would be
// known there, and left in peace.
func Run(ctx context.Context, o Options) (Report, error) {
	if err := o.check(); err != nil {
		return Report{}, err
	}
	s := &simulation{Options: o, api: api{o.Collector, o.Token, o.Site, &http.Client{Timeout: patience}}}
	defer s.api.client.CloseIdleConnections()
	s.report.Truth, s.report.Visitors, s.report.Seed = o.Truth, o.Visitors, o.Seed
	origin, err := s.api.origin(ctx)
	if err != nil {
		return Report{}, err
	}
	s.door = page.Door{Collector: o.Collector, Site: o.Site, Origin: origin}
	switch known, err := s.api.knows(ctx, idOf(o.Seed, 0)); {
	case err != nil:
		return Report{}, err
	case known:
		return Report{}, core.Errorf(core.Invalid, "seed_used",
			"The visitors of seed %d have been on site %q before; choose another --seed.", o.Seed, o.Site)
	}
	if err := s.all(ctx); err != nil {
		return Report{}, err
	}
	s.report.conclude()
	return s.report, nil
}

// all sends every visitor, so many at a time. The first failure ends it.
func (s *simulation) all(ctx context.Context) error {
	ctx, stop := context.WithCancelCause(ctx)
	defer stop(nil)
	next := make(chan int)
	var working sync.WaitGroup
	for range min(s.Tabs, s.Visitors) {
		working.Go(func() {
			for n := range next {
				if err := s.one(ctx, visitorOf(s.Seed, n)); err != nil {
					stop(fmt.Errorf("visitor %d: %w", n, err))
				}
			}
		})
	}
	for n := 0; n < s.Visitors && ctx.Err() == nil; n++ {
		select {
		case next <- n:
		case <-ctx.Done():
		}
	}
	close(next)
	working.Wait()
	return context.Cause(ctx)
}

// one plays a visitor, and then looks up what the collector has recorded of them.
func (s *simulation) one(ctx context.Context, v visitor) error {
	spoken, err := s.visit(ctx, v)
	if err != nil {
		return err
	}
	r, err := s.api.recorded(ctx, v.id, s.Intercept)
	if err != nil {
		return err
	}
	s.mu.Lock()
	defer s.mu.Unlock()
	s.report.add(r, spoken)
	return nil
}

// Report is what the collector recorded, beside the truth.
type Report struct {
	Truth
	Visitors int    `json:"visitors"`
	Seed     uint64 `json:"seed"`

	Treatment Arm `json:"treatment"`
	Control   Arm `json:"control"`
	Neither   int `json:"neither"` // visitors on whom the intercept did not decide

	// Effect is the difference of the shares that bought, treatment less control, in points; Left the control arm's part of both, in
	// percent. Each says whether its 95 % interval holds the truth, which one in twenty does not, by chance alone.
	Effect      Interval `json:"effect"`
	EffectHolds bool     `json:"effect_holds"`
	Left        Interval `json:"left"`
	LeftHolds   bool     `json:"left_holds"`

	// Asked counts visitors who were spoken to. Twice are those among them who were more than once, and Untrue those for whom what came
	// over the wire is not what was recorded. Both are faults of the collector.
	Asked  int `json:"asked"`
	Twice  int `json:"twice"`
	Untrue int `json:"untrue"`
}

// add counts one visitor.
func (r *Report) add(was record, spoken int) {
	arm := &Arm{}
	switch was.arm {
	case core.Treatment:
		arm = &r.Treatment
	case core.Control:
		arm = &r.Control
	default:
		r.Neither++
	}
	arm.Visitors++
	if was.bought {
		arm.Bought++
	}
	if spoken > 0 {
		r.Asked++
	}
	if spoken > 1 || was.acted > 1 {
		r.Twice++
	}
	if spoken != was.acted {
		r.Untrue++
	}
}

// conclude compares the arms.
func (r *Report) conclude() {
	d := difference(r.Treatment, r.Control)
	r.Effect = Interval{100 * d.Estimate, 100 * d.Low, 100 * d.High}
	r.EffectHolds = r.Effect.Holds(r.Uplift)
	both := Arm{Visitors: r.Treatment.Visitors + r.Control.Visitors, Bought: r.Control.Visitors}
	share, low, high := both.Share()
	r.Left = Interval{100 * share, 100 * low, 100 * high}
	r.LeftHolds = r.Left.Holds(r.Holdout)
}

// Fault is an error when the collector did what it never may.
func (r Report) Fault() error {
	var faults []error
	if r.Twice > 0 {
		faults = append(faults, fmt.Errorf("%d visitors were asked more than once", r.Twice))
	}
	if r.Untrue > 0 {
		faults = append(faults, fmt.Errorf("of %d visitors the collector recorded something else than it told their page", r.Untrue))
	}
	return errors.Join(faults...)
}

// signed writes points with their sign, and no negative zero.
func signed(points float64) string {
	return fmt.Sprintf("%+.1f", math.Round(10*points)/10+0)
}
