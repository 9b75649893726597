package e2e

import (
	"testing"

	"heed/collector/core"
	"heed/web/browsertest"
)

// TestThreeTabsOneIntercept: somebody who is stuck in three tabs is asked once, in the tab in front of the eyes, and each tab is told
// apart: three signals, three decisions, of which one acts.
func TestThreeTabsOneIntercept(t *testing.T) {
	t.Parallel()
	c := startCollector(t, "")
	first := newVisitor(t, c.public, core.Treatment)
	first.enter("/cart")
	tabs := []*visitor{first}
	for range 2 {
		v := &visitor{Tab: first.Beside(), id: first.id, shop: first.shop}
		v.enter("/cart")
		tabs = append(tabs, v)
	}
	for _, v := range tabs {
		v.Press("#apply-promo", 3)
	}
	decisions := eventually(t, "a decision on each of three rage clicks", func() ([]core.Decision, bool) {
		var some []core.Decision
		for _, d := range items[core.Decision](c, "/decisions?visitor="+first.id) {
			if d.Kind == "rage_click" {
				some = append(some, d)
			}
		}
		return some, len(some) >= len(tabs)
	})
	acted := 0
	for _, d := range decisions {
		if d.Outcome == core.Acted {
			acted++
		}
	}
	if len(decisions) != len(tabs) || acted != 1 {
		t.Errorf("%d decisions, %d of them act: %+v", len(decisions), acted, decisions)
	}
	first.widgetIs("survey")
	for _, v := range tabs[1:] {
		v.JS(`heed('track', 'later')`)
		v.Until(`!JSON.parse(sessionStorage['heed.outbox']).length`) // what there was to answer before that has been answered
		v.nothingShown(t)
	}
	sessions := map[string]bool{}
	for _, v := range tabs {
		sessions[browsertest.Value[string](v.Tab, `JSON.parse(localStorage['heed.session']).id`)] = true
	}
	if len(sessions) != 1 {
		t.Errorf("three tabs of one stay have %d sessions", len(sessions))
	}
}
