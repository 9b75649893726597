package server

import (
	"net/http"
	"strings"
	"testing"

	"heed/collector/core"
	"heed/web/browsertest"
)

// TestLookIsPreviewed: the very widget shows each scheme beside the form, and figures follow what is typed.
func TestLookIsPreviewed(t *testing.T) {
	b := newBench(t)
	b.configure()
	p := b.browse(t, b.user(core.Admin))
	p.open("/console/sites/demo/look")
	const seen = `(scheme, part, of) => getComputedStyle(document.querySelector('#look-' + scheme + ' heed-widget').shadowRoot.querySelector(part))[of]`
	p.Until(`document.querySelectorAll('heed-widget[data-state=survey]').length === 2`)
	for _, scheme := range []struct{ name, paper string }{{"light", "rgb(255, 255, 255)"}, {"dark", "rgb(19, 28, 46)"}} {
		if got := browsertest.Value[string](p.Tab, "("+seen+")('"+scheme.name+"', 'section', 'backgroundColor')"); got != scheme.paper {
			t.Errorf("%s is shown on %s, want %s", scheme.name, got, scheme.paper)
		}
	}
	p.Press("#f-accent", 1)
	p.Keys("#7c3aed")
	p.Until("(" + seen + ")('light', '.primary', 'backgroundColor') === 'rgb(124, 58, 237)'")
	if !browsertest.Value[bool](p.Tab, `document.activeElement.id === 'f-accent' && document.querySelectorAll('heed-widget').length === 2`) {
		t.Error("the preview took the focus, or left something behind")
	}
	p.Press("#f-text", 1)
	p.Keys("#aaa")
	p.Until(`document.querySelector('tr.fail [data-ratio]')?.textContent === '2.32:1'`)
	p.Until(`!document.querySelector('[data-wrong]').hidden && document.querySelector('[data-wrong] a').getAttribute('href') === '#f-text'`)
	p.Keep("look-problem.png")
}

func TestOnlyAdminsChangeTheLook(t *testing.T) {
	b := newBench(t)
	b.configure()
	marketer := b.user(core.Marketer)
	if w := b.post(marketer, "/console/sites/demo/look", "revision", "1", "accent", "#7c3aed"); w.Code != http.StatusForbidden {
		t.Errorf("a marketer changes it: %d", w.Code)
	}
	if body := b.get(marketer, "/console/sites/demo/look").Body.String(); !strings.Contains(body, "an admin's to change") {
		t.Error("a marketer is not told so")
	}
	if w := b.get(marketer, "/console/sites/nowhere/look"); w.Code != http.StatusNotFound {
		t.Errorf("a site that is not there: %d", w.Code)
	}
}
