package e2e

import (
	"fmt"
	"testing"

	"github.com/chromedp/cdproto/cdp"
	"github.com/chromedp/cdproto/network"
	"github.com/chromedp/chromedp"

	"heed/web/browsertest"
)

// leaves says whether the page lets somebody leave without being asked.
const leaves = `dispatchEvent(new Event('beforeunload', {cancelable: true}))`

// TestBuildersWarnOfWhatIsLost: whoever leaves is asked as long as something stands in a form that was not saved, also when it was sent and
// refused.
func TestBuildersWarnOfWhatIsLost(t *testing.T) {
	t.Parallel()
	c := startCollector(t, "")
	o := signIn(t, c)
	o.AllowRefusals() // the answer to what is wrong is no success
	for path, field := range map[string]string{"/console/surveys/demo/cart-why/edit": "quota", "/console/intercepts/demo/stuck/edit": "limits.quota"} {
		o.Open(c.public + path)
		o.Want(leaves, true)
		o.JS(fmt.Sprintf(`document.querySelector('[name=%q]').closest('details')?.setAttribute('open', '')`, field))
		o.Press(fmt.Sprintf(`[name=%q]`, field), 1)
		o.Keys("many")
		o.Want(leaves, false)
		o.Press(`button.primary[name="save"]`, 1)
		o.Until(`document.readyState === 'complete' && document.activeElement?.matches('.problems')`)
		o.Want(leaves, false)
		o.JS(fmt.Sprintf(`document.querySelector('[name=%q]').value = '5'`, field))
		o.Press(`button.primary[name="save"]`, 1)
		o.Until(`document.readyState === 'complete' && !location.pathname.endsWith('/edit')`)
	}
}

// TestFormsKeepWhatCannotBeSaved: what somebody typed stays before them while they are signed out or the collector is away, and is saved
// afterwards.
func TestFormsKeepWhatCannotBeSaved(t *testing.T) {
	t.Parallel()
	c := startCollector(t, "")
	o := signIn(t, c)
	o.AllowRefusals() // the collector is away for a while
	o.Size(360, 740)  // where the navigation lies over the lower edge
	for _, row := range []struct{ path, field, typed string }{
		{"/console/surveys/demo/cart-why/edit", "quota", "7"},
		{"/console/intercepts/demo/stuck/edit", "limits.quota", "7"},
		{"/console/sites/demo/look", "radius", "7"},
		{"/console/sites/demo/place", "tab", ""},
	} {
		field := fmt.Sprintf("[name=%q]", row.field)
		stands := fmt.Sprintf(`(({value, checked}) => value + checked)(document.querySelector('%s'))`, field)
		o.Open(c.public + row.path)
		o.Want(leaves, true)
		o.JS(fmt.Sprintf(`document.querySelector('%s').closest('details')?.setAttribute('open', '')`, field))
		o.Press(field, 1)
		o.Keys(row.typed)
		o.Want(leaves, false)
		typed := browsertest.Run(o.Tab, chromedp.Evaluate[string](stands))

		const told = `document.querySelector('[data-stale]').textContent`
		browsertest.Call(o.Tab, network.ClearBrowserCookies, cdp.Empty{})
		o.Press(".save .primary, .primary[name=save]", 1)
		o.Until(told + `.startsWith('You are signed out.')`)
		o.Until(`(({left, top}) => document.elementFromPoint(left + 1, top + 1)?.matches('[data-stale]'))(document.querySelector('[data-stale]').getBoundingClientRect())`)
		c.stop()
		o.Press(".save .primary, .primary[name=save]", 1)
		o.Until(told + `.startsWith('The collector cannot be reached')`)
		o.Want(stands, typed)
		o.Want(leaves, false)

		c.start()
		beside := signInAgain(t, c, o)
		beside.AllowRefusals() // of its live stream, when the next form's turn signs out
		beside.Until(`location.pathname === '/console'`)
		o.JS(`window.before = true`)
		o.Press(".save .primary, .primary[name=save]", 1)
		o.Until(`document.readyState === 'complete' && window.before === undefined`)
		o.Open(c.public + row.path)
		o.Want(stands, typed)
	}
}

// signInAgain signs in by a new link in another tab of the same browser.
func signInAgain(t *testing.T, c *collector, o *operator) *browsertest.Tab {
	t.Helper()
	tab := o.Beside()
	tab.Open(linkLine.FindString(c.heed("", "user", "link", "owner@localhost", "--public-url", c.public)))
	return tab
}
