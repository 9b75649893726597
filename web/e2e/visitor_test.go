package e2e

import (
	"fmt"
	"testing"
	"time"

	"github.com/chromedp/chromedp/kb"
	"github.com/google/uuid"

	"heed/collector/core"
	"heed/collector/decide"
	"heed/web/browsertest"
)

// visitor is a browser in the demo shop.
type visitor struct {
	*browsertest.Tab
	id   string
	shop string
}

// newVisitor is a visitor who falls into that arm of the demo's `stuck`.
func newVisitor(t *testing.T, public string, arm core.Arm) *visitor {
	t.Helper()
	return visitorOf(t, public, "stuck", arm)
}

// visitorOf is a visitor who falls into that arm of one of the demo's intercepts.
func visitorOf(t *testing.T, public, intercept string, arm core.Arm) *visitor {
	t.Helper()
	v := &visitor{Tab: browser.Tab(t), id: visitorIn(t, intercept, arm), shop: public + "/demo"}
	v.Before(fmt.Sprintf(`localStorage.getItem('heed.visitor') || localStorage.setItem('heed.visitor', JSON.stringify(%q))`, v.id))
	return v
}

// visitorIn finds a visitor id that the engine draws into an arm of an intercept with the demo's holdout: the draw depends on site,
// intercept and visitor.
func visitorIn(t *testing.T, intercept string, arm core.Arm) string {
	t.Helper()
	everybody, some := 100.0, 20.0
	e := decide.New(func() string { return "d" })
	site := core.Site{Name: "demo"}
	one := core.Intercept{
		Site: "demo", Name: intercept, Status: core.Live, When: core.When{Any: []core.Trigger{{Signal: "rage_click"}}},
		Rollout: &everybody, Holdout: &some, Action: core.Action{Type: core.ActSurvey, Survey: "what-happened"},
	}
	if err := e.Load(site, []core.Intercept{one}, nil); err != nil {
		t.Fatal(err)
	}
	now := time.UnixMilli(1_800_000_000_000)
	for i := range 1000 {
		id := uuid.NewSHA1(uuid.NameSpaceOID, fmt.Appendf(nil, "%s %d", t.Name(), i)).String()
		h := core.History{Visitor: core.Visitor{Site: "demo", ID: id}}
		if d := e.Decide(now, core.Signal{Site: "demo", Visitor: id, Kind: "rage_click", At: now, Score: 1}, &h); d.Arm == arm {
			return id
		}
	}
	t.Fatalf("of 1000 visitors none is in the arm %q", arm)
	return ""
}

// enter opens a page of the shop and waits until the tag listens and the agent runs.
func (v *visitor) enter(path string) {
	v.Open(v.shop + path)
	v.listening()
}

func (v *visitor) listening() {
	v.Until(`!String(window.fetch).includes('[native code]') &&
		performance.getEntriesByType('resource').some(e => e.name.includes('/agent.') && e.responseEnd)`)
	v.JS(`new Promise(done => requestIdleCallback(() => requestIdleCallback(done)))`)
}

const root = `document.querySelector('heed-widget')?.shadowRoot`

// inWidget is an expression for an element of the widget.
func inWidget(selector string) string { return fmt.Sprintf("%s?.querySelector(%q)", root, selector) }

// widgetIs waits until the widget shows a survey, a message, a chat or thanks.
func (v *visitor) widgetIs(state string) {
	v.Until(fmt.Sprintf(`document.querySelector('heed-widget')?.dataset.state === %q`, state))
}

// nothingShown fails when the widget shows anything.
func (v *visitor) nothingShown(t *testing.T) {
	t.Helper()
	if state := browsertest.Value[string](v.Tab, `document.querySelector('heed-widget')?.dataset.state ?? 'none'`); state != "none" && state != "closed" {
		t.Fatalf("the widget shows %s, want nothing", state)
	}
}

// tabInto presses Tab until the focus is on an element of the widget.
func (v *visitor) tabInto(t *testing.T, selector string) {
	t.Helper()
	for range 80 {
		if browsertest.Value[bool](v.Tab, fmt.Sprintf("!!%s?.activeElement?.matches(%q)", root, selector)) {
			return
		}
		v.Keys(kb.Tab)
	}
	t.Fatalf("80 presses of Tab did not reach %s", selector)
}
