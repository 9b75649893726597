package server

import (
	"encoding/json"
	"strconv"

	"heed/collector/core"
	"heed/collector/stats"
)

// tally is how one question was answered.
type tally struct {
	Text string // the question
	N    int    // answers
	Bars []share
	Open bool // free text: counted, not drawn
}

// share is one option: how many chose it, and the 95 % interval of that share, all in percent.
type share struct {
	Text      string
	N         int
	Percent   string // rounded, for people
	Width     string // the same, exact, for the bar
	Low, High string // ends of the interval
	Spread    string // High - Low, the width of the whisker
}

// tallyOf counts the answers to each question of a survey, in the survey's order.
func tallyOf(survey core.Survey, responses []core.Response) []tally {
	given := map[string]map[string]int{}
	people := map[string]int{}
	for _, r := range responses {
		for _, a := range r.Answers {
			if given[a.Question] == nil {
				given[a.Question] = map[string]int{}
			}
			people[a.Question]++
			for _, key := range answerKeys(a.Value) {
				given[a.Question][key]++
			}
		}
	}
	var out []tally
	for _, q := range survey.Questions {
		t := tally{Text: questionText(q), N: people[q.ID], Open: open(q.Type)}
		if !t.Open {
			for _, o := range optionsOf(q) {
				t.Bars = append(t.Bars, shareOf(o.Text.In("en"), given[q.ID][o.ID], t.N))
			}
		}
		out = append(out, t)
	}
	return out
}

// open reports whether a question takes free text.
func open(kind string) bool {
	return kind == core.FreeText || kind == core.Email || kind == core.Phone
}

// optionsOf are the possible answers of a closed question, with the words for each.
func optionsOf(q core.Question) []core.Option {
	switch q.Type {
	case core.NPS:
		return scale(0, 10)
	case core.CES:
		return scale(1, 7)
	case core.CSAT, core.Rating:
		return scale(1, 5)
	case core.Thumbs:
		return []core.Option{{ID: "up", Text: core.Text{"": "Thumbs up"}}, {ID: "down", Text: core.Text{"": "Thumbs down"}}}
	case core.Agree:
		return []core.Option{{ID: "true", Text: core.Text{"": "Agreed"}}, {ID: "false", Text: core.Text{"": "Did not agree"}}}
	}
	if q.Other {
		return append(q.Options[:len(q.Options):len(q.Options)], core.Option{ID: "other", Text: core.Text{"": "Something else"}})
	}
	return q.Options
}

func scale(from, to int) []core.Option {
	var out []core.Option
	for n := from; n <= to; n++ {
		out = append(out, core.Option{ID: strconv.Itoa(n), Text: core.Text{"": strconv.Itoa(n)}})
	}
	return out
}

// answerKeys are the option ids that an answer's value names.
func answerKeys(value json.RawMessage) []string {
	var v any
	if json.Unmarshal(value, &v) != nil {
		return nil
	}
	switch v := v.(type) {
	case string:
		return []string{v}
	case float64:
		return []string{number(v)}
	case bool:
		return []string{strconv.FormatBool(v)}
	case map[string]any:
		return []string{"other"}
	case []any:
		var keys []string
		for _, one := range v {
			switch one := one.(type) {
			case string:
				keys = append(keys, one)
			case map[string]any:
				keys = append(keys, "other")
			}
		}
		return keys
	}
	return nil
}

func shareOf(text string, k, n int) share {
	low, high := stats.Wilson(k, n)
	p := 0.0
	if n > 0 {
		p = float64(k) / float64(n)
	}
	return share{Text: text, N: k, Percent: percent(p), Width: cent(p), Low: cent(low), High: cent(high), Spread: cent(high - low)}
}
