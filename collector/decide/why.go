package decide

import (
	"time"

	"heed/collector/core"
)

// Standing is how one live intercept stands with a visitor.
type Standing struct {
	core.Evaluation
	// Candidates are all intercepts that are eligible, this one too if it is, the one that would win first.
	Candidates []core.Candidate `json:"candidates"`
}

// Why says how one live intercept would fare if this visitor sent this signal now. Nothing is changed: no history, no counter. A
// signal that the history holds already is not counted twice.
func (e *Engine) Why(now time.Time, sig core.Signal, h core.History, intercept string) (Standing, error) {
	rs := e.ruleset(sig.Site)
	if rs == nil {
		return Standing{}, core.Errorf(core.NotFound, "unknown_site", "No site %q is loaded.", sig.Site)
	}
	n, ok := rs.index[intercept]
	if !ok {
		return Standing{}, core.Errorf(core.NotFound, "unknown_intercept",
			"Site %q has no live intercept %q; only live ones are decided on.", sig.Site, intercept)
	}
	h = replay(h, sig)
	m := new(moment)
	m.begin(rs, now, sig, &h)
	m.evaluateAll()
	if n == rs.tap.place {
		m.passed = append(m.passed, m.evaluate(tapGates[:], &rs.tap.rule))
	}
	x := m.explanation()
	found := Standing{Evaluation: x.Evaluation(n), Candidates: x.Candidates()}
	if rs.mutes.Cover(sig.Kind, sig.Target, sig.Page) {
		found.Eligible, found.Draw, found.Candidates = false, nil, []core.Candidate{}
		found.Gates = append(found.Gates, core.Gate{Name: "listened", Got: core.String(sig.Kind + " of " + sig.Target),
			Note: "the site has muted such signals"})
	}
	return found, nil
}
