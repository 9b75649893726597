package survey

import (
	"math"
	"slices"
	"strings"
	"time"
	"unicode"

	"heed/collector/core"
)

// What answering takes, in seconds, from published figures.
const (
	perWord  = 60. / 238  // reading silently: Brysbaert, «How many words do we read per minute?», 2019, doi 10.1016/j.jml.2019.104047
	perTyped = 60. / 36.2 // typing a word of five characters on a phone: Palin and others, MobileHCI 2019, doi 10.1145/3338286.3340120

	// The operators of the keystroke-level model (Card, Moran and Newell, CACM 23(7), 1980): to make up one's mind, to point, to press.
	decide = 1.35
	point  = 1.1
	press  = .2
)

// What people are assumed to write, in words of five characters, and how many options they tick: nobody publishes figures for surveys
// in a page. Who knows better for their own survey can say so to themselves.
const (
	wordsOfText  = 10.
	wordsOfEmail = 5.
	wordsOfPhone = 2.5
	ticks        = 2.
)

// signsPerWord is how many signs of a script without spaces between the words count as one: the same text has some 1.5 times as many
// signs in Chinese as it has words in English.
const signsPerWord = 1.5

// Length is how long answering takes, for planning: an estimate by type and text of each question.
type Length struct {
	Shortest time.Duration // who passes over what is optional, is asked nothing under a condition, and takes the shortest way
	Longest  time.Duration // who takes the longest way, is asked everything on it, and answers it
}

// LengthOf estimates how long a survey takes in its default language.
func LengthOf(s core.Survey) Length {
	lang, questions := languagesOf(s)[0], worded(s).Questions
	short, long := make([]float64, len(s.Questions)+1), make([]float64, len(s.Questions)+1) // from each question to the end
	for i, q := range slices.Backward(questions) {
		least, most := timeOf(q, lang)
		if asksWhy(s, i) {
			_, reason := timeOf(why(q), lang)
			most += reason
		}
		short[i], long[i] = math.Inf(1), 0
		for _, to := range ways(questions, i) {
			short[i], long[i] = min(short[i], least+short[to]), max(long[i], most+long[to])
		}
	}
	return Length{Shortest: seconds(short[0]), Longest: seconds(long[0])}
}

// timeOf is the least and the most time that a question takes, in seconds.
func timeOf(q core.Question, lang string) (least, most float64) {
	read := reading(q.Text.In(lang)) + reading(q.Note.In(lang)) + reading(q.Low.In(lang)) + reading(q.High.In(lang))
	for _, o := range q.Options {
		read += reading(o.Text.In(lang))
	}
	onwards := point + press
	most = read + answering(q.Type) + onwards
	switch {
	case q.ShowIf != "":
		return 0, most
	case q.Optional:
		return read + decide + onwards, most
	}
	return most, most
}

// seconds is whole seconds: the estimate is no better.
func seconds(x float64) time.Duration { return time.Duration(math.Round(x)) * time.Second }

// answering is the time to make up one's mind and to give an answer, without reading the question.
func answering(questionType string) float64 {
	pick := decide + point + press
	switch questionType {
	case core.Choices:
		return ticks * pick
	case core.FreeText:
		return pick + wordsOfText*perTyped
	case core.Email:
		return pick + wordsOfEmail*perTyped
	case core.Phone:
		return pick + wordsOfPhone*perTyped
	}
	return pick
}

// reading is the time to read a text.
func reading(text string) float64 {
	words, signs := 0., 0.
	for _, word := range strings.Fields(text) {
		spaced := false
		for _, r := range word {
			if unicode.In(r, unicode.Han, unicode.Hiragana, unicode.Katakana, unicode.Thai) {
				signs++
			} else if unicode.IsLetter(r) || unicode.IsDigit(r) {
				spaced = true
			}
		}
		if spaced {
			words++
		}
	}
	return (words + signs/signsPerWord) * perWord
}
