package survey

import (
	"encoding/json"
	"fmt"
	"regexp"
	"slices"
	"strings"

	"heed/collector/core"
)

// recalled is an earlier answer in a later text, {answer.why} or, with what is said when there is none, {answer.why|that}. The widget
// writes it in (web/widget/recall.js), and so do pages without scripts.
var recalled = regexp.MustCompile(`\{answer\.([^{}|]+)(?:\|([^{}]*))?\}`)

// recall checks that a text repeats only answers to questions before it, and none that is not for repeating.
func (c *checker) recall(path string, t core.Text) {
	seen := map[string]bool{}
	for _, words := range t {
		for _, found := range recalled.FindAllStringSubmatch(words, -1) {
			id := found[1]
			i, known := c.known[id]
			switch {
			case seen[id]:
			case !known:
				c.complain(path, "repeats the answer to %q, which is no question before this", id)
			case c.survey.Questions[i].Type == core.Agree:
				c.complain(path, "repeats the answer to %q, which is a consent and has no words", id)
			}
			seen[id] = true
		}
	}
}

// recalling gives a text with the answers written in, for pages without scripts. It says the same as the widget does, but for lists,
// which it only separates by commas.
func recalling(text string, questions []question, given []core.Answer) string {
	return recalled.ReplaceAllStringFunc(text, func(found string) string {
		parts := recalled.FindStringSubmatch(found)
		i := slices.IndexFunc(questions, func(q question) bool { return q.ID == parts[1] })
		k := slices.IndexFunc(given, func(a core.Answer) bool { return a.Question == parts[1] })
		words := ""
		if i >= 0 && k >= 0 {
			words = wordsOf(questions[i], given[k].Value)
		}
		switch {
		case words != "":
			return words
		case strings.Contains(found, "|"):
			return parts[2]
		}
		return "…"
	})
}

// wordsOf puts a stored answer into the words of its question.
func wordsOf(q question, stored json.RawMessage) string {
	var value any
	if json.Unmarshal(stored, &value) != nil || value == nil {
		return ""
	}
	list, several := value.([]any)
	if !several {
		list = []any{value}
	}
	var words []string
	for _, each := range list {
		if own, ok := each.(map[string]any); ok {
			each = own[otherOption]
		}
		word := fmt.Sprint(each)
		if i := slices.IndexFunc(q.Options, func(o option) bool { return o.ID == each }); i >= 0 {
			word = q.Options[i].Text
		}
		words = append(words, word)
	}
	return strings.Join(words, ", ")
}
