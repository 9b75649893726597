package decide

import (
	"time"

	"github.com/expr-lang/expr/vm"

	"heed/agent"
	"heed/collector/core"
)

// moment is one signal of one visitor at one time, with all that the gates of several intercepts share. Moments are reused: a
// decision over 200 intercepts then allocates little more than its explanation.
type moment struct {
	rules *ruleset
	now   time.Time
	sig   core.Signal
	h     *core.History // its last signal is sig

	visitor hash
	facts   facts
	machine vm.VM
	age     time.Duration // of the signal
	present bool          // somebody is there to see what is shown
	asked   int           // the gate that is being asked, by its place in its row

	// What the decision keeps: it is made anew for each.
	numbers []float64
	passed  []uint32

	values   []fact   // by name
	met      []met    // by rule
	firings  []firing // by when
	matched  []bool   // by glob
	pages    []bool   // by where
	answers  []answer // by condition
	clocks   []local  // by zone
	open     []bool   // by schedule
	doors    []bool   // by door
	alike    []alike  // the signals of this session; empty until somebody counts
	eligible []int    // places of rules
	sights   []core.Sight
	notes    []core.Note
	text     []byte // of all texts, one after the other
	ends     []int  // where each ends in text
}

// firing is the result of one set of triggers; known once it was asked for.
type firing struct {
	known bool
	pass  bool
	note  string
}

// answer is the result of one condition.
type answer struct {
	pass bool
	note string
}

func (m *moment) begin(rs *ruleset, now time.Time, sig core.Signal, h *core.History) {
	m.rules, m.now, m.sig, m.h = rs, now, sig, h
	m.visitor = salted(sig.Visitor, rs.deal.SaltAt(now))
	m.facts = newFacts(&m.sig, h)
	m.firings = zeroed(m.firings, len(rs.triggers.list))
	m.met = zeroed(m.met, len(rs.rules)+1)
	m.numbers = make([]float64, sharedNumbers+(len(rs.rules)+1)*ownNumbers) // and those of the tap
	m.passed = make([]uint32, 0, len(rs.rules)+1)
	// A signal from the future, of a page whose clock could not be corrected well, is taken as one of now.
	m.age = max(0, now.Sub(sig.At)).Truncate(time.Millisecond)
	m.numbers[numberAge] = m.age.Seconds()
	m.present = present(&m.sig)
	m.look()
	m.count()
}

// look answers what several intercepts ask, and writes down what there was to see.
func (m *moment) look() {
	rs := m.rules
	m.text, m.ends = appendSignal(m.text[:0], &m.sig), m.ends[:0]
	m.endText()
	m.text = append(m.text, m.sig.Page...)
	m.endText()
	if m.present {
		m.text = append(m.text, there...)
	} else {
		m.text = append(m.text, gone...)
	}
	m.endText()
	if rs.stopped {
		m.text = append(m.text, stopped...)
	} else {
		m.text = append(m.text, running...)
	}
	m.endText()
	m.read()
	m.answers = zeroed(m.answers, len(rs.conditions.list))
	for i := range rs.conditions.list {
		m.answers[i] = m.ask(&rs.conditions.list[i])
	}
	m.clocks = zeroed(m.clocks, len(rs.zones.list))
	for i, zone := range rs.zones.list {
		m.clocks[i] = localTime(m.now, zone)
		m.text = m.clocks[i].append(m.text)
		m.endText()
	}
	m.open = zeroed(m.open, len(rs.schedules.list))
	for i := range rs.schedules.list {
		s := &rs.schedules.list[i]
		m.open[i] = s.open(&m.clocks[s.clock])
	}
	m.doors = zeroed(m.doors, len(rs.doors.list))
	for i := range rs.doors.list {
		d := &rs.doors.list[i]
		m.doors[i] = d.open(m.now)
		m.text = d.append(m.text, m.now)
		m.endText()
	}
	m.pages = zeroed(m.pages, len(rs.places.list))
	m.matched = rs.matches(m.matched[:0], m.sig.Page)
	for i := range rs.places.list {
		m.pages[i] = rs.places.list[i].match(m.matched)
	}
}

func (m *moment) endText() { m.ends = append(m.ends, len(m.text)) }

// texts are the texts as the decision keeps them, all in one string.
func (m *moment) texts() []string {
	all, from := string(m.text[:m.ends[len(m.ends)-1]]), 0
	out := make([]string, len(m.ends))
	for i, to := range m.ends {
		out[i] = all[from:to]
		from = to
	}
	return out
}

// see keeps what the gate that is being asked saw of one rule alone.
func (m *moment) see(r *rule, n float64) {
	m.sights = append(m.sights, core.Sight{Rule: r.place, Gate: m.asked, Number: n})
}

// note keeps a word about one gate.
func (m *moment) note(r *rule, gate int, text string) {
	if text != "" {
		m.notes = append(m.notes, core.Note{Rule: r.place, Gate: gate, Text: text})
	}
}

// explanation is what the decision keeps of the moment.
func (m *moment) explanation() core.Explanation {
	x := core.Explanation{Book: m.rules.book, Numbers: m.numbers, Texts: m.texts(), Passed: m.passed}
	x.Notes, x.Sights, x.Draws = append(x.Notes, m.notes...), append(x.Sights, m.sights...), m.draws()
	return x
}

// draws are those of all candidates.
func (m *moment) draws() []core.Draw {
	if len(m.eligible) == 0 {
		return nil
	}
	out := make([]core.Draw, len(m.eligible))
	for i, place := range m.eligible {
		out[i] = core.Draw{Rule: place, At: m.rules.rules[place].inTie.percent(m.visitor)}
	}
	return out
}

// end drops what belongs to the visitor before the moment is reused.
func (m *moment) end() {
	clear(m.alike)
	clear(m.values)
	*m = moment{machine: m.machine, values: m.values, met: m.met, firings: m.firings, matched: m.matched, pages: m.pages, answers: m.answers, clocks: m.clocks,
		open: m.open, doors: m.doors, alike: m.alike[:0], eligible: m.eligible[:0], sights: m.sights[:0], notes: m.notes[:0], text: m.text[:0], ends: m.ends[:0]}
}

// count goes through the contacts once for all intercepts. A contact in the future (the clock was set back) counts: rather one
// contact too few than one too many.
func (m *moment) count() {
	for i := range m.h.Contacts {
		c := &m.h.Contacts[i]
		age := m.now.Sub(c.At)
		if age < time.Duration(m.rules.budget.Every) {
			m.numbers[numberBudget]++
		}
		m.numbers[numberCool] = max(m.numbers[numberCool], m.left(m.rules.budget.Cooldown(), c))
		place, ok := m.rules.index[c.Intercept]
		if !ok {
			continue
		}
		r, met := m.rules.at(place), &m.met[place]
		if c.Session == m.sig.Session {
			met.session++
		}
		if every := time.Duration(r.Limits.Every); every == 0 || age < every {
			met.period++
		}
		met.cool = max(met.cool, m.left(r.Limits.Cooldown(), c))
	}
}

// left is how much of the cool-down after a contact is left, in whole milliseconds, given in seconds.
func (m *moment) left(cool core.Cooldown, c *core.Contact) float64 {
	until := cool.Until(*c)
	if !until.After(m.now) {
		return 0
	}
	const least = time.Millisecond
	return max(least, until.Sub(m.now).Truncate(least)).Seconds()
}

// read reads the names that conditions look at, and writes down each with its value: `cart.value = 12`.
func (m *moment) read() {
	names := m.rules.names.list
	m.values = zeroed(m.values, len(names))
	for i := range names {
		m.values[i] = names[i].value(&m.facts)
		m.text = append(append(m.text, names[i].name...), " = "...)
		m.text = m.values[i].append(m.text)
		m.endText()
	}
}

// ask evaluates a condition.
func (m *moment) ask(c *condition) answer {
	pass, err := c.run(m)
	a := answer{pass: pass && err == nil}
	if err != nil {
		a.note = "could not be evaluated, which counts as no: " + err.Error()
	}
	return a
}

// fires evaluates a set of triggers, once.
func (m *moment) fires(when int) (bool, string) {
	f := &m.firings[when]
	if !f.known {
		f.known = true
		f.pass, f.note = m.rules.triggers.list[when].met(m)
	}
	return f.pass, f.note
}

// present fails for what the page could only tell on leaving: nobody is there to see an answer, and showing it on the next page would
// greet every shopper who comes back from a payment provider with «what held you back?».
func present(sig *core.Signal) bool {
	if agent.KindOf(sig.Kind) == agent.None {
		return true // the data of a site's own signals are the site's
	}
	n, _ := sig.Data["trigger"].(float64)
	t := agent.Trigger(n)
	return t != agent.TriggerHidden && t != agent.TriggerUnload
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
