package link

import (
	"bytes"
	"context"
	"encoding/json"
	"hash/crc32"
	"slices"
	"sync"
	"sync/atomic"
	"time"

	"heed/collector/core"
	"heed/collector/limit"
)

// perAddress is what one address may ask for: a whole office behind one answers at its ease, a program does not fill the disk.
var perAddress = limit.Rate{PerSecond: 10, Burst: 200}

// Surveys check the answers.
type Surveys interface {
	// Take validates an answer to what d showed; before is the response so far.
	Take(d core.Decision, before core.Response, g core.Given) (core.Taken, error)
	// Next gives the id of the question that is asked after these answers, "" when there is none left.
	Next(site, name string, given []core.Answer) (string, error)
}

// Webhooks make what webhooks are told of an answer.
type Webhooks interface {
	Of(n core.Notice) []core.Delivery
	// Wake says that deliveries were committed.
	Wake()
}

// Store is the part of the store that links lead to.
type Store interface {
	core.Journal
	Response(ctx context.Context, id string) (core.Response, error)
	// Begun counts the responses to a survey: what its quota is measured against.
	Begun(ctx context.Context, site, survey string) (int, error)
}

// Options are what a Service is made of.
type Options struct {
	Store     Store
	Surveys   Surveys
	Webhooks  Webhooks
	Pub       core.Publisher
	Clock     core.Clock
	ID        core.IDs
	Signer    Signer
	PublicURL string
}

// Service takes the answers to surveys by link. It may be used from any goroutine.
type Service struct {
	Options
	addresses *limit.Keyed
	catalog   atomic.Pointer[core.Catalog]
	turns     [64]sync.Mutex // of responses, several to each
}

// New makes a Service that knows no survey until Load.
func New(o Options) *Service {
	s := &Service{Options: o, addresses: limit.NewKeyed(perAddress)}
	s.Load(core.Catalog{})
	return s
}

// Load takes the configuration in force.
func (s *Service) Load(c core.Catalog) { s.catalog.Store(&c) }

// Admit refuses an address that asks too often.
func (s *Service) Admit(address string) error {
	if wait := s.addresses.Take(limit.Network(address), 1, s.Clock()); wait > 0 {
		e := core.Errorf(core.Limited, "too_many_requests", "Too many requests come from this address; wait a moment.")
		e.RetryAfter = wait
		return e
	}
	return nil
}

// Begin gives a new entry for anybody. site may be empty when only one has a survey of that name. Nothing is stored before an answer:
// programs that look at links open them too.
func (s *Service) Begin(site, survey, source string) (Entry, error) {
	if err := CheckSource(source); err != nil {
		return Entry{}, err
	}
	site, err := s.find(site, survey)
	if err != nil {
		return Entry{}, err
	}
	return Entry{ID: s.ID(), Site: site, Survey: survey, Source: source, Expires: s.until(Life)}, nil
}

// Resume reads an entry and the response to it so far, the zero value when there is none.
func (s *Service) Resume(ctx context.Context, text, survey string) (Entry, core.Response, error) {
	e, err := s.Signer.Read(text, s.Clock())
	if err != nil {
		return e, core.Response{}, err
	}
	if e.Survey != survey {
		return e, core.Response{}, unknown(survey)
	}
	if _, err := s.find(e.Site, e.Survey); err != nil {
		return e, core.Response{}, err
	}
	r, err := s.response(ctx, e)
	return e, r, err
}

// response is what was answered so far, the zero value for nothing.
func (s *Service) response(ctx context.Context, e Entry) (core.Response, error) {
	r, err := s.Store.Response(ctx, e.ID+"/"+e.Survey)
	if core.IsKind(err, core.NotFound) {
		return core.Response{}, nil
	}
	return r, err
}

// Asks reports whether an entry may be answered: a survey that has closed is only finished by who has begun. The error is then
// core.SurveyClosed.
func (s *Service) Asks(ctx context.Context, e Entry, before core.Response) error {
	closing, err := s.catalog.Load().Surveys[e.Site][e.Survey].Closing()
	if err != nil || closing.Never() || before.ID != "" {
		return err
	}
	begun, err := s.Store.Begun(ctx, e.Site, e.Survey)
	if err == nil && closing.Closed(s.Clock(), begun) {
		err = core.SurveyClosed(e.Survey)
	}
	return err
}

// Answer takes the answer to one question, and returns when it is on disk. A response that is finished stays as it is: the same answer once
// more, as a second press on the button sends it, is no error, any other is link_used. Answers to one response are taken one after another,
// so that of two people with one link the second finds what the first has made of it.
func (s *Service) Answer(ctx context.Context, e Entry, question, lang string, value json.RawMessage) (core.Response, error) {
	turn := &s.turns[crc32.ChecksumIEEE([]byte(e.ID))%uint32(len(s.turns))]
	turn.Lock()
	defer turn.Unlock()
	before, err := s.response(ctx, e)
	if err != nil {
		return before, err
	}
	if err := s.Asks(ctx, e, before); err != nil {
		return before, err
	}
	d := core.Decision{ID: e.ID, Site: e.Site, Page: Path(e.Survey), Outcome: core.Acted, Action: &core.Action{Type: core.ActSurvey, Survey: e.Survey}}
	taken, err := s.Surveys.Take(d, before, core.Given{
		ID: s.ID(), Survey: e.Survey, Question: question, Lang: lang, Channel: core.ByLink, Source: e.Source, Value: value, At: s.Clock(),
	})
	if err != nil {
		return before, err
	}
	if before.Done {
		return before, unlessSame(before, taken.Change.Response.Answers[0])
	}
	next, err := s.Surveys.Next(e.Site, e.Survey, taken.Response.Answers)
	if err != nil {
		return before, err
	}
	taken.Change.Response.Done, taken.Response.Done = next == "", next == ""
	notice := core.Notice{Site: e.Site, Response: &taken.Response}
	change := core.Change{Responses: []core.ResponseChange{taken.Change}, Deliveries: s.Webhooks.Of(notice)}
	if err := s.Store.Commit(ctx, []core.Change{change})[0]; err != nil {
		return before, err
	}
	s.Webhooks.Wake()
	s.Pub.Publish(notice)
	return taken.Response, nil
}

// unlessSame is the error of an answer that comes after the end.
func unlessSame(done core.Response, late core.Answer) error {
	if slices.ContainsFunc(done.Answers, func(a core.Answer) bool { return a.Question == late.Question && bytes.Equal(a.Value, late.Value) }) {
		return nil
	}
	return core.Errorf(core.Forbidden, "link_used", "This has been answered already; what was sent now is not kept.")
}

// Title is the title of a site, "" for none.
func (s *Service) Title(site string) string { return s.catalog.Load().Sites[site].Title }

// find gives the site of a survey that may be opened: a site's own, or feedback, which every site has.
func (s *Service) find(site, survey string) (string, error) {
	c := s.catalog.Load()
	var have []string
	for name, each := range c.Sites {
		_, own := c.Surveys[name][survey]
		if (site == "" || site == name) && (own || survey == core.Feedback) {
			have = append(have, name)
			if each.Status == core.Paused && site != "" {
				return "", core.Errorf(core.Forbidden, "site_paused", "This survey is paused.")
			}
		}
	}
	switch {
	case len(have) == 0:
		return "", unknown(survey)
	case len(have) > 1:
		return "", core.Errorf(core.Invalid, "site_needed", "Several sites have a survey %q; name the site too, with ?site=NAME or --site NAME.", survey)
	case site == "":
		return s.find(have[0], survey)
	}
	return site, nil
}

func unknown(survey string) error {
	return core.Errorf(core.NotFound, "unknown_survey", "There is no survey named %q here.", survey)
}

func (s *Service) until(life time.Duration) time.Time {
	return s.Clock().Add(life).UTC().Truncate(time.Second)
}
