package server

import (
	"fmt"
	"math"
	"strconv"
	"strings"
	"time"

	"heed/collector/core"
	"heed/collector/stats"
	"heed/collector/survey"
)

// summaryCard is how one survey was answered, in words and drawings.
type summaryCard struct {
	Site, Name, URL string
	N, Done         int
	Rate            string
	Door            *doorLine
	Among           int // the newest responses, in which these were found; 0 for all there are
	Questions       []questionCard
}

// questionCard is how one question was answered.
type questionCard struct {
	Text   string
	N      int
	Gone   bool
	Open   bool // words: counted, not drawn
	Scale  bool // the options are scores
	Scores []scoreLine
	Bars   []share
	Trend  *trend
}

// scoreLine is one score with its interval.
type scoreLine struct{ Name, Value, Interval, Note string }

// share is one option: how many chose it, and the 95 % interval of that share, all in percent.
type share struct {
	Text      string
	N         int
	Percent   string // rounded, for people
	Width     string // the same, exact, for the bar
	Low, High string // ends of the interval
	Spread    string // High - Low, the width of the whisker
}

// trend is a score by week, drawn and as a table. The drawing needs two weeks.
type trend struct {
	Title, Caption string
	Line           string // an SVG path through the scores, in the units of the viewBox
	Whiskers       string // the intervals
	Dots           string
	Zero           string // where zero is on a scale that goes below it; else empty
	Weeks          []weekRow
}

type weekRow struct {
	Begins          time.Time
	N               int
	Value, Interval string
}

// The trend's viewBox, and the room for half a stroke at its edges.
const (
	trendWide   = 320
	trendTall   = 72
	trendMargin = 4
)

func summaryCardOf(s core.Survey, of survey.Summary) summaryCard {
	card := summaryCard{Site: s.Site, Name: s.Name, URL: surveyURL(s.Site, s.Name), N: of.Responses, Done: of.Done, Door: doorLineOf(of.Door)}
	if !of.Whole {
		card.Among = core.MaxLooked
	}
	if of.Rate != nil {
		card.Rate = fmt.Sprintf("%s of %d who saw it answered, %s to %s", percent(*of.Rate.Value), of.Rate.N, percent(of.Rate.Low), percent(of.Rate.High))
	}
	questions := survey.Complete(s).Questions
	for i, a := range of.Questions {
		q := core.Question{ID: a.Question, Type: a.Type}
		if !a.Gone {
			q = questions[i]
		}
		card.Questions = append(card.Questions, questionCardOf(q, a))
	}
	return card
}

func questionCardOf(q core.Question, a survey.Answered) questionCard {
	card := questionCard{Text: questionText(q), N: a.N, Gone: a.Gone, Open: open(a.Type), Scale: scaled(a.Type)}
	for _, s := range a.Scores {
		if s.Value != nil {
			card.Scores = append(card.Scores, scoreLine{scoreNames[s.Name], scoreText(s, *s.Value), intervalText(s), scoreNotes[s.Name]})
		}
	}
	texts := map[string]string{}
	for _, o := range optionsOf(q) {
		texts[o.ID] = o.Text.In("en")
	}
	for _, o := range a.Options {
		text := texts[o.Option]
		if text == "" {
			text = o.Option
		}
		card.Bars = append(card.Bars, shareOf(text, o.Given, o.Share))
	}
	if len(a.Weeks) > 1 {
		card.Trend = trendOf(a.Weeks, texts)
	}
	return card
}

// scoreNames and scoreNotes say what a score is.
var (
	scoreNames = map[string]string{survey.ScoreNPS: "Net Promoter Score", survey.ScoreSatisfied: "Satisfied", survey.ScoreEase: "Mean ease",
		survey.ScoreEasy: "Found it easy", survey.ScoreUp: "Thumbs up", survey.ScoreMean: "Mean", survey.ScoreAgreed: "Agreed"}
	scoreNotes = map[string]string{survey.ScoreNPS: "9 and 10 less 0 to 6", survey.ScoreSatisfied: "4 or 5 of 5", survey.ScoreEase: "of 7",
		survey.ScoreEasy: "5 or more of 7", survey.ScoreMean: "of 5"}
)

// scoreText writes a value of a score's scale: points of an NPS, percents of a share, a mean with one decimal.
func scoreText(s survey.Score, v float64) string {
	switch {
	case s.Name == survey.ScoreNPS:
		points := int(math.Round(100 * v))
		if points == 0 {
			return "0"
		}
		return strings.Replace(fmt.Sprintf("%+d", points), "-", "−", 1)
	case s.Most == 1:
		return percent(v)
	}
	return strconv.FormatFloat(v, 'f', 1, 64)
}

func intervalText(s survey.Score) string { return scoreText(s, s.Low) + " to " + scoreText(s, s.High) }

func shareOf(text string, k int, of stats.Estimate) share {
	p := 0.0
	if of.Value != nil {
		p = *of.Value
	}
	return share{Text: text, N: k, Percent: percent(p), Width: cent(p), Low: cent(of.Low), High: cent(of.High), Spread: cent(of.High - of.Low)}
}

// trendOf draws the weeks in their distance from each other; the line skips none, since a week without answers says nothing.
func trendOf(weeks []survey.Week, texts map[string]string) *trend {
	first, last := weeks[0], weeks[len(weeks)-1]
	name := scoreNames[first.Score.Name]
	if option := first.Score.Option; option != "" {
		if name = "“" + texts[option] + "”"; texts[option] == "" {
			name = "“" + option + "”"
		}
	}
	t := &trend{Title: name + " by week"}
	x := func(w survey.Week) float64 {
		return trendMargin + (trendWide-2*trendMargin)*float64(w.Begins.Sub(first.Begins))/float64(last.Begins.Sub(first.Begins))
	}
	y := func(s survey.Score, v float64) float64 {
		return trendTall - trendMargin - (trendTall-2*trendMargin)*(v-s.Least)/(s.Most-s.Least)
	}
	var line, whiskers, dots strings.Builder
	for i, w := range weeks {
		at, value := units(x(w)), *w.Score.Value
		fmt.Fprintf(&line, "%c%s %s", "ML"[min(i, 1)], at, units(y(w.Score, value)))
		fmt.Fprintf(&whiskers, "M%s %sV%s", at, units(y(w.Score, w.Score.Low)), units(y(w.Score, w.Score.High)))
		fmt.Fprintf(&dots, "M%s %sh0", at, units(y(w.Score, value)))
		t.Weeks = append(t.Weeks, weekRow{w.Begins, w.Score.N, scoreText(w.Score, value), intervalText(w.Score)})
	}
	t.Line, t.Whiskers, t.Dots = line.String(), whiskers.String(), dots.String()
	if first.Score.Least < 0 {
		t.Zero = units(y(first.Score, 0))
	}
	t.Caption = fmt.Sprintf("From %s in the week of %s to %s in that of %s; the scale is %s to %s, the lines are 95\u00a0%% intervals.",
		t.Weeks[0].Value, first.Begins.Format(dayForm), t.Weeks[len(weeks)-1].Value, last.Begins.Format(dayForm),
		scoreText(first.Score, first.Score.Least), scoreText(first.Score, first.Score.Most))
	return t
}

// dayForm is how a day reads.
const dayForm = "2 Jan 2006"

// open reports whether a question takes free text.
func open(kind string) bool {
	return kind == core.FreeText || kind == core.Email || kind == core.Phone
}

// scaled reports whether the answers to a question are scores.
func scaled(kind string) bool {
	return kind == core.NPS || kind == core.CSAT || kind == core.CES || kind == core.Rating
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
