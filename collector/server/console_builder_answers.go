package server

import (
	"strconv"

	"heed/collector/core"
	"heed/collector/decide"
	"heed/collector/survey"
)

// answerGroup is the answers of one survey that a follow-up can wait for.
type answerGroup struct {
	Survey  string
	Answers []answerChoice
}

// answerChoice is one answer, as a condition and in words.
type answerChoice struct{ Condition, Words string }

// answerGroups list what can be answered to surveys, for choosing instead of writing a condition.
func answerGroups(surveys []core.Survey) []answerGroup {
	var groups []answerGroup
	for _, s := range surveys {
		g := answerGroup{Survey: s.Name}
		for _, q := range survey.Complete(s).Questions {
			g.Answers = append(g.Answers, answersTo(q)...)
		}
		if len(g.Answers) > 0 {
			groups = append(groups, g)
		}
	}
	return groups
}

// The ends of scales that are commonly followed up: detractors and promoters of an NPS, and the two ends of the others.
var scaleEnds = map[string][2]int{core.NPS: {6, 9}, core.CSAT: {2, 4}, core.Rating: {2, 4}, core.CES: {3, 6}}

func answersTo(q core.Question) []answerChoice {
	subject, words := "answer["+strconv.Quote(q.ID)+"]", "“"+questionText(q)+"” "
	if short := "answer." + q.ID; decide.SameCondition(short, subject) {
		subject = short
	}
	var out []answerChoice
	add := func(condition, answer string) { out = append(out, answerChoice{condition, words + answer}) }
	switch q.Type {
	case core.Choice, core.Thumbs:
		options := q.Options
		if q.Type == core.Thumbs && len(options) == 0 {
			options = []core.Option{{ID: "up", Text: core.Text{"": "thumbs up"}}, {ID: "down", Text: core.Text{"": "thumbs down"}}}
		}
		for _, o := range options {
			add(subject+" == "+strconv.Quote(o.ID), "is “"+o.Text.In("en")+"”")
		}
		if q.Other {
			add(subject+` == "other"`, "is in their own words")
		}
	case core.Choices:
		for _, o := range q.Options {
			add(strconv.Quote(o.ID)+" in "+subject, "has “"+o.Text.In("en")+"” among it")
		}
	case core.Agree:
		add(subject+" == true", "is yes")
	default:
		if ends, ok := scaleEnds[q.Type]; ok {
			add(subject+" <= "+strconv.Itoa(ends[0]), "is "+strconv.Itoa(ends[0])+" or less")
			add(subject+" >= "+strconv.Itoa(ends[1]), "is "+strconv.Itoa(ends[1])+" or more")
		}
	}
	return out
}

// conditionNames gives the words of each condition that the groups offer.
func conditionNames(groups []answerGroup) map[string]string {
	names := map[string]string{}
	for _, g := range groups {
		for _, a := range g.Answers {
			names[a.Condition] = "the answer to " + a.Words
		}
	}
	return names
}

// choose turns conditions that the groups offer in another writing into theirs, and the others into ones of their own.
func (f fields) choose(groups []answerGroup) {
	for _, n := range f.rows(thenList) {
		at := row(thenList, n)
		if condition := f[at+".if"]; condition != "" && condition != ownCondition {
			f[at+".if"], f[at+".own"] = ownCondition, condition
			for _, g := range groups {
				for _, a := range g.Answers {
					if decide.SameCondition(a.Condition, condition) {
						f[at+".if"], f[at+".own"] = a.Condition, ""
					}
				}
			}
		}
	}
}

// askedUpon says upon which answer a question is asked, where the builder offers that to choose; else it is "".
func askedUpon(before []core.Question, condition string) string {
	if condition == "" {
		return ""
	}
	for _, q := range before {
		given := answerChoice{"answer[" + strconv.Quote(q.ID) + "] != nil", "“" + questionText(q) + "” is there"}
		for _, a := range append(answersTo(q), given) {
			if decide.SameCondition(a.Condition, condition) {
				return a.Words
			}
		}
	}
	return ""
}
