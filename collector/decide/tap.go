package decide

import "heed/collector/core"

// tap is the built-in intercept that measures the detectors: of the signals that no other intercept is eligible for, it asks the
// visitors of a sample whether something went wrong. It comes after all others, has no arms and holds nobody back: it measures
// signals, not itself. The budget counts it like any contact.
type tap struct {
	rule
	precision core.Precision
	drawn     draw
	gates     []core.Gate // as far as they are the same in every decision
}

// tapGates are its conditions. The sample stands first: what is not in it is not considered at all.
var tapGates = [...]gate{
	{"sample", wantSample, checkSample},
	{"session_limit", wantSession, checkSession},
	{"budget", wantBudget, checkBudget},
	{"fresh", wantFresh, checkFresh},
	{"present", wantPresent, checkPresent},
}

func newTap(rs *ruleset, p core.Precision) tap {
	t := tap{precision: p, drawn: newDraw(forSample, rs.site, core.PrecisionName)}
	t.rule = rule{
		Intercept: core.Intercept{Site: rs.site, Name: core.PrecisionName, Action: core.Action{Type: core.ActTap}},
		place:     len(rs.rules), contacts: rs.counter(core.PrecisionName),
	}
	t.gates = newGates(tapGates[:], rs, &t.rule)
	return t
}

// sampled reports whether the signal is in the sample: drawn from its id, so that it is so again when the signal is sent again.
func (m *moment) sampled() bool {
	return 100*m.rules.tap.drawn.of(m.sig.ID) < m.rules.tap.precision.For(m.sig.Kind)
}

func wantSample(*ruleset, *rule) (core.Value, string) {
	return core.Value{}, "the signal's fixed place from 0 to 100; must be below"
}

func checkSample(m *moment, _ *rule, g *core.Gate) {
	g.Want = core.Number(m.rules.tap.precision.For(m.sig.Kind))
	g.Got, g.Pass = core.Number(100*m.rules.tap.drawn.of(m.sig.ID)), m.sampled()
}

func (m *moment) evaluateTap() core.Evaluation {
	t := &m.rules.tap
	return m.evaluateBy(tapGates[:], &t.rule, append([]core.Gate(nil), t.gates...))
}

// tap considers the tap, after all intercepts have been found not to be eligible.
func (m *moment) tap(d *core.Decision) {
	e := m.evaluateTap()
	d.Considered = append(d.Considered, e)
	if !e.Eligible {
		d.Arbitration += " The signal is in the sample that measures the detectors, but the visitor is not asked now."
		return
	}
	d.Arbitration += " The signal is in the sample that measures the detectors, so the visitor is asked whether something went wrong."
	m.rules.tap.reserve()
	m.act(d, &m.rules.tap.rule)
}
