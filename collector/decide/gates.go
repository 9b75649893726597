package decide

import (
	"time"

	"heed/agent"
	"heed/collector/core"
)

// gate is one condition of every intercept. What it wants is known when the intercept is loaded; check fills in what it saw and
// whether that passes, and a note where the two do not tell.
type gate struct {
	name  string
	want  func(rs *ruleset, r *rule) (want core.Value, note string)
	check func(m *moment, r *rule, g *core.Gate)
}

// gates are evaluated all, in this order, for every intercept: an explanation that stopped at the first failure would send its
// reader round and round.
var gates = [...]gate{
	{"trigger", wantTrigger, checkTrigger},
	{"where", wantWhere, checkWhere},
	{"who", wantWho, checkWho},
	{"schedule", wantOpen, checkSchedule},
	{"session_limit", wantSession, checkSession},
	{"visitor_limit", wantVisitor, checkVisitor},
	{"quota", wantQuota, checkQuota},
	{"budget", wantBudget, checkBudget},
	{"rollout", wantRollout, checkRollout},
	{"fresh", wantFresh, checkFresh},
	{"present", wantPresent, checkPresent},
}

// quotaGate is the place of the gate that is corrected when the last of a quota is gone.
const quotaGate = 6

// newGates makes the part of an intercept's explanation that is the same in every decision.
func newGates(gates []gate, rs *ruleset, r *rule) []core.Gate {
	out := make([]core.Gate, len(gates))
	for i, g := range gates {
		out[i].Name = g.name
		out[i].Want, out[i].Note = g.want(rs, r)
	}
	return out
}

// evaluate completes the gates of one intercept, which come as newGates made them.
func (m *moment) evaluate(r *rule, own []core.Gate) core.Evaluation {
	return m.evaluateBy(gates[:], r, own)
}

func (m *moment) evaluateBy(gates []gate, r *rule, own []core.Gate) core.Evaluation {
	eligible := true
	for i := range gates {
		gates[i].check(m, r, &own[i])
		eligible = eligible && own[i].Pass
	}
	return core.Evaluation{
		Intercept: r.Name, Revision: r.Revision, Priority: r.Priority, Eligible: eligible, Gates: own,
	}
}

func wantTrigger(_ *ruleset, r *rule) (core.Value, string) { return core.String(r.triggers.want), "" }

func checkTrigger(m *moment, r *rule, g *core.Gate) {
	g.Got = core.String(m.signal)
	g.Pass, g.Note = r.triggers.met(m.sig.Session, m.h.Signals)
}

func wantWhere(_ *ruleset, r *rule) (core.Value, string) {
	return core.String(describeWhere(r.Where)), ""
}

func checkWhere(m *moment, r *rule, g *core.Gate) {
	g.Got = core.String(m.sig.Page)
	g.Pass = (len(r.include) == 0 || anyMatch(r.include, m.sig.Page)) && !anyMatch(r.exclude, m.sig.Page)
}

func anyMatch(globs []glob, path string) bool {
	for i := range globs {
		if globs[i].match(path) {
			return true
		}
	}
	return false
}

func wantWho(_ *ruleset, r *rule) (core.Value, string) {
	if r.who < 0 {
		return core.Value{}, "everybody"
	}
	return core.String(r.Who), ""
}

func checkWho(m *moment, r *rule, g *core.Gate) {
	if r.who < 0 {
		g.Pass = true
		return
	}
	a := m.ask(r.who)
	g.Got, g.Pass, g.Note = core.String(a.inputs), a.pass, a.note
}

func wantOpen(_ *ruleset, r *rule) (core.Value, string) {
	if r.zone < 0 {
		return core.Value{}, "always"
	}
	return core.String(r.schedule.want), ""
}

func checkSchedule(m *moment, r *rule, g *core.Gate) {
	if r.zone < 0 {
		g.Pass = true
		return
	}
	at := &m.clocks[r.zone]
	g.Got, g.Pass = core.String(at.text), r.schedule.open(at)
}

func wantSession(_ *ruleset, r *rule) (core.Value, string) {
	return limit(r.perSession()), "contacts of this intercept in this session; must be below"
}

func checkSession(m *moment, r *rule, g *core.Gate) {
	below(g, m.tallies[r.place].session, r.perSession())
}

func wantVisitor(_ *ruleset, r *rule) (core.Value, string) {
	period := "ever"
	if r.Limits.Every > 0 {
		period = "within " + r.Limits.Every.String()
	}
	return limit(r.perVisitor()), "contacts of this intercept with this visitor " + period + "; must be below"
}

func checkVisitor(m *moment, r *rule, g *core.Gate) {
	below(g, m.tallies[r.place].period, r.perVisitor())
}

func wantQuota(_ *ruleset, r *rule) (core.Value, string) {
	return limit(r.Limits.Quota), "contacts of this intercept with all visitors ever; must be below"
}

func checkQuota(_ *moment, r *rule, g *core.Gate) { below(g, int(r.contacts.Load()), r.Limits.Quota) }

func wantBudget(rs *ruleset, _ *rule) (core.Value, string) {
	return limit(rs.budget.Contacts),
		"contacts of all intercepts with this visitor within " + rs.budget.Every.String() + "; must be below"
}

func checkBudget(m *moment, _ *rule, g *core.Gate) { below(g, m.budget, m.rules.budget.Contacts) }

func wantRollout(_ *ruleset, r *rule) (core.Value, string) {
	return core.Number(r.rollout), "the visitor's fixed place from 0 to 100; must be below"
}

func checkRollout(m *moment, r *rule, g *core.Gate) {
	place := 100 * r.inRoll.of(m.sig.Visitor)
	g.Got, g.Pass = core.Number(place), place < r.rollout
}

func wantFresh(_ *ruleset, r *rule) (core.Value, string) {
	return core.Number(r.Action.ExpiresAfter().Seconds()), "seconds since the signal; at most"
}

// checkFresh takes a signal from the future, of a page whose clock could not be corrected well, as one of now.
func checkFresh(m *moment, r *rule, g *core.Gate) {
	age := max(0, m.now.Sub(m.sig.At)).Truncate(time.Millisecond)
	g.Got, g.Pass = core.Number(age.Seconds()), age <= r.Action.ExpiresAfter()
}

func wantPresent(*ruleset, *rule) (core.Value, string) { return core.String("there"), "" }

// checkPresent fails for what the page could only tell on leaving: nobody is there to see an answer, and showing it on the next page
// would greet every shopper who comes back from a payment provider with «what held you back?».
func checkPresent(m *moment, _ *rule, g *core.Gate) {
	g.Got, g.Pass = core.String("there"), true
	if agent.KindOf(m.sig.Kind) == agent.None {
		return // the data of a site's own signals are the site's
	}
	n, _ := m.sig.Data["trigger"].(float64)
	if t := agent.Trigger(n); t == agent.TriggerHidden || t == agent.TriggerUnload {
		g.Got, g.Pass = core.String("gone"), false
		g.Note = "the signal was sent as the page was left or hidden"
	}
}

// limit is what below wants: nothing when there is no limit.
func limit(n int) core.Value {
	if n <= 0 {
		return core.Value{}
	}
	return core.Number(float64(n))
}

// below passes when n is below the limit, or when there is none.
func below(g *core.Gate, n, limit int) {
	g.Got, g.Pass = core.Number(float64(n)), limit <= 0 || n < limit
}
