package server

import (
	"net/http"
	"strings"
	"testing"

	"heed/collector/core"
	"heed/web/browsertest"
)

// TestPlaceIsPreviewed: the very widget stands in the corner that is chosen, and the tab opens what it would open.
func TestPlaceIsPreviewed(t *testing.T) {
	b := newBench(t)
	b.configure()
	p := b.browse(t, b.user(core.Admin))
	p.open("/console/sites/demo/place")
	const part = `((n, part) => document.querySelectorAll('[data-preview] iframe')[n].contentDocument.querySelector('heed-widget')?.shadowRoot.querySelector(part))`
	const corner = `(() => { const card = ` + part + `(0, 'section').getBoundingClientRect(), { innerWidth: w, innerHeight: h } = document.querySelector('iframe').contentWindow
		return [card.top < h - card.bottom ? 'top' : 'bottom', card.left < w - card.right ? 'left' : 'right'].join(' ') })()`
	p.Until(part + `(0, 'section') !== undefined && ` + corner + ` === 'bottom right'`)
	if !browsertest.Value[bool](p.Tab, `getComputedStyle(document.querySelector('.tab-seen')).display === 'none'`) {
		t.Error("a tab is previewed that is not there")
	}
	p.JS(`(() => { const field = document.querySelector('#f-corner'); field.value = 'top-start'; field.dispatchEvent(new Event('input', { bubbles: true })) })()`)
	p.Until(corner + ` === 'top left'`)

	p.Press("#f-tab", 1)
	p.Until(part + `(1, '.tab')?.textContent === 'Feedback'`)
	p.Press("#f-tab-label-en", 1)
	p.Keys("Tell us")
	p.Until(part + `(1, '.tab')?.textContent === 'Tell us'`)
	p.JS(part + `(1, '.tab').click()`)
	p.Until(part + `(1, 'section')?.textContent.includes('How do you like it here?')`)
	p.Press("#f-tab-label-en", 1)
	p.Keys(" what you think of all this")
	p.Until(`!document.querySelector('[data-wrong]').hidden && document.querySelector('[data-wrong] a').getAttribute('href') === '#f-tab-label-en'`)
	p.Axe("a label that is too long")
	p.Keep("place-problem.png")
}

func TestOnlyAdminsChangeThePlace(t *testing.T) {
	b := newBench(t)
	b.configure()
	marketer := b.user(core.Marketer)
	if w := b.post(marketer, "/console/sites/demo/place", "revision", "1", "corner", "top-end"); w.Code != http.StatusForbidden {
		t.Errorf("a marketer changes it: %d", w.Code)
	}
	if body := b.get(marketer, "/console/sites/demo/place").Body.String(); !strings.Contains(body, "an admin's to change") {
		t.Error("a marketer is not told so")
	}
	if w := b.get(marketer, "/console/sites/nowhere/place"); w.Code != http.StatusNotFound {
		t.Errorf("a site that is not there: %d", w.Code)
	}
}
