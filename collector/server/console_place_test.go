package server

import (
	"net/http"
	"strings"
	"testing"

	"github.com/chromedp/cdproto/emulation"

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

// TestPlaceRepeatsLongWordsOnAPhone: what was entered is repeated in what is wrong with it, and stays within the screen.
func TestPlaceRepeatsLongWordsOnAPhone(t *testing.T) {
	b := newBench(t)
	b.configure()
	p := b.browse(t, b.user(core.Admin))
	p.Size(360, 740)
	p.open("/console/sites/demo/place")
	p.Press("#f-tab", 1)
	p.Press("#f-tab-label-en", 1)
	p.Keys(strings.Repeat("x", 60))
	p.Until(`!document.querySelector('[data-wrong]').hidden`)
	p.Want(`document.documentElement.scrollWidth`, 360)
	p.Keep("place-long-word.png")
}

// TestPlaceWithoutScript: nothing is there to be pressed that a script would have to show.
func TestPlaceWithoutScript(t *testing.T) {
	b := newBench(t)
	b.configure()
	p := b.browse(t, b.user(core.Admin))
	browsertest.Call(p.Tab, emulation.SetScriptExecutionDisabled, emulation.SetScriptExecutionDisabledParams{Value: true})
	p.open("/console/sites/demo/place")
	p.JS(`document.querySelector('#f-tab').checked = true`)
	p.Want(`getComputedStyle(document.querySelector('.tab-fields')).display`, "grid")
	p.Want(`getComputedStyle(document.querySelector('.tab-seen')).display`, "none")
}

// TestSitesButtonsStandApart on a phone, where they stand under one another.
func TestSitesButtonsStandApart(t *testing.T) {
	b := newBench(t)
	b.configure()
	p := b.browse(t, b.user(core.Admin))
	p.Size(360, 740)
	p.open("/console/sites")
	p.Want(`(() => { const all = [...document.querySelectorAll('.site .foot .button')].map((each) => each.getBoundingClientRect())
		return all.length > 2 && all.slice(1).every((each, i) => each.top - all[i].bottom >= 8 || each.left - all[i].right >= 8) })()`, true)
	p.Keep("sites-buttons.png")
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
