package server

import (
	"testing"

	"heed/collector/core"
	"heed/web/browsertest"
)

// seen is what stands in the frame of a preview.
const seen = `document.querySelector('[data-preview] iframe').contentDocument.querySelector('heed-widget')?.shadowRoot`

// TestPreviewIsTheWidget: the frame shows the survey by the very widget, as wide and as light or dark as was chosen, and sends nothing.
func TestPreviewIsTheWidget(t *testing.T) {
	b := newBench(t)
	b.configure()
	p := b.browse(t, b.user(core.Marketer))
	flights := p.Flights("/v1/")
	p.open("/console/surveys/demo/what-happened/edit")
	p.Until(seen + `?.querySelector('#title')?.textContent.length > 0`)
	for _, test := range []struct {
		press, paper, title string
		width               int
	}{
		{"desktop", "rgb(255, 255, 255)", "on a desktop", 400},
		{"dark", "rgb(19, 28, 46)", "in the dark", 400},
		{"phone", "rgb(19, 28, 46)", "on a phone", 360},
		{"light", "rgb(255, 255, 255)", "in the light", 360},
	} {
		p.Press(`[data-preview] label:has([value=`+test.press+`])`, 1)
		p.Until(`getComputedStyle(` + seen + `.querySelector('.card')).backgroundColor === '` + test.paper + `'`)
		if got := browsertest.Value[int](p.Tab, `Math.round(`+seen+`.querySelector('.card').getBoundingClientRect().width)`); got != test.width {
			t.Errorf("%s the card is %d px wide, want %d", test.title, got, test.width)
		}
	}
	p.JS(`document.querySelector('[data-preview] iframe').contentWindow.postMessage({from: 'an extension'}, '*')`)
	p.JS(`new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(done)))`)
	p.Want(seen+`?.querySelector('#title')?.textContent`, "What got in your way?")
	p.JS(`(() => { const card = ` + seen + `; card.querySelector('input').click(); card.querySelector('[data-action=next], [data-action=send]').click() })()`)
	if n := flights.Count(); n != 0 {
		t.Errorf("the preview has sent %d requests", n)
	}
}
