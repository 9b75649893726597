package ingest

import (
	"context"
	"testing"

	"heed/collector/core"
)

// TestLook: what the page is told to show comes with how it appears, a conversation that goes on too, and a tab with the welcome.
func TestLook(t *testing.T) {
	w := newWorld(t)
	w.looks.Load(core.Catalog{Sites: map[string]core.Site{"shop": {Widget: core.Widget{
		Corner: "top-start", Tab: &core.Tab{Label: core.Text{"de": "Ihre Meinung"}},
	}}}})
	hello := Hello{Visitor: "ann", Session: "s-ann", Device: core.Device{Lang: "de"}, Page: helloPage{Page: core.Page{Path: "/cart"}},
		Consent: &core.Consent{Analytics: true, Feedback: true}}
	p, welcome, _, err := w.Greet(context.Background(), "shop", hello)
	must(t, err)
	if tab := welcome.Settings.Tab; tab == nil || tab.Label != "Ihre Meinung" || tab.Survey != core.Feedback {
		t.Errorf("welcomed with the tab %+v", tab)
	}
	opened := w.receive(p, Item{T: "open", ID: newID(), At: w.now.UnixMilli(), What: "chat"})
	_, _, resumed, err := w.Greet(context.Background(), "shop", hello)
	must(t, err)
	for what, acts := range map[string][]core.Act{"opened": opened.Acts, "resumed": resumed} {
		if len(acts) != 1 || acts[0].Look == nil || acts[0].Look.Corner != "top-start" {
			t.Errorf("%s: acts %+v, want one in the corner top-start", what, acts)
		}
	}
}
