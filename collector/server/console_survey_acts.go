package server

import (
	"fmt"
	"maps"
	"slices"
	"strconv"
	"strings"

	"heed/collector/core"
	"heed/collector/survey"
)

// act does what a button asks of the form, and says what it has done and where the focus belongs. What no button asks does nothing.
func (b *surveyBuilder) act(asked string) {
	verb, what, _ := strings.Cut(asked, " ")
	switch verb {
	case "undo":
		b.undo()
		return
	case "redo":
		b.redo()
		return
	case "step", "redraw": // somebody went to another question, or made a choice after which other fields are asked for
		if b.typed() {
			b.keep(b.Stands)
			b.Stands = ""
		}
		return
	}
	typed, before := b.typed(), b.snapshot()
	b.nameRows(false)
	switch verb {
	case "add":
		b.add(b.fields["add.type"])
	case "ready":
		b.addReady(what)
	case "option":
		b.addOption(what)
	case "copy":
		b.change(what, func(rows []fields, n int) ([]fields, int) {
			twin := maps.Clone(rows[n])
			twin[".id"], twin[".from"] = "", ""
			return slices.Insert(rows, n+1, twin), n + 1
		}, "copied")
	case "remove":
		b.change(what, func(rows []fields, n int) ([]fields, int) { return slices.Delete(rows, n, n+1), min(n, len(rows)-2) }, "removed")
	case "up":
		b.move(what, -1)
	case "down":
		b.move(what, 1)
	case "place":
		name, to, _ := strings.Cut(what, " ")
		if place, err := strconv.Atoi(to); err == nil {
			if _, n, err := placeOf(name); err == nil {
				b.move(name, place-n)
			}
		}
	}
	if b.Did == "" {
		return
	}
	if typed {
		b.keep(b.Stands)
	}
	b.keep(before)
	b.Stands = ""
}

func (b *surveyBuilder) add(questionType string) {
	if !slices.ContainsFunc(questionTypes, func(t typeChoice) bool { return t.Type == questionType }) {
		return
	}
	n := len(b.rows(questionList))
	at := row(questionList, n)
	b.fields[at+".type"] = questionType
	if questionType == core.Choice || questionType == core.Choices {
		b.fields[row(at+"."+optionList, 0)+".id"] = ""
		b.fields[row(at+"."+optionList, 1)+".id"] = ""
	}
	b.Did, b.Focus = fmt.Sprintf("Question %d was added.", n+1), b.left(at+".text")
}

func (b *surveyBuilder) addReady(name string) {
	for _, ready := range survey.Bank() {
		if ready.Name == name {
			n := len(b.rows(questionList))
			b.insert(ready.Questions)
			b.Did, b.Focus = fmt.Sprintf("“%s” was added as question %d.", ready.Title, n+1), b.left(row(questionList, n)+".text")
		}
	}
}

func (b *surveyBuilder) addOption(question string) {
	list, n, err := placeOf(question)
	if err != nil || list != questionList || !slices.Contains(b.rows(list), n) {
		return
	}
	options := question + "." + optionList
	next := len(b.rows(options))
	b.fields[row(options, next)+".id"] = ""
	b.Did, b.Focus = fmt.Sprintf("Option %d was added.", next+1), b.left(row(options, next)+".text")
}

// change lets do change the rows of a list, and gives the focus to the row that it names.
func (b *surveyBuilder) change(what string, do func(rows []fields, n int) ([]fields, int), done string) {
	list, n, err := placeOf(what)
	if err != nil || !isSurveyList(list) {
		return
	}
	rows := b.takeRows(list)
	if n < 0 || n >= len(rows) {
		b.putRows(list, rows)
		return
	}
	rows, next := do(rows, n)
	b.putRows(list, rows)
	b.Did = fmt.Sprintf("%s %d was %s.", rowNoun(list), n+1, done)
	if b.Focus = "add"; next >= 0 {
		b.Focus = b.left(row(list, next) + ".text")
	} else if list != questionList {
		b.Focus = "option " + strings.TrimSuffix(list, "."+optionList)
	}
}

// move puts a row by places further down; what would leave the list stays at its end.
func (b *surveyBuilder) move(what string, by int) {
	list, n, err := placeOf(what)
	if err != nil || !isSurveyList(list) {
		return
	}
	rows := b.takeRows(list)
	to := max(0, min(n+by, len(rows)-1))
	if n >= 0 && n < len(rows) && to != n {
		moved := rows[n]
		rows = slices.Insert(slices.Delete(rows, n, n+1), to, moved)
		b.Did = fmt.Sprintf("%s %d is now %d of %d.", rowNoun(list), n+1, to+1, len(rows))
		verb := "up "
		if by > 0 && to < len(rows)-1 || to == 0 {
			verb = "down "
		}
		b.Focus = verb + row(list, to)
	}
	b.putRows(list, rows)
}

// isSurveyList reports whether a name is that of a list of the form.
func isSurveyList(list string) bool {
	if list == questionList {
		return true
	}
	question, ok := strings.CutSuffix(list, "."+optionList)
	outer, _, err := placeOf(question)
	return ok && err == nil && outer == questionList
}

func rowNoun(list string) string {
	if list == questionList {
		return "Question"
	}
	return "Option"
}
