package app

import (
	"net/http"
	"net/url"
	"reflect"
	"testing"

	"heed/collector/core"
)

// TestPlaceInTheConsole: the form refuses what does not fit and keeps what was typed, saves what can be, as apply does, and leaves the rest of
// the site alone; pages show it from then on.
func TestPlaceInTheConsole(t *testing.T) {
	m := newMarketer(t, open(t))
	before := m.site()
	const at = "/console/sites/demo/place"
	m.get("/console/sites").has(t, at)
	m.get("/console/sites/none/place").has(t, `There is no site "none".`)
	m.get(at).has(t, "Bottom right, the usual one", "The built-in feedback", `<option value="cart-why">`)

	long := url.Values{"revision": {"1"}, "corner": {"top-start"}, "tab": {"on"}, "tab.label.en": {"Tell us whatever you think of us"}, "tab.survey": {"cart-why"}, "tab.side": {"start"}}
	refused := m.post(at, long)
	refused.has(t, "It was not saved", `<a href="#f-tab-label-en">What stands on the tab</a>`, "does not fit a tab", `value="Tell us whatever you think of us"`,
		`<option value="top-start" selected>`, `<option value="cart-why" selected>`)
	if refused.status != http.StatusBadRequest || !reflect.DeepEqual(m.site().Widget, before.Widget) {
		t.Errorf("refused with %d, and the widget is %+v", refused.status, m.site().Widget)
	}
	m.post(at+"/check", long).has(t, `"id":"f-tab-label-en"`, `"corner":"top-start"`, `"side":"start"`)
	m.post(at, url.Values{"revision": {"1"}, "tab": {"on"}, "tab.survey": {"gone"}}).has(t, "What the tab opens", "does not have")

	long.Set("tab.label.en", "Tell us")
	m.post(at, long).has(t, "Saved.", `value="Tell us"`)
	after := m.site()
	want := core.Widget{Corner: "top-start", Tab: &core.Tab{Label: core.Text{"en": "Tell us"}, Survey: "cart-why", Side: "start"}}
	if !reflect.DeepEqual(after.Widget, want) {
		t.Errorf("saved as %+v", after.Widget)
	}
	if tab := m.app.look.Tab(demoSite, "en"); tab == nil || tab.Label != "Tell us" || tab.Survey != "cart-why" || tab.Side != "start" {
		t.Errorf("pages show %+v", tab)
	}
	after.Widget, after.Status = before.Widget, before.Status
	if !reflect.DeepEqual(after, before) {
		t.Errorf("the rest is changed from %+v to %+v", before, after)
	}
	long.Set("tab.label.en", "Tell us more")
	m.post(at, long).has(t, "It was changed meanwhile", "+   corner: top-start", `value="Tell us more"`, `name="revision" value="2"`) // so that saving again is no dead end
	m.post(at, url.Values{"revision": {"2"}, "corner": {""}, "tab.label.en": {"Tell us"}}).has(t, "Saved.")
	if got := m.site().Widget; !reflect.DeepEqual(got, core.Widget{}) {
		t.Errorf("without tab and corner it is %+v", got)
	}
	m.post("/console/sites/stop", url.Values{"site": {demoSite}})
	m.post(at+"/check", long).has(t, `"side":"start"`) // what a stopped site would show
}
