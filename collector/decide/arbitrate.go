package decide

import (
	"cmp"
	"strconv"
)

// arbitrate finds the winner among the eligible: the highest priority, among those the highest value, then the visitor's lowest draw, so
// that a tie falls differently for different visitors but always the same way for one. It returns -1 when nobody is eligible.
func (m *moment) arbitrate() int {
	best, bestDraw := -1, 0.0
	for _, place := range m.eligible {
		r := &m.rules.rules[place]
		order := 1
		if best >= 0 {
			order = r.compare(&m.rules.rules[best])
		}
		if order < 0 {
			continue
		}
		own := r.inTie.of(m.visitor)
		if order > 0 || own < bestDraw {
			best, bestDraw = place, own
		}
	}
	return best
}

// compare is above 0 when r goes before other, and 0 when the visitor's draw decides.
func (r *rule) compare(other *rule) int {
	return cmp.Or(cmp.Compare(r.Priority, other.Priority), cmp.Compare(r.Value, other.Value))
}

// explain is the arbitration in one sentence. It names every eligible intercept.
func (m *moment) explain(winner int) string {
	rules := m.rules.rules
	if len(rules) == 0 {
		return "No intercept of this site is live."
	}
	if m.rules.stopped {
		return "The site is stopped, so nothing is shown; start it again in the console or with heed start."
	}
	if winner < 0 {
		return "None of the " + strconv.Itoa(len(rules)) + " live intercepts is eligible."
	}
	from := len(m.text) // behind the texts that the explanation keeps
	text := appendCandidate(m.text, &rules[winner])
	others, ties, poorer := 0, 0, 0
	for _, place := range m.eligible {
		if place == winner {
			continue
		}
		switch {
		case rules[place].compare(&rules[winner]) == 0:
			ties++
		case rules[place].Priority == rules[winner].Priority:
			poorer++
		}
		text = append(text, [...]string{" wins over ", ", "}[min(others, 1)]...)
		text = appendCandidate(text, &rules[place])
		others++
	}
	switch {
	case others == 0:
		text = append(text, " is the only eligible intercept of "...)
		text = append(strconv.AppendInt(text, int64(len(rules)), 10), '.')
	case ties+poorer == 0:
		text = append(text, ": it has the highest priority."...)
	case ties == 0:
		text = append(text, ": of those with the highest priority it has the highest value."...)
	case poorer == 0:
		text = append(text, ": of those with the highest priority it comes first in this visitor's draw."...)
	default:
		text = append(text, ": of those with the highest priority and value it comes first in this visitor's draw."...)
	}
	m.text = text
	return string(text[from:])
}

func appendCandidate(text []byte, r *rule) []byte {
	text = append(append(text, r.Name...), " (priority "...)
	text = strconv.AppendInt(text, int64(r.Priority), 10)
	if r.Value > 0 {
		text = strconv.AppendFloat(append(text, ", value "...), r.Value, 'f', -1, 64)
	}
	return append(text, ')')
}
