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

// Standings are how all live intercepts of a site stand with a visitor, by one evaluation.
type Standings struct {
	rules      *ruleset
	found      core.Explanation
	candidates []core.Candidate
	muted      bool // the site does not listen to the signal, so nothing is eligible
	signal     core.Value
}

// Why says how one live intercept would fare if this visitor sent this signal now: WhyAll for who asks about one.
func (e *Engine) Why(now time.Time, sig core.Signal, h core.History, intercept string) (Standing, error) {
	all, err := e.WhyAll(now, sig, h)
	if err != nil {
		return Standing{}, err
	}
	return all.Of(intercept)
}

// WhyAll says how the live intercepts and the tap would fare if this visitor sent this signal now. Nothing is changed: no history, no
// counter. A signal that the history holds already is not counted twice.
func (e *Engine) WhyAll(now time.Time, sig core.Signal, h core.History) (Standings, error) {
	rs := e.ruleset(sig.Site)
	if rs == nil {
		return Standings{}, core.Errorf(core.NotFound, "unknown_site", "No site %q is loaded.", sig.Site)
	}
	h = replay(h, sig)
	m := new(moment)
	m.begin(rs, now, sig, &h)
	m.evaluateAll()
	m.passed = append(m.passed, m.evaluate(tapGates[:], &rs.tap.rule))
	s := Standings{rules: rs, found: m.explanation(), muted: rs.mutes.Cover(sig.Kind, sig.Target, sig.Page)}
	if s.muted {
		s.signal, s.candidates = core.String(sig.Kind+" of "+sig.Target), []core.Candidate{}
	} else {
		s.candidates = s.found.Candidates()
	}
	return s, nil
}

// Of spells out how one intercept stands. The candidates are those of all: they are not to be changed.
func (s Standings) Of(intercept string) (Standing, error) {
	n, ok := s.rules.index[intercept]
	if !ok {
		return Standing{}, core.Errorf(core.NotFound, "unknown_intercept",
			"Site %q has no live intercept %q; only live ones are decided on.", s.rules.site, intercept)
	}
	found := Standing{Evaluation: s.found.Evaluation(n), Candidates: s.candidates}
	if s.muted {
		found.Eligible, found.Draw = false, nil
		found.Gates = append(found.Gates, core.Gate{Name: "listened", Got: s.signal, Note: "the site has muted such signals"})
	}
	return found, nil
}
