package decide

import "strconv"

// arbitrate finds the winner among the eligible: the highest priority, then the visitor's lowest draw, so that a tie falls
// differently for different visitors but always the same way for one. It returns -1 when nobody is eligible.
func (m *moment) arbitrate() int {
	best, bestDraw := -1, 0.0
	for _, place := range m.eligible {
		r := &m.rules.rules[place]
		if best >= 0 && r.Priority < m.rules.rules[best].Priority {
			continue
		}
		own := r.inTie.of(m.visitor)
		if best < 0 || r.Priority > m.rules.rules[best].Priority || own < bestDraw {
			best, bestDraw = place, own
		}
	}
	return best
}

// explain is the arbitration in one sentence. It names every eligible intercept.
func (m *moment) explain(winner int) string {
	rules := m.rules.rules
	if len(rules) == 0 {
		return "No intercept of this site is live."
	}
	if winner < 0 {
		return "None of the " + strconv.Itoa(len(rules)) + " live intercepts is eligible."
	}
	from := len(m.text) // behind the texts that the explanation keeps
	text := appendCandidate(m.text, &rules[winner])
	others, ties := 0, 0
	for _, place := range m.eligible {
		if place == winner {
			continue
		}
		if rules[place].Priority == rules[winner].Priority {
			ties++
		}
		text = append(text, [...]string{" wins over ", ", "}[min(others, 1)]...)
		text = appendCandidate(text, &rules[place])
		others++
	}
	switch {
	case others == 0:
		text = append(text, " is the only eligible intercept of "...)
		text = append(strconv.AppendInt(text, int64(len(rules)), 10), '.')
	case ties == 0:
		text = append(text, ": it has the highest priority."...)
	default:
		text = append(text, ": of those with the highest priority it comes first in this visitor's draw."...)
	}
	m.text = text
	return string(text[from:])
}

func appendCandidate(text []byte, r *rule) []byte {
	text = append(append(text, r.Name...), " (priority "...)
	return append(strconv.AppendInt(text, int64(r.Priority), 10), ')')
}
