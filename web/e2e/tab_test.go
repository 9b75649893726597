package e2e

import (
	"testing"

	"heed/collector/core"
	"heed/web/browsertest"
)

// TestFeedbackTab: a site that wants one has a tab on every page, by which a visitor whom nothing has troubled says something; the
// widget comes for it when the page is idle. No other site's page pays for it.
func TestFeedbackTab(t *testing.T) {
	t.Parallel()
	c := startCollector(t, "")
	before := newVisitor(t, c.public, core.Treatment)
	before.enter("/help")
	before.nothingShown(t)

	site := c.heed("", "export", "--site", "demo", "demo")
	c.heed(site+"widget: {tab: {label: {en: Tell us}, side: start}, corner: top-end}\n", "apply", "-")
	v := eventually(t, "a page that has the tab", func() (*visitor, bool) {
		v := newVisitor(t, c.public, core.Treatment)
		v.enter("/help")
		// A page that was opened before the collector knew of the tab never gets one; any other does when it is idle.
		return v, browsertest.Value[bool](v.Tab, `new Promise((done) => {
			const until = performance.now() + 4000
			const look = () => `+inWidget(".tab")+`?.textContent === 'Tell us' ? done(true) : performance.now() > until ? done(false) : setTimeout(look, 50)
			look()
		})`)
	})
	v.Axe("the tab")
	v.PressElement(inWidget(".tab"), 1)
	v.widgetIs("survey")
	v.Until(inWidget("section") + ".getBoundingClientRect().top === 16")
	v.PressElement(inWidget("input[value='5']"), 1)
	v.PressElement(inWidget("button[type=submit]"), 1)
	eventually(t, "the answer is stored", func() (any, bool) {
		list := items[core.Response](c, "/responses?survey=feedback&visitor="+v.id)
		return nil, len(list) == 1 && answers(list[0])["rating"] == "5"
	})
	d := items[core.Decision](c, "/decisions?visitor="+v.id)
	if len(d) != 1 || d[0].Kind != "open" || d[0].Intercept != "" {
		t.Errorf("decisions %+v, want one that the visitor made", d)
	}
}
