package survey

import (
	"fmt"
	"slices"

	"heed/collector/core"
)

// A question of these types may leave its text out and then asks in the standard wording. That of NPS is fixed by the method
// (Reichheld, «The One Number You Need to Grow», 2003), and so is the effort score's statement to agree with, from 1 to 7 (Dixon and
// others, «The Effortless Experience», 2013, as CES 2.0): a score asked in other words cannot be compared with anybody's.
var standard = []string{core.NPS, core.CSAT, core.CES, core.Rating, core.Thumbs}

// ends gives the words at the ends of a scale, by the keys they begin with. Those of the effort score suit the standard statement
// only, so that one's own question about effort gets others; stars asked for in own words need none.
func ends(q core.Question) (low, high core.Text) {
	key := q.Type
	if len(q.Text) > 0 {
		switch q.Type {
		case core.CES:
			key = "effort"
		case core.Rating:
			return nil, nil
		}
	}
	return said(key + ".low"), said(key + ".high")
}

// worded gives the survey with the standard wording where it has none of its own. The words at the ends of a scale come only in a
// survey whose default language they know.
func worded(s core.Survey) core.Survey {
	questions := make([]core.Question, len(s.Questions))
	for i, q := range s.Questions {
		if slices.Contains(standard, q.Type) {
			low, high := ends(q)
			if len(q.Text) == 0 {
				q.Text = said(q.Type + ".text")
			}
			if len(q.Low) == 0 && len(q.High) == 0 && Covers(low, languagesOf(s)[0]) {
				q.Low, q.High = low, high
			}
		}
		questions[i] = q
	}
	s.Questions = questions
	return s
}

// Complete gives the survey as visitors get it: with the standard wording, and with an open question after each NPS that is to have one. Where
// the NPS leads on to is then where that question does.
func Complete(s core.Survey) core.Survey {
	questions := make([]core.Question, 0, len(s.Questions))
	for i, q := range worded(s).Questions {
		if !asksWhy(s, i) {
			questions = append(questions, q)
			continue
		}
		reason := why(q)
		reason.Next, q.Next = q.Next, ""
		questions = append(questions, q, reason)
	}
	s.Questions = questions
	return s
}

// asksWhy reports whether an open question follows question i, which the survey does not hold. Unless it says otherwise, one follows the
// standard NPS, as the method has it, where no open question comes next already.
func asksWhy(s core.Survey, i int) bool {
	q := s.Questions[i]
	if q.Type != core.NPS || slices.ContainsFunc(s.Questions, func(other core.Question) bool { return other.ID == whyID(q) }) {
		return false
	}
	if q.Why != nil {
		return *q.Why
	}
	open := i+1 < len(s.Questions) && s.Questions[i+1].Type == core.FreeText
	return len(q.Text) == 0 && !open
}

// why is asked of everybody who gave a score.
func why(q core.Question) core.Question {
	return core.Question{
		ID: whyID(q), Type: core.FreeText, Optional: true, Text: said("nps.why"), ShowIf: fmt.Sprintf("%s[%q] != nil", answerOp, q.ID),
	}
}

func whyID(q core.Question) string { return q.ID + "_why" }
