package server

import (
	"cmp"
	"regexp"
	"slices"
	"strconv"
	"strings"

	"heed/collector/core"
	"heed/collector/decide"
)

// builderPage is the builder's form as its template shows it.
type builderPage struct {
	fields
	draft draft
	URL   string // where the form is sent, and where it was opened

	Sayings map[string]string // by part
	Summary string
	YAML    string
	// Lacks is what keeps it from going live, empty when nothing does.
	Lacks []problemLine
	// Worth a look is what the lint has found.
	Worth []problemLine
	Reach string // what it would have met lately, when that was asked for
	// Preview is what visitors would see.
	Preview previewFrame

	Errors   map[string]string // by field
	Problems []problemLine     // the same as a list, those without a field too
	Alert    string            // what is wrong with the whole
	Conflict *conflict

	Surveys []surveyChoice
	Groups  []answerGroup
	Buttons []saveButton
}

// problemLine is one thing that is wrong, with the field to go to.
type problemLine struct{ ID, Label, Message string }

// surveyChoice is a survey that can be shown, and what visitors read of it.
type surveyChoice struct {
	surveyRow
	New    bool // it comes with the template
	Chosen bool
}

// saveButton saves with a status.
type saveButton struct {
	Status  core.Status
	Words   string
	Primary bool
}

// buttons are the ways to save what has that status now.
func buttons(now core.Status) []saveButton {
	switch now {
	case core.Live:
		return []saveButton{{core.Live, "Save; it stays live", true}, {core.Paused, "Save and pause it", false}}
	case core.Paused:
		return []saveButton{{core.Live, "Save and go live", true}, {core.Paused, "Save; it stays paused", false},
			{core.Archived, "Save and archive it", false}}
	case core.Archived:
		return []saveButton{{core.Archived, "Save; it stays archived", true}, {core.Draft, "Save as a draft", false}}
	}
	return []saveButton{{core.Draft, "Save as a draft", false}, {core.Live, "Save and go live", true}}
}

// part is a part of the form: all of it, a row or an action, whose fields' names begin with At.
type part struct {
	Page *builderPage
	At   string
}

// control is a field of the form.
type control struct {
	ID, Name, Label, Hint, Value, Error string
	Lang                                string // of a text
	Unit                                string // of a time
}

// Root is the whole form.
func (p *builderPage) Root() part { return part{Page: p} }

// Rows are the rows of a list.
func (p *builderPage) Rows(list string) []part {
	var out []part
	for _, n := range p.rows(list) {
		out = append(out, part{p, row(list, n)})
	}
	return out
}

// Blank is the row that a script copies, with a number to be replaced.
func (p *builderPage) Blank(list string) part { return part{p, list + "." + blankRow} }

// blankRow stands for a row's number in what a script copies.
const blankRow = "NEW"

// Sub is a part of the part.
func (p part) Sub(name string) part { return part{p.Page, p.name(name)} }

func (p part) name(name string) string {
	if p.At == "" {
		return name
	}
	return p.At + "." + name
}

// V is what stands in a field.
func (p part) V(name string) string { return p.Page.fields[p.name(name)] }

// ID is the element that a field is.
func (p part) ID(name string) string { return fieldID(p.name(name)) }

// Error is what is wrong with a field.
func (p part) Error(name string) string { return p.Page.Errors[p.name(name)] }

// C is a field with its label and a line that helps.
func (p part) C(name, label, hint string) control {
	full := p.name(name)
	return control{ID: fieldID(full), Name: full, Label: label, Hint: hint, Value: p.Page.fields[full], Error: p.Page.Errors[full],
		Unit: cmp.Or(p.Page.fields[full+".unit"], "d")}
}

// Texts is a field for each language: the site's, and whichever the text has already.
func (p part) Texts(name, label, hint string) []control {
	return textControls(p.Page.fields, p.Page.Errors, p.Page.draft.site.Languages, p.name(name), label, hint)
}

// textControls are the fields of a text that stands in these fields: one for each of the languages, and for whichever it has already.
func textControls(f fields, errors map[string]string, langs []string, name, label, hint string) []control {
	langs = slices.Clone(langs)
	for _, given := range sortedKeys(f) {
		if lang, ok := strings.CutPrefix(given, name+"."); ok && f[given] != "" && !slices.Contains(langs, lang) {
			langs = append(langs, lang)
		}
	}
	if len(langs) == 0 {
		langs = []string{plainLanguage}
	}
	out := make([]control, len(langs))
	for i, lang := range langs {
		full := name + "." + lang
		out[i] = control{ID: fieldID(full), Name: full, Label: label, Value: f[full], Error: errors[full]}
		if i == 0 {
			out[i].Error = cmp.Or(out[i].Error, errors[name])
		}
		if i == len(langs)-1 {
			out[i].Hint = hint
		}
		if lang != plainLanguage {
			out[i].Lang = lang
		}
		if len(langs) > 1 {
			out[i].Label += " (" + strings.Replace(lang, plainLanguage, "every other language", 1) + ")"
		}
	}
	return out
}

// Kinds, Variables, Operators and Units are what can be chosen.
func (p part) Kinds() []kindChoice { return kindChoices }

// Variables have their names in words.
func (p part) Variables() []variableChoice {
	var out []variableChoice
	for _, v := range decide.Variables() {
		if v.Name != "visitor.traits" || p.V("name") == v.Name { // the same as traits
			out = append(out, variableChoice{v, upper(variableWords(v.Name)), strings.ReplaceAll(v.Type, " ", "-")})
		}
	}
	return out
}

type variableChoice struct {
	decide.Variable
	Words string
	Class string // of the type, for the style and the script
}

// Operators have their words, and the types that they go with.
func (p part) Operators() []operatorChoice {
	var out []operatorChoice
	for _, op := range decide.Operators() {
		c := operatorChoice{Op: op, Words: operatorWords[op]}
		for _, typ := range []string{"number", "text", "true or false", "map", "list"} {
			if slices.Contains(decide.Suits(typ), op) {
				c.Types = strings.TrimSpace(c.Types + " " + strings.ReplaceAll(typ, " ", "-"))
			}
		}
		out = append(out, c)
	}
	return out
}

type operatorChoice struct{ Op, Words, Types string }

// Units of a time.
func (c control) Units() []string {
	var out []string
	for _, u := range spanUnits {
		out = append(out, u.name)
	}
	return out
}

// UnitWords name a unit.
func (c control) UnitWords(unit string) string {
	for _, u := range spanUnits {
		if u.name == unit {
			return u.noun
		}
	}
	return unit
}

// Types are the actions that can be chosen here; one that only a file can say stays as it is.
func (p part) Types() []fact {
	list := []fact{{core.ActSurvey, "Ask a survey"}, {core.ActMessage, "Show a message"}, {core.ActChat, "Offer a chat"},
		{core.ActCallback, "Offer a call back"}, {core.ActLink, "Offer a link, as to book a call"}, {core.ActEvent, "Let the page act"}}
	if !p.Main() {
		list = append(list, fact{core.ActTag, "Tag the visitor"}, fact{core.ActWebhook, "Tell a webhook"})
	}
	typ := p.V("type")
	if typ != "" && !slices.ContainsFunc(list, func(f fact) bool { return f.Name == typ }) {
		list = append(list, fact{typ, "As it is: " + typ})
	}
	return list
}

// Places are where it can appear; only a chat stays beside the page.
func (p part) Places() []fact {
	list := []fact{{core.PlaceModal, "As a dialog before the page"}, {core.PlaceSheet, "Along the lower edge"}, {core.PlaceInline, "In the page itself"}}
	for _, corner := range core.Corners() {
		list = append(list, fact{corner, "In the corner " + cornerWords[corner]})
	}
	return list
}

// Main reports whether this is the intercept's own action, not that of a follow-up.
func (p part) Main() bool { return p.At == "action" }

var listIndex = regexp.MustCompile(`\[([0-9]+)\]`)

// fieldOf gives the field of the form that is nearest to a place in the document, "" when there is none.
func (p *builderPage) fieldOf(path string) string {
	path = listIndex.ReplaceAllString(path, ".$1")
	for _, list := range []string{"any", "all"} {
		path = strings.Replace(path, whenList+"."+list+".", whenList+".", 1)
	}
	if at, ok := strings.CutSuffix(path, ".corner"); ok {
		path = at + ".place"
	}
	switch {
	case path == "who":
		return "who.rest"
	case path == "when.any", path == "when.all", path == "when":
		return "when.match"
	case strings.HasPrefix(path, whenList) && strings.HasSuffix(path, ".signal") && p.fields[strings.TrimSuffix(path, "signal")+"signal"] == customPrefix:
		return strings.TrimSuffix(path, "signal") + "custom"
	case strings.HasPrefix(path, thenList+".") && strings.HasSuffix(path, ".if") && p.fields[path] == ownCondition:
		return strings.TrimSuffix(path, "if") + "own"
	}
	for path != "" {
		if _, ok := p.fields[path]; ok || slices.Contains(formFields, path) {
			return path
		}
		path = path[:max(0, strings.LastIndexByte(path, '.'))]
	}
	return ""
}

// formFields are the fields that stand in the form even when nothing was sent for them, and the texts, whose languages follow.
var formFields = []string{"name", "owner", "hypothesis", "metric.event", "action.type", "action.survey", "action.text", "action.title",
	"action.cta.text", "action.cta.url", "action.event", "action.place", "action.into"}

// blame notes what is wrong beside the fields and as a list.
func (p *builderPage) blame(wrong []core.FieldError) {
	p.Errors, p.Problems = beside(wrong, p.fieldOf), p.lines(wrong)
}

// beside gives what stands next to each field: the first thing that was found about it. fieldOf gives the field of a path, "" for none.
func beside(found []core.FieldError, fieldOf func(path string) string) map[string]string {
	out := map[string]string{}
	for _, w := range found {
		if f := fieldOf(w.Path); f != "" && out[f] == "" {
			out[f] = upper(w.Message) + "."
		}
	}
	return out
}

func (p *builderPage) lines(wrong []core.FieldError) []problemLine {
	var out []problemLine
	for _, w := range wrong {
		l := problemLine{Label: upper(pathWords(w.Path)), Message: w.Message}
		if f := p.fieldOf(w.Path); f != "" {
			l.ID = fieldID(f)
			if strings.HasSuffix(f, ".text") || strings.HasSuffix(f, ".title") {
				l.ID = p.Root().Texts(f, "", "")[0].ID
			}
		}
		out = append(out, l)
	}
	return out
}

// pathWords name a place of the document, or of the form, for people: when.any[0].min_score and when.0.min_score are "when 1: min score".
func pathWords(path string) string {
	path = strings.NewReplacer("when.any", "when", "when.all", "when", "_", " ").Replace(path)
	var b strings.Builder
	for i, part := range strings.Split(listIndex.ReplaceAllString(path, ".$1"), ".") {
		if n, err := strconv.Atoi(part); err == nil && i > 0 {
			part = " " + strconv.Itoa(n+1)
		} else if i > 0 {
			part = ": " + part
		}
		b.WriteString(part)
	}
	return b.String()
}

// fieldID is the id of the element that holds a field.
func fieldID(name string) string { return "f-" + strings.ReplaceAll(name, ".", "-") }
