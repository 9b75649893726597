package survey

import (
	"cmp"
	"encoding/json"
	"slices"

	"heed/collector/core"
)

// Take checks one answer against its question and says what it leads to. before is the response so far, the zero value when there
// is none.
//
// A follow-up is looked at only when its condition asks about the question just answered, so that it does not come again with
// every later answer. Giving the same answer twice gives the same follow-ups twice. Nearly every kind of action takes the widget's
// one card, so of those the first that holds is the only one; tags and webhooks take none, and all that hold are given.
func (s *Service) Take(d core.Decision, before core.Response, g core.Given) (core.Taken, error) {
	c := s.loaded.Load()
	survey, err := c.survey(d.Site, g.Survey)
	if err != nil {
		return core.Taken{}, err
	}
	if !c.offered(d, g.Survey) {
		return core.Taken{}, core.Errorf(core.Invalid, "not_asked", "Survey %q was not asked by this decision.", g.Survey)
	}
	answer, err := survey.answer(g)
	if err != nil {
		return core.Taken{}, err
	}
	added := core.Response{
		ID: d.ID + "/" + g.Survey, Site: d.Site, Survey: g.Survey, Decision: d.ID, Visitor: d.Visitor, Session: d.Session,
		Page: d.Page, Lang: g.Lang, Intercept: d.Intercept, Device: g.Device,
		Channel: cmp.Or(g.Channel, core.OnPage), Source: g.Source, Evidence: g.Evidence, Started: g.At, Updated: g.At, Done: g.Done, Answers: []core.Answer{answer},
	}
	now := merge(before, added)
	return core.Taken{
		Change:    core.ResponseChange{Response: added, Quota: survey.Quota},
		Response:  now,
		FollowUps: c.follow(d, g.Question, survey, now.Answers),
	}, nil
}

// offered reports whether a decision could lead to a survey: by its own action, or by one that follows an answer. Whoever holds a
// decision must not be able to fill in every other survey of the site.
func (c *catalog) offered(d core.Decision, survey string) bool {
	if d.Action != nil && asks(*d.Action, survey) {
		return true
	}
	return slices.ContainsFunc(c.followUps[key{d.Site, d.Intercept}], func(f followUp) bool { return asks(f.do, survey) })
}

func asks(a core.Action, survey string) bool {
	return survey == a.Asks()
}

// answer checks the value and gives what is stored.
func (s survey) answer(g core.Given) (core.Answer, error) {
	i := slices.IndexFunc(s.Questions, func(q core.Question) bool { return q.ID == g.Question })
	if i < 0 {
		return core.Answer{}, core.Errorf(core.Invalid, "bad_answer", "Survey %s has no question %q.", s.Name, g.Question)
	}
	value, err := accept(s.Questions[i], g.Value)
	if err != nil {
		return core.Answer{}, core.Errorf(core.Invalid, "bad_answer", "The answer to %q %s.", g.Question, err)
	}
	stored, err := json.Marshal(value)
	return core.Answer{ID: g.ID, Question: g.Question, Type: s.Questions[i].Type, Value: stored, At: g.At}, err
}

// merge adds the one answer of added to the response. Like the store, it keeps the answers in the order of their times, the latest
// to each question only, and takes no notice of one it has.
func merge(before, added core.Response) core.Response {
	if before.ID == "" {
		return added
	}
	now, answer := before, added.Answers[0]
	now.Done = before.Done || added.Done
	if added.Updated.After(now.Updated) {
		now.Updated = added.Updated
	}
	if slices.ContainsFunc(before.Answers, func(a core.Answer) bool {
		return a.ID == answer.ID || a.Question == answer.Question && a.At.After(answer.At)
	}) {
		return now
	}
	now.Answers = slices.DeleteFunc(slices.Clone(before.Answers), func(a core.Answer) bool { return a.Question == answer.Question })
	after := slices.IndexFunc(now.Answers, func(a core.Answer) bool { return a.At.After(answer.At) })
	if after < 0 {
		after = len(now.Answers)
	}
	now.Answers = slices.Insert(now.Answers, after, answer)
	return now
}

// follow gives the follow-ups of the decision's intercept that the answer to question leads to. Answers of branches that were left count for
// nothing.
func (c *catalog) follow(d core.Decision, question string, asked survey, answers []core.Answer) []core.Action {
	_, values := asked.way(answers)
	var out []core.Action
	acted := false
	for _, f := range c.followUps[key{d.Site, d.Intercept}] {
		unseen := f.do.Unseen()
		if acted && !unseen || !slices.Contains(f.when.questions(), question) || !f.when.holds(values) {
			continue
		}
		out, acted = append(out, f.do), acted || !unseen
	}
	return out
}
