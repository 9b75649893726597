package server

import (
	"encoding/json"
	"net/http"

	"github.com/labstack/echo/v4"

	"heed/collector/core"
	"heed/collector/look"
	"heed/collector/survey"
)

// stagePath is the page inside a preview's frame.
const stagePath = "/console/stage"

// stage is an empty page with the widget, for pages of the console to frame. It knows nothing: what it shows, it is told by the page
// around it.
func (c *console) stage(ec echo.Context) error {
	return c.render(ec, http.StatusOK, "stage", frame{Title: "Preview", Nonce: nonce(ec), Who: principal(ec)})
}

// previewFrame is an action as a visitor would get it, for the template of that name. Nothing of it is a decision.
type previewFrame struct {
	ID    string // tells the page's previews apart
	Shown string // the action and its language as JSON, as preview-frame.js takes it
	Wide  bool   // it begins at the width of a desktop
}

// previewOf presents an action of a draft, with the surveys that it may show, to somebody who reads lang. An action that asks or says
// nothing is shown as nothing, and so is a survey that cannot be presented yet.
func previewOf(id string, site core.Site, surveys []core.Survey, a core.Action, lang string) (previewFrame, error) {
	shown := preview{Action: json.RawMessage("null"), Lang: lang, Look: lookOf(site, surveys, a)}
	if action, err := presentDraft(site, surveys, a, lang); err == nil {
		shown.Action = action
	}
	return shown.frame(id)
}

// lookOf is how an action of a draft appears. What is to stand in an element of the page stands in the corner: a preview has nothing of
// that page.
func lookOf(site core.Site, surveys []core.Survey, a core.Action) *core.Look {
	s := look.New()
	s.Load(draftCatalog(site, surveys))
	shown := s.Of(site.Name, a)
	if shown != nil && shown.Place == core.PlaceInline {
		shown.Place, shown.Into = "", ""
	}
	return shown
}

// preview is what a frame shows.
type preview struct {
	Action json.RawMessage `json:"action"` // null for nothing
	Lang   string          `json:"lang"`
	Look   *core.Look      `json:"look,omitempty"`
	Tab    *core.TabLook   `json:"tab,omitempty"` // by which the action is opened; it is there at once when nil
}

func (p preview) frame(id string) (previewFrame, error) {
	text, err := json.Marshal(p)
	return previewFrame{ID: id, Shown: string(text)}, err
}

// tabOf is the feedback tab of a draft, nil for none.
func tabOf(site core.Site, surveys []core.Survey, lang string) *core.TabLook {
	s := look.New()
	s.Load(draftCatalog(site, surveys))
	return s.Tab(site.Name, lang)
}

// presentDraft calls what a real decision calls.
func presentDraft(site core.Site, surveys []core.Survey, a core.Action, lang string) (json.RawMessage, error) {
	s := survey.New()
	if err := s.Load(draftCatalog(site, surveys)); err != nil {
		return nil, err
	}
	return s.Present(site.Name, a, lang)
}

// draftCatalog is a configuration of one site with these surveys.
func draftCatalog(site core.Site, surveys []core.Survey) core.Catalog {
	byName := map[string]core.Survey{}
	for _, s := range surveys {
		byName[s.Name] = s
	}
	return core.Catalog{Sites: map[string]core.Site{site.Name: site}, Surveys: map[string]map[string]core.Survey{site.Name: byName}}
}
