package decide

import (
	"time"

	"github.com/expr-lang/expr/vm"

	"heed/collector/core"
)

// moment is one signal of one visitor at one time, with all that the gates of several intercepts share. Moments are reused: a
// decision over 200 intercepts then allocates little more than its explanation.
type moment struct {
	rules *ruleset
	now   time.Time
	sig   *core.Signal
	h     *core.History // its last signal is sig

	facts   facts
	machine vm.VM
	signal  string // sig in words

	budget  int      // contacts of any intercept within the site's budget
	tallies []tally  // by rule
	answers []answer // by condition
	clocks  []local  // by zone
	text    []byte   // room to write in
}

// tally counts one intercept's contacts with the visitor.
type tally struct {
	session int // in this session
	period  int // in the period of its visitor limit
}

// answer is the result of one condition; known once it was evaluated.
type answer struct {
	known  bool
	pass   bool
	inputs string
	note   string
}

func (m *moment) begin(rs *ruleset, now time.Time, sig *core.Signal, h *core.History) {
	m.rules, m.now, m.sig, m.h = rs, now, sig, h
	m.facts = newFacts(sig, &h.Visitor)
	m.signal = describeSignal(*sig)
	m.tallies = zeroed(m.tallies, len(rs.rules)+1) // and that of the tap
	m.answers = zeroed(m.answers, len(rs.conditions))
	m.clocks = zeroed(m.clocks, len(rs.zones))
	for i, zone := range rs.zones {
		m.clocks[i] = localTime(now, zone)
	}
	m.count()
}

// end drops what belongs to the visitor before the moment is reused.
func (m *moment) end() {
	*m = moment{machine: m.machine, tallies: m.tallies, answers: m.answers, clocks: m.clocks, text: m.text}
}

// count goes through the contacts once for all intercepts. A contact in the future (the clock was set back) counts: rather one
// contact too few than one too many.
func (m *moment) count() {
	m.budget = 0
	for i := range m.h.Contacts {
		c := &m.h.Contacts[i]
		age := m.now.Sub(c.At)
		if age < time.Duration(m.rules.budget.Every) {
			m.budget++
		}
		n, ok := m.rules.index[c.Intercept]
		if !ok {
			continue
		}
		if c.Session == m.sig.Session {
			m.tallies[n].session++
		}
		every := time.Duration(m.rules.at(n).Limits.Every)
		if every == 0 || age < every {
			m.tallies[n].period++
		}
	}
}

// ask evaluates a condition, once.
func (m *moment) ask(condition int) *answer {
	a := &m.answers[condition]
	if a.known {
		return a
	}
	c := &m.rules.conditions[condition]
	pass, err := c.run(&m.machine, &m.facts)
	m.text = c.describe(m.text[:0], &m.facts)
	*a = answer{known: true, pass: pass && err == nil, inputs: string(m.text)}
	if err != nil {
		a.note = "could not be evaluated, which counts as no: " + err.Error()
	}
	return a
}

// zeroed gives a slice of n zero values, in the old one's memory when it is large enough.
func zeroed[T any](s []T, n int) []T {
	if cap(s) < n {
		return make([]T, n)
	}
	s = s[:n]
	clear(s)
	return s
}
