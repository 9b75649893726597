package server

import (
	"cmp"
	"fmt"
	"maps"
	"net/url"
	"slices"
	"strconv"
	"strings"
	"unicode"

	"heed/collector/core"
	"heed/collector/decide"
	"heed/collector/survey"
)

// The lists of the survey builder's form: the questions, and of each its options.
const (
	questionList = "questions"
	optionList   = "options"
)

// fillSurvey writes a survey into a form. Every text has a field for each language that it has.
func fillSurvey(s core.Survey) fields {
	f := fields{"site": s.Site, "name": s.Name, "revision": strconv.Itoa(s.Revision), "languages": strings.Join(s.Languages, ", "),
		"closes": s.Closes, "zone": s.Zone, "quota": wholeText(s.Quota)}
	for n, q := range s.Questions {
		at := row(questionList, n)
		f.fillQuestion(at, q)
		f[at+".from"] = strconv.Itoa(n)
	}
	f.texts("thanks", s.Thanks)
	return f
}

func (f fields) fillQuestion(at string, q core.Question) {
	f[at+".id"], f[at+".type"], f[at+".if"], f[at+".next"], f[at+".prefill"] = q.ID, q.Type, q.ShowIf, q.Next, q.Prefill
	for name, set := range map[string]bool{".optional": q.Optional, ".other": q.Other, ".shuffle": q.Shuffle} {
		if set {
			f[at+name] = ticked
		}
	}
	if q.Why != nil {
		f[at+".why"] = map[bool]string{true: "yes", false: "no"}[*q.Why]
	}
	f.texts(at+".text", q.Text)
	f.texts(at+".note", q.Note)
	f.texts(at+".low", q.Low)
	f.texts(at+".high", q.High)
	for m, o := range q.Options {
		option := row(at+"."+optionList, m)
		f[option+".id"], f[option+".next"] = o.ID, o.Next
		if o.Fixed {
			f[option+".fixed"] = ticked
		}
		f.texts(option+".text", o.Text)
	}
}

// ticked is what a box sends that is ticked; one that is not sends nothing.
const ticked = "on"

// survey gives the survey that the fields say, and what of them cannot be read. It begins with the one that the form was made from, so that
// what the form does not show is kept. What can be read but is wrong is for the checks.
func (f fields) survey(base core.Survey) (core.Survey, []core.FieldError) {
	f = maps.Clone(f)
	f.nameRows(true)
	r := formReader{fields: f}
	s := base
	s.Site, s.Name, s.Languages, s.Thanks = f["site"], f["name"], f.languages(), f.text("thanks")
	s.Closes, s.Zone, s.Quota = f["closes"], f["zone"], r.whole("quota")
	s.Questions = nil
	for _, n := range f.rows(questionList) {
		at := row(questionList, n)
		s.Questions = append(s.Questions, f.question(at, from(base.Questions, f[at+".from"])))
	}
	return s, r.wrong
}

func (f fields) question(at string, q core.Question) core.Question {
	q.ID, q.Type, q.Why, q.Options = f[at+".id"], f[at+".type"], nil, nil
	q.Text, q.Note, q.Low, q.High = f.text(at+".text"), f.text(at+".note"), f.text(at+".low"), f.text(at+".high")
	q.Optional, q.Next = f[at+".optional"] != "", f[at+".next"]
	if q.ShowIf = f[at+".if"]; q.ShowIf == ownCondition {
		q.ShowIf = f[at+".own"]
	}
	takes := q.Type == core.Choice || q.Type == core.Choices
	q.Other, q.Shuffle = takes && f[at+".other"] != "", takes && f[at+".shuffle"] != ""
	if why := f[at+".why"]; why != "" && q.Type == core.NPS {
		asked := why == "yes"
		q.Why = &asked
	}
	if !scored(q.Type) {
		q.Low, q.High = nil, nil
	}
	if q.Prefill = f[at+".prefill"]; !open(q.Type) {
		q.Prefill = ""
	}
	if takes || q.Type == core.Thumbs {
		for _, m := range f.filled(at + "." + optionList) {
			option := row(at+"."+optionList, m)
			o := core.Option{ID: f[option+".id"], Text: f.text(option + ".text"), Fixed: q.Shuffle && f[option+".fixed"] != ""}
			if q.Type != core.Choices { // of which several may be chosen
				o.Next = f[option+".next"]
			}
			q.Options = append(q.Options, o)
		}
	}
	return q
}

// unfilled are the questions, counting from 1, that lose their prefill by their type, which takes no words.
func (f fields) unfilled() []int {
	var out []int
	for i, n := range f.rows(questionList) {
		if at := row(questionList, n); f[at+".prefill"] != "" && !open(f[at+".type"]) {
			out = append(out, i+1)
		}
	}
	return out
}

// text gives a text in all its languages, nil for none.
func (f fields) text(at string) core.Text { return (&formReader{fields: f}).text(at) }

// languages gives the languages that the form names, the default first.
func (f fields) languages() []string {
	return strings.FieldsFunc(f["languages"], func(r rune) bool { return r == ',' || r == ' ' || r == '\n' })
}

// language is the survey's default.
func (f fields) language() string { return cmp.Or(append(f.languages(), "en")...) }

// scored reports whether a type of question is a scale whose ends can have words.
func scored(typ string) bool {
	return slices.Contains([]string{core.NPS, core.CSAT, core.CES, core.Rating}, typ)
}

// standard reports whether a type of question may leave its text out, and then asks in the standard wording.
func standard(typ string) bool { return scored(typ) || typ == core.Thumbs }

// takeRows removes a list's rows and gives them in their order.
func (f fields) takeRows(list string) []fields {
	var out []fields
	for _, n := range f.rows(list) {
		out = append(out, f.take(row(list, n)))
	}
	return out
}

// putRows puts rows in the place of a list, numbered from 0.
func (f fields) putRows(list string, rows []fields) {
	for n, taken := range rows {
		for name, value := range taken {
			f[row(list, n)+name] = value
		}
	}
}

// packSurvey numbers questions and options from 0. An option in which nothing was entered keeps its row, so that the buttons of the rows after
// it mean those, and is none in the survey.
func (f fields) packSurvey() {
	f.putRows(questionList, f.takeRows(questionList))
	for _, n := range f.rows(questionList) {
		list := row(questionList, n) + "." + optionList
		f.putRows(list, f.takeRows(list))
	}
}

// nameRows gives questions and options that have no id one of their text, so that a condition can speak of them. Those without a text yet
// get one only when all must have one.
func (f fields) nameRows(all bool) {
	f.nameList(questionList, all)
	for _, n := range f.rows(questionList) {
		f.nameList(row(questionList, n)+"."+optionList, all)
	}
}

func (f fields) nameList(list string, all bool) {
	taken := map[string]bool{}
	rows := f.filled(list)
	for _, n := range rows {
		taken[f[row(list, n)+".id"]] = true
	}
	for _, n := range rows {
		at := row(list, n)
		name := slug(f.text(at+".text").In(f.language(), "en"))
		if name == "" && standard(f[at+".type"]) {
			name = f[at+".type"]
		}
		if name == "" && all {
			name = strings.TrimSuffix(list[strings.LastIndexByte(list, '.')+1:], "s")
		}
		if f[at+".id"] != "" || name == "" {
			continue
		}
		free := freeID(name, taken)
		f[at+".id"], taken[free] = free, true
	}
}

// freeID gives name, or name_2, name_3 and so on.
func freeID(name string, taken map[string]bool) string {
	free := name
	for n := 2; taken[free]; n++ {
		free = name + "_" + strconv.Itoa(n)
	}
	return free
}

// longestSlug bounds an id that is made of a text, in bytes: enough to be told apart in a table of answers.
const longestSlug = 24

// slug makes an id of a text: «The cost of delivery» becomes the_cost_of_delivery. Letters that are not a to z are left out; a text without
// any other makes no id.
func slug(text string) string {
	words := strings.FieldsFunc(strings.ToLower(text), func(r rune) bool { return !unicode.IsLetter(r) && !unicode.IsDigit(r) && !unicode.IsMark(r) })
	for i, w := range words {
		words[i] = strings.Map(func(r rune) rune {
			if (r < 'a' || r > 'z') && (r < '0' || r > '9') {
				return -1
			}
			return r
		}, w)
	}
	words = slices.DeleteFunc(words, func(w string) bool { return w == "" })
	out := ""
	for _, w := range words {
		if longer := strings.TrimPrefix(out+"_"+w, "_"); len(longer) <= longestSlug {
			out = longer
		} else {
			break
		}
	}
	if out == "" && len(words) > 0 {
		out = words[0][:min(len(words[0]), longestSlug)]
	}
	if out != "" && out[0] <= '9' { // answer.5_euro would be no name
		out = "a" + out
	}
	return out
}

// insert adds questions that are ready at the end, under ids that are free, also where their conditions speak of each other.
func (f fields) insert(questions []core.Question) {
	questions = slices.Clone(questions)
	taken := map[string]bool{}
	rows := f.rows(questionList)
	for _, n := range rows {
		taken[f[row(questionList, n)+".id"]] = true
	}
	for i, q := range questions {
		id := freeID(q.ID, taken)
		for k := i + 1; k < len(questions); k++ {
			questions[k].ShowIf = strings.ReplaceAll(questions[k].ShowIf, "answer."+q.ID+" ", "answer."+id+" ")
		}
		q.ID, taken[id] = id, true
		f.fillQuestion(row(questionList, len(rows)+i), q)
	}
}

// aside are the fields that are not about what the survey says: what the form stands on, and choices of who works with it.
var aside = []string{"revision", "lang", "add.type"}

// snapshot is the form as it stands, to be brought back: with the rows in which nothing was entered yet, which are there by their id.
func (f fields) snapshot() string {
	values := url.Values{}
	for name, value := range f {
		if (value != "" || strings.HasSuffix(name, ".id")) && !slices.Contains(aside, name) {
			values.Set(name, value)
		}
	}
	return values.Encode()
}

// chooseConditions turns conditions that the form offers in another writing into its own, and the others into expressions.
func (b *surveyBuilder) chooseConditions() {
	groups := b.conditions()
	for i, n := range b.rows(questionList) {
		at := row(questionList, n)
		condition := b.fields[at+".if"]
		if condition == "" || condition == ownCondition {
			continue
		}
		b.fields[at+".if"], b.fields[at+".own"] = ownCondition, condition
		for _, g := range groups[i] {
			for _, a := range g.Answers {
				if decide.SameCondition(a.Condition, condition) {
					b.fields[at+".if"], b.fields[at+".own"] = a.Condition, ""
				}
			}
		}
	}
}

// conditions are what each question can depend on, in words: the answers to the questions before it. The lists share their beginning, so that all are made in one pass.
func (b *surveyBuilder) conditions() [][]answerGroup {
	s, _ := b.survey(b.base)
	out := make([][]answerGroup, 0, len(s.Questions))
	var before []answerGroup
	for _, q := range survey.Complete(s).Questions {
		if i := len(out); i < len(s.Questions) && q.ID == s.Questions[i].ID { // not a reason, whose id no question has
			out = append(out, slices.Clip(before))
		}
		if answers := answersTo(q); len(answers) > 0 {
			before = append(before, answerGroup{Survey: questionText(q), Answers: answers})
		}
	}
	return out
}

// placeOf splits the name of a row, such as questions.2.options.0, into its list and number.
func placeOf(name string) (list string, n int, err error) {
	i := strings.LastIndexByte(name, '.')
	if i < 0 {
		return "", 0, fmt.Errorf("%q is no row", name)
	}
	n, err = strconv.Atoi(name[i+1:])
	return name[:i], n, err
}
