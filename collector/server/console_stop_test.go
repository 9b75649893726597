package server

import (
	"net/http"
	"strings"
	"testing"

	"heed/collector/core"
)

// TestStopInTheConsole stops a site with the page's own button, and starts it again.
func TestStopInTheConsole(t *testing.T) {
	b := newBench(t)
	b.configure()
	operator, marketer := b.user(core.Operator), b.user(core.Marketer)
	if w := b.post(operator, "/console/sites/stop", "site", "demo"); w.Code != http.StatusForbidden {
		t.Errorf("an operator stops the site: %d", w.Code)
	}
	if body := b.get(operator, "/console/sites").Body.String(); strings.Contains(body, "Stop everything") {
		t.Error("an operator is offered to stop the site")
	}
	for _, step := range []struct{ at, to, shows string }{
		{"", "", "Stop everything on demo"},
		{"/console/sites/stop", "demo", "Start demo again"},
		{"/console/sites/stop", "demo", `<p class="tag stopped">stopped</p>`},
		{"/console/sites/start", "demo", "Stop everything on demo"},
	} {
		if step.at != "" {
			if w := b.post(marketer, step.at, "site", step.to); w.Code != http.StatusSeeOther {
				t.Fatalf("%s: %d", step.at, w.Code)
			}
		}
		if body := b.get(marketer, "/console/sites").Body.String(); !strings.Contains(body, step.shows) {
			t.Errorf("after %q the page does not say %q", step.at, step.shows)
		}
	}
	if w := b.post(marketer, "/console/sites/stop", "site", "nowhere"); w.Code != http.StatusNotFound {
		t.Errorf("a site that is not there: %d", w.Code)
	}
}

func TestRestraintsAreShown(t *testing.T) {
	five := 5.0
	got := restraintFacts(core.Site{Holdout: &five, Deal: core.Deal{Period: core.Quarterly},
		Budget: core.Budget{AfterDismissal: core.Duration(14 * 24 * 3600e9), AfterAnswer: core.Duration(90 * 24 * 3600e9)}})
	var words []string
	for _, f := range got {
		words = append(words, f.Name+": "+f.Text)
	}
	want := "Left alone altogether: 5\u00a0% of the visitors; After a dismissal: nothing for 14 days; After an answer: nothing for 90 days; " +
		"Rollouts and holdouts: dealt anew each quarter"
	if strings.Join(words, "; ") != want {
		t.Errorf("%q", words)
	}
}
