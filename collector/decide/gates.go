package decide

import (
	"slices"
	"strings"

	"heed/collector/core"
)

// gate is one condition of every intercept. What it wants, and which input it looks at, is known when the intercept is loaded; check
// says whether what it sees passes.
type gate struct {
	name  string
	want  func(rs *ruleset, r *rule) core.Condition
	check func(m *moment, r *rule) bool
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
	{"cooldown", wantCool, checkCool},
	{"quota", wantQuota, checkQuota},
	{"survey", wantSurvey, checkSurvey},
	{"budget", wantBudget, checkBudget},
	{"rollout", wantRollout, checkRollout},
	{"fresh", wantFresh, checkFresh},
	{"present", wantPresent, checkPresent},
	{"running", wantRunning, checkRunning},
}

// The places of the gates that may say a word of their own, or are corrected.
const (
	triggerGate = 0
	whoGate     = 2
	quotaGate   = 7
)

// allPassed is the verdict on an intercept that is eligible.
const allPassed = 1<<len(gates) - 1

// bookOf writes down what the gates want of a rule.
func bookOf(gates []gate, rs *ruleset, r *rule) core.Rule {
	out := core.Rule{Intercept: r.Name, Revision: r.Revision, Priority: r.Priority, Value: r.Value, Gates: make([]core.Condition, len(gates))}
	for i, g := range gates {
		out.Gates[i] = g.want(rs, r)
		out.Gates[i].Gate = g.name
	}
	return out
}

// evaluate gives the verdict on one rule: a bit for each gate that passed.
func (m *moment) evaluate(gates []gate, r *rule) uint32 {
	passed := uint32(0)
	for i := range gates {
		m.asked = i
		if gates[i].check(m, r) {
			passed |= 1 << i
		}
	}
	return passed
}

func wantTrigger(rs *ruleset, r *rule) core.Condition {
	return core.Condition{Want: core.String(rs.triggers.list[r.when].want), Input: core.TextInput(textSignal)}
}

func checkTrigger(m *moment, r *rule) bool {
	pass, note := m.fires(r.when)
	m.note(r, triggerGate, note)
	return pass
}

func wantWhere(_ *ruleset, r *rule) core.Condition {
	return core.Condition{Want: core.String(describeWhere(r.Where)), Input: core.TextInput(textPage)}
}

func checkWhere(m *moment, r *rule) bool { return m.pages[r.where] }

func wantWho(rs *ruleset, r *rule) core.Condition {
	if r.who < 0 {
		return core.Condition{Note: "everybody"}
	}
	names := rs.conditions.list[r.who].names
	c := core.Condition{Want: core.String(r.Who), Inputs: make([]int, len(names))}
	for i, name := range names {
		c.Inputs[i] = core.TextInput(sharedTexts + name)
	}
	return c
}

func checkWho(m *moment, r *rule) bool {
	if r.who < 0 {
		return true
	}
	a := &m.answers[r.who]
	m.note(r, whoGate, a.note)
	return a.pass
}

func wantOpen(rs *ruleset, r *rule) core.Condition {
	if r.schedule < 0 {
		return core.Condition{Note: "always"}
	}
	s := &rs.schedules.list[r.schedule]
	return core.Condition{Want: core.String(s.want), Input: core.TextInput(rs.zoneText(s.clock))}
}

func checkSchedule(m *moment, r *rule) bool { return r.schedule < 0 || m.open[r.schedule] }

func wantSession(_ *ruleset, r *rule) core.Condition {
	return core.Condition{Want: limit(r.perSession()), Note: "contacts of this intercept in this session; must be below",
		Input: core.NumberInput(numberNone)}
}

func checkSession(m *moment, r *rule) bool {
	n := m.met[r.place].session
	if n > 0 {
		m.see(r, float64(n))
	}
	return n < r.perSession()
}

func wantVisitor(_ *ruleset, r *rule) core.Condition {
	period := "ever"
	if r.Limits.Every > 0 {
		period = "within " + r.Limits.Every.String()
	}
	return core.Condition{Want: limit(r.perVisitor()), Input: core.NumberInput(numberNone),
		Note: "contacts of this intercept with this visitor " + period + "; must be below"}
}

func checkVisitor(m *moment, r *rule) bool {
	n := m.met[r.place].period
	if n > 0 {
		m.see(r, float64(n))
	}
	return below(float64(n), r.perVisitor())
}

func wantCool(rs *ruleset, r *rule) core.Condition {
	own, all := coolWords(r.Limits.Cooldown(), "of this intercept"), coolWords(rs.budget.Cooldown(), "of any")
	words := slices.Concat(own, all)
	if len(words) == 0 {
		return core.Condition{Note: "no cool-down"}
	}
	return core.Condition{Want: core.Number(0), Input: core.NumberInput(numberCool), Note: "seconds left of " + strings.Join(words, ", ")}
}

func coolWords(c core.Cooldown, what string) []string {
	var out []string
	if c.AfterDismissal > 0 {
		out = append(out, core.Duration(c.AfterDismissal).String()+" after a dismissal "+what)
	}
	if c.AfterAnswer > 0 {
		out = append(out, core.Duration(c.AfterAnswer).String()+" after an answer "+what)
	}
	return out
}

func checkCool(m *moment, r *rule) bool {
	all, own := m.numbers[numberCool], m.met[r.place].cool
	if own > all {
		m.see(r, own)
	}
	return max(own, all) == 0
}

func wantQuota(_ *ruleset, r *rule) core.Condition {
	return core.Condition{Want: limit(r.Limits.Quota), Note: "contacts of this intercept with all visitors ever; must be below",
		Input: r.number(ownContacts)}
}

func checkQuota(m *moment, r *rule) bool {
	n := float64(r.contacts.Load())
	m.own(r)[ownContacts] = n
	return below(n, r.Limits.Quota)
}

func wantBudget(rs *ruleset, _ *rule) core.Condition {
	return core.Condition{Want: limit(rs.budget.Contacts), Input: core.NumberInput(numberBudget),
		Note: "contacts of all intercepts with this visitor within " + rs.budget.Every.String() + "; must be below"}
}

func checkBudget(m *moment, _ *rule) bool {
	return below(m.numbers[numberBudget], m.rules.budget.Contacts)
}

func wantRollout(rs *ruleset, r *rule) core.Condition {
	return core.Condition{Want: core.Number(r.rollout), Note: "the visitor's fixed place from 0 to 100" + rs.periodWords() + "; must be below",
		Input: r.number(ownPlace)}
}

// periodWords say for how long a visitor's place is fixed.
func (rs *ruleset) periodWords() string {
	if rs.deal.Period == "" {
		return ""
	}
	return " in this " + rs.deal.Period
}

func checkRollout(m *moment, r *rule) bool {
	at := r.inRoll.percent(m.visitor)
	m.own(r)[ownPlace] = at
	return at < r.rollout
}

func wantFresh(_ *ruleset, r *rule) core.Condition {
	return core.Condition{Want: core.Number(r.Action.ExpiresAfter().Seconds()), Note: "seconds since the signal; at most",
		Input: core.NumberInput(numberAge)}
}

func checkFresh(m *moment, r *rule) bool { return m.age <= r.expires }

func wantPresent(*ruleset, *rule) core.Condition {
	return core.Condition{Want: core.String(there), Note: "gone when the signal was sent as the page was left or hidden",
		Input: core.TextInput(textPresence)}
}

func checkPresent(m *moment, _ *rule) bool { return m.present }

func wantRunning(*ruleset, *rule) core.Condition {
	return core.Condition{Want: core.String(running), Note: "stopped when somebody has stopped the whole site", Input: core.TextInput(textRunning)}
}

func checkRunning(m *moment, _ *rule) bool { return !m.rules.stopped }

// limit is what below wants: nothing when there is no limit.
func limit(n int) core.Value {
	if n <= 0 {
		return core.Value{}
	}
	return core.Number(float64(n))
}

// below passes when n is below the limit, or when there is none.
func below(n float64, limit int) bool { return limit <= 0 || n < float64(limit) }

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
