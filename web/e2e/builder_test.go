package e2e

import (
	"fmt"
	"testing"

	"github.com/chromedp/chromedp/kb"

	"heed/collector/core"
	"heed/web/browsertest"
)

// TestBuilderByKeyboard is a marketer's way without a mouse: from a template to a draft, held up for want of an owner, and live.
func TestBuilderByKeyboard(t *testing.T) {
	t.Parallel()
	c := startCollector(t, "")
	o := signIn(t, c)
	o.Open(c.public + "/console/intercepts")
	o.goTo(t, `a[href^="/console/intercepts/new"]`)
	o.Keys(kb.Enter)
	o.Until(`document.querySelectorAll('.templates > li').length === 7`)
	o.goTo(t, `a[href*="template=abandoned-cart"]`)
	o.Keys(kb.Enter)
	o.Until(`document.querySelector('[data-reach]')?.textContent.includes('Nothing was recorded')`)

	o.goTo(t, `[data-add="who"]`)
	o.Keys(kb.Enter)
	o.Until(`document.activeElement?.name === 'who.1.name'`)
	o.Keys("The lang", kb.Tab)
	o.Want(`[...document.activeElement.options].filter(o => !o.disabled).map(o => o.value)`,
		[]string{"==", "!=", "contains", "lacks", "startsWith", "endsWith"})
	o.Keys("begins", kb.Tab, "en")
	o.Until(`document.querySelector('[data-say="who"]').textContent.includes("the cart's value is at least 40, and the language begins with “en”")`)
	o.Until(`document.querySelector('[data-yaml]').textContent.includes('device.lang startsWith "en"')`)
	o.goTo(t, "#f-limits-quota")
	o.Keys("500")
	o.Until(`document.querySelector('[data-summary]').textContent.includes('500 times in all')`)

	o.AllowRefusals() // the answer to what is wrong is no success
	o.goTo(t, `button[name="save"][value="live"]`)
	o.Keys(kb.Enter)
	// The focus is there before the rest of the page is.
	o.Until(`document.readyState === 'complete' && document.activeElement?.matches('.problems') &&
		document.querySelector('#f-owner-error')?.textContent.includes('who answers')`)
	o.Want(`[document.querySelector('#f-limits-quota').value, document.querySelector('#f-who-1-value').value]`, []string{"500", "en"})
	if kept := items[core.Intercept](c, "/intercepts?site=demo"); len(kept) != 3 {
		t.Errorf("it was saved: %+v", kept)
	}
	o.goTo(t, `.problems a[href="#f-owner"]`)
	o.Keys(kb.Enter)
	o.Until(`document.activeElement?.id === 'f-owner'`)
	o.Keys("maya@example.com")
	o.Until(`!document.querySelector('[data-ready]').hidden`)
	o.goTo(t, `button[name="save"][value="draft"]`)
	o.Keys(kb.Enter)
	o.Until(`location.pathname === '/console/intercepts/demo/abandoned-cart' && document.body?.innerText.includes('It is a draft')`)
	saved := get[core.Intercept](c, "/intercepts/abandoned-cart")
	if saved.Status != core.Draft || saved.Limits.Quota != 500 || saved.Who != `cart.value >= 40 && device.lang startsWith "en"` {
		t.Errorf("saved %+v", saved)
	}
	get[core.Survey](c, "/surveys/left-in-cart")

	o.goTo(t, `a[href$="/edit"]`)
	o.Keys(kb.Enter)
	o.Until(`document.querySelector('form[data-builder]')`)
	o.goTo(t, `button[name="save"][value="live"]`)
	o.Keys(kb.Enter)
	o.Until(`document.body?.innerText.includes('It is live now')`)
	if live := get[core.Intercept](c, "/intercepts/abandoned-cart"); live.Status != core.Live || live.Owner != "maya@example.com" {
		t.Errorf("live %+v", live)
	}
}

// goTo presses Tab until the element that a selector finds has the focus.
func (o *operator) goTo(t *testing.T, selector string) {
	t.Helper()
	o.comes(t, fmt.Sprintf(`document.querySelector(%q) !== null`, selector))
	const most = 400
	for range most {
		if browsertest.Value[bool](o.Tab, fmt.Sprintf(`document.activeElement?.matches(%q) ?? false`, selector)) {
			return
		}
		o.Keys(kb.Tab)
	}
	t.Fatalf("Tab does not lead to %s", selector)
}
