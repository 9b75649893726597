package server

import (
	"context"
	"encoding/json"
	"time"

	"github.com/google/uuid"

	"heed/collector/core"
	"heed/collector/pass"
	"heed/collector/survey"
)

// previewView is an intercept's action as a visitor would get it. Nothing of it is a decision: no budget, no arm, no record.
type previewView struct {
	Intercept string      `json:"intercept"`
	Revision  int         `json:"revision"`
	Status    core.Status `json:"status"`
	Widget    string      `json:"widget"` // where the widget lies, a path
	Acts      []core.Act  `json:"acts"`   // the action, or after answers what they lead to
}

// tried is one answer in a preview.
type tried struct {
	Survey   string          `json:"survey"`
	Question string          `json:"question"`
	Value    json.RawMessage `json:"value"`
}

// preview finds the revision that a pass names and presents its action; or, once something was answered, what follows. It calls what a
// real decision calls, and keeps nothing of what that wants to be written.
func (s *Server) preview(ctx context.Context, p pass.Pass, ask debugAsk) (*previewView, error) {
	i, err := s.revision(ctx, p.Site, p.Intercept, p.Revision)
	if err != nil {
		return nil, err
	}
	surveys, err := s.surveysOf(ctx, p.Site, i)
	if err != nil {
		return nil, err
	}
	d := core.Decision{ID: uuid.NewString(), Site: p.Site, Intercept: i.Name, Revision: i.Revision, Action: &i.Action}
	actions := []core.Action{i.Action}
	if len(ask.Given) > 0 {
		if actions, err = following(surveys, d, ask, s.Clock()); err != nil {
			return nil, err
		}
	}
	view := &previewView{Intercept: i.Name, Revision: i.Revision, Status: i.Status, Widget: s.Assets.URL("widget/widget.js"), Acts: []core.Act{}}
	for _, a := range actions {
		if a.Unseen() {
			continue // nobody is tagged, and nobody told
		}
		var shown json.RawMessage
		if a.Type == core.ActChat {
			shown, _, err = s.Chat.Open(ctx, d, a, ask.Lang)
		} else {
			shown, err = surveys.Present(p.Site, a, ask.Lang)
		}
		if err != nil {
			return nil, err
		}
		view.Acts = append(view.Acts, core.Act{Decision: d.ID, Action: shown, Look: s.Look.Of(p.Site, a)})
	}
	return view, nil
}

// surveysOf makes the use case as it would be with that revision in force: what follows an answer is a part of it.
func (d Deps) surveysOf(ctx context.Context, site string, i core.Intercept) (*survey.Service, error) {
	catalog, err := core.InForce(ctx, d.Store)
	if err != nil {
		return nil, err
	}
	catalog.Intercepts = map[string][]core.Intercept{site: {i}}
	surveys := survey.New()
	return surveys, surveys.Load(catalog)
}

// following takes the answers in their order and gives what the last one leads to.
func following(surveys *survey.Service, d core.Decision, ask debugAsk, now time.Time) ([]core.Action, error) {
	var taken core.Taken
	for _, g := range ask.Given {
		var before core.Response
		if taken.Response.Survey == g.Survey {
			before = taken.Response
		}
		var err error
		taken, err = surveys.Take(d, before, core.Given{
			ID: uuid.NewString(), Survey: g.Survey, Question: g.Question, Lang: ask.Lang, Value: g.Value, At: now,
		})
		if err != nil {
			return nil, err
		}
	}
	return taken.FollowUps, nil
}

// revision reads one revision of an intercept; 0 is the one in force.
func (d Deps) revision(ctx context.Context, site, name string, number int) (core.Intercept, error) {
	docs, err := d.Store.Revisions(ctx, core.KindIntercept, site, name)
	if err != nil {
		return core.Intercept{}, err
	}
	for _, doc := range docs {
		if number != 0 && doc.Revision != number {
			continue
		}
		var i core.Intercept
		if err := json.Unmarshal(doc.Body, &i); err != nil {
			return i, err
		}
		i.Revision = doc.Revision
		return i, nil
	}
	if len(docs) == 0 {
		return core.Intercept{}, core.Errorf(core.NotFound, "unknown_intercept", "Site %q has no intercept %q.", site, name)
	}
	return core.Intercept{}, core.Errorf(core.NotFound, "unknown_revision",
		"Intercept %q of site %q has no revision %d; the latest is %d.", name, site, number, docs[0].Revision)
}
