package survey

import (
	"fmt"
	"math"
	"testing"
	"time"

	"heed/collector/core"
)

var wednesday = time.Date(2026, 3, 4, 0, 0, 0, 0, time.UTC)

// counted are answers to one question on one day: option, count, option, count, ….
func counted(question, questionType string, day time.Time, pairs ...any) []core.Count {
	var list []core.Count
	for i := 0; i < len(pairs); i += 2 {
		n := pairs[i+1].(int)
		list = append(list, core.Count{Question: question, Type: questionType, Option: fmt.Sprint(pairs[i]), Day: day, N: n, People: n})
	}
	return list
}

// TestScores: each type of question has the score of its field, of the answers that count for it.
func TestScores(t *testing.T) {
	for _, test := range []struct {
		questionType string
		counts       []any
		want         map[string]float64
	}{
		{core.NPS, []any{0, 1, 6, 1, 7, 1, 8, 1, 9, 2, 10, 4}, map[string]float64{ScoreNPS: .4}},
		{core.CSAT, []any{1, 1, 3, 1, 4, 1, 5, 1}, map[string]float64{ScoreSatisfied: .5}},
		{core.CES, []any{1, 1, 4, 1, 5, 1, 6, 1}, map[string]float64{ScoreEase: 4, ScoreEasy: .5}},
		{core.Rating, []any{2, 1, 5, 2}, map[string]float64{ScoreMean: 4}},
		{core.Thumbs, []any{"up", 3, "down", 1}, map[string]float64{ScoreUp: .75}},
		{core.Agree, []any{"true", 1, "false", 1}, map[string]float64{ScoreAgreed: .5}},
		{core.Choice, []any{"a", 1}, nil},
		{core.FreeText, []any{"", 5}, nil},
		{core.Email, []any{"", 5}, nil},
	} {
		t.Run(test.questionType, func(t *testing.T) {
			s := core.Survey{Name: "s", Questions: []core.Question{{ID: "q", Type: test.questionType}}}
			a := Summarize(s, core.Tally{Counts: counted("q", test.questionType, wednesday, test.counts...)}).Questions[0]
			if len(a.Scores) != len(test.want) {
				t.Errorf("scores %+v, want %v", a.Scores, test.want)
			}
			for _, got := range a.Scores {
				if got.N != a.N || a.N == 0 || math.Abs(*got.Value-test.want[got.Name]) > 1e-12 || got.Low > *got.Value || got.High < *got.Value ||
					got.Low == got.High || got.Least > got.Low || got.Most < got.High {
					t.Errorf("%+v of %d, want %v", got, a.N, test.want)
				}
			}
		})
	}
}

// TestSummarize: options in the survey's order with those it had, answers by people, weeks by their Mondays, questions that are gone, and
// nothing mixed that was asked in another way.
func TestSummarize(t *testing.T) {
	s := core.Survey{Site: "shop", Name: "why", Questions: []core.Question{
		{ID: "why", Type: core.Choices, Options: []core.Option{{ID: "price"}, {ID: "time"}}, Other: true},
		{ID: "score", Type: core.CSAT}, {ID: "more", Type: core.FreeText}, {ID: "none", Type: core.NPS, Why: new(false)},
	}}
	sunday, monday := wednesday.AddDate(0, 0, 4), wednesday.AddDate(0, 0, 5)
	counts := counted("why", core.Choices, wednesday, "price", 3, "old", 1)
	counts = append(counts, core.Count{Question: "why", Type: core.Choices, Option: "other", Day: sunday, N: 2, People: 1})
	counts = append(counts, counted("why", core.Choices, monday, "time", 1)...)
	counts = append(counts, counted("score", core.NPS, wednesday, "10", 7)...) // it was another question then
	counts = append(counts, counted("score", core.CSAT, wednesday, "5", 2)...)
	counts = append(counts, counted("more", core.FreeText, wednesday, "", 4)...)
	counts = append(counts, counted("gone", core.Thumbs, wednesday, "up", 1)...)
	r := Summarize(s, core.Tally{Responses: 9, Done: 2, Whole: true, Asked: &core.Asked{Seen: 20, Replied: 8}, Counts: counts})
	if r.Rate == nil || *r.Rate.Value != .4 || r.Rate.N != 20 || r.Responses != 9 || r.Done != 2 || !r.Whole {
		t.Errorf("summary %+v", r)
	}
	if len(r.Questions) != 5 {
		t.Fatalf("%d questions", len(r.Questions))
	}
	why, score, more, none, gone := r.Questions[0], r.Questions[1], r.Questions[2], r.Questions[3], r.Questions[4]
	text := ""
	for _, o := range why.Options {
		text += fmt.Sprint(o.Option, " ", o.Given, " of ", o.Share.N, "; ")
	}
	if want := "price 3 of 6; time 1 of 6; other 2 of 6; old 1 of 6; "; text != want || why.N != 6 {
		t.Errorf("options %q, want %q", text, want)
	}
	if len(why.Weeks) != 2 || !why.Weeks[0].Begins.Equal(wednesday.AddDate(0, 0, -2)) || !why.Weeks[1].Begins.Equal(monday) ||
		why.Weeks[0].Score.Option != "price" || why.Weeks[0].Score.N != 5 || *why.Weeks[0].Score.Value != .6 || *why.Weeks[1].Score.Value != 0 {
		t.Errorf("weeks %+v", why.Weeks)
	}
	if score.N != 2 || *score.Scores[0].Value != 1 || score.Weeks[0].Score.N != 2 {
		t.Errorf("score %+v", score)
	}
	if more.N != 4 || len(more.Options) != 0 || len(more.Weeks) != 0 {
		t.Errorf("words %+v", more)
	}
	if none.N != 0 || none.Scores[0].Value != nil || len(none.Options) != 11 || none.Gone {
		t.Errorf("not answered %+v", none)
	}
	if !gone.Gone || gone.Type != core.Thumbs || gone.N != 1 {
		t.Errorf("gone %+v", gone)
	}
}

// TestRate: a share of those who saw it, and no figure where nobody is known to have.
func TestRate(t *testing.T) {
	for _, asked := range []*core.Asked{nil, {}} {
		if r := Summarize(core.Survey{}, core.Tally{Asked: asked, Responses: 3}); r.Rate != nil {
			t.Errorf("asked %+v: rate %+v", asked, r.Rate)
		}
	}
}
