package server

import (
	"cmp"
	"slices"
	"strconv"

	"heed/collector/core"
)

// jumpPart chooses what follows a question, or one of its options.
type jumpPart struct {
	surveyControl
	None    string // what it means to choose nothing
	Targets []choice
}

// Jumps are what can follow the question, and what can follow its options where one of them is chosen. There is nothing to choose at the
// last question, unless it says something already.
func (q questionPart) Jumps() []jumpPart {
	targets := q.targets()
	var out []jumpPart
	add := func(name, label, none string) {
		part := jumpPart{q.Page.control(name, label, ""), none, targets}
		if part.Value == "" && q.N == q.Of {
			return
		}
		known := func(c choice) bool { return c.Value == part.Value }
		if part.Value != "" && !slices.ContainsFunc(targets, known) {
			part.Targets = append(slices.Clone(targets), choice{part.Value, "“" + part.Value + "”, which does not come after this"})
		}
		out = append(out, part)
	}
	add(q.At+".next", "Then", "the next question")
	if typ := q.F("type"); typ == core.Choice || typ == core.Thumbs {
		for _, o := range q.Options() {
			name := cmp.Or(q.Page.text(o.At+".text").In(q.Page.language(), "en"), o.Name(), "option "+strconv.Itoa(o.N))
			add(o.At+".next", "Then, after “"+name+"”", "as after any other answer")
		}
	}
	return out
}

// nextWords name what follows, "" where nothing is said of it.
func nextWords(questions []core.Question, next string) string {
	if next == core.End {
		return "the end"
	}
	if i := slices.IndexFunc(questions, func(q core.Question) bool { return q.ID == next }); i >= 0 {
		return "“" + questionText(questions[i]) + "”"
	}
	return next
}

// targets are the questions after this one, by the ids that they will have, and the end.
func (q questionPart) targets() []choice {
	var out []choice
	for i, later := range q.says[q.N:] {
		out = append(out, choice{later.ID, "question " + strconv.Itoa(q.N+i+1) + ": " + nextWords(q.asked, later.ID)})
	}
	return append(out, choice{core.End, "the end"})
}
