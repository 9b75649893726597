package widget_test

import (
	"fmt"
	"testing"

	"github.com/chromedp/cdproto/emulation"
	"github.com/chromedp/chromedp/kb"

	"heed/web/browsertest"
)

// show hands the widget an act that is to appear in a way of its own, both written as JSON.
func (p *page) show(decision, action, look string) {
	p.t.Helper()
	p.JS(fmt.Sprintf(`ui.act({decision: %q, action: %s, look: %s})`, decision, action, look))
}

// add puts an element with that id into the page. Its policy lets no markup in.
func (p *page) add(into, tag, id string) {
	p.t.Helper()
	p.JS(fmt.Sprintf(`document.querySelector(%q).append(Object.assign(document.createElement(%q), {id: %q}))`, into, tag, id))
}

// box is where the card is: pixels from the four edges of the window, and its width.
type box struct{ Top, Right, Bottom, Left, Width float64 }

func (p *page) box() box {
	p.t.Helper()
	return value[box](p, `(() => {
		const {top, right, bottom, left, width} = find('section').getBoundingClientRect();
		return {top, right: innerWidth - right, bottom: innerHeight - bottom, left, width};
	})()`)
}

func TestPlaces(t *testing.T) {
	arabic := `{"type":"survey","survey":{"name":"demo","lang":"ar","dir":"rtl","thanks":"","questions":[{"id":"q","type":"text","text":"ما الذي أوقفك؟"}]}}`
	for name, row := range map[string]struct {
		width  int64
		look   string
		action string
		at     func(b box) bool
	}{
		"no look":                  {1280, `undefined`, messageAction, func(b box) bool { return b.Right == 16 && b.Bottom == 16 && b.Width == 400 }},
		"bottom-end":               {1280, `{corner: 'bottom-end'}`, messageAction, func(b box) bool { return b.Right == 16 && b.Bottom == 16 }},
		"bottom-start":             {1280, `{corner: 'bottom-start'}`, messageAction, func(b box) bool { return b.Left == 16 && b.Bottom == 16 }},
		"top-end":                  {1280, `{corner: 'top-end'}`, messageAction, func(b box) bool { return b.Right == 16 && b.Top == 16 }},
		"top-start":                {1280, `{corner: 'top-start'}`, messageAction, func(b box) bool { return b.Left == 16 && b.Top == 16 }},
		"end, from right to left":  {1280, `{corner: 'top-end'}`, arabic, func(b box) bool { return b.Left == 16 && b.Top == 16 }},
		"sheet":                    {1280, `{place: 'sheet'}`, messageAction, func(b box) bool { return b.Bottom == 0 && b.Left == 320 && b.Width == 640 }},
		"modal":                    {1280, `{place: 'modal'}`, messageAction, func(b box) bool { return b.Left == 440 && b.Width == 400 && b.Top == b.Bottom }},
		"a corner on a phone":      {360, `{corner: 'top-start'}`, messageAction, func(b box) bool { return b.Bottom == 0 && b.Left == 0 && b.Width == 360 }},
		"a sheet on a phone":       {360, `{place: 'sheet'}`, messageAction, func(b box) bool { return b.Bottom == 0 && b.Left == 0 && b.Width == 360 }},
		"a modal on a phone":       {360, `{place: 'modal'}`, messageAction, func(b box) bool { return b.Left == 16 && b.Width == 328 && b.Top == b.Bottom }},
		"an element that is not":   {1280, `{place: 'corner', into: '#nowhere'}`, messageAction, func(b box) bool { return b.Right == 16 && b.Bottom == 16 }},
		"a selector that is wrong": {1280, `{place: 'corner', into: '##'}`, messageAction, func(b box) bool { return b.Right == 16 && b.Bottom == 16 }},
	} {
		t.Run(name, func(t *testing.T) {
			p := open(t)
			p.Size(row.width, 800)
			p.show("d1", row.action, row.look)
			p.Until(`widget.dataset.state !== 'closed'`)
			if b := p.box(); !row.at(b) {
				t.Errorf("it stands at %+v", b)
			}
		})
	}
}

func TestInlineStandsInThePage(t *testing.T) {
	p := open(t)
	p.add("main", "div", "slot")
	p.add("main", "footer", "after")
	p.show("d1", survey(helpQuestion), `{place: 'inline', into: '#slot'}`)
	p.state("survey")
	const inFlow = `(() => {
		const card = find('section').getBoundingClientRect(), slot = document.querySelector('#slot').getBoundingClientRect();
		const after = document.querySelector('#after').getBoundingClientRect();
		return [card.width === slot.width, card.top === slot.top, after.top >= card.bottom, widget.parentElement.id, widget.matches(':popover-open')].join(' ');
	})()`
	if got := value[string](p, inFlow); got != "true true true slot false" {
		t.Errorf("in the flow of the page: %s", got)
	}
	p.Axe("inline")
	p.click("[value=no]")
	p.click("button[data-action=send]")
	p.state("thanks")
	p.click("[data-action=close]")
	p.state("closed")
	if got := value[string](p, `widget.parentElement.localName + ' ' + document.querySelector('#slot').getBoundingClientRect().height`); got != "html 0" {
		t.Errorf("closed, it leaves %q", got)
	}
	p.act("d2", messageAction)
	p.state("message")
	if b := p.box(); b.Right != 16 || b.Bottom != 16 {
		t.Errorf("the next one stands at %+v, want the corner", b)
	}
}

// TestInlineIsShownWhenItIsSeen: what stands below the fold is rendered, and shown once half of it is scrolled to; closed before that
// it never was shown.
func TestInlineIsShownWhenItIsSeen(t *testing.T) {
	p := open(t)
	p.add("main", "div", "far")
	p.JS(`document.querySelector('#far').style.marginTop = '300vh'`)
	p.show("d1", messageAction, `{place: 'inline', into: '#far'}`)
	p.state("message")
	p.wantSent("rendered", `{"t":"rendered","decision":"d1"}`)
	p.JS(`scrollTo(0, innerHeight)`)
	p.frames()
	p.wantSent("shown")
	p.JS(`scrollBy(0, widget.shadowRoot.querySelector('.card').getBoundingClientRect().top - innerHeight + 10)`) // its first ten pixels
	p.frames()
	p.wantSent("shown")
	p.JS(`document.querySelector('#far').scrollIntoView()`)
	p.Until(`page.sent.some((item) => item.t === 'shown')`)
	p.wantSent("shown", `{"t":"shown","decision":"d1"}`)
	p.click("[data-action=close]")
	p.state("closed")

	p.JS(`scrollTo(0, 0)`)
	p.show("d2", messageAction, `{place: 'inline', into: '#far'}`)
	p.state("message")
	p.JS(`widget.shadowRoot.querySelector('[data-action=close]').click(); document.querySelector('#far').scrollIntoView()`)
	p.frames()
	p.wantSent("rendered", `{"t":"rendered","decision":"d1"}`, `{"t":"rendered","decision":"d2"}`)
	p.wantSent("shown", `{"t":"shown","decision":"d1"}`)
	p.act("d3", messageAction)
	p.state("message")
	p.frames()
	p.wantSent("shown", `{"t":"shown","decision":"d1"}`, `{"t":"shown","decision":"d3"}`)
	p.click("[data-action=close]")
	p.state("closed")

	p.JS(`scrollTo(0, 0)`)
	p.show("d4", messageAction, `{place: 'inline', into: '#far'}`)
	p.state("message")
	p.JS(`document.querySelector('#far').remove()`)
	p.frames()
	p.wantSent("shown", `{"t":"shown","decision":"d1"}`, `{"t":"shown","decision":"d3"}`)
}

// frames lets the browser draw, and look at what is in view, a few times.
func (p *page) frames() {
	p.t.Helper()
	p.JS(`new Promise((done) => { let n = 5; const next = () => (n-- ? requestAnimationFrame(next) : setTimeout(done)); next() })`)
}

func TestInlineWaitsForItsElement(t *testing.T) {
	p := open(t)
	p.show("d1", messageAction, `{place: 'inline', into: '#slot'}`)
	// One that came later and needs no element is not kept waiting.
	p.show("d2", messageAction, `undefined`)
	p.state("message")
	p.wantSent("shown", `{"t":"shown","decision":"d2"}`)
	p.click("[data-action=close]")
	p.state("closed")
	p.add("main", "div", "slot")
	p.Until(`widget.parentElement.id === 'slot' && widget.dataset.state === 'message'`)
}

func TestInlineGoesWithItsElement(t *testing.T) {
	p := open(t)
	p.add("main", "div", "slot")
	p.show("d1", survey(helpQuestion), `{place: 'inline', into: '#slot'}`)
	p.state("survey")
	p.JS(`document.querySelector('#slot').remove()`)
	p.show("d2", messageAction, `undefined`)
	p.state("message")
	p.wantSent("dismissed", `{"t":"dismissed","decision":"d1","reason":"close"}`)
	if b := p.box(); b.Right != 16 || b.Bottom != 16 {
		t.Errorf("the next one stands at %+v, want the corner", b)
	}
}

func TestModalKeepsTheFocusAndGivesItBack(t *testing.T) {
	p := open(t)
	p.JS(`document.querySelector('#last').focus()`)
	p.show("d1", survey(helpQuestion), `{place: 'modal'}`)
	p.state("survey")
	if got := value[string](p, `widget.shadowRoot.activeElement.id`); got != "title" {
		t.Errorf("the focus is on %q, want the heading", got)
	}
	for i := range 12 {
		p.Keys("\t")
		if value[bool](p, `document.activeElement?.closest('main') !== null && document.activeElement !== document.body`) {
			t.Fatalf("after %d tabs the focus is in the page: %s", i+1, value[string](p, `document.activeElement.outerHTML`))
		}
	}
	p.Axe("modal")
	if got := p.text("[role=status]"); got != "" {
		t.Errorf("it was announced too, as %q, though the focus came to it", got)
	}
	p.PressAt(20, 20, 1) // on the backdrop: the page does not hear it, and nothing is lost
	p.state("survey")
	p.Keys(kb.Escape)
	p.state("closed")
	p.wantSent("dismissed", `{"t":"dismissed","decision":"d1","reason":"escape"}`)
	if got := value[string](p, `document.activeElement.id`); got != "last" {
		t.Errorf("the focus is on %q, want it back on #last", got)
	}
	p.PressElement(`document.querySelector('#name')`, 1) // the page is free again
	p.Until(`document.activeElement.id === 'name'`)
}

func TestModalGoesOnInTheCorner(t *testing.T) {
	p := open(t)
	p.show("d1", survey(helpQuestion), `{place: 'modal'}`)
	p.state("survey")
	p.show("d1", chatAction, `undefined`)
	p.state("chat")
	if b := p.box(); b.Right != 16 || b.Bottom != 16 || value[bool](p, `find('dialog') !== null`) {
		t.Errorf("it stands at %+v", b)
	}
	p.PressElement(`document.querySelector('#name')`, 1)
	p.Until(`document.activeElement.id === 'name'`)
}

func TestTabOpensASurvey(t *testing.T) {
	p := open(t, "lang", "de")
	p.JS(`document.querySelector('#last').focus(); ui.tab({survey: 'feedback', side: 'end'}); ui.tab({survey: 'feedback', side: 'end'})`)
	p.Until(`find('.tab')?.textContent === 'Rückmeldung'`)
	p.Axe("tab")
	if n := value[int](p, `widget.shadowRoot.querySelectorAll('.tab').length`); n != 1 {
		t.Errorf("there are %d tabs", n)
	}
	p.Keys("\t")
	p.Until(`widget.shadowRoot.activeElement?.matches('.tab')`)
	p.Keys(kb.Enter)
	p.Until(`page.sent.length > 0`)
	p.wantSent("open", `{"t":"open","what":"feedback"}`)
	p.act("d1", survey(helpQuestion))
	p.state("survey")
	p.Until(`widget.shadowRoot.activeElement?.id === 'title' && find('.tab').getClientRects().length === 0`)
	p.Keys(kb.Escape)
	p.state("closed")
	p.Until(`widget.shadowRoot.activeElement?.matches('.tab')`)
}

func TestTabStandsAtItsSide(t *testing.T) {
	for name, row := range map[string]struct{ lang, side, want string }{
		"end":                       {"en", "end", "right"},
		"start":                     {"en", "start", "left"},
		"end, from right to left":   {"ar", "end", "left"},
		"start, from right to left": {"ar", "start", "right"},
	} {
		t.Run(name, func(t *testing.T) {
			p := open(t, "lang", row.lang)
			p.Size(320, 640)
			p.JS(fmt.Sprintf(`ui.tab({label: 'Was fehlt Ihnen?', survey: 'why', side: %q})`, row.side))
			p.Until(`find('.tab') !== null`)
			const at = `(() => {
				const {left, right, width, height} = find('.tab').getBoundingClientRect();
				return [left === 0 ? 'left' : right === innerWidth ? 'right' : left, width >= 44 && width < 60, height > 100,
					document.documentElement.scrollWidth === innerWidth].join(' ');
			})()`
			if got := value[string](p, at); got != row.want+" true true true" {
				t.Errorf("it stands %s", got)
			}
		})
	}
}

// TestOnPaper: what is fixed to the window is not printed, on every sheet over the page's own text; what stands in the page is.
func TestOnPaper(t *testing.T) {
	for look, display := range map[string]string{`{}`: "none", `{place: 'sheet'}`: "none", `{place: 'modal'}`: "none", `{place: 'inline', into: '#slot'}`: "block"} {
		t.Run(look, func(t *testing.T) {
			p := open(t)
			p.add("body", "div", "slot")
			p.show("d1", messageAction, look)
			p.state("message")
			p.Want(`getComputedStyle(widget).display`, "block")
			browsertest.Call(p.Tab, emulation.SetEmulatedMedia, emulation.SetEmulatedMediaParams{Media: "print"})
			p.Want(`getComputedStyle(widget).display`, display)
		})
	}
}
