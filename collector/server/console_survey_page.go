package server

import (
	"cmp"
	"slices"
	"strconv"
	"strings"
	"time"

	"heed/collector/core"
	"heed/collector/survey"
)

// surveyBuilder is the survey builder's form as its template shows it.
type surveyBuilder struct {
	fields
	site core.Site
	base core.Survey // what the form was made from
	URL  string      // where the form is sent, and where it was opened

	Did    string   // what a button has just done
	Focus  string   // the name of the field, or the act of the button, that has the focus
	Before []string // what was there before each step, the latest last
	After  []string // what was taken back and can be done again, the latest last
	Stands string   // what the form said when its fields were last written; what differs was typed since
	At     string   // the row of the question that somebody is in

	CanUndo, CanRedo bool // there is a step to take back, and one to do again

	YAML    string
	Length  string
	Preview previewFrame
	Lacks   []problemLine     // what it would be refused for
	Worth   []problemLine     // what the lint has found
	warned  map[string]string // the same by field

	Tried    bool              // it was sent to be saved: what is wrong is told beside the fields from then on
	Errors   map[string]string // by field
	Problems []problemLine
	Alert    string
	Conflict *conflict

	InUse []string // the live intercepts that ask it
}

// typeChoice is a type of question with its name for people.
type typeChoice struct{ Type, Words string }

var questionTypes = []typeChoice{
	{core.Choice, "One choice"}, {core.Choices, "Several choices"}, {core.FreeText, "Open question"}, {core.NPS, "NPS, 0 to 10"},
	{core.CSAT, "Satisfaction (CSAT), 1 to 5"}, {core.CES, "Effort (CES), 1 to 7"}, {core.Rating, "Stars, 1 to 5"},
	{core.Thumbs, "Thumbs up or down"}, {core.Email, "E-mail address"}, {core.Phone, "Phone number"}, {core.Agree, "Consent"},
}

// New reports whether the survey is still to be created.
func (b *surveyBuilder) New() bool { return b.base.Revision == 0 }

// F is what stands in a field.
func (b *surveyBuilder) F(name string) string { return b.fields[name] }

// Back is the page of the survey.
func (b *surveyBuilder) Back() string { return surveyURL(b.site.Name, b.base.Name) }

// Refused reports whether something is wrong with a field.
func (b *surveyBuilder) Refused(name string) bool {
	return b.Errors[name] != "" || b.warned[name] != ""
}

// Focused reports whether a field or button is to have the focus.
func (b *surveyBuilder) Focused(name string) bool { return name != "" && name == b.Focus }

// Types of question, and the questions that are Ready to be asked.
func (b *surveyBuilder) Types() []typeChoice { return questionTypes }

// Ready are the questions of the bank.
func (b *surveyBuilder) Ready() []survey.Ready { return survey.Bank() }

// Lang is the language on the right, "" for none.
func (b *surveyBuilder) Lang() string {
	if lang := b.fields["lang"]; slices.Contains(b.Targets(), lang) {
		return lang
	}
	return ""
}

// Targets are the languages that can be on the right: all of the survey's but the default.
func (b *surveyBuilder) Targets() []string {
	if langs := b.languages(); len(langs) > 0 {
		return langs[1:]
	}
	return nil
}

// Missing is how many texts a language lacks.
func (b *surveyBuilder) Missing(lang string) int {
	n := 0
	for _, t := range b.prefixes() {
		if text := b.text(t); len(text) > 0 && !survey.Covers(text, lang) {
			n++
		}
	}
	return n
}

// prefixes name the texts of the form.
func (b *surveyBuilder) prefixes() []string {
	list := []string{"thanks"}
	for _, n := range b.rows(questionList) {
		at := row(questionList, n)
		list = append(list, at+".text", at+".note", at+".low", at+".high")
		for _, m := range b.rows(at + "." + optionList) {
			list = append(list, row(at+"."+optionList, m)+".text")
		}
	}
	return list
}

// questionPart is one question of the form.
type questionPart struct {
	Page   *surveyBuilder
	At     string
	N, Of  int // counting from 1
	Groups []answerGroup
	says   []core.Question // all that the form says, with the ids that they will have; read once for the page
	asked  []core.Question // the same as visitors get it
}

// Questions are the rows of the form.
func (b *surveyBuilder) Questions() []questionPart {
	rows, groups := b.rows(questionList), b.conditions()
	s, _ := b.survey(b.base)
	asked := survey.Complete(s).Questions
	out := make([]questionPart, len(rows))
	for i, n := range rows {
		out[i] = questionPart{Page: b, At: row(questionList, n), N: i + 1, Of: len(rows), Groups: groups[i], says: s.Questions, asked: asked}
	}
	return out
}

// F is what stands in a field of the question.
func (q questionPart) F(name string) string { return q.Page.fields[q.At+"."+name] }

// Has reports whether the question has a part: options, ends, a reason, a field for words.
func (q questionPart) Has(what string) bool {
	typ := q.F("type")
	switch what {
	case "options":
		return typ == core.Choice || typ == core.Choices
	case "sides":
		return typ == core.Thumbs && len(q.Page.rows(q.At+"."+optionList)) > 0
	case "ends":
		return scored(typ)
	case "why":
		return typ == core.NPS
	case "standard":
		return standard(typ)
	case "words":
		return open(typ)
	}
	return false
}

// Words name the question's type.
func (q questionPart) Words() string { return questionTypeWords(q.F("type")) }

// questionTypeWords name a type of question for people.
func questionTypeWords(typ string) string {
	for _, t := range questionTypes {
		if t.Type == typ {
			return t.Words
		}
	}
	return typ
}

// Name is the id under which answers are kept, as it will be when none is written.
func (q questionPart) Name() string { return q.says[q.N-1].ID }

// rowAct is a button that changes the form.
type rowAct struct {
	Asked, Words, About string
	Off, Focus          bool
}

func (b *surveyBuilder) rowAct(asked, words, about string, off bool) rowAct {
	return rowAct{Asked: asked, Words: words, About: about, Off: off, Focus: b.Focused(asked)}
}

// Moves are what can be done to the row as a whole.
func (q questionPart) Moves() []rowAct {
	about := strings.ToLower(rowNoun(q.At[:strings.LastIndexByte(q.At, '.')])) + " " + strconv.Itoa(q.N)
	list := []rowAct{q.Page.rowAct("up "+q.At, "Up", about, q.N == 1), q.Page.rowAct("down "+q.At, "Down", about, q.N == q.Of)}
	if strings.Count(q.At, ".") == 1 {
		list = append(list, q.Page.rowAct("copy "+q.At, "Copy", about, false))
	}
	return append(list, q.Page.rowAct("remove "+q.At, "Remove", about, false))
}

// AddOption is the button for one more.
func (q questionPart) AddOption() rowAct {
	return q.Page.rowAct("option "+q.At, "Add an option", "to question "+strconv.Itoa(q.N), false)
}

// More reports whether something stands in what is folded away, or is wrong there.
func (q questionPart) More() bool {
	for _, name := range []string{"id", "why", "note", "low", "high", "prefill"} {
		if q.Page.Refused(q.At + "." + name) {
			return true
		}
	}
	for _, j := range q.Jumps() {
		if j.Value != "" || j.Error != "" {
			return true
		}
	}
	return q.F("why")+q.F("prefill") != "" || q.Page.text(q.At+".note") != nil || q.Page.text(q.At+".low") != nil || q.Page.text(q.At+".high") != nil
}

// TextHint, EndHint and IDHint help with fields whose emptiness means something.
func (q questionPart) TextHint() string {
	if q.Has("standard") {
		return "The standard wording when empty, in every language that Heed speaks."
	}
	if q.N == 1 {
		return ""
	}
	return "Repeat an earlier answer with {answer.why}, or {answer.why|that} with what is said when there is none."
}

// EndHint is about the ends of a scale.
func (q questionPart) EndHint() string { return "The usual words when both are empty." }

// IDHint is about the question's id.
func (q questionPart) IDHint() string {
	return "What conditions and answers call it; “" + q.Name() + "” when empty. Answers under the old name stay there."
}

// C is a field of the question.
func (q questionPart) C(name, label, hint string) surveyControl {
	return q.Page.control(q.At+"."+name, label, hint)
}

// T is a text of the question.
func (q questionPart) T(name, label, hint string) pairedText {
	return q.Page.T(q.At+"."+name, label, hint)
}

// optionPart is one option of a question.
type optionPart struct {
	questionPart
	Question questionPart
	place    int // in the survey, counting from 0; -1 as long as nothing was entered
}

// Options are the rows of a question.
func (q questionPart) Options() []optionPart {
	list := q.At + "." + optionList
	rows, filled := q.Page.rows(list), q.Page.filled(list)
	out := make([]optionPart, len(rows))
	for i, n := range rows {
		out[i] = optionPart{questionPart{Page: q.Page, At: row(list, n), N: i + 1, Of: len(rows)}, q, slices.Index(filled, n)}
	}
	return out
}

// Name is the id that answers say, as it will be when none is written.
func (o optionPart) Name() string {
	options := o.Question.says[o.Question.N-1].Options
	if o.place < 0 || o.place >= len(options) { // a type that takes none has rows that say nothing
		return ""
	}
	return options[o.place].ID
}

// surveyControl is a field of the form, with what is to be said about it.
type surveyControl struct {
	control
	Warning string
	Focus   bool
}

// C is a field that belongs to no question.
func (b *surveyBuilder) C(name, label, hint string) surveyControl {
	return b.control(name, label, hint)
}

func (b *surveyBuilder) control(name, label, hint string) surveyControl {
	return surveyControl{control: control{ID: fieldID(name), Name: name, Label: label, Hint: hint, Value: b.fields[name], Error: b.Errors[name]},
		Warning: b.warned[name], Focus: b.Focused(name)}
}

// pairedText is a text in the default language, and beside it in the chosen one. What it has in others goes along unseen.
type pairedText struct {
	Left   surveyControl
	Right  *surveyControl
	Hidden []fact // names and values
}

// T is a text.
func (b *surveyBuilder) T(at, label, hint string) pairedText {
	left := b.left(at)
	p := pairedText{Left: b.control(left, label, hint)}
	p.Left.Lang = strings.Replace(strings.TrimPrefix(left, at+"."), plainLanguage, b.language(), 1)
	shown := []string{left}
	if lang := b.Lang(); lang != "" {
		right := b.keyOf(at, lang)
		if right == left { // en-GB is said in the words of en
			right = at + "." + lang
		}
		c := b.control(right, label+" ("+lang+")", "")
		c.Lang = lang
		if text := b.text(at); len(text) > 0 && !survey.Covers(text, lang) {
			c.Warning = "Missing: visitors read “" + text.In(lang, b.language()) + "”."
		}
		p.Right, shown = &c, append(shown, right)
	}
	var hidden []string // sorted alone: the form has some hundred texts and some thousand fields
	for name, value := range b.fields {
		if lang, ok := strings.CutPrefix(name, at+"."); ok && !strings.Contains(lang, ".") && !slices.Contains(shown, name) && value != "" {
			hidden = append(hidden, name)
		}
	}
	slices.Sort(hidden)
	for _, name := range hidden {
		p.Hidden = append(p.Hidden, fact{name, b.fields[name]})
	}
	return p
}

// left is the field of a text in the default language, or of what it says in every language.
func (b *surveyBuilder) left(at string) string {
	key := b.keyOf(at, b.language())
	if b.fields[key] == "" && b.fields[at+"."+plainLanguage] != "" {
		return at + "." + plainLanguage
	}
	return key
}

// keyOf is the field of a text that a reader of lang gets, or would get. Other writings of a tag are only looked for where this one has no
// words: that reads the whole form.
func (b *surveyBuilder) keyOf(at, lang string) string {
	if b.fields[at+"."+lang] != "" {
		return at + "." + lang
	}
	base, _, _ := strings.Cut(lang, "-")
	text := b.text(at)
	for _, tag := range []string{lang, base} {
		if key, ok := text.Key(tag); ok {
			return at + "." + key
		}
	}
	return at + "." + lang
}

// fieldOf gives the field of the form that is nearest to a place in the document, "" when there is none.
func (b *surveyBuilder) fieldOf(path string) string {
	path = b.rowOf(listIndex.ReplaceAllString(path, ".$1"))
	if strings.HasPrefix(path, "languages") {
		return "languages"
	}
	if at, ok := strings.CutSuffix(path, ".show_if"); ok {
		if b.fields[at+".if"] == ownCondition {
			return at + ".own"
		}
		return at + ".if"
	}
	if path == questionList {
		return "add.type"
	}
	if slices.Contains(b.prefixes(), path) {
		return b.left(path)
	}
	for path != "" {
		if _, ok := b.fields[path]; ok || path == "name" {
			return path
		}
		if list, n, err := placeOf(path); err == nil && isSurveyList(list) && n >= 0 {
			return b.left(path + ".text")
		}
		path = path[:max(0, strings.LastIndexByte(path, '.'))]
	}
	return ""
}

// rowOf turns the place of an option in the survey into its row in the form, which has rows in which nothing was entered too.
func (b *surveyBuilder) rowOf(path string) string {
	parts := strings.Split(path, ".")
	if len(parts) < 4 || parts[2] != optionList {
		return path
	}
	rows := b.filled(strings.Join(parts[:3], "."))
	if n, err := strconv.Atoi(parts[3]); err == nil && n >= 0 && n < len(rows) {
		parts[3] = strconv.Itoa(rows[n])
	}
	return strings.Join(parts, ".")
}

// blame notes what is wrong beside the fields.
func (b *surveyBuilder) blame(wrong []core.FieldError) {
	b.Errors = beside(wrong, b.fieldOf)
}

// warn notes what the lint has found beside the fields. What a language lacks is said where its words would stand.
func (b *surveyBuilder) warn(found []core.FieldError) {
	b.warned = beside(found, b.fieldOf)
}

func (b *surveyBuilder) lines(wrong []core.FieldError) []problemLine {
	var out []problemLine
	for _, w := range wrong {
		l := problemLine{Label: upper(pathWords(w.Path)), Message: w.Message}
		if f := b.fieldOf(w.Path); f != "" {
			l.ID = fieldID(f)
		}
		out = append(out, l)
	}
	return out
}

// lengthWords say how long a survey takes.
func lengthWords(l survey.Length) string {
	if l.Longest == 0 {
		return "Nothing is asked yet."
	}
	words := "About " + lengthOf(l.Shortest)
	if l.Shortest == 0 {
		return "Up to " + lengthOf(l.Longest) + "."
	}
	if l.Longest > l.Shortest {
		words += ", and up to " + lengthOf(l.Longest) + " for who is asked everything and answers it"
	}
	return words + "."
}

// lengthOf rounds to what an estimate can know: to 5 seconds, and from two minutes on to half a minute.
func lengthOf(d time.Duration) string {
	if d >= 2*time.Minute {
		return number(d.Round(30*time.Second).Minutes()) + " minutes"
	}
	return plural(int(cmp.Or(d.Round(5*time.Second), 5*time.Second).Seconds()), "second")
}
