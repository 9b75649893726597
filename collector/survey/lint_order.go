package survey

import (
	"fmt"

	"heed/collector/core"
)

// order finds questions that cost answers where they stand. A score that follows other questions is coloured by them (Schuman and Presser,
// «Questions and Answers in Attitude Surveys», 1981, on context effects), every further open question loses people, and who will not leave
// an address stops where it is asked for. So: the score, then one open reason, and a contact last. A question that only some are asked has
// a reason to stand where it does.
func (l *linter) order(s core.Survey) {
	l.scoreFirst(s.Questions)
	l.oneOpen(s)
	l.contactLast(s.Questions)
}

func (l *linter) scoreFirst(questions []core.Question) {
	some := passable(questions)
	for i, q := range questions {
		if _, _, scored := scale(q.Type); !scored || q.ShowIf != "" || some[i] {
			continue
		}
		if i > 0 {
			l.add(core.Doubtful, "score_not_first", fmt.Sprintf("questions[%d]", i),
				"asks for a score after questions that colour it; ask the score first, and the reason after it")
		}
		return
	}
}

func (l *linter) oneOpen(s core.Survey) {
	before, some := "", passable(s.Questions)
	for i, q := range s.Questions {
		path, open := fmt.Sprintf("questions[%d]", i), ""
		switch {
		case some[i]:
		case q.Type == core.FreeText && q.ShowIf == "":
			open = q.ID
		case asksWhy(s, i):
			path, open = path+".why", whyID(q)
		}
		switch {
		case open != "" && before != "":
			l.add(core.Doubtful, "second_open_question", path,
				"asks everybody for words a second time, after %q; keep one open question, or ask this one only of some with show_if", before)
		case open != "":
			before = open
		}
	}
}

func (l *linter) contactLast(questions []core.Question) {
	for i, q := range questions {
		if q.Type != core.Email && q.Type != core.Phone {
			continue
		}
		for _, later := range questions[i+1:] {
			if later.Type == core.Email || later.Type == core.Phone || later.Type == core.Agree {
				continue
			}
			l.add(core.Doubtful, "contact_not_last", fmt.Sprintf("questions[%d]", i),
				"asks for a contact before %q; who will not leave one stops here: ask it last", later.ID)
			return
		}
	}
}
