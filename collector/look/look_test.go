package look

import (
	"testing"

	"github.com/google/go-cmp/cmp"

	"heed/collector/core"
)

// loaded is a service with one site.
func loaded(site core.Site) *Service {
	s := New()
	s.Load(core.Catalog{Sites: map[string]core.Site{"demo": site}})
	return s
}

func TestPlace(t *testing.T) {
	for name, row := range map[string]struct {
		corner string // of the site
		action core.Action
		want   *core.Look
	}{
		"as the widget does":     {"", core.Action{}, nil},
		"so in words":            {"", core.Action{Place: core.PlaceCorner}, nil},
		"the site's corner":      {"top-end", core.Action{}, &core.Look{Corner: "top-end"}},
		"its own corner":         {"top-end", core.Action{Place: core.PlaceCorner, Corner: "bottom-start"}, &core.Look{Corner: "bottom-start"}},
		"a dialog has no corner": {"top-end", core.Action{Place: core.PlaceModal}, &core.Look{Place: "modal"}},
		"in the page":            {"", core.Action{Place: core.PlaceInline, Into: "#help"}, &core.Look{Place: "inline", Into: "#help"}},
	} {
		t.Run(name, func(t *testing.T) {
			got := loaded(core.Site{Widget: core.Widget{Corner: row.corner}}).Of("demo", row.action)
			if diff := cmp.Diff(row.want, got); diff != "" {
				t.Error(diff)
			}
		})
	}
}

func TestTab(t *testing.T) {
	yes := true
	for name, row := range map[string]struct {
		site core.Site
		want *core.TabLook
	}{
		"none":      {core.Site{}, nil},
		"by itself": {core.Site{Widget: core.Widget{Tab: &core.Tab{}}}, &core.TabLook{Survey: "feedback", Side: "end"}},
		"in the visitor's language": {
			core.Site{Widget: core.Widget{Tab: &core.Tab{Label: core.Text{"en": "Tell us", "de": "Sagen Sie es uns"}, Survey: "why", Side: "start"}}},
			&core.TabLook{Label: "Sagen Sie es uns", Survey: "why", Side: "start"},
		},
		"in the site's language": {
			core.Site{Languages: []string{"fr", "en"}, Widget: core.Widget{Tab: &core.Tab{Label: core.Text{"en": "Tell us", "fr": "Votre avis"}}}},
			&core.TabLook{Label: "Votre avis", LabelIn: "fr", Survey: "feedback", Side: "end"},
		},
		"of a stopped site": {core.Site{Stopped: &yes, Widget: core.Widget{Tab: &core.Tab{}}}, nil},
	} {
		t.Run(name, func(t *testing.T) {
			if diff := cmp.Diff(row.want, loaded(row.site).Tab("demo", "de-AT")); diff != "" {
				t.Error(diff)
			}
		})
	}
	if New().Tab("nowhere", "en") != nil || New().Of("nowhere", core.Action{}) != nil {
		t.Error("an unknown site has a look")
	}
}

func TestThemeTravelsWithEveryActAndTheTab(t *testing.T) {
	s := loaded(core.Site{Theme: core.Theme{Accent: "#7c3aed", CSS: ".card { border-width: 2px }"}, Widget: core.Widget{Tab: &core.Tab{}}})
	want := Style(core.Theme{Accent: "#7c3aed", CSS: ".card { border-width: 2px }"})
	if got := s.Of("demo", core.Action{}); got == nil || got.CSS != want {
		t.Errorf("an act looks %+v", got)
	}
	if got := s.Tab("demo", "en"); got == nil || got.CSS != want {
		t.Errorf("the tab looks %+v", got)
	}
}

// TestASurveysOwnThemeTakesThePlaceOfTheSites whole, wherever the survey is asked, and nowhere else.
func TestASurveysOwnThemeTakesThePlaceOfTheSites(t *testing.T) {
	site, own := core.Theme{Accent: "#7c3aed", Font: "Georgia, serif"}, core.Theme{Accent: "#b45309"}
	s := New()
	s.Load(core.Catalog{Sites: map[string]core.Site{"demo": {Theme: site, Widget: core.Widget{Tab: &core.Tab{Survey: "own"}}}, "bare": {}},
		Surveys: map[string]map[string]core.Survey{"demo": {
			"own": {Theme: &own}, "plain": {}, "widgets": {Theme: &core.Theme{}}, core.ActCallback: {Theme: &own},
		}}})
	for name, row := range map[string]struct {
		site   string
		action core.Action
		want   *core.Theme // nil for no look at all
	}{
		"the survey":           {"demo", core.Action{Type: core.ActSurvey, Survey: "own"}, &own},
		"another survey":       {"demo", core.Action{Type: core.ActSurvey, Survey: "plain"}, &site},
		"the built-in one":     {"demo", core.Action{Type: core.ActSurvey, Survey: core.Feedback}, &site},
		"a call back":          {"demo", core.Action{Type: core.ActCallback}, &own},
		"a message":            {"demo", core.Action{Type: core.ActMessage, Survey: "own"}, &site},
		"as the widget itself": {"demo", core.Action{Type: core.ActSurvey, Survey: "widgets"}, nil},
		"another site":         {"bare", core.Action{Type: core.ActSurvey, Survey: "own"}, nil},
	} {
		t.Run(name, func(t *testing.T) {
			var want *core.Look
			if row.want != nil {
				want = &core.Look{CSS: Style(*row.want)}
			}
			if diff := cmp.Diff(want, s.Of(row.site, row.action)); diff != "" {
				t.Error(diff)
			}
		})
	}
	if got := s.Tab("demo", "en"); got.CSS != Style(site) {
		t.Errorf("the tab, which belongs to the site, looks %+v", got)
	}
	for survey, want := range map[string]core.Theme{"own": own, "plain": site, "widgets": {}, "gone": site} {
		if got := s.Page("demo", survey); got != sheetOf(want) {
			t.Errorf("by link %s looks %+v", survey, got)
		}
	}
}

func TestCheckSurvey(t *testing.T) {
	if wrong := CheckSurvey(core.Survey{}); len(wrong) > 0 {
		t.Errorf("a survey without a theme: %+v", wrong)
	}
	wrong := CheckSurvey(core.Survey{Theme: &core.Theme{Text: "#aaaaaa"}})
	if len(wrong) != 1 || wrong[0].Path != "theme.text" {
		t.Errorf("pale text: %+v", wrong)
	}
}
