package widget_test

import (
	"fmt"
	"testing"
)

// fix puts something that is fixed to the window into the page, with rules that its policy lets in.
func (p *page) fix(id, rules string) {
	p.t.Helper()
	p.add("body", "div", id)
	p.JS(fmt.Sprintf(`(() => {
		const sheet = new CSSStyleSheet();
		sheet.replaceSync('#%[1]s { position: fixed; z-index: 9999; background: #345; %[2]s }');
		document.adoptedStyleSheets.push(sheet);
	})()`, id, rules))
}

func TestItStepsAsideForWhatIsThere(t *testing.T) {
	const chat, banner = "right: 20px; bottom: 20px; width: 60px; height: 60px", "left: 0; right: 0; bottom: 0; height: 96px"
	for name, row := range map[string]struct {
		width        int64
		look         string
		rules        string
		above, below float64 // pixels of the window's height that the card leaves free
	}{
		"a chat bubble":                 {1280, `{}`, chat, 0, 80 + 16},
		"a cookie banner":               {1280, `{}`, banner, 0, 96 + 16},
		"a banner under a sheet":        {1280, `{place: 'sheet'}`, banner, 0, 96},
		"a bubble on a phone":           {360, `{}`, chat, 0, 80},
		"a bubble in the other corner":  {1280, `{corner: 'bottom-start'}`, chat, 0, 16},
		"a heading under the top":       {1280, `{corner: 'top-end'}`, "left: 0; right: 0; top: 0; height: 64px", 64 + 16, 0},
		"a heading above a bottom card": {1280, `{}`, "left: 0; right: 0; top: 0; height: 64px", 0, 16},
		"a page that is all fixed":      {1280, `{}`, "inset: 0", 0, 16},
		"before a dialog of ours":       {1280, `{place: 'modal'}`, chat, 0, 0},
	} {
		t.Run(name, func(t *testing.T) {
			p := open(t)
			p.Size(row.width, 800)
			p.fix("thing", row.rules)
			p.show("d1", messageAction, row.look)
			p.state("message")
			if b := p.box(); row.above > 0 && b.Top != row.above || row.below > 0 && b.Bottom != row.below {
				t.Errorf("it stands at %+v, want %v above or %v below", b, row.above, row.below)
			}
		})
	}
}

func TestItStepsAsideForWhatComesLater(t *testing.T) {
	p := open(t)
	p.act("d1", messageAction)
	p.state("message")
	// A component of its own, as chat vendors have them.
	p.add("body", "div", "vendor")
	p.JS(`document.querySelector('#vendor').attachShadow({mode: 'open'}).append(Object.assign(document.createElement('button'), {id: 'bubble'}));
		(() => { const sheet = new CSSStyleSheet();
		sheet.replaceSync('#bubble { position: fixed; right: 20px; bottom: 20px; width: 60px; height: 60px }');
		document.querySelector('#vendor').shadowRoot.adoptedStyleSheets = [sheet]; })()`)
	p.Until(`innerHeight - find('section').getBoundingClientRect().bottom === 96`)
	p.PressElement(`document.querySelector('#vendor').shadowRoot.querySelector('#bubble')`, 1)
	p.Until(`document.activeElement.id === 'vendor'`)
	p.JS(`document.querySelector('#vendor').remove()`)
	p.Until(`innerHeight - find('section').getBoundingClientRect().bottom === 16`)
}

// TestItStaysAboveTheKeyboard: no keyboard comes up in a browser without a screen, so that the page plays its part.
func TestItStaysAboveTheKeyboard(t *testing.T) {
	for place, below := range map[string]float64{"corner": 300, "sheet": 300, "modal": 300} {
		t.Run(place, func(t *testing.T) {
			p := open(t)
			p.Size(360, 640)
			p.show("d1", survey(`{"id":"q","type":"text","text":"What could we do better?"}`), fmt.Sprintf(`{place: %q}`, place))
			p.state("survey")
			p.JS(`(() => {
				const open = Object.assign(new EventTarget(), {scale: 1, height: innerHeight - 300, offsetTop: 0});
				const real = visualViewport;
				Object.defineProperty(window, 'visualViewport', {value: open, configurable: true});
				real.dispatchEvent(new Event('resize'));
			})()`)
			p.Until(fmt.Sprintf(`innerHeight - find('section').getBoundingClientRect().bottom >= %v`, below))
			if b := p.box(); b.Top < 0 {
				t.Errorf("it stands at %+v, and begins above the window", b)
			}
		})
	}
}

// TestNoBubbleIsCovered: wherever a disc of 48 px stands in the card's way at a side, or a bar of 120 px anywhere, the first look finds it,
// before the card is seen at all; what is smaller, down to the least size of what can be pressed, is found by the two that follow.
func TestNoBubbleIsCovered(t *testing.T) {
	p := open(t)
	p.Size(1280, 800)
	p.fix("bubble", "width: var(--width); height: var(--height); right: var(--right); bottom: var(--bottom); border-radius: var(--round)")
	const covered = `(({width, height, round, looks, furthest, highest}) => {
		const bubble = document.querySelector('#bubble');
		const missed = [];
		for (let right = 20; right <= furthest; right += 4) {
			for (let bottom = 12; bottom <= highest; bottom += 4) {
				for (const [name, value] of Object.entries({width, height, right, bottom})) bubble.style.setProperty('--' + name, value + 'px');
				bubble.style.setProperty('--round', round);
				ui.act({decision: [width, right, bottom].join(), action: {type: 'message', text: 'Hello.'}});
				for (let i = 1; i < looks; i++) dispatchEvent(new Event('resize'));
				if (!find('.card').style.getPropertyValue('--lift')) missed.push([right, bottom]);
				find('[data-action=close]').click();
			}
		}
		return missed;
	})`
	p.Want(covered+`({width: 48, height: 48, round: '50%', looks: 1, furthest: 68, highest: 60})`, []any{})
	p.Want(covered+`({width: 120, height: 40, round: '0', looks: 1, furthest: 290, highest: 24})`, []any{})
	p.Want(covered+`({width: 26, height: 26, round: '0', looks: 3, furthest: 68, highest: 60})`, []any{})
}
