package decide

import (
	"strings"
	"testing"

	"heed/collector/core"
)

// TestCheckWidget breaks one thing a row: exactly one finding must follow, with that path and those words.
func TestCheckWidget(t *testing.T) {
	tab := func(tab core.Tab) core.Widget { return core.Widget{Tab: &tab} }
	for name, row := range map[string]struct {
		set         core.Widget
		path, words string
	}{
		"nothing":         {core.Widget{}, "", ""},
		"a tab by itself": {tab(core.Tab{}), "", ""},
		"all of it": {core.Widget{Corner: "top-start", Tab: &core.Tab{
			Label: core.Text{"en": "Feedback", "ja": "ご意見をお聞かせください"}, Survey: "why", Side: "start",
		}}, "", ""},
		"misspelt corner": {core.Widget{Corner: "botom-end"}, "widget.corner", "did you mean bottom-end?"},
		"side":            {tab(core.Tab{Side: "left"}), "widget.tab.side", "known are end, start"},
		"empty label":     {tab(core.Tab{Label: core.Text{"en": "Feedback", "de": " "}}), "widget.tab.label", "1 to 24 characters"},
		"long label":      {tab(core.Tab{Label: core.Text{"": strings.Repeat("é", 25)}}), "widget.tab.label", "does not fit a tab"},
	} {
		t.Run(name, func(t *testing.T) {
			found := CheckSite(core.Site{Widget: row.set})
			if row.path == "" && len(found) == 0 {
				return
			}
			if len(found) != 1 || found[0].Path != row.path || !strings.Contains(found[0].Message, row.words) {
				t.Errorf("got %+v, want %s: …%s…", found, row.path, row.words)
			}
		})
	}
}
