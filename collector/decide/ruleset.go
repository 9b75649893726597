package decide

import (
	"fmt"
	"strings"
	"sync/atomic"
	"time"

	"heed/agent"
	"heed/collector/core"
)

// ruleset is a site with its live intercepts, compiled. It never changes; a reload makes another one.
type ruleset struct {
	site   string
	budget core.Budget
	// frustration is the site's own measure of its visitors.
	frustration agent.Frustration
	rules       []rule
	index       map[string]int // of at, by the intercept's name
	tap         tap
	mutes       Mutes
	// gates are those of all rules, one after the other, as far as they are the same in every decision.
	gates []core.Gate
	// Intercepts of one site often share conditions and zones; each distinct one is evaluated once a decision.
	conditions []condition
	zones      []*time.Location
	// counters are the contacts so far by intercept, over all visitors, also of intercepts that are not live now.
	counters map[string]*atomic.Int64
}

// rule is an intercept, compiled.
type rule struct {
	core.Intercept
	place    int // in ruleset.rules
	triggers triggers
	include  []glob
	exclude  []glob
	who      int // index of ruleset.conditions, -1 for everybody
	schedule schedule
	zone     int // index of ruleset.zones, -1 for always
	rollout  float64
	holdout  float64
	inRoll   draw
	inHold   draw
	inTie    draw
	contacts *atomic.Int64
}

// newRuleset compiles the live ones of intercepts. The error has the fields of the first intercept that is not valid.
func newRuleset(site core.Site, intercepts []core.Intercept, counters map[string]*atomic.Int64) (*ruleset, error) {
	rs := &ruleset{site: site.Name, budget: budgetOf(site), frustration: frustrationOf(site.Frustration), index: map[string]int{}, counters: counters}
	for _, i := range intercepts {
		if i.Status != core.Live {
			continue
		}
		r, errs := rs.newRule(i)
		if len(errs) > 0 {
			return nil, &core.Error{
				Kind: core.Invalid, Code: "invalid_config", Fields: errs,
				Message: fmt.Sprintf("Intercept %s of site %s cannot be loaded: %s: %s",
					i.Name, site.Name, errs[0].Path, errs[0].Message),
			}
		}
		rs.index[i.Name] = len(rs.rules)
		rs.rules = append(rs.rules, r)
		rs.gates = append(rs.gates, newGates(gates[:], rs, &r)...)
	}
	rs.tap = newTap(rs, site.Precision)
	rs.index[core.PrecisionName] = rs.tap.place
	rs.mutes, _ = NewMutes(site.Mutes)
	return rs, nil
}

// at gives a rule by its place, the tap's after all others.
func (rs *ruleset) at(place int) *rule {
	if place == rs.tap.place {
		return &rs.tap.rule
	}
	return &rs.rules[place]
}

// budgetOf fills what a site leaves out from the default.
func budgetOf(site core.Site) core.Budget {
	b := site.Budget
	if b.Contacts == 0 {
		b.Contacts = core.DefaultBudget.Contacts
	}
	if b.Every == 0 {
		b.Every = core.DefaultBudget.Every
	}
	return b
}

func (rs *ruleset) newRule(i core.Intercept) (rule, findings) {
	var errs findings
	r := rule{Intercept: i, place: len(rs.rules), who: -1, zone: -1, rollout: 100, contacts: rs.counter(i.Name)}
	r.inRoll, r.inHold, r.inTie = newDraw(forRollout, rs.site, i.Name), newDraw(forHoldout, rs.site, i.Name),
		newDraw(forTie, rs.site, i.Name)
	if i.Rollout != nil {
		r.rollout = *i.Rollout
	}
	if i.Holdout != nil {
		r.holdout = *i.Holdout
	}
	triggers, found := newTriggers(i.When)
	r.triggers, errs = triggers, append(errs, found...)
	r.include = newGlobs("where.include", i.Where.Include, &errs)
	r.exclude = newGlobs("where.exclude", i.Where.Exclude, &errs)
	if i.Schedule != nil {
		schedule, found := newSchedule(*i.Schedule)
		if r.schedule, errs = schedule, append(errs, found...); len(found) == 0 {
			r.zone = rs.zone(schedule.zone)
		}
	}
	if i.Who != "" {
		var err error
		if r.who, err = rs.condition(i.Who); err != nil {
			errs.add("who", "%v", err)
		}
	}
	return r, errs
}

func (rs *ruleset) counter(name string) *atomic.Int64 {
	if rs.counters[name] == nil {
		rs.counters[name] = new(atomic.Int64)
	}
	return rs.counters[name]
}

func (rs *ruleset) zone(zone *time.Location) int {
	for i, z := range rs.zones {
		if z.String() == zone.String() {
			return i
		}
	}
	rs.zones = append(rs.zones, zone)
	return len(rs.zones) - 1
}

func (rs *ruleset) condition(source string) (int, error) {
	for i, c := range rs.conditions {
		if c.source == source {
			return i, nil
		}
	}
	c, err := newCondition(source)
	if err != nil {
		return -1, err
	}
	rs.conditions = append(rs.conditions, c)
	return len(rs.conditions) - 1, nil
}

func newGlobs(path string, patterns []string, errs *findings) []glob {
	out := make([]glob, len(patterns))
	for i, p := range patterns {
		var err error
		if out[i], err = newGlob(p); err != nil {
			errs.add(fmt.Sprintf("%s[%d]", path, i), "%v", err)
		}
	}
	return out
}

func describeWhere(w core.Where) string {
	s := strings.Join(w.Include, ", ")
	if s == "" {
		s = "every page"
	}
	if len(w.Exclude) > 0 {
		s += ", but not " + strings.Join(w.Exclude, ", ")
	}
	return s
}

// gatesOf gives one rule's part of gates that hold those of all rules.
func gatesOf(all []core.Gate, place int) []core.Gate {
	from, to := place*len(gates), (place+1)*len(gates)
	return all[from:to:to]
}

// perSession is the limit a session has even when none is written down.
func (r *rule) perSession() int {
	return max(1, r.Limits.PerSession)
}

// perVisitor is the limit in a period. A period alone means once in it.
func (r *rule) perVisitor() int {
	if r.Limits.Every > 0 {
		return max(1, r.Limits.PerVisitor)
	}
	return r.Limits.PerVisitor
}

// reserve takes one of the quota, and fails when others have taken the last.
func (r *rule) reserve() bool {
	for {
		n := r.contacts.Load()
		if r.Limits.Quota > 0 && n >= int64(r.Limits.Quota) {
			return false
		}
		if r.contacts.CompareAndSwap(n, n+1) {
			return true
		}
	}
}
