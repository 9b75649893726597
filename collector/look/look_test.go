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
