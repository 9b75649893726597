package decide

import (
	"time"

	"heed/collector/core"
)

// gate is one condition of every intercept: it fills in what it saw, what it wanted and whether that passes.
type gate struct {
	name  string
	check func(m *moment, r *rule, g *core.Gate)
}

// gates are evaluated all, in this order, for every intercept: an explanation that stopped at the first failure would send its
// reader round and round.
var gates = [...]gate{
	{"trigger", checkTrigger},
	{"where", checkWhere},
	{"who", checkWho},
	{"schedule", checkSchedule},
	{"session_limit", checkSession},
	{"visitor_limit", checkVisitor},
	{"quota", checkQuota},
	{"budget", checkBudget},
	{"rollout", checkRollout},
	{"fresh", checkFresh},
}

// quotaGate is the place of the gate that is asked again when the last of a quota is gone.
const quotaGate = 6

// evaluate fills the gates of one intercept, which has room for all of them.
func (m *moment) evaluate(r *rule, into []core.Gate) core.Evaluation {
	eligible := true
	for i := range gates {
		into[i].Name = gates[i].name
		gates[i].check(m, r, &into[i])
		eligible = eligible && into[i].Pass
	}
	return core.Evaluation{
		Intercept: r.Name, Revision: r.Revision, Priority: r.Priority, Eligible: eligible, Gates: into,
	}
}

func checkTrigger(m *moment, r *rule, g *core.Gate) {
	g.Got, g.Want = core.String(m.signal), core.String(r.triggers.want)
	g.Pass, g.Note = r.triggers.met(m.sig.Session, m.h.Signals)
}

func checkWhere(m *moment, r *rule, g *core.Gate) {
	g.Got, g.Want = core.String(m.sig.Page), core.String(r.where)
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

func checkWho(m *moment, r *rule, g *core.Gate) {
	if r.who < 0 {
		g.Pass, g.Note = true, "everybody"
		return
	}
	a := m.ask(r.who)
	g.Got, g.Want = core.String(a.inputs), core.String(r.Who)
	g.Pass, g.Note = a.pass, a.note
}

func checkSchedule(m *moment, r *rule, g *core.Gate) {
	if r.zone < 0 {
		g.Pass, g.Note = true, "always"
		return
	}
	at := m.clocks[r.zone]
	g.Got, g.Want = core.String(at.text), core.String(r.schedule.want)
	g.Pass = r.schedule.open(at)
}

func checkSession(m *moment, r *rule, g *core.Gate) {
	below(g, m.tallies[r.place].session, r.perSession())
	g.Note = "contacts of this intercept in this session, control arm included; must be below"
}

func checkVisitor(m *moment, r *rule, g *core.Gate) {
	below(g, m.tallies[r.place].period, r.Limits.PerVisitor)
	g.Note = r.period
}

func checkQuota(_ *moment, r *rule, g *core.Gate) {
	below(g, int(r.contacts.Load()), r.Limits.Quota)
	g.Note = "contacts of this intercept with all visitors, ever"
}

func checkBudget(m *moment, _ *rule, g *core.Gate) {
	below(g, m.budget, m.rules.budget.Contacts)
	g.Note = m.rules.budgetNote
}

func checkRollout(m *moment, r *rule, g *core.Gate) {
	place := 100 * r.inRoll.of(m.sig.Visitor)
	g.Got, g.Want = core.Number(place), core.Number(r.rollout)
	g.Pass = place < r.rollout
	g.Note = "the visitor's fixed place between 0 and 100; must be below"
}

func checkFresh(m *moment, r *rule, g *core.Gate) {
	age, limit := max(0, m.now.Sub(m.sig.At)), r.Action.ExpiresAfter()
	g.Got, g.Want = core.Number(seconds(age)), core.Number(seconds(limit))
	g.Pass = age <= limit
	g.Note = "seconds since the signal; at most"
}

// seconds to the millisecond, which is how exactly times are kept.
func seconds(d time.Duration) float64 { return float64(d.Milliseconds()) / 1000 }

// below passes when n is below the limit, or when there is none.
func below(g *core.Gate, n, limit int) {
	g.Got = core.Number(float64(n))
	g.Pass = limit <= 0 || n < limit
	if limit > 0 {
		g.Want = core.Number(float64(limit))
	}
}
