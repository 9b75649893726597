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
		own := r.inTie.percent(m.visitor)
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

// rivalsNamed is how many rivals of the winner the sentence names, in the order of the rules: nobody reads a longer one, and the
// explanation has the scores of all.
const rivalsNamed = 3

// explain is the arbitration in one sentence.
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
	if len(m.eligible) == 1 {
		text = strconv.AppendInt(append(text, " is the only eligible intercept of "...), int64(len(rules)), 10)
		text = append(text, '.')
	} else {
		text = m.appendRivals(text, winner)
		text = append(append(text, ": "...), m.reason(winner)...)
	}
	m.text = text
	return string(text[from:])
}

// appendRivals names those over whom the winner wins, or the first of them.
func (m *moment) appendRivals(text []byte, winner int) []byte {
	rivals := 0
	for _, place := range m.eligible {
		if place == winner {
			continue
		}
		if rivals < rivalsNamed {
			text = append(text, [...]string{" wins over ", ", "}[min(rivals, 1)]...)
			text = appendCandidate(text, &m.rules.rules[place])
		}
		rivals++
	}
	if more := rivals - rivalsNamed; more > 0 {
		text = append(strconv.AppendInt(append(text, " and "...), int64(more), 10), " more"...)
	}
	return text
}

// reason is by what the winner wins over its nearest rivals.
func (m *moment) reason(winner int) string {
	best, ties, poorer := &m.rules.rules[winner], 0, 0
	for _, place := range m.eligible {
		switch r := &m.rules.rules[place]; {
		case place == winner:
		case r.compare(best) == 0:
			ties++
		case r.Priority == best.Priority:
			poorer++
		}
	}
	switch {
	case ties+poorer == 0:
		return "it has the highest priority."
	case ties == 0:
		return "of those with the highest priority it has the highest value."
	case poorer == 0:
		return "of those with the highest priority it comes first in this visitor's draw."
	}
	return "of those with the highest priority and value it comes first in this visitor's draw."
}

func appendCandidate(text []byte, r *rule) []byte {
	text = append(append(text, r.Name...), " (priority "...)
	text = strconv.AppendInt(text, int64(r.Priority), 10)
	if r.Value > 0 {
		text = strconv.AppendFloat(append(text, ", value "...), r.Value, 'f', -1, 64)
	}
	return append(text, ')')
}
