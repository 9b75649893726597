package decide

import (
	"maps"
	"slices"
	"strconv"
	"sync"
	"sync/atomic"
	"time"

	"heed/collector/core"
)

// Engine decides for all sites. Its methods may be called from any goroutine.
type Engine struct {
	ids     core.IDs
	moments sync.Pool // of *moment

	mu    sync.RWMutex
	sites map[string]*ruleset
}

// New makes an engine that knows no site yet.
func New(ids core.IDs) *Engine {
	return &Engine{
		ids:     ids,
		moments: sync.Pool{New: func() any { return new(moment) }},
		sites:   map[string]*ruleset{},
	}
}

// Loading is a site with what an engine decides by.
type Loading struct {
	Site       core.Site
	Intercepts []core.Intercept // of which the live ones count
	// Contacts are the counts for the quotas so far, by intercept. What the engine has counted itself is never lowered by them: a decision
	// whose commit is still under way is not in the store's counts yet.
	Contacts map[string]int
	Surveys  []core.Survey // those that may close: without them none does
}

// Load is LoadAll for one site.
func (e *Engine) Load(site core.Site, intercepts []core.Intercept, contacts map[string]int, surveys ...core.Survey) error {
	return e.LoadAll(Loading{site, intercepts, contacts, surveys})
}

// LoadAll compiles sites and swaps them in at once; after an error all that was loaded stays.
func (e *Engine) LoadAll(sites ...Loading) error {
	e.mu.Lock()
	defer e.mu.Unlock()
	next := maps.Clone(e.sites)
	for _, one := range sites {
		rs, err := newRuleset(one, e.sites[one.Site.Name])
		if err != nil {
			return err
		}
		next[one.Site.Name] = rs
	}
	for _, one := range sites {
		for name, n := range one.Contacts {
			raise(next[one.Site.Name].counter(name), int64(n))
		}
	}
	e.sites = next
	return nil
}

func raise(counter *atomic.Int64, to int64) {
	for {
		n := counter.Load()
		if n >= to || counter.CompareAndSwap(n, to) {
			return
		}
	}
}

func (e *Engine) ruleset(site string) *ruleset {
	e.mu.RLock()
	defer e.mu.RUnlock()
	return e.sites[site]
}

// Muted reports whether the signal's site does not listen to such signals.
func (e *Engine) Muted(sig core.Signal) bool {
	rs := e.ruleset(sig.Site)
	return rs != nil && rs.mutes.Cover(sig.Kind, sig.Target, sig.Page)
}

// Decide evaluates all live intercepts of the signal's site for one visitor and advances h: the signal is added to its signals
// and, when the outcome is act or hold, a contact to its contacts. A muted signal leads to nothing, now and later. The caller holds
// the visitor's lock.
func (e *Engine) Decide(now time.Time, sig core.Signal, h *core.History) core.Decision {
	d := core.Decision{
		ID: e.ids(), Site: sig.Site, Visitor: sig.Visitor, Session: sig.Session, Signal: sig.ID, Kind: sig.Kind, Page: sig.Page,
		At: now, Outcome: core.Idle,
	}
	if sig.Muted {
		d.Arbitration = "The site has muted " + sig.Kind + " of " + sig.Target + ", so no intercept was considered."
		return d
	}
	h.Hear(sig)
	rs := e.ruleset(sig.Site)
	if rs == nil {
		d.Arbitration = "Nothing is known of this site; no intercept was considered."
		return d
	}
	m := e.moments.Get().(*moment)
	defer e.moments.Put(m)
	m.begin(rs, now, sig, h)
	defer m.end()

	m.evaluateAll()
	winner := m.choose()
	d.Arbitration = m.explain(winner)
	if winner >= 0 {
		m.conclude(&d, &rs.rules[winner])
	} else if m.sampled() && !m.withheld() {
		m.tap(&d)
	}
	d.Considered = m.explanation()
	return d
}

// evaluateAll evaluates every intercept.
func (m *moment) evaluateAll() {
	for i := range m.rules.rules {
		passed := m.evaluate(gates[:], &m.rules.rules[i])
		m.passed = append(m.passed, passed)
		if passed == allPassed {
			m.eligible = append(m.eligible, i)
		}
	}
}

// choose arbitrates and takes one of the winner's quota. When other visitors have taken the last one since the gate was asked, the
// gate is corrected and the rest get their turn.
func (m *moment) choose() int {
	for {
		winner := m.arbitrate()
		if winner < 0 {
			return winner
		}
		r := &m.rules.rules[winner]
		if r.reserve() {
			return winner
		}
		m.passed[winner] &^= 1 << quotaGate
		m.own(r)[ownContacts] = float64(r.Limits.Quota)
		m.eligible = slices.DeleteFunc(m.eligible, func(place int) bool { return place == winner })
	}
}

// conclude acts and draws the arm. Both arms come this way, so that limits and clocks advance the same in both:
// otherwise the control arm would be asked more often, and no longer be a fair comparison.
func (m *moment) conclude(d *core.Decision, r *rule) {
	m.act(d, r)
	at := r.inHold.percent(m.visitor)
	switch {
	case m.withheld():
		d.Outcome, d.Arm = core.Held, core.Withheld
		d.Arbitration += " The visitor is left alone: its fixed place " + decimal(m.rules.inSite.percent(m.visitor)) +
			" is below the site's own holdout of " + decimal(m.rules.holdout) + "."
	case at < r.holdout:
		d.Outcome, d.Arm = core.Held, core.Control
		d.Arbitration += " The visitor is left alone: its fixed place " + decimal(at) + " is below the holdout of " + decimal(r.holdout) + "."
	default:
		d.Arm = core.Treatment
	}
	if d.Outcome == core.Held {
		m.h.Dismiss(d.ID, m.now) // as a contact that is held back counts
	}
}

// withheld reports whether the visitor is in the site's own holdout.
func (m *moment) withheld() bool { return m.rules.inSite.percent(m.visitor) < m.rules.holdout }

func decimal(n float64) string { return strconv.FormatFloat(n, 'f', -1, 64) }

// act makes the decision the rule's, and counts the contact.
func (m *moment) act(d *core.Decision, r *rule) {
	d.Outcome, d.Intercept, d.Revision, d.Action = core.Acted, r.Name, r.Revision, &r.Action // which never changes
	d.Expires = m.sig.At.Add(r.expires)
	m.h.Contacts = contacted(m.h.Contacts, core.Contact{
		Decision: d.ID, Intercept: r.Name, Session: m.sig.Session, At: m.now,
	})
}

// Undo takes a decision's contact back from the site's counters, because its commit failed. The visitor's history is the caller's
// to load again.
func (e *Engine) Undo(d core.Decision) {
	if d.Outcome == core.Idle || d.Intercept == "" {
		return
	}
	if rs := e.ruleset(d.Site); rs != nil {
		if counter := rs.counters[d.Intercept]; counter != nil {
			counter.Add(-1)
		}
	}
}

// Contacts is how often an intercept of a site has acted or held back, ever: what its quota is held against.
func (e *Engine) Contacts(site, intercept string) int {
	if rs := e.ruleset(site); rs != nil {
		if counter := rs.counters[intercept]; counter != nil {
			return int(counter.Load())
		}
	}
	return 0
}
