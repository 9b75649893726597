package survey

import (
	"strconv"

	"heed/collector/core"
	"heed/collector/stats"
)

// Score is one figure of a question, with how many answers it is made of and its 95 % interval.
type Score struct {
	// Name is nps, satisfied, ease, easy, up, mean or agreed; empty for the share of Option.
	Name   string `json:"name,omitempty"`
	Option string `json:"option,omitempty"`
	stats.Estimate
	Least float64 `json:"least"` // the ends of the scale; 0 to 1 for shares
	Most  float64 `json:"most"`
}

// The names of scores.
const (
	ScoreNPS       = "nps"       // promoters (9 and 10) less detractors (0 to 6), −1 to 1
	ScoreSatisfied = "satisfied" // the share of the two best of five
	ScoreEase      = "ease"      // the mean effort score, 1 to 7
	ScoreEasy      = "easy"      // the share of 5 and more of 7: who agrees at all that it was easy
	ScoreUp        = "up"        // the share of thumbs up
	ScoreMean      = "mean"      // the mean of 1 to 5
	ScoreAgreed    = "agreed"    // the share of who agreed
)

// From which answer on one is a promoter, a detractor, satisfied, or found it easy: Reichheld 2003; the top-two-box of a five-point
// CSAT; CEB's CES 2.0 of seven points.
const (
	promoter  = 9
	detractor = 6
	satisfied = 4
	easy      = 5
)

// options counts how often each option of a question was given, and how many people answered.
type options struct {
	given  map[string]int
	people int
}

func (o *options) add(option string, n, people int) {
	if o.given == nil {
		o.given = map[string]int{}
	}
	o.given[option] += n
	o.people += people
}

// within counts the scores from low to high.
func (o *options) within(low, high int) int {
	n := 0
	for score := low; score <= high; score++ {
		n += o.given[strconv.Itoa(score)]
	}
	return n
}

func (o *options) share(name string, k int) Score {
	return Score{Name: name, Estimate: stats.Share(k, o.people), Most: 1}
}

func (o *options) mean(name, questionType string) Score {
	low, high, _ := scale(questionType)
	counts := map[int]int{}
	for score := low; score <= high; score++ {
		counts[score] = o.given[strconv.Itoa(score)]
	}
	return Score{Name: name, Estimate: stats.Mean(counts, low, high), Least: float64(low), Most: float64(high)}
}

// scores are the figures of a question of that type, the one to follow over time first. Choices and words have none.
func (o *options) scores(questionType string) []Score {
	switch questionType {
	case core.NPS:
		low, high := o.within(0, detractor), o.within(promoter, 10)
		return []Score{{Name: ScoreNPS, Estimate: stats.NPS(high, o.people-high-low, low), Least: -1, Most: 1}}
	case core.CSAT:
		return []Score{o.share(ScoreSatisfied, o.within(satisfied, 5))}
	case core.CES:
		return []Score{o.mean(ScoreEase, questionType), o.share(ScoreEasy, o.within(easy, 7))}
	case core.Rating:
		return []Score{o.mean(ScoreMean, questionType)}
	case core.Thumbs:
		return []Score{o.share(ScoreUp, o.given[thumbUp])}
	case core.Agree:
		return []Score{o.share(ScoreAgreed, o.given["true"])}
	}
	return nil
}
