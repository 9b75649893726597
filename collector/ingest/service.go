package ingest

import (
	"cmp"
	"context"
	"encoding/json"
	"log/slog"
	"strings"
	"sync/atomic"
	"time"

	"heed/agent"
	"heed/collector/core"
	"heed/collector/limit"
)

// Cases are the use cases that items lead to. app passes them in, so that they need not know each other.
type Cases struct {
	Decide Decider
	Survey Surveys
	Chat   Chats
	Look   Looks
	// Webhooks are told; nil when there are none.
	Webhooks Webhooks
}

// Decider is the decision engine.
type Decider interface {
	// Muted reports whether sig's site does not listen to such signals.
	Muted(sig core.Signal) bool
	// Decide decides what to do about sig and notes it in h.
	Decide(now time.Time, sig core.Signal, h *core.History) core.Decision
	// Frustration is the visitor's score right after sig, given the signals heard before it.
	Frustration(sig core.Signal, before []core.Seen) float64
	// Asks reports whether an action may be done now; one that asks a survey which has closed may not.
	Asks(now time.Time, site string, a core.Action) bool
	// Undo takes back what Decide counted, because the decision could not be committed.
	Undo(d core.Decision)
}

// Surveys present what is shown, and take answers.
type Surveys interface {
	// Present renders a survey, callback, tap or message action for the widget.
	Present(site string, a core.Action, lang string) (json.RawMessage, error)
	// Take validates an answer to what d showed; before is the response so far.
	Take(d core.Decision, before core.Response, g core.Given) (core.Taken, error)
}

// Looks say how what is shown appears.
type Looks interface {
	// Of gives how an action appears, nil for the widget's own way.
	Of(site string, a core.Action) *core.Look
	// Tab gives a site's feedback tab for a reader of lang, nil where there is none.
	Tab(site, lang string) *core.TabLook
}

// Chats are conversations, from the visitor's side.
type Chats interface {
	Open(ctx context.Context, d core.Decision, a core.Action, lang string) (json.RawMessage, core.Change, error)
	Resume(ctx context.Context, site, visitor, lang string) (act core.Act, ok bool, err error)
	Since(ctx context.Context, site, visitor string, after time.Time) ([]core.Message, error)
	Say(ctx context.Context, site, visitor, conversation, id, text string, at time.Time) (core.Change, core.Message, error)
}

// Webhooks make what webhooks are told of what happens here. It is committed with what it tells of.
type Webhooks interface {
	// Of gives what a site's webhooks are told of a notice.
	Of(n core.Notice) []core.Delivery
	// Answered gives what one webhook is told of an answer, as a follow-up wants it.
	Answered(webhook string, r core.Response, a core.Answer) []core.Delivery
	// Wake says that deliveries were committed.
	Wake()
}

// Store is the part of the store that pages lead to.
type Store interface {
	core.Journal
	History(ctx context.Context, site, id string) (core.History, error)
	KnownSignals(ctx context.Context, ids []string) ([]string, error)
	Signal(ctx context.Context, id string) (core.Signal, error)
	Decision(ctx context.Context, id string) (core.Decision, error)
	DecisionOfSignal(ctx context.Context, signal string) (core.Decision, error)
	Response(ctx context.Context, id string) (core.Response, error)
}

// Options are what a Service is made of.
type Options struct {
	Store  Store
	Cases  Cases
	Pub    core.Publisher
	Clock  core.Clock
	Log    *slog.Logger
	Limits Limits
	// Pass reports whether a text is a valid pass for a site, of somebody who is still here. A page with one that is not is a visitor's like any other.
	Pass func(ctx context.Context, site, text string) bool
}

// Service takes what pages send. One serves all sites and transports.
type Service struct {
	Options
	Counts *Counts

	visits    *visits
	addresses *limit.Keyed
	catalog   atomic.Pointer[core.Catalog]
	settings  atomic.Pointer[map[string]Settings]
}

// New makes a Service that knows no site until Load.
func New(o Options) *Service {
	s := &Service{
		Options:   o,
		Counts:    &Counts{},
		visits:    &visits{clock: o.Clock, store: o.Store, all: map[visitorKey]*visit{}, swept: o.Clock()},
		addresses: limit.NewKeyed(o.Limits.Address),
	}
	s.Load(core.Catalog{})
	return s
}

// Load takes the configuration in force.
func (s *Service) Load(c core.Catalog) {
	settings := make(map[string]Settings, len(c.Sites))
	for name, site := range c.Sites {
		settings[name] = agentSettings(site)
	}
	s.catalog.Store(&c)
	s.settings.Store(&settings)
}

func (s *Service) sites() map[string]core.Site { return s.catalog.Load().Sites }

// agentSettings puts a site's thresholds in the agent's order; without any it is empty, which costs two bytes on the wire.
func agentSettings(site core.Site) Settings {
	list := []*float64{}
	for i, name := range agent.SettingNames() {
		if v, ok := site.Settings[name]; ok {
			for len(list) < i {
				list = append(list, nil)
			}
			list = append(list, &v)
		}
	}
	return Settings{Agent: list}
}

// Peer is a page that has said hello.
type Peer struct {
	Site  string
	Hello Hello
	skew  time.Duration
}

// lang is the language in which this page is spoken to.
func (p *Peer) lang() string { return p.Hello.Device.Lang }

// Greet takes a hello: it notes the visitor, and returns what to welcome the page with, and the conversation to go on with if there
// is one.
func (s *Service) Greet(ctx context.Context, site string, h Hello) (Peer, Welcome, []core.Act, error) {
	now := s.Clock()
	if err := h.check(); err != nil {
		return Peer{}, Welcome{}, nil, err
	}
	s.Counts.Lost.Add(int64(h.Dropped))
	p := Peer{Site: site, Hello: h, skew: h.skew(now)}
	var acts []core.Act
	var failed error
	err := s.visits.with(ctx, visitorKey{site, h.Visitor}, func(v *visit) bool {
		if engine := h.Device.Engine; engine != "" && engine != v.engine {
			v.engine = engine
			s.Counts.visit(engine)
		}
		if !h.consent().Analytics {
			return true // feedback without analytics leaves no visitor behind, in memory neither
		}
		known := !v.history.Visitor.First.IsZero()
		arrive(&v.history.Visitor, h, s.sites()[site].Query, now)
		if h.Debug != "" && s.Pass(ctx, site, h.Debug) {
			v.history.Visitor.Tester = true
		}
		var back []core.Return
		if !h.Hidden {
			back = v.back(p, h.time(now))
		}
		if failed = s.Store.Commit(ctx, []core.Change{{Visitors: []core.Visitor{v.history.Visitor}, Returns: back}})[0]; failed != nil {
			return false
		}
		if known && h.consent().Feedback {
			acts = s.resume(ctx, p)
		}
		return true
	})
	if err == nil {
		err = failed
	}
	w := Welcome{T: "welcome", Session: h.Session, Settings: (*s.settings.Load())[site], Now: now.UnixMilli()}
	w.Settings.Tab = s.Cases.Look.Tab(site, p.lang())
	return p, w, acts, err
}

// arrive notes a page view in the visitor.
func arrive(v *core.Visitor, h Hello, allowed []string, now time.Time) {
	if v.First.IsZero() {
		v.First = now
	}
	if v.Session != h.Session {
		v.Session = h.Session
		v.Visits++
		v.Query = nil
	}
	if query := h.Page.keep(allowed); query != nil {
		v.Query = query
	}
	h.Device.Engine = cmp.Or(h.Device.Engine, v.Device.Engine)
	v.Last, v.Page, v.Device = now, h.Page.Page, h.Device
}

func (s *Service) resume(ctx context.Context, p Peer) []core.Act {
	act, ok, err := s.Cases.Chat.Resume(ctx, p.Site, p.Hello.Visitor, p.lang())
	if err != nil {
		s.Log.Error("resume conversation", "site", p.Site, "err", err)
	}
	if !ok || err != nil {
		return nil
	}
	act.Look = s.Cases.Look.Of(p.Site, core.Action{Type: core.ActChat})
	return []core.Act{act}
}

// Reply is what a page is told about its items.
type Reply struct {
	Acked    []string
	Acts     []core.Act
	Rejected []Rejection
}

// Receive takes items of one page in their order. It returns when all that was accepted is durable; each item fares on its own. An
// item that repeats the id of one before it is not looked at: it shares that one's fate.
func (s *Service) Receive(ctx context.Context, p Peer, items []Item) Reply {
	var r Reply
	s.Counts.Received.Add(int64(len(items)))
	items, repeats := withoutRepeats(items)
	err := s.visits.with(ctx, visitorKey{p.Site, p.Hello.Visitor}, func(v *visit) bool {
		return s.receive(ctx, p, v, items, &r)
	})
	if err != nil { // the visitor's history could not be read: nothing was taken
		s.Log.Error("load visitor", "site", p.Site, "err", err)
		for _, it := range items {
			r.Rejected = append(r.Rejected, rejection(it.ID, err))
		}
	}
	r.repeat(repeats)
	s.count(&r)
	return r
}

// repeat answers ids that were sent again as their first was answered.
func (r *Reply) repeat(ids []string) {
	if len(ids) == 0 {
		return
	}
	refused := make(map[string]Rejection, len(r.Rejected))
	for _, x := range r.Rejected {
		refused[strings.ToLower(x.ID)] = x
	}
	for _, id := range ids {
		if x, ok := refused[strings.ToLower(id)]; ok {
			x.ID = id
			r.Rejected = append(r.Rejected, x)
		} else {
			r.Acked = append(r.Acked, id)
		}
	}
}

func (s *Service) count(r *Reply) {
	s.Counts.Accepted.Add(int64(len(r.Acked)))
	s.Counts.Acts.Add(int64(len(r.Acts)))
	for _, x := range r.Rejected {
		if x.RetryAfter > 0 {
			s.Counts.Shed.Add(1)
		} else {
			s.Counts.Rejected.Add(1)
		}
	}
}

// receive does Receive's work with the visitor locked, and reports whether the state in memory is what the store holds.
func (s *Service) receive(ctx context.Context, p Peer, v *visit, items []Item, r *Reply) (valid bool) {
	t := taker{Service: s, ctx: ctx, peer: p, visit: v, now: s.Clock()}
	results := make([]result, 0, len(items))
	changes := make([]core.Change, 0, len(items))
	if err := t.findKnown(items); err != nil {
		for _, it := range items {
			r.Rejected = append(r.Rejected, rejection(it.ID, err))
		}
		return true
	}
	for i := range items {
		sent := items[i].ID
		res, err := t.take(&items[i])
		if err != nil {
			s.logInternal(err)
			r.Rejected = append(r.Rejected, rejection(sent, err))
			continue
		}
		res.id = sent
		s.tell(&res)
		results = append(results, res)
		changes = append(changes, res.change)
	}
	return s.commit(ctx, results, changes, r) && !t.broken
}

// commit makes the results durable, and only then lets the page and the watchers know.
func (s *Service) commit(ctx context.Context, results []result, changes []core.Change, r *Reply) (valid bool) {
	if len(results) == 0 {
		return true
	}
	valid, queued := true, false
	for i, err := range s.Store.Commit(ctx, changes) {
		res := results[i]
		if err != nil {
			valid = false
			s.logInternal(err)
			if res.decision != nil {
				s.Cases.Decide.Undo(*res.decision)
			}
			r.Rejected = append(r.Rejected, rejection(res.id, err))
			continue
		}
		queued = queued || len(changes[i].Deliveries) > 0
		r.Acked = append(r.Acked, res.id)
		r.Acts = append(r.Acts, res.acts...)
		for _, n := range res.notices {
			s.Pub.Publish(n)
		}
	}
	if queued {
		s.Cases.Webhooks.Wake()
	}
	return valid
}

// tell adds what webhooks are told of a result.
func (s *Service) tell(res *result) {
	if s.Cases.Webhooks == nil {
		return
	}
	for _, n := range res.notices {
		res.change.Deliveries = append(res.change.Deliveries, s.Cases.Webhooks.Of(n)...)
	}
}

func (s *Service) logInternal(err error) {
	if e := core.AsError(err); e.Kind == core.Internal {
		s.Log.Error("take item", "err", e.Err)
	}
}
