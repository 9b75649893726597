package precision

import "heed/collector/core"

// Threshold proposes a min_score for one kind of signal: the lowest at which the lower bound of the precision reaches Target.
//
// The bound has to reach it, not the estimate: a dozen thresholds are looked at, and by luck alone one of them looks good. The
// bound keeps such luck out unless it is great, and asks for as many answers as the question needs.
type Threshold struct {
	Verdict  Verdict `json:"verdict"`
	MinScore float64 `json:"min_score"` // in hundredths; 0 unless Verdict is raise
	// Of the answers about signals at or above MinScore.
	Of Share `json:"of"`
}

// Verdict is what the answers say about a kind's scores.
type Verdict string

// The verdicts.
const (
	Collecting Verdict = "collecting" // too few answers
	Fine       Verdict = "fine"       // every score can be trusted
	Raise      Verdict = "raise"      // from MinScore on
	Unclear    Verdict = "unclear"    // some scores may reach the target; the answers cannot tell yet
	Poor       Verdict = "poor"       // no score reaches it, and the answers can tell
)

// hundredths are the scores a person would write down.
const hundredths = 100

// propose looks at the thresholds that part the answers: each score that was seen, rounded down.
func propose(taps []core.Tap) Threshold {
	var n, right [hundredths + 1]int
	for _, t := range taps {
		i := hundredth(t.Score)
		n[i]++
		if t.Right {
			right[i]++
		}
	}
	for i := hundredths - 1; i >= 0; i-- { // now of all scores from here up
		n[i] += n[i+1]
		right[i] += right[i+1]
	}
	all := shareOf(right[0], n[0])
	if !all.Enough {
		return Threshold{Verdict: Collecting, Of: all}
	}
	if all.Low >= Target {
		return Threshold{Verdict: Fine, Of: all}
	}
	verdict := Poor
	if all.High >= Target {
		verdict = Unclear
	}
	for i := 1; i <= hundredths; i++ {
		if i < hundredths && n[i] == n[i+1] {
			continue // nothing was seen here: a higher threshold says the same
		}
		of := shareOf(right[i], n[i])
		switch {
		case of.Enough && of.Low >= Target:
			return Threshold{Verdict: Raise, MinScore: float64(i) / hundredths, Of: of}
		case of.High >= Target && of.Enough:
			verdict = Unclear
		}
	}
	return Threshold{Verdict: verdict, Of: all}
}

// hundredth rounds a score down. Scores are the agent's 32-bit numbers and are compared as such: its 0.7 meets a min_score of 0.7.
func hundredth(score float64) int {
	i := hundredths
	for i > 0 && float32(float64(i)/hundredths) > float32(score) {
		i--
	}
	return i
}
