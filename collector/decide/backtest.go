package decide

import (
	"encoding/json"
	"slices"
	"strconv"
	"strings"
	"time"

	"heed/collector/core"
)

// BacktestSetup is what a backtest starts from.
type BacktestSetup struct {
	Site core.Site
	// Intercepts are those of the site; the live ones among them compete with the draft, but for one of its own name, which it replaces.
	Intercepts []core.Intercept
	Draft      core.Intercept // decided on as if it were live
	Surveys    []core.Survey  // of the site
	From       time.Time      // signals before are only heard
	// Settled is since when pages detect as they do now; zero when they always did.
	Settled time.Time
	// Visitor gives a visitor as they are now, which is all that is recorded of them. A condition may ask for more than that.
	Visitor func(id string) (core.Visitor, bool)
}

// Backtest plays what was recorded to the engine, signal by signal: once with what is live now and once with a draft beside it or in its
// place. It is the engine that decides on pages, with the same gates, limits and draws; only the past is another one.
//
// What narrows is exact: every signal that could have met the draft's triggers was recorded. What the records cannot know is counted
// apart: what a visitor's cart or traits were at the time, and signals that the page was not told to look for. Nor is it known whether
// somebody would have closed or answered what they were never shown: cool-downs only follow what was there before the period.
type Backtest struct {
	setup         BacktestSetup
	before, after *Engine
	place         int      // of the draft among the rules of after
	asked         []string // the names that its condition looks at
	// always: both engines are asked each time, since a quota ties visitors together, or the draft replaces what is live.
	always bool
	// remember: some rule looks at earlier signals.
	remember bool
	felt     bool     // some rule looks at the visitor's frustration
	data     bool     // some condition may look at the signals' data; else only their trigger is looked at
	quotas   []string // the surveys whose quota is not played
	past     map[string]*past
	tally    tally
}

// past is what the replay knows of one visitor. The two sides are the same until the draft acts for the first time.
type past struct {
	after, before side
	split         bool
	acted         bool // the draft has
}

type side struct {
	contacts []core.Contact
	signals  []core.Seen
}

// NewBacktest compiles both sides. The draft must pass Check as a live intercept would, but for what only the experiment needs: owner,
// hypothesis and metric.
func NewBacktest(s BacktestSetup) (*Backtest, error) {
	s.Draft.Status = core.Live
	s.Site.Stopped = nil // what is stopped is to be started again
	b := &Backtest{setup: s, before: New(numbered()), after: New(numbered()), past: map[string]*past{}, tally: newTally()}
	others := slices.DeleteFunc(slices.Clone(s.Intercepts), func(i core.Intercept) bool {
		return i.Status != core.Live || i.Name == s.Draft.Name
	})
	b.always = slices.ContainsFunc(s.Intercepts, func(i core.Intercept) bool {
		return i.Status == core.Live && (i.Name == s.Draft.Name || i.Limits.Quota > 0)
	})
	surveys := b.withoutQuotas()
	if err := b.before.Load(s.Site, s.Intercepts, nil, surveys...); err != nil {
		return nil, err
	}
	if err := b.after.Load(s.Site, append(others, s.Draft), nil, surveys...); err != nil {
		return nil, err
	}
	b.place = len(others)
	rs := b.after.ruleset(s.Site.Name)
	if who := rs.rules[b.place].who; who >= 0 {
		for _, name := range rs.conditions.list[who].names {
			b.asked = append(b.asked, rs.names.list[name].name)
		}
	}
	for _, i := range append(slices.Clone(s.Intercepts), s.Draft) {
		b.look(i)
	}
	return b, nil
}

// withoutQuotas are the surveys as they close by date; those with a quota that some intercept asks are noted.
func (b *Backtest) withoutQuotas() []core.Survey {
	out := slices.Clone(b.setup.Surveys)
	for k, s := range out {
		out[k].Quota = 0
		asks := func(i core.Intercept) bool { return i.Status == core.Live && surveyOf(i.Action) == s.Name }
		if s.Quota > 0 && (asks(b.setup.Draft) || slices.ContainsFunc(b.setup.Intercepts, asks)) {
			b.quotas = append(b.quotas, s.Name)
		}
	}
	slices.Sort(b.quotas)
	return out
}

// numbered makes ids that tell the decisions of one replay apart.
func numbered() core.IDs {
	n := 0
	return func() string {
		n++
		return strconv.Itoa(n)
	}
}

// look notes what an intercept makes it necessary to keep.
func (b *Backtest) look(i core.Intercept) {
	if i.Status != core.Live {
		return
	}
	b.remember = b.remember || len(i.When.All) > 0
	b.tally.Unknown.Cooldowns = b.tally.Unknown.Cooldowns || i.Limits.Cooldown() != (core.Cooldown{}) || b.setup.Site.Budget.Cooldown() != (core.Cooldown{})
	for _, t := range slices.Concat(i.When.Any, i.When.All) {
		b.remember = b.remember || t.Count > 1
		b.felt = b.felt || t.Frustration > 0
	}
	for _, rs := range []*ruleset{b.before.ruleset(i.Site), b.after.ruleset(i.Site)} {
		b.felt = b.felt || slices.ContainsFunc(rs.names.list, func(in input) bool { return in.name == "visitor.frustration" })
		b.data = b.data || slices.ContainsFunc(rs.conditions.list, func(c condition) bool {
			return strings.Contains(c.source, "signal") || strings.Contains(c.source, "$env") // by whichever way into it
		})
	}
	b.remember = b.remember || b.felt
}

// NeedsVisitors reports whether some condition looks at what only the visitor's own record tells.
func (b *Backtest) NeedsVisitors() bool {
	for _, e := range []*Engine{b.before, b.after} {
		for _, in := range e.ruleset(b.setup.Site.Name).names.list {
			if !onSignal(in.name) {
				return true
			}
		}
	}
	return false
}

// Contact takes a contact of the time before, on both sides.
func (b *Backtest) Contact(visitor string, c core.Contact) {
	p := b.of(visitor)
	p.after.contacts = contacted(p.after.contacts, c)
	if p.split {
		p.before.contacts = contacted(p.before.contacts, c)
	}
	for _, e := range []*Engine{b.before, b.after} {
		e.ruleset(b.setup.Site.Name).counter(c.Intercept).Add(1)
	}
}

func (b *Backtest) of(visitor string) *past {
	p := b.past[visitor]
	if p == nil {
		p = &past{split: b.always}
		b.past[visitor] = p
	}
	return p
}

// Signal takes the next signal, in the order of their times. It may change it, and keeps nothing of it.
func (b *Backtest) Signal(r *core.Recorded) {
	sig := &r.Signal
	sig.Until, sig.State = nil, ""
	sig.Muted = b.after.Muted(*sig) // as the site listens now
	inPeriod := !sig.At.Before(b.setup.From)
	if inPeriod {
		b.tally.signal(r, sig.Muted, b.setup.Settled)
	}
	decided := inPeriod && r.Decided && b.triggered(sig)
	if sig.Muted || !decided && !b.remember {
		return
	}
	p := b.of(sig.Visitor)
	if b.felt {
		sig.Frustration = b.after.Frustration(*sig, p.after.signals)
	}
	if !decided {
		b.hear(p, *sig)
		return
	}
	if r.JSON != "" && (b.data || strings.Contains(r.JSON, `"trigger"`)) {
		_ = json.Unmarshal([]byte(r.JSON), &sig.Data) // was written by us; without it a signal is one without data
	}
	b.decide(p, sig)
	if sig.Reason != "" {
		b.forget(p, sig.ID)
	}
}

// triggered reports whether a signal can lead to anything on either side. Nothing acts on a signal that meets none of its triggers by
// itself, so most signals need no decision.
func (b *Backtest) triggered(sig *core.Signal) bool {
	return b.after.ruleset(sig.Site).triggered(sig) || b.always && b.before.ruleset(sig.Site).triggered(sig)
}

func (rs *ruleset) triggered(sig *core.Signal) bool {
	seen := core.Seen{Kind: sig.Kind, Score: sig.Score, Page: sig.Page}
	for i := range rs.triggers.list {
		t := &rs.triggers.list[i]
		for _, list := range [...][]trigger{t.any, t.all} {
			for k := range list {
				if list[k].matchSignal(&seen) {
					return true
				}
			}
		}
	}
	return rs.tap.drawn.percent(hashOf(sig.ID)) < rs.tap.precision.For(sig.Kind)
}

// hear notes a signal on which nothing is decided.
func (b *Backtest) hear(p *past, sig core.Signal) {
	if sig.Reason != "" {
		return
	}
	for _, s := range p.sides() {
		h := core.History{Signals: s.signals}
		h.Hear(sig)
		s.signals = h.Signals
	}
}

// sides are those that differ.
func (p *past) sides() []*side {
	if p.split {
		return []*side{&p.after, &p.before}
	}
	return []*side{&p.after}
}

func (b *Backtest) forget(p *past, id string) {
	for _, s := range p.sides() {
		s.signals = slices.DeleteFunc(s.signals, func(seen core.Seen) bool { return seen.ID == id })
	}
}

// decide asks the engines. As long as the draft does not win, the others fare as if it were not there.
func (b *Backtest) decide(p *past, sig *core.Signal) {
	visitor, known := b.visitor(sig)
	contacts := p.after.contacts
	if !p.split && len(contacts) == core.ContactsKept {
		contacts = slices.Clone(contacts) // the next one drops the earliest in place
	}
	with := b.ask(b.after, &p.after, sig, visitor)
	won := with.Outcome != core.Idle && with.Intercept == b.setup.Draft.Name
	without := with
	if won && !p.split {
		p.split = true
		p.before = side{contacts: slices.Clone(contacts), signals: slices.Clone(p.after.signals)}
		if n := len(p.before.signals); n > 0 {
			p.before.signals = p.before.signals[:n-1]
		}
	}
	if p.split {
		without = b.ask(b.before, &p.before, sig, visitor)
	}
	b.tally.decision(verdictOn{sig: sig, with: &with, without: &without, place: b.place, won: won, first: won && !p.acted,
		doubts: b.doubts(sig, visitor, known)})
	p.acted = p.acted || won
}

func (b *Backtest) ask(e *Engine, s *side, sig *core.Signal, visitor core.Visitor) core.Decision {
	h := core.History{Visitor: visitor, Contacts: s.contacts, Signals: s.signals}
	d := e.Decide(sig.Received, *sig, &h)
	s.contacts = h.Contacts
	if b.remember {
		s.signals = h.Signals
	}
	return d
}

// visitor gives the visitor of a signal as far as it is known.
func (b *Backtest) visitor(sig *core.Signal) (core.Visitor, bool) {
	if b.setup.Visitor != nil {
		if v, ok := b.setup.Visitor(sig.Visitor); ok {
			return v, true
		}
	}
	return core.Visitor{Site: sig.Site, ID: sig.Visitor}, false
}

// doubts are the names that the draft's condition looked at and whose values at the time of the signal nobody wrote down.
func (b *Backtest) doubts(sig *core.Signal, v core.Visitor, known bool) []string {
	var out []string
	for _, name := range b.asked {
		if !onSignal(name) && !(known && lasting(name, sig, &v)) {
			out = append(out, name)
		}
	}
	return out
}

// onSignal reports whether a name is recorded with every signal, or follows from what is.
func onSignal(name string) bool {
	switch name {
	case "visitor.id", "visitor.frustration", "page.path", "signal.kind", "signal.score", "signal.data":
		return true
	}
	return len(name) > len("signal.data.") && name[:len("signal.data.")] == "signal.data."
}

// lasting reports whether what is known of the visitor now was so at the time of the signal: nothing about them has changed since, or
// it is what does not change. The count of visits only grows from one session to the next.
func lasting(name string, sig *core.Signal, v *core.Visitor) bool {
	if !v.Last.After(sig.Received) {
		return true
	}
	switch name {
	case "visitor.visits", "visitor.new":
		return v.Visits <= 1 || v.Session == sig.Session
	case "device.touch":
		return true
	}
	return false
}
