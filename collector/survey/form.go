package survey

import (
	"cmp"
	"encoding/json"
	"fmt"
	"slices"
	"strconv"
	"strings"

	"heed/collector/core"
)

// Form is a survey as a page asks it that has no script: one question at a time, the texts in one language.
type Form struct {
	Lang, Dir string
	Thanks    string // "" for none of its own
	ThanksIn  Tongue
	// Step is the question to ask; nil when there is nothing left to ask.
	Step *Step
	// Back is the id of the question before it, "" at the first. Number counts from 1 to Of, which is how many there are on the way that the
	// answers so far lead, as in the widget.
	Back       string
	Number, Of int
	// Last is whether nothing comes after Step, whatever is answered.
	Last bool
}

// Tongue is the language of a text where it is known not to be that of the form, "" otherwise, and how that is written.
type Tongue struct{ Lang, Dir string }

func tongue(lang string) Tongue {
	if lang == "" {
		return Tongue{}
	}
	return Tongue{lang, direction(lang)}
}

// Step is one question.
type Step struct {
	ID, Type, Text, Note, Low, High string

	TextIn, NoteIn, LowIn, HighIn Tongue

	Optional bool
	Longest  int    // of a text in characters, 0 for no bound
	Marks    []Mark // what to choose from, also the points of a score
	Other    bool   // or one's own words
	Own      string // those that were given
	Written  string // the answer given to a question that takes a text
	Agreed   bool   // the answer given to a consent
}

// Mark is one thing to choose.
type Mark struct {
	Value, Text string
	Chosen      bool
	In          Tongue
}

// Turn is where somebody stands in a survey.
type Turn struct {
	Langs []string      // that they read, the favourite first
	Given []core.Answer // so far
	At    string        // the question they ask for, "" for the one that is due
	Seed  string        // names whose order the options are in: the same again whenever the page is
	// Thumbs gives what the page calls a pair of thumbs in a language, for where an answer is repeated and the survey has no words for it.
	Thumbs func(lang string) (up, down string)
}

// named are the questions of a card with words for every answer that a text may repeat; the survey's own go first.
func (t Turn) named(c *card) []question {
	questions := slices.Clone(c.Questions)
	for i, q := range questions {
		if q.Type == core.Thumbs && t.Thumbs != nil {
			up, down := t.Thumbs(c.Lang)
			questions[i].Options = slices.Concat(q.Options, []option{{ID: thumbUp, Text: up}, {ID: thumbDown, Text: down}})
		}
	}
	return questions
}

// Form puts a survey into the form of a page. It asks the question that is asked for if that can be asked after these answers, and
// otherwise the first that has none yet.
func (s *Service) Form(site, name string, t Turn) (Form, error) {
	found, err := s.loaded.Load().survey(site, name)
	if err != nil {
		return Form{}, err
	}
	given, at := found.onWay(t.Given), t.At
	card := found.in(favourite(t.Langs, languagesOf(found.Survey)))
	named := t.named(card)
	form := Form{Lang: card.Lang, Dir: card.Dir, Thanks: recalling(card.Thanks, named, given), ThanksIn: tongue(card.ThanksIn)}
	asked, _ := found.way(given)
	form.Of = len(asked)
	if !slices.ContainsFunc(asked, func(i int) bool { return found.Questions[i].ID == at }) {
		at = found.next(given)
	}
	for n, i := range asked {
		if found.Questions[i].ID == at {
			form.Step, form.Number = step(shuffled(card.Questions[i], t.Seed), given), n+1
			form.Last = slices.Equal(ways(found.Questions, i), []int{len(found.Questions)})
			form.Step.Text = recalling(form.Step.Text, named, given)
			form.Step.Note = recalling(form.Step.Note, named, given)
			return form, nil
		}
		form.Back = found.Questions[i].ID
	}
	form.Back = ""
	return form, nil
}

// Next gives the id of the question that is asked after these answers, "" when there is none left.
func (s *Service) Next(site, name string, given []core.Answer) (string, error) {
	found, err := s.loaded.Load().survey(site, name)
	if err != nil {
		return "", err
	}
	return found.next(given), nil
}

// Value reads what a form without a script sends for a question: the values chosen or written, and the own words beside them. What makes
// no sense is left to Take to refuse.
func (s *Service) Value(site, name, question string, values []string, own string) (json.RawMessage, error) {
	found, err := s.loaded.Load().survey(site, name)
	if err != nil {
		return nil, err
	}
	i := slices.IndexFunc(found.Questions, func(q core.Question) bool { return q.ID == question })
	if i < 0 {
		return nil, core.Errorf(core.Invalid, "bad_answer", "Survey %s has no question %q.", name, question)
	}
	lines := make([]string, len(values))
	for n, v := range values {
		lines[n] = oneLineEnd(v)
	}
	return json.Marshal(formValue(found.Questions[i], lines, oneLineEnd(own)))
}

// oneLineEnd undoes what a form does to a text: it sends each line end as two characters (HTML, section 4.10.22.4), while a field counts one
// against its maxlength, and the widget sends one.
func oneLineEnd(text string) string { return strings.ReplaceAll(text, "\r\n", "\n") }

func formValue(q core.Question, values []string, own string) any {
	if q.Type == core.Agree {
		return len(values) > 0 // a box that is not ticked is not sent
	}
	if own != "" && q.Other && !slices.Contains(values, otherOption) && (len(values) == 0 || q.Type == core.Choices) {
		values = append(slices.Clone(values), otherOption) // words were written, and their box was not ticked
	}
	list := make([]any, len(values))
	for i, v := range values {
		list[i] = v
		if v == otherOption && q.Other {
			list[i] = map[string]any{otherOption: own}
		}
		if _, _, scored := scale(q.Type); scored {
			if n, err := strconv.Atoi(v); err == nil {
				list[i] = n
			}
		}
	}
	switch {
	case q.Type == core.Choices:
		return list
	case len(list) == 0:
		return nil
	}
	return list[0]
}

// next is the first question asked that has no answer; one that was passed over has one.
func (s survey) next(given []core.Answer) string {
	asked, _ := s.way(given)
	for _, i := range asked {
		if id := s.Questions[i].ID; answerTo(given, id) < 0 {
			return id
		}
	}
	return ""
}

// step puts a question and the answer to it, if there is one, into the form of a page.
func step(q question, given []core.Answer) *Step {
	s := &Step{ID: q.ID, Type: q.Type, Text: q.Text, Note: q.Note, Low: q.Low, High: q.High, Optional: q.Optional, Other: q.Other}
	in := cmp.Or(q.Langs, &tongues{})
	s.TextIn, s.NoteIn = tongue(cmp.Or(in.Text, q.Lang)), tongue(cmp.Or(in.Note, q.Lang))
	s.LowIn, s.HighIn = tongue(cmp.Or(in.Low, q.Lang)), tongue(cmp.Or(in.High, q.Lang))
	for _, o := range q.Options {
		s.Marks = append(s.Marks, Mark{Value: o.ID, Text: o.Text, In: tongue(cmp.Or(o.Lang, q.Lang))})
	}
	switch {
	case q.Type == core.Thumbs:
		s.Marks = thumbs(s.Marks)
	case q.Min != nil:
		for n := *q.Min; n <= *q.Max; n++ {
			s.Marks = append(s.Marks, Mark{Value: strconv.Itoa(n), Text: strconv.Itoa(n)})
		}
	case q.Max != nil:
		s.Longest = *q.Max
	}
	for _, a := range given {
		if a.Question == q.ID {
			var value any
			if json.Unmarshal(a.Value, &value) == nil {
				s.Fill(value)
			}
		}
	}
	return s
}

// thumbs are both sides, with the words that the survey has for them; the page has its own for none.
func thumbs(worded []Mark) []Mark {
	sides := []Mark{{Value: "up"}, {Value: "down"}}
	for i := range sides {
		for _, w := range worded {
			if w.Value == sides[i].Value {
				sides[i].Text, sides[i].In = w.Text, w.In
			}
		}
	}
	return sides
}

// Fill marks a value, as it is stored, as the answer given so far. What the question does not know is passed over.
func (s *Step) Fill(value any) {
	switch v := value.(type) {
	case []any:
		for _, each := range v {
			s.Fill(each)
		}
	case map[string]any:
		if own, ok := v[otherOption].(string); ok && s.Other {
			s.Own = own
		}
	case bool:
		s.Agreed = v
	case float64, string:
		text := fmt.Sprint(v)
		s.Written = text
		for i := range s.Marks {
			if s.Marks[i].Value == text {
				s.Marks[i].Chosen = true
			}
		}
	}
}
