package decide

import (
	"strconv"

	"heed/collector/core"
)

// arbitrate finds the winner among the eligible: the highest priority, then the visitor's lowest draw, so that a tie falls
// differently for different visitors but always the same way for one. It returns -1 when nobody is eligible. Evaluations stand
// in the order of the rules.
func (m *moment) arbitrate(considered []core.Evaluation) int {
	best, bestDraw := -1, 0.0
	for i := range considered {
		if !considered[i].Eligible {
			continue
		}
		r := &m.rules.rules[i]
		if best >= 0 && r.Priority < considered[best].Priority {
			continue
		}
		own := r.inTie.of(m.sig.Visitor)
		if best < 0 || r.Priority > considered[best].Priority || own < bestDraw {
			best, bestDraw = i, own
		}
	}
	return best
}

// explain is the arbitration in one sentence. It names every eligible intercept.
func explain(considered []core.Evaluation, winner int) string {
	if len(considered) == 0 {
		return "No intercept of this site is live."
	}
	if winner < 0 {
		return "None of the " + strconv.Itoa(len(considered)) + " live intercepts is eligible."
	}
	text := appendCandidate(nil, &considered[winner])
	others, ties := 0, 0
	for i := range considered {
		if i == winner || !considered[i].Eligible {
			continue
		}
		if considered[i].Priority == considered[winner].Priority {
			ties++
		}
		text = append(text, [...]string{" wins over ", ", "}[min(others, 1)]...)
		text = appendCandidate(text, &considered[i])
		others++
	}
	switch {
	case others == 0:
		text = append(text, " is the only eligible intercept of "...)
		text = append(strconv.AppendInt(text, int64(len(considered)), 10), '.')
	case ties == 0:
		text = append(text, ": it has the highest priority."...)
	default:
		text = append(text, ": of those with the highest priority it comes first in this visitor's draw."...)
	}
	return string(text)
}

func appendCandidate(text []byte, e *core.Evaluation) []byte {
	text = append(append(text, e.Intercept...), " (priority "...)
	return append(strconv.AppendInt(text, int64(e.Priority), 10), ')')
}
