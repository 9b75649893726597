package decide

import (
	"maps"
	"slices"
	"strconv"
	"strings"

	"heed/collector/core"
)

// tap is the built-in intercept that measures the detectors: of the signals that no other intercept is eligible for, it asks the
// visitors of a sample whether something went wrong. It comes after all others, has no arms and holds nobody back: it measures
// signals, not itself. The budget counts it like any contact.
type tap struct {
	rule
	precision core.Precision
	drawn     draw
}

// tapGates are its conditions. The sample stands first: what is not in it is not considered at all.
var tapGates = [...]gate{
	{"sample", wantSample, checkSample},
	{"session_limit", wantSession, checkSession},
	{"cooldown", wantCool, checkCool},
	{"budget", wantBudget, checkBudget},
	{"fresh", wantFresh, checkFresh},
	{"present", wantPresent, checkPresent},
	{"running", wantRunning, checkRunning},
}

func newTap(rs *ruleset, p core.Precision) tap {
	t := tap{precision: p, drawn: newDraw(forSample, rs.site, core.PrecisionName)}
	t.rule = rule{
		Intercept: core.Intercept{Site: rs.site, Name: core.PrecisionName, Action: core.Action{Type: core.ActTap}},
		place:     len(rs.rules), expires: core.DefaultExpiry, contacts: rs.counter(core.PrecisionName),
	}
	return t
}

// sampled reports whether the signal is in the sample: drawn from its id, so that it is so again when the signal is sent again.
func (m *moment) sampled() bool {
	return m.rules.tap.drawn.percent(hashOf(m.sig.ID)) < m.rules.tap.precision.For(m.sig.Kind)
}

func wantSample(rs *ruleset, r *rule) core.Condition {
	return core.Condition{Want: rs.tap.share(), Note: "the signal's fixed place from 0 to 100; must be below the share of its kind",
		Input: r.number(ownPlace)}
}

// share is the sample as a number, or in words when it differs by kind.
func (t *tap) share() core.Value {
	all := t.precision.Default()
	if len(t.precision.Kinds) == 0 {
		return core.Number(all)
	}
	var words []string
	for _, kind := range slices.Sorted(maps.Keys(t.precision.Kinds)) {
		words = append(words, kind+" "+strconv.FormatFloat(t.precision.Kinds[kind], 'f', -1, 64))
	}
	return core.String(strings.Join(words, ", ") + ", others " + strconv.FormatFloat(all, 'f', -1, 64))
}

func checkSample(m *moment, r *rule) bool {
	m.own(r)[ownPlace] = m.rules.tap.drawn.percent(hashOf(m.sig.ID))
	return m.sampled()
}

// tap considers the tap, after all intercepts have been found not to be eligible.
func (m *moment) tap(d *core.Decision) {
	t := &m.rules.tap
	passed := m.evaluate(tapGates[:], &t.rule)
	m.passed = append(m.passed, passed)
	if passed != 1<<len(tapGates)-1 {
		d.Arbitration += " The signal is in the sample that measures the detectors, but the visitor is not asked now."
		return
	}
	d.Arbitration += " The signal is in the sample that measures the detectors, so the visitor is asked whether something went wrong."
	t.reserve()
	m.act(d, &t.rule)
}
