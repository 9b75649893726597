package sqlite

import (
	"math"
	"strconv"
	"strings"
	"unicode"

	"heed/collector/core"
)

// selectResponses adds the parameters of what a filter selects by.
func selectResponses(args map[string]any, f core.ResponseFilter) error {
	for key, v := range map[string]string{"device": f.Device, "lang": f.Lang, "intercept": f.Intercept, "channel": f.Channel, "source": f.Source, "step": f.Step} {
		if v != "" {
			args[key] = v
		}
	}
	if f.Page != "" {
		args["page"] = pattern(f.Page)
	}
	if err := selectAnswers(args, f); err != nil {
		return err
	}
	if f.Text != "" {
		if err := selectWords(args, f.Text); err != nil {
			return err
		}
	}
	if (f.Trait == "") != (f.TraitValue == "") || strings.ContainsAny(f.Trait, `"\`) {
		return core.Errorf(core.Invalid, "bad_trait", "A trait is selected by its name and its value, as in plan=gold.")
	}
	if f.Trait != "" {
		args["trait"], args["trait_value"] = `$."`+f.Trait+`"`, f.TraitValue
	}
	return nil
}

func selectAnswers(args map[string]any, f core.ResponseFilter) error {
	ranged := f.Low != nil || f.High != nil
	switch {
	case f.Question == "" && (f.Value != "" || ranged):
		return core.Errorf(core.Invalid, "bad_answer_filter", "Name the question whose answers are to be selected.")
	case f.Question == "":
		return nil
	case f.Value != "" && ranged:
		return core.Errorf(core.Invalid, "bad_answer_filter", "Select answers by a value or by a range of scores, not by both.")
	case f.Value != "":
		args["question"], args["value"] = f.Question, f.Value
	case ranged:
		low, high := math.MinInt, math.MaxInt
		if f.Low != nil {
			low = *f.Low
		}
		if f.High != nil {
			high = *f.High
		}
		args["question"], args["low"], args["high"] = f.Question, low, high
	default:
		args["answered"] = f.Question
	}
	return nil
}

// bound writes an end of a range for the mark of a list.
func bound(n *int) string {
	if n == nil {
		return ""
	}
	return strconv.Itoa(*n)
}

// pattern turns a path in which * stands for anything into a GLOB, in which ? and [ have a meaning too.
func pattern(path string) string {
	return strings.NewReplacer("[", "[[]", "?", "[?]").Replace(path)
}

// maxWords bounds a search; nobody remembers as many words of an answer.
const maxWords = 20

// selectWords turns what a person types into an FTS expression: each word, or words in double quotes, as a phrase of which the last word may
// go on. Quoted like that, nothing in it is an operator. Where words are not set apart by spaces, a whole run of them is one word to the
// index, so what is written like that is looked for in the texts themselves.
func selectWords(args map[string]any, text string) error {
	var phrases []string
	inside := []string{}
	for i, part := range strings.Split(text, `"`) {
		words := strings.FieldsFunc(part, func(r rune) bool { return !unicode.In(r, unicode.L, unicode.M, unicode.N) })
		if i%2 == 1 && len(words) > 0 { // between quotes
			words = []string{strings.Join(words, " ")}
		}
		for _, w := range words {
			if strings.ContainsFunc(w, isUnspaced) {
				inside = append(inside, w)
			} else {
				phrases = append(phrases, `"`+w+`*"`)
			}
		}
	}
	if n := len(phrases) + len(inside); n == 0 || n > maxWords {
		return core.Errorf(core.Invalid, "bad_search", "Search for 1 to %d words; signs alone are not kept.", maxWords)
	}
	if len(phrases) > 0 {
		args["words"] = strings.Join(phrases, " ")
	}
	if len(inside) == 0 {
		return nil
	}
	list, err := jsonText(inside)
	args["inside"] = list
	return err
}

// isUnspaced tells the letters of scripts that set no spaces between words.
func isUnspaced(r rune) bool {
	return unicode.In(r, unicode.Han, unicode.Hiragana, unicode.Katakana, unicode.Thai, unicode.Lao, unicode.Khmer, unicode.Myanmar)
}
