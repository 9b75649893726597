package decide

import (
	"encoding/json"
	"fmt"
	"maps"
	"sync/atomic"
	"time"

	"heed/agent"
	"heed/collector/core"
)

// ruleset is a site with its live intercepts, compiled. It never changes; a reload makes another one.
type ruleset struct {
	site    string
	budget  core.Budget
	deal    core.Deal
	holdout float64 // the site's own
	inSite  draw
	stopped bool
	// frustration is the site's own measure of its visitors.
	frustration agent.Frustration
	rules       []rule
	index       map[string]int // of at, by the intercept's name
	tap         tap
	mutes       Mutes
	book        *core.Rulebook // what the rules want, and last what the tap wants
	// Intercepts of one site often ask the same; each distinct question is answered once a decision.
	triggers   distinct[triggers]
	globs      distinct[glob] // of places
	places     distinct[pages]
	conditions distinct[condition]
	names      distinct[input]
	schedules  distinct[schedule]
	zones      distinct[*time.Location]
	doors      distinct[door]
	// counters are the contacts so far by intercept, over all visitors, also of intercepts that are not live now.
	counters map[string]*atomic.Int64
	// begun are the responses so far by survey, of surveys with a quota.
	begun map[string]*atomic.Int64
}

// rule is an intercept, compiled.
type rule struct {
	core.Intercept
	place    int // in ruleset.rules
	when     int // index of ruleset.triggers
	where    int // index of ruleset.places
	who      int // index of ruleset.conditions, -1 for everybody
	schedule int // index of ruleset.schedules, -1 for always
	door     int // index of ruleset.doors, -1 for what asks no survey that closes
	expires  time.Duration
	rollout  float64
	holdout  float64
	inRoll   draw
	inHold   draw
	inTie    draw
	contacts *atomic.Int64
}

// distinct holds things by what they were made from, each once.
type distinct[T any] struct {
	list  []T
	index map[string]int
}

// place gives the place of what is made from source.
func (d *distinct[T]) place(source string, compile func() T) int {
	if i, ok := d.index[source]; ok {
		return i
	}
	if d.index == nil {
		d.index = map[string]int{}
	}
	d.index[source] = len(d.list)
	d.list = append(d.list, compile())
	return len(d.list) - 1
}

// newRuleset compiles the live ones of a site's intercepts, and goes on with what the one before has counted, if there is one. The error has
// the fields of the first intercept that is not valid.
func newRuleset(l Loading, before *ruleset) (*ruleset, error) {
	site := l.Site
	rs := &ruleset{
		site: site.Name, budget: site.Budget.InForce(), deal: site.Deal, inSite: newDraw(forSite, site.Name, ""), stopped: site.IsStopped(),
		frustration: frustrationOf(site.Frustration), index: map[string]int{}, counters: map[string]*atomic.Int64{}, begun: map[string]*atomic.Int64{},
	}
	if before != nil {
		maps.Copy(rs.counters, before.counters)
		maps.Copy(rs.begun, before.begun)
	}
	if err := rs.openDoors(l.Surveys); err != nil {
		return nil, err
	}
	if site.Holdout != nil {
		rs.holdout = *site.Holdout
	}
	for _, i := range l.Intercepts {
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
	}
	rs.tap = newTap(rs, site.Precision)
	rs.index[core.PrecisionName] = rs.tap.place
	rs.mutes, _ = NewMutes(site.Mutes)
	return rs, rs.write()
}

// write writes the book.
func (rs *ruleset) write() error {
	book := make([]core.Rule, 0, len(rs.rules)+1)
	for i := range rs.rules {
		book = append(book, bookOf(gates[:], rs, &rs.rules[i]))
	}
	var err error
	rs.book, err = core.NewRulebook(append(book, bookOf(tapGates[:], rs, &rs.tap.rule)))
	return err
}

// at gives a rule by its place, the tap's after all others.
func (rs *ruleset) at(place int) *rule {
	if place == rs.tap.place {
		return &rs.tap.rule
	}
	return &rs.rules[place]
}

func (rs *ruleset) newRule(i core.Intercept) (rule, findings) {
	var errs findings
	r := rule{Intercept: i, place: len(rs.rules), who: -1, schedule: -1, door: rs.doorOf(i.Action), expires: i.Action.ExpiresAfter(), rollout: 100,
		contacts: rs.counter(i.Name)}
	r.inRoll, r.inHold, r.inTie = newDraw(forRollout, rs.site, i.Name), newDraw(forHoldout, rs.site, i.Name),
		newDraw(forTie, rs.site, i.Name)
	if i.Rollout != nil {
		r.rollout = *i.Rollout
	}
	if i.Holdout != nil {
		r.holdout = *i.Holdout
	}
	r.when = rs.triggers.place(sourceOf(i.When), func() triggers { return newTriggers(i.When, &errs) })
	r.where = rs.places.place(sourceOf(i.Where), func() pages { return rs.newPages(i.Where, &errs) })
	if i.Schedule != nil {
		r.schedule = rs.schedules.place(sourceOf(i.Schedule), func() schedule { return rs.newSchedule(*i.Schedule, &errs) })
	}
	if i.Who != "" {
		r.who = rs.conditions.place(i.Who, func() condition { return rs.newCondition(i.Who, &errs) })
	}
	return r, errs
}

// sourceOf is what distinguishes two parts of documents. They have come from JSON, so they go back into it.
func sourceOf(part any) string {
	text, _ := json.Marshal(part) // cannot fail for what came from JSON
	return string(text)
}

func (rs *ruleset) newSchedule(s core.Schedule, errs *findings) schedule {
	out, found := newSchedule(s)
	*errs = append(*errs, found...)
	if len(found) == 0 {
		out.clock = rs.zones.place(out.zone.String(), func() *time.Location { return out.zone })
	}
	return out
}

func (rs *ruleset) newCondition(source string, errs *findings) condition {
	c, err := newCondition(source, &rs.names)
	if err != nil {
		errs.add("who", "%v", err)
	}
	return c
}

func (rs *ruleset) counter(name string) *atomic.Int64 {
	if rs.counters[name] == nil {
		rs.counters[name] = new(atomic.Int64)
	}
	return rs.counters[name]
}

// pages is a core.Where, compiled, as indices of ruleset.globs.
type pages struct{ include, exclude []int }

func (rs *ruleset) newPages(w core.Where, errs *findings) pages {
	return pages{rs.newGlobs("where.include", w.Include, errs), rs.newGlobs("where.exclude", w.Exclude, errs)}
}

// matches appends for each of the globs whether it matches a page.
func (rs *ruleset) matches(out []bool, page string) []bool {
	for i := range rs.globs.list {
		out = append(out, rs.globs.list[i].match(page))
	}
	return out
}

// match is told which globs match the page.
func (p *pages) match(matched []bool) bool {
	return (len(p.include) == 0 || anyOf(p.include, matched)) && !anyOf(p.exclude, matched)
}

func anyOf(places []int, matched []bool) bool {
	for _, place := range places {
		if matched[place] {
			return true
		}
	}
	return false
}

func (rs *ruleset) newGlobs(path string, patterns []string, errs *findings) []int {
	out := make([]int, len(patterns))
	for i, p := range patterns {
		g, err := newGlob(p)
		if err != nil {
			errs.add(fmt.Sprintf("%s[%d]", path, i), "%v", err)
			continue
		}
		out[i] = rs.globs.place(p, func() glob { return g })
	}
	return out
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
