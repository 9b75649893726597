package survey

import (
	"context"
	"maps"
	"slices"
	"strconv"
	"time"

	"heed/collector/core"
	"heed/collector/stats"
)

// Summary is how a survey was answered: nothing without how many answers it is made of and its interval.
type Summary struct {
	Site      string `json:"site"`
	Survey    string `json:"survey"`
	Responses int    `json:"responses"`
	Done      int    `json:"done"`
	Door
	// Whole is false when a filter was held against the newest responses only.
	Whole bool `json:"whole"`
	// Rate is the share of those who saw the survey that answered at least one question; null when a filter selects by what only who
	// answered can have, and for surveys that are only asked after another.
	Rate      *stats.Estimate `json:"rate"`
	Questions []Answered      `json:"questions"`
}

// Answered is how one question was answered.
type Answered struct {
	Question string        `json:"question"`
	Type     string        `json:"type"`
	Gone     bool          `json:"gone,omitempty"` // the survey has no such question any more
	N        int           `json:"n"`              // people who answered it, whether they finished or not
	Scores   []Score       `json:"scores"`
	Options  []OptionShare `json:"options"` // of closed questions
	Weeks    []Week        `json:"weeks"`   // those with answers
}

// OptionShare is how many chose an option. The shares of a question that takes several need not add up to 1.
type OptionShare struct {
	Option string         `json:"option"`
	Given  int            `json:"given"`
	Share  stats.Estimate `json:"share"`
}

// Week is a question's first score in the week that begins on a Monday, UTC; for choices the share of the option that leads overall.
type Week struct {
	Begins time.Time `json:"begins"`
	Score  Score     `json:"score"`
}

// Reader makes summaries of what is stored.
type Reader struct {
	Store core.Responses
	Clock core.Clock
}

// Summary counts the responses to a survey that q selects besides.
func (r Reader) Summary(ctx context.Context, s core.Survey, q core.Query) (Summary, error) {
	q.Site, q.Name = s.Site, s.Name
	t, err := r.Store.Tally(ctx, q)
	if err != nil {
		return Summary{}, err
	}
	out := Summarize(s, t)
	out.Door, err = r.Door(ctx, s)
	return out, err
}

// Summarize makes the summary of a tally: the questions as the survey has them now, then those it had.
func Summarize(s core.Survey, t core.Tally) Summary {
	out := Summary{Site: s.Site, Survey: s.Name, Responses: t.Responses, Done: t.Done, Whole: t.Whole, Questions: []Answered{}}
	if t.Asked != nil && t.Asked.Seen > 0 {
		rate := stats.Share(t.Asked.Replied, t.Asked.Seen)
		out.Rate = &rate
	}
	counts := map[string][]core.Count{}
	for _, c := range t.Counts {
		counts[c.Question] = append(counts[c.Question], c)
	}
	for _, q := range Complete(s).Questions {
		out.Questions = append(out.Questions, answered(q, counts[q.ID]))
		delete(counts, q.ID)
	}
	for _, id := range slices.Sorted(maps.Keys(counts)) {
		list := counts[id]
		a := answered(core.Question{ID: id, Type: list[len(list)-1].Type}, list)
		a.Gone = true
		out.Questions = append(out.Questions, a)
	}
	return out
}

// answered counts the answers that were given to a question of that type; others are of another question with the same name.
func answered(q core.Question, counts []core.Count) Answered {
	all, weeks := options{}, map[time.Time]*options{}
	for _, c := range counts {
		if c.Type != q.Type {
			continue
		}
		all.add(c.Option, c.N, c.People)
		week := monday(c.Day)
		if weeks[week] == nil {
			weeks[week] = &options{}
		}
		weeks[week].add(c.Option, c.N, c.People)
	}
	a := Answered{Question: q.ID, Type: q.Type, N: all.people, Scores: all.scores(q.Type), Options: []OptionShare{}, Weeks: []Week{}}
	for _, id := range optionIDs(q, all.given) {
		a.Options = append(a.Options, OptionShare{Option: id, Given: all.given[id], Share: stats.Share(all.given[id], all.people)})
	}
	leading := leader(a.Options)
	for _, begins := range slices.SortedFunc(maps.Keys(weeks), time.Time.Compare) {
		week := weeks[begins]
		switch {
		case len(a.Scores) > 0:
			a.Weeks = append(a.Weeks, Week{begins, week.scores(q.Type)[0]})
		case leading != "":
			share := week.share("", week.given[leading])
			share.Option = leading
			a.Weeks = append(a.Weeks, Week{begins, share})
		}
	}
	if a.Scores == nil {
		a.Scores = []Score{}
	}
	return a
}

// optionIDs are the options of a closed question in its order, then those that were given and that it does not have any more.
func optionIDs(q core.Question, given map[string]int) []string {
	var ids []string
	low, high, scaled := scale(q.Type)
	switch {
	case scaled:
		for n := low; n <= high; n++ {
			ids = append(ids, strconv.Itoa(n))
		}
	case q.Type == core.Thumbs:
		ids = []string{thumbUp, thumbDown}
	case q.Type == core.Agree:
		ids = []string{"true", "false"}
	case q.Type == core.Choice || q.Type == core.Choices:
		for _, o := range q.Options {
			ids = append(ids, o.ID)
		}
		if q.Other {
			ids = append(ids, otherOption)
		}
	default:
		return nil
	}
	for _, id := range slices.Sorted(maps.Keys(given)) {
		if !slices.Contains(ids, id) {
			ids = append(ids, id)
		}
	}
	return ids
}

// leader is the option that was given most often, the first of equals; "" when none was.
func leader(list []OptionShare) string {
	most, id := 0, ""
	for _, o := range list {
		if o.Given > most {
			most, id = o.Given, o.Option
		}
	}
	return id
}

// monday is the beginning of a day's week.
func monday(day time.Time) time.Time {
	return day.AddDate(0, 0, -(int(day.Weekday())+6)%7)
}
