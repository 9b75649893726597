package survey

import (
	"fmt"
	"maps"
	"slices"
	"strings"
	"unicode/utf8"

	"heed/collector/core"
)

// Check gives everything that is wrong with a survey; a survey without complaint can be loaded, presented and answered.
func Check(s core.Survey) []core.FieldError {
	c := checker{written: s, survey: worded(s), known: map[string]int{}}
	if s.Site != "" && s.Name == core.PrecisionName {
		c.complain("name", "%q is the built-in survey that measures the detectors; choose another", s.Name)
	}
	c.languages()
	c.closing()
	switch n := len(s.Questions); {
	case n == 0:
		c.complain("questions", "is empty: a survey asks at least one question")
	case n > maxQuestions:
		c.complain("questions", "has %d: a survey asks at most %d; split it", n, maxQuestions)
		return c.wrong
	}
	for i := range c.survey.Questions {
		c.question(i)
	}
	if len(s.Thanks) > 0 {
		c.text("thanks", s.Thanks)
		c.recall("thanks", s.Thanks)
	}
	c.size()
	c.first()
	return c.wrong
}

// CheckFollowUps gives what is wrong with the conditions of an intercept's `then`.
func CheckFollowUps(i core.Intercept) []core.FieldError {
	var wrong []core.FieldError
	for n, f := range i.Then {
		path := fmt.Sprintf("then[%d].if", n)
		condition, err := parse(f.If)
		switch {
		case err != nil:
			wrong = append(wrong, core.FieldError{Path: path, Message: err.Error()})
		case len(condition.questions()) == 0:
			wrong = append(wrong, core.FieldError{Path: path, Message: `asks about no answer: write one, as in answer.help == "yes"`})
		}
	}
	return wrong
}

// checker walks through one survey from front to back.
type checker struct {
	written core.Survey
	survey  core.Survey    // the same with the standard wording
	known   map[string]int // the index of each question passed so far, by its id
	wrong   []core.FieldError
}

func (c *checker) complain(path, format string, args ...any) {
	c.wrong = append(c.wrong, core.FieldError{Path: path, Message: fmt.Sprintf(format, args...)})
}

func (c *checker) languages() {
	for i, lang := range c.survey.Languages {
		path := fmt.Sprintf("languages[%d]", i)
		if !languageTag.MatchString(lang) {
			c.complain(path, "%q is no language tag: write one, as in en or pt-BR", lang)
		}
		if slices.IndexFunc(c.survey.Languages, func(l string) bool { return strings.EqualFold(l, lang) }) < i {
			c.complain(path, "names %s a second time", lang)
		}
	}
}

// first checks that somebody is asked something: a card without a question cannot open.
func (c *checker) first() {
	if len(c.wrong) > 0 {
		return
	}
	compiled, err := compile(c.written)
	if err != nil {
		return // what is wrong in ways that only presenting finds
	}
	if asked, _ := compiled.way(nil); len(asked) == 0 {
		c.complain("questions", "asks nobody anything: before the first answer no show_if holds; leave it out of the question that comes first")
	}
}

// closing checks when the survey is not asked any more.
func (c *checker) closing() {
	s := c.survey
	if _, err := core.ParseDay(s.Closes); err != nil {
		c.complain("closes", "%s", err)
	}
	if _, err := core.ParseZone(s.Zone); err != nil {
		c.complain("zone", "%s", err)
	}
	if s.Zone != "" && s.Closes == "" {
		c.complain("zone", "is the one in which the survey closes: add closes, as in closes: 2026-12-31, or leave it out")
	}
	if s.Quota < 0 {
		c.complain("quota", "is negative; write how many responses may be begun, or leave it out for no bound")
	}
}

func (c *checker) question(i int) {
	q, path := c.survey.Questions[i], fmt.Sprintf("questions[%d]", i)
	before, twice := c.known[q.ID]
	switch {
	case strings.TrimSpace(q.ID) == "":
		c.complain(path+".id", "is missing: answers are kept under it")
	case twice:
		c.complain(path+".id", "%q is the id of questions[%d] already", q.ID, before)
	}
	c.condition(path+".show_if", i)
	c.jumps(path, i)
	c.recall(path+".text", q.Text)
	c.recall(path+".note", q.Note)
	c.known[q.ID] = i
	if !slices.Contains(types(), q.Type) {
		c.complain(path+".type", "%q is not a type of question: write one of %s", q.Type, strings.Join(types(), ", "))
		return
	}
	c.text(path+".text", q.Text)
	for _, optional := range []struct {
		name string
		text core.Text
	}{{".note", q.Note}, {".low", q.Low}, {".high", q.High}} {
		if len(optional.text) > 0 {
			c.text(path+optional.name, optional.text)
		}
	}
	if _, _, scored := scale(q.Type); !scored && len(q.Low)+len(q.High) > 0 {
		c.complain(path, "low and high name the ends of a score; a question of type %s has none", q.Type)
	}
	if q.Why != nil && q.Type != core.NPS {
		c.complain(path+".why", "is for nps; a question of type %s is not followed by one of its own", q.Type)
	}
	if words := []string{core.FreeText, core.Email, core.Phone}; q.Prefill != "" && !slices.Contains(words, q.Type) {
		c.complain(path+".prefill", "names a trait to stand in the field, which a question of type %s has not; it is for %s", q.Type, strings.Join(words, ", "))
	}
	c.options(path, q)
}

func (c *checker) options(path string, q core.Question) {
	takes := q.Type == core.Choice || q.Type == core.Choices
	if q.Other && !takes {
		c.complain(path+".other", "is for choice and choices; a question of type %s has no options", q.Type)
	}
	if q.Shuffle && !takes {
		c.complain(path+".shuffle", "is for choice and choices; a question of type %s has no options to shuffle", q.Type)
	}
	switch {
	case takes && len(q.Options) == 0:
		c.complain(path+".options", "is empty: a question of type %s needs options", q.Type)
	case q.Type == core.Thumbs:
		c.thumbs(path, q)
	case !takes && len(q.Options) > 0:
		c.complain(path+".options", "are for choice and choices; a question of type %s takes none", q.Type)
	}
	for i, option := range q.Options {
		at := fmt.Sprintf("%s.options[%d]", path, i)
		same := func(o core.Option) bool { return o.ID == option.ID }
		switch {
		case strings.TrimSpace(option.ID) == "":
			c.complain(at+".id", "is missing: it is what an answer says")
		case slices.IndexFunc(q.Options, same) < i:
			c.complain(at+".id", "%q is the id of an option before already", option.ID)
		case option.ID == otherOption && q.Other:
			c.complain(at+".id", "%q is the option that other: true adds already", otherOption)
		}
		if option.Fixed && !q.Shuffle {
			c.complain(at+".fixed", "keeps an option in its place while the others change theirs: add shuffle: true to the question, or leave it out")
		}
		c.text(at+".text", option.Text)
	}
}

// thumbs may have its two sides worded by options.
func (c *checker) thumbs(path string, q core.Question) {
	for i, option := range q.Options {
		if option.ID != "up" && option.ID != "down" {
			c.complain(fmt.Sprintf("%s.options[%d].id", path, i), "%q is neither up nor down, the sides of thumbs", option.ID)
		}
	}
}

// text wants words in the default language, so that every visitor can be shown something, and not too many in any.
func (c *checker) text(path string, t core.Text) {
	for _, lang := range slices.Sorted(maps.Keys(t)) {
		if n := utf8.RuneCountInString(t[lang]); n > maxWords {
			c.complain(path, "has %d characters in %q: write at most %d", n, lang, maxWords)
		}
	}
	if lang := languagesOf(c.survey)[0]; !Covers(t, lang) {
		c.complain(path, "has no words in %q, the survey's default language", lang)
	}
}

// condition checks the show_if of question i. Only questions before it may be asked about, so there are no cycles.
func (c *checker) condition(path string, i int) {
	source := c.survey.Questions[i].ShowIf
	if source == "" {
		return
	}
	parsed, err := parse(source)
	if err != nil {
		c.complain(path, "%s", err)
		return
	}
	for _, id := range parsed.questions() {
		if _, ok := c.known[id]; !ok {
			c.complain(path, "asks about %q, which is no question before this one", id)
			return
		}
	}
	if err := parsed.sense(func(id string) core.Question { return c.survey.Questions[c.known[id]] }); err != nil {
		c.complain(path, "%s", err)
	}
}

// types gives the types of question there are.
func types() []string {
	return []string{
		core.NPS, core.CSAT, core.CES, core.Thumbs, core.Rating, core.Choice, core.Choices, core.FreeText, core.Email,
		core.Phone, core.Agree,
	}
}
