package precision

import (
	"context"
	"encoding/json"
	"slices"
	"sync"
	"time"

	"heed/collector/core"
)

// Options are what a Service is made of.
type Options struct {
	Store Store
	Clock core.Clock
	// Check gives what is wrong with a site, its mutes among it.
	Check func(core.Site) []core.FieldError
	// Muted compiles mutes to the question whether they cover a signal.
	Muted func([]core.Mute) func(kind, target, page string) bool
	// Editing is held while a site is read, changed and written, by all of this process who do; nil when nobody else does.
	Editing sync.Locker
	// Changed is told that the configuration is another one.
	Changed func()
}

// Store is the part of the store that precision is about.
type Store interface {
	core.Taps
	core.Documents
}

// Service measures and mutes.
type Service struct {
	Options
}

// New makes a Service.
func New(o Options) *Service {
	if o.Editing == nil {
		o.Editing = &sync.Mutex{}
	}
	return &Service{Options: o}
}

// Report is how right the detectors are.
type Report struct {
	Target    float64    `json:"target"` // the precision that a threshold is proposed for
	Level     float64    `json:"level"`  // the confidence of all intervals
	Enough    int        `json:"enough"` // answers below which nothing is said
	Since     time.Time  `json:"since"`  // answers before do not count
	Detectors []Detector `json:"detectors"`
	Elements  []Element  `json:"elements"`
}

// Window is how far back answers count when nothing else is said: pages change, and what was true of an old one misleads.
const Window = 90 * 24 * time.Hour

// Report measures one site, or all when site is empty, by the answers since; since the Window when that is zero.
func (s *Service) Report(ctx context.Context, site string, since time.Time) (Report, error) {
	if since.IsZero() {
		since = s.Clock().Add(-Window)
	}
	r := Report{Target: Target, Level: Level, Enough: Enough(), Since: since, Detectors: []Detector{}, Elements: []Element{}}
	sites, err := s.sites(ctx)
	if err != nil {
		return r, err
	}
	for _, one := range sites {
		if site != "" && site != one.Name {
			continue
		}
		taps, err := core.All(ctx, core.Query{Site: one.Name, Since: since}, s.Store.ListTaps)
		if err != nil {
			return r, err
		}
		sources, err := s.Store.Sources(ctx, one.Name)
		if err != nil {
			return r, err
		}
		detectors, elements := measure(one.Name, taps, sources, s.Muted(one.Mutes))
		r.Detectors, r.Elements = append(r.Detectors, detectors...), append(r.Elements, elements...)
	}
	return r, nil
}

// sites are all, by name.
func (s *Service) sites(ctx context.Context) ([]core.Site, error) {
	docs, _, err := s.Store.Current(ctx)
	if err != nil {
		return nil, err
	}
	var out []core.Site
	for _, d := range docs {
		if d.Kind != core.KindSite {
			continue
		}
		var site core.Site
		if err := json.Unmarshal(d.Body, &site); err != nil {
			return nil, err
		}
		out = append(out, site)
	}
	return out, nil
}

// MaxMutes bounds a site's mutes: who needs more has a detector that does not suit the site, and better turns that off.
const MaxMutes = 500

// Mutes are those of a site.
func (s *Service) Mutes(ctx context.Context, site string) ([]core.Mute, error) {
	found, _, err := s.site(ctx, site)
	return found.Mutes, err
}

// Mute makes the site deaf to signals, from the next one on. Muting what is muted changes nothing. The revision of the site's
// document says who did it, and when.
func (s *Service) Mute(ctx context.Context, site string, m core.Mute, by core.Principal) ([]core.Mute, error) {
	if wrong := s.Check(core.Site{Mutes: []core.Mute{m}}); len(wrong) > 0 {
		return nil, &core.Error{Kind: core.Invalid, Code: "bad_mute", Fields: wrong,
			Message: "This cannot be muted: " + wrong[0].Path + " " + wrong[0].Message + "."}
	}
	return s.change(ctx, site, by, func(mutes []core.Mute) ([]core.Mute, error) {
		switch {
		case slices.Contains(mutes, m):
			return mutes, nil
		case len(mutes) >= MaxMutes:
			return nil, core.Errorf(core.Invalid, "too_many_mutes", "A site has at most %d mutes; unmute some first.", MaxMutes)
		}
		return append(mutes, m), nil
	})
}

// Unmute makes the site listen again.
func (s *Service) Unmute(ctx context.Context, site string, m core.Mute, by core.Principal) ([]core.Mute, error) {
	return s.change(ctx, site, by, func(mutes []core.Mute) ([]core.Mute, error) {
		i := slices.Index(mutes, m)
		if i < 0 {
			return nil, core.Errorf(core.NotFound, "unknown_mute", "Site %q has no such mute; list them first.", site)
		}
		return slices.Delete(mutes, i, i+1), nil
	})
}

// tries is how often a change begins again because somebody else has changed the site meanwhile.
const tries = 20

// change writes a new revision of a site with other mutes. What others change of the site meanwhile, in this process or another, stays.
func (s *Service) change(ctx context.Context, name string, by core.Principal, with func([]core.Mute) ([]core.Mute, error)) (mutes []core.Mute, err error) {
	s.Editing.Lock()
	defer s.Editing.Unlock()
	for range tries {
		if mutes, err = s.changeOnce(ctx, name, by, with); err == nil || core.AsError(err).Code != "changed_meanwhile" {
			break
		}
	}
	if err != nil {
		return nil, err
	}
	s.Changed()
	return mutes, nil
}

// changeOnce fails with code changed_meanwhile when the site that it has read is not in force any more.
func (s *Service) changeOnce(ctx context.Context, name string, by core.Principal, with func([]core.Mute) ([]core.Mute, error)) ([]core.Mute, error) {
	site, revision, err := s.site(ctx, name)
	if err != nil {
		return nil, err
	}
	if site.Mutes, err = with(site.Mutes); err != nil {
		return nil, err
	}
	body, err := json.Marshal(site)
	if err != nil {
		return nil, err
	}
	_, err = s.Store.SaveDocuments(ctx, []core.Document{{
		Kind: core.KindSite, Site: name, Name: name, Body: body, Author: by.Name, At: s.Clock(), Follows: &revision,
	}})
	return site.Mutes, err
}

// site gives the site in force and its revision.
func (s *Service) site(ctx context.Context, name string) (site core.Site, revision int, err error) {
	docs, _, err := s.Store.Current(ctx)
	if err != nil {
		return site, 0, err
	}
	i := slices.IndexFunc(docs, func(d core.Document) bool { return d.Kind == core.KindSite && d.Name == name })
	if i < 0 {
		return site, 0, core.Errorf(core.NotFound, "unknown_site", "There is no site %q.", name)
	}
	return site, docs[i].Revision, json.Unmarshal(docs[i].Body, &site)
}
