package survey

import (
	"fmt"
	"slices"
	"strings"

	"heed/collector/core"
)

// onwards is what can follow a question, as indexes of questions; their number stands for the end. Each is greater than the question's own.
type onwards struct {
	next   int            // where the option chosen says nothing else
	option map[string]int // by id, of those that jump
}

// after gives what follows an answer, as seen gives it.
func (o onwards) after(value any) int {
	if id, ok := value.(string); ok {
		if to, ok := o.option[id]; ok {
			return to
		}
	}
	return o.next
}

// jumps gives what can follow question i.
func jumps(questions []core.Question, i int) (onwards, error) {
	q, out := questions[i], onwards{next: i + 1, option: map[string]int{}}
	var err error
	if q.Next != "" {
		if out.next, err = target(questions, i, q.Next); err != nil {
			return out, err
		}
	}
	for _, o := range q.Options {
		if o.Next == "" {
			continue
		}
		if out.option[o.ID], err = target(questions, i, o.Next); err != nil {
			return out, err
		}
	}
	return out, nil
}

// target finds the question that a jump from question i leads to. A jump back would let a way go in circles.
func target(questions []core.Question, i int, next string) (int, error) {
	to := slices.IndexFunc(questions, func(q core.Question) bool { return q.ID == next })
	switch {
	case next == core.End && to >= 0:
		return 0, fmt.Errorf("is the end of the survey, but a question is called %q too: give the question another id", core.End)
	case next == core.End:
		return len(questions), nil
	case to < 0:
		return 0, fmt.Errorf("leads to %q, which is no question of this survey: write the id of a question after this one, or %s", next, core.End)
	case to <= i:
		return 0, fmt.Errorf("leads back%s: write the id of a question after this one, or %s", circle(questions, i, to), core.End)
	}
	return to, nil
}

// circle names the questions that a jump from i back to another would ask for ever, by the shortest way; nothing when none leads from there
// to i again.
func circle(questions []core.Question, i, to int) string {
	from, queue := map[int]int{to: to}, []int{to}
	for n := 0; n < len(queue) && queue[n] != i; n++ {
		for _, next := range written(questions, queue[n]) {
			if _, known := from[next]; !known {
				from[next] = queue[n]
				queue = append(queue, next)
			}
		}
	}
	if _, known := from[i]; !known {
		return ""
	}
	ids := []string{questions[to].ID}
	for at := i; at != to; at = from[at] {
		ids = slices.Insert(ids, 1, questions[at].ID)
	}
	if len(ids) > 5 {
		ids = slices.Concat(ids[:2], []string{"…"}, ids[len(ids)-2:])
	}
	return ", so that " + strings.Join(append(ids, questions[to].ID), " → ") + " is a cycle"
}

// written are the questions that can come after question i by what is written, back too.
func written(questions []core.Question, i int) []int {
	var out []int
	lead := func(next string) {
		if to := slices.IndexFunc(questions, func(q core.Question) bool { return q.ID == next }); to >= 0 {
			out = append(out, to)
		}
	}
	q := questions[i]
	for _, o := range q.Options {
		lead(o.Next)
	}
	lead(q.Next)
	if (q.Next == "" || q.ShowIf != "") && i+1 < len(questions) {
		out = append(out, i+1)
	}
	return out
}

// jumps checks where question i and its options lead.
func (c *checker) jumps(path string, i int) {
	questions := c.survey.Questions
	q := questions[i]
	lead := func(path, next string) {
		if next == "" {
			return
		}
		if _, err := target(questions, i, next); err != nil {
			c.complain(path, "%s", err)
		}
	}
	lead(path+".next", q.Next)
	if q.Next != "" && q.Optional && asksWhy(c.written, i) {
		c.complain(path+".next", "cannot stand with optional where the reason is asked for as well: "+
			"add why: false, or ask for the reason in a question of your own that has the next")
	}
	for k, o := range q.Options {
		at := fmt.Sprintf("%s.options[%d].next", path, k)
		if o.Next != "" && q.Type == core.Choices {
			c.complain(at, "is for one choice; of choices several may be chosen: write next on the question, or use show_if")
			continue
		}
		lead(at, o.Next)
	}
}

// way gives the indexes of the questions that are asked of who gave these answers, in order, and those of the answers that count, by
// question and as seen gives them. A question that has no answer yet is taken as passed over.
func (s survey) way(given []core.Answer) (asked []int, counted map[string]any) {
	counted = map[string]any{}
	for i := 0; i < len(s.Questions); {
		if c := s.showIf[i]; c != nil && !c.holds(counted) {
			i++
			continue
		}
		asked = append(asked, i)
		var value any
		if k := answerTo(given, s.Questions[i].ID); k >= 0 {
			value = seen(given[k].Value)
			counted[s.Questions[i].ID] = value
		}
		i = s.after[i].after(value)
	}
	return asked, counted
}

// onWay leaves out the answers of branches that were left.
func (s survey) onWay(given []core.Answer) []core.Answer {
	_, counted := s.way(given)
	return slices.DeleteFunc(slices.Clone(given), func(a core.Answer) bool {
		_, counts := counted[a.Question]
		return !counts
	})
}

// answerTo gives the place of the answer to a question, negative when there is none.
func answerTo(given []core.Answer, question string) int {
	return slices.IndexFunc(given, func(a core.Answer) bool { return a.Question == question })
}

// ways gives what can come after question i of a survey, each once; the number of questions stands for the end. A jump that leads nowhere is
// passed over.
func ways(questions []core.Question, i int) []int {
	q := questions[i]
	lead := func(next string, otherwise int) int {
		if to, err := target(questions, i, next); next != "" && err == nil {
			return to
		}
		return otherwise
	}
	next := lead(q.Next, i+1)
	var out []int
	for _, o := range q.Options {
		out = append(out, lead(o.Next, next))
	}
	options := map[string]int{core.Choice: max(1, len(q.Options)), core.Thumbs: 2}[q.Type]
	if options == 0 || len(q.Options) < options || q.Other || q.Optional {
		out = append(out, next)
	}
	if q.ShowIf != "" {
		out = append(out, i+1)
	}
	slices.Sort(out)
	return slices.Compact(out)
}

// passable reports by question whether a jump can lead over it.
func passable(questions []core.Question) []bool {
	out := make([]bool, len(questions))
	for i := range questions {
		for _, to := range ways(questions, i) {
			for k := i + 1; k < to; k++ {
				out[k] = true
			}
		}
	}
	return out
}

// reach finds questions that are never asked, whatever is answered before.
func (l *linter) reach(questions []core.Question) {
	reached := make([]bool, len(questions)+1)
	for i := range questions {
		if i > 0 && !reached[i] {
			l.add(core.Doubtful, "unreachable_question", fmt.Sprintf("questions[%d]", i),
				"is jumped over by every way through the survey, so nobody is asked; change a next before it, or take it out")
			continue
		}
		for _, to := range ways(questions, i) {
			reached[to] = true
		}
	}
}
