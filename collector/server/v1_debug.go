package server

import (
	"context"
	"net/http"

	"github.com/labstack/echo/v4"

	"heed/collector/core"
	"heed/collector/decide"
	"heed/collector/pass"
)

// maxDebugAsk is generous: a pass has 300 bytes, the answers to a survey a few thousand.
const maxDebugAsk = 64 << 10

// watchedSignals is how many of a visitor's latest signals the panel is told of.
const watchedSignals = 8

// debugAsk is what a page with a pass asks. The pass stands in the body, which no proxy writes into its log.
type debugAsk struct {
	Pass    string  `json:"pass"`
	Visitor string  `json:"visitor"`
	Lang    string  `json:"lang"`
	Given   []tried `json:"given"` // in a preview, what was answered so far
}

// debugView answers it with exactly one of the two.
type debugView struct {
	Watch   *watchView   `json:"watch,omitempty"`
	Preview *previewView `json:"preview,omitempty"`
}

// debug tells a page what its pass opens, and none but pages of that site. The page itself may read why its pass is refused once that
// is a pass of ours; for anything else the answer stays closed to it.
func (s *Server) debug(c echo.Context) error {
	if err := s.Ingest.Dial(c.RealIP()); err != nil {
		return err
	}
	var ask debugAsk
	if err := readJSON(c, maxDebugAsk, &ask); err != nil {
		return err
	}
	p, refusal := s.Pass.Read(ask.Pass)
	if p.Site == "" {
		return refusal
	}
	origin := c.Request().Header.Get("Origin")
	if _, err := s.Ingest.Admit(p.Site, origin); err != nil {
		return err
	}
	allowOrigin(c, origin)
	if refusal != nil {
		return refusal
	}
	if err := s.Auth.Holds(c.Request().Context(), p.User, core.Errorf(core.Forbidden, "pass_ended",
		"Who made this link is no longer a user here; make a new one in the console.")); err != nil {
		return err
	}
	view, err := s.opened(c.Request().Context(), p, ask)
	if err != nil {
		return err
	}
	return c.JSON(http.StatusOK, view)
}

func (s *Server) opened(ctx context.Context, p pass.Pass, ask debugAsk) (view debugView, err error) {
	if p.Intercept != "" {
		view.Preview, err = s.preview(ctx, p, ask)
	} else {
		view.Watch, err = s.watch(ctx, p, ask.Visitor)
	}
	return view, err
}

// watchView is what the panel shows beside what it hears in the page itself: words, ready to read.
type watchView struct {
	Site    string          `json:"site"`
	Expires int64           `json:"expires"` // Unix ms
	URL     string          `json:"url"`     // the visitor in the console
	Signals []watchedSignal `json:"signals"` // the latest first
	Live    []watched       `json:"live"`    // the live intercepts, as things stand
}

// watchedSignal is a signal and what was decided on it.
type watchedSignal struct {
	ID         string       `json:"id"`
	Noun       string       `json:"noun"`
	Target     string       `json:"target,omitzero"`
	Page       string       `json:"page"`
	Score      string       `json:"score"`
	At         int64        `json:"at"` // Unix ms
	Outcome    core.Outcome `json:"outcome,omitzero"`
	Did        string       `json:"did"`
	Why        string       `json:"why,omitzero"`
	URL        string       `json:"url,omitzero"` // the decision in the console
	Considered []watched    `json:"considered"`
}

// watched is one intercept and how it fared, or would.
type watched struct {
	Name     string        `json:"name"`
	Eligible bool          `json:"eligible"`
	Won      bool          `json:"won,omitzero"`
	Answer   string        `json:"answer,omitzero"`
	Gates    []watchedGate `json:"gates"`
}

type watchedGate struct {
	Words  string `json:"words"`
	Pass   bool   `json:"pass"`
	Saw    string `json:"saw"`
	Wanted string `json:"wanted"`
	Note   string `json:"note,omitzero"`
}

// watch tells of a visitor's latest signals, what each led to, and how each live intercept stands.
func (s *Server) watch(ctx context.Context, p pass.Pass, visitor string) (*watchView, error) {
	view := &watchView{Site: p.Site, Expires: p.Expires.UnixMilli(), URL: s.PublicURL + visitorURL(p.Site, visitor),
		Signals: []watchedSignal{}, Live: []watched{}}
	signals, _, err := s.Store.ListSignals(ctx, core.Query{Site: p.Site, Visitor: visitor, Limit: watchedSignals})
	if err != nil {
		return nil, err
	}
	for _, sig := range signals {
		one, err := s.watchSignal(ctx, sig)
		if err != nil {
			return nil, err
		}
		view.Signals = append(view.Signals, one)
	}
	view.Live, err = s.standing(ctx, p.Site, visitor)
	return view, err
}

func (s *Server) watchSignal(ctx context.Context, sig core.Signal) (watchedSignal, error) {
	out := watchedSignal{ID: sig.ID, Noun: wordsOf(sig.Kind).Noun, Target: targetOf(sig).String(), Page: sig.Page,
		Score: percent(sig.Score), At: sig.At.UnixMilli(), Did: "Nothing was decided: the visitor has not agreed to feedback",
		Considered: []watched{}}
	d, err := s.Store.DecisionOfSignal(ctx, sig.ID)
	if core.IsKind(err, core.NotFound) {
		return out, nil
	}
	if err != nil {
		return out, err
	}
	out.Outcome, out.Did, out.Why, out.URL = d.Outcome, didWords(d), d.Arbitration, s.PublicURL+decisionURL(d.ID)
	if d.Arm == core.Control {
		out.Why += " The visitor is in the control arm: deliberately left alone, so that the effect can be measured."
	}
	for _, e := range consideredOf(d) {
		out.Considered = append(out.Considered, watchedOf(e))
	}
	return out, nil
}

func watchedOf(e considered) watched {
	out := watched{Name: e.Intercept, Eligible: e.Eligible, Won: e.Won, Gates: make([]watchedGate, len(e.Gates))}
	for i, g := range e.Gates {
		out.Gates[i] = watchedGate{Words: g.Words, Pass: g.Pass, Saw: g.Saw, Wanted: g.Wanted, Note: g.Note}
	}
	return out
}

// standing says how each live intercept of a site would fare now, by the visitor's latest signal; before the first, what it waits for.
func (s *Server) standing(ctx context.Context, site, visitor string) ([]watched, error) {
	catalog, err := s.console.catalog(ctx)
	if err != nil {
		return nil, err
	}
	sig, h, err := s.latest(ctx, site, visitor)
	if err != nil && !core.IsKind(err, core.NotFound) {
		return nil, err
	}
	silent := err != nil
	var all decide.Standings
	if !silent {
		if all, err = s.whyAll(sig, h); core.IsKind(err, core.NotFound) {
			return []watched{}, nil // a site that is not in force yet
		}
		if err != nil {
			return nil, err
		}
	}
	out := []watched{}
	for _, i := range catalog.Intercepts[site] {
		if i.Status != core.Live {
			continue
		}
		if silent {
			out = append(out, watched{Name: i.Name, Answer: "It waits for: " + whenWords(i.When) + ".", Gates: []watchedGate{}})
			continue
		}
		found, err := all.Of(i.Name)
		if core.IsKind(err, core.NotFound) {
			continue // applied a moment ago, and not in force yet
		}
		if err != nil {
			return nil, err
		}
		one := watchedOf(consideredRow(site, found.Evaluation))
		one.Answer = answerOf(found)
		out = append(out, one)
	}
	return out, nil
}
