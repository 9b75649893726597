package widget_test

import (
	"fmt"
	"strings"
	"testing"

	"github.com/chromedp/chromedp/kb"
)

// places are where a card can stand; inline is in an element that each test puts there.
var places = []string{"corner", "modal", "sheet", "inline"}

// placed shows an action in a place, with an element for what stands in the page.
func placed(t *testing.T, place, action string) *page {
	t.Helper()
	p := open(t)
	look := fmt.Sprintf(`{place: %q}`, place)
	if place == "inline" {
		p.add("main", "div", "slot")
		look = `{place: 'inline', into: '#slot'}`
	}
	p.show("d1", action, look)
	p.state("survey")
	return p
}

// TestReflow: at the width that a window of 1280 has when it is enlarged to 400 % (WCAG 1.4.10), and at 200 % (1.4.4), nothing scrolls
// sideways and every control can be reached and seen whole.
func TestReflow(t *testing.T) {
	const problems = `(async () => {
		const card = find('section'), problems = [];
		if (document.documentElement.scrollWidth > innerWidth) problems.push('the page scrolls sideways');
		if (card.scrollWidth > card.clientWidth) problems.push('the card scrolls sideways');
		for (const target of card.querySelectorAll('button, .row, .point')) {
			target.scrollIntoView({block: 'center'});
			const {top, left, right, bottom} = target.getBoundingClientRect();
			if (top < 0 || left < 0 || right > innerWidth || bottom > innerHeight) problems.push(target.className + ' ' + [top, left, right, bottom]);
			const met = widget.shadowRoot.elementFromPoint((left + right) / 2, (top + bottom) / 2);
			if (!target.contains(met)) problems.push(target.className + ' is covered by ' + met?.outerHTML);
		}
		return problems;
	})()`
	for _, place := range places {
		for _, size := range []struct {
			name          string
			width, height int64
		}{{"200 %", 640, 450}, {"400 %", 320, 256}} {
			t.Run(place+" "+size.name, func(t *testing.T) {
				p := placed(t, place, survey(`{"id":"q","type":"nps","text":"How likely are you to recommend Fjord & Fern to a friend?","low":"Not at all likely","high":"Extremely likely"}`, helpQuestion))
				p.Size(size.width, size.height)
				p.Want(problems, []string{})
			})
		}
	}
}

// TestSelectingNeverGoesOn: an answer is given when the visitor says so, not when it is chosen (WCAG 3.2.2).
func TestSelectingNeverGoesOn(t *testing.T) {
	for _, question := range questions {
		t.Run(question.name, func(t *testing.T) {
			p := open(t)
			p.act("d1", survey(`{"id":"q","text":"A question?",`+question.question+`}`, helpQuestion))
			p.state("survey")
			p.JS(`find('h2').dataset.same = 'yes'; document.querySelector('#last').focus()`)
			p.Keys("\t", "\t", " ", kb.ArrowDown, kb.ArrowRight)
			p.JS(`for (const input of widget.shadowRoot.querySelectorAll('input')) input.click()`)
			if !value[bool](p, `find('h2').dataset.same === 'yes'`) {
				t.Error("it went on")
			}
			p.wantSent("answer")
		})
	}
}

// TestMotionIsAMatterOfTaste: who wants none gets none.
func TestMotionIsAMatterOfTaste(t *testing.T) {
	for preference, want := range map[string]string{"reduce": "none", "no-preference": "rise"} {
		for _, place := range places {
			t.Run(preference+" "+place, func(t *testing.T) {
				p := placed(t, place, survey(helpQuestion))
				p.Media("prefers-reduced-motion", preference)
				p.Want(`getComputedStyle(find('section')).animationName`, want)
			})
		}
	}
}

// TestFocusIsVisibleInEveryPlace: with colours of the visitor's own too, and on the tab.
func TestFocusIsVisibleInEveryPlace(t *testing.T) {
	const outline = `(() => {
		const focused = widget.shadowRoot.activeElement;
		const style = getComputedStyle(focused.closest('.point, .row') ?? focused);
		return style.outlineStyle === 'solid' && parseFloat(style.outlineWidth) >= 2;
	})()`
	for _, place := range places {
		t.Run(place, func(t *testing.T) {
			p := placed(t, place, survey(helpQuestion))
			p.Media("forced-colors", "active")
			p.JS(`find('h2').focus()`)
			for range 4 { // close, points, no thanks, send
				p.Keys("\t")
				p.Until(`widget.shadowRoot.activeElement !== null`)
				p.Want(outline, true)
			}
		})
	}
	t.Run("tab", func(t *testing.T) {
		p := open(t)
		p.Media("forced-colors", "active")
		p.JS(`ui.tab({survey: 'feedback', side: 'end'}); document.querySelector('#last').focus()`)
		p.Until(`find('.tab') !== null`)
		p.Keys("\t")
		p.Until(`widget.shadowRoot.activeElement?.matches('.tab')`)
		p.Want(outline, true)
	})
}

// TestTheWayOutStaysInView: of a list that is longer than the card all buttons stand before the visitor wherever they have scrolled to; the last
// option and what has the focus are seen whole. In a low window all of the card scrolls.
func TestTheWayOutStaysInView(t *testing.T) {
	var options []string
	for i := range 14 {
		options = append(options, fmt.Sprintf(`{"id":"o%d","text":"Option number %d"}`, i, i))
	}
	long := survey(`{"id":"q","type":"choices","text":"Which of these?","options":[` + strings.Join(options, ",") + `]}`)
	const inView = `['.close', '[data-action=no-thanks]', '.primary'].map((button) => {
		const {top, right, bottom, left} = find(button).getBoundingClientRect();
		return top >= 0 && bottom <= innerHeight && widget.shadowRoot.elementFromPoint((left + right) / 2, (top + bottom) / 2) .closest('button') === find(button);
	})`
	const whole = `((element) => {
		const [row, list] = [element, find('.rows')].map((each) => each.getBoundingClientRect());
		return row.top >= list.top && row.bottom <= list.bottom && list.bottom <= find('footer').getBoundingClientRect().top;
	})`
	for _, row := range []struct {
		width, height int64
		stays         bool
	}{{360, 740, true}, {1280, 600, true}, {320, 400, false}} {
		for _, place := range places {
			if place == "inline" { // which is as long as it needs to be
				continue
			}
			t.Run(fmt.Sprintf("%s %d×%d", place, row.width, row.height), func(t *testing.T) {
				p := open(t)
				p.Size(row.width, row.height)
				p.show("d1", long, fmt.Sprintf(`{place: %q}`, place))
				p.state("survey")
				p.Want(inView, []any{true, row.stays, row.stays})
				if !row.stays {
					return
				}
				p.JS(`find('h2').focus(); find('.rows').scrollTop = 0`)
				for range 15 { // close, and the options
					p.Keys("\t")
					if !value[bool](p, `((focused) => !focused?.matches('input') || `+whole+`(focused.closest('.row')))(widget.shadowRoot.activeElement)`) {
						t.Errorf("%s is covered", value[string](p, `widget.shadowRoot.activeElement.value`))
					}
				}
				p.JS(`find('.rows').scrollTop = 1e5`)
				p.Want(``+whole+`([...widget.shadowRoot.querySelectorAll('.row')].pop())`, true)
				p.Want(inView, []any{true, true, true})
			})
		}
	}
}

// TestALongQuestionLeavesItsOptions: below a question longer than the card the list has its least height, and everything can be scrolled to.
func TestALongQuestionLeavesItsOptions(t *testing.T) {
	p := open(t)
	p.Size(360, 740)
	p.act("d1", survey(`{"id":"q","type":"choices","text":"`+strings.Repeat("A question with many words. ", 70)+`","options":[
		{"id":"a","text":"A"},{"id":"b","text":"B"},{"id":"c","text":"C"},{"id":"d","text":"D"},{"id":"e","text":"E"}]}`))
	p.state("survey")
	p.Want(`find('.rows').clientHeight >= 160`, true)
	p.JS(`find('.card').scrollTop = 1e5`)
	p.Want(`(({bottom}, card) => card.bottom - bottom >= 16)(find('footer').getBoundingClientRect(), find('.card').getBoundingClientRect())`, true)
}

// TestForcedEdgesStandInLine: with colours of the visitor's own every button shows its edge; none runs into the card's.
func TestForcedEdgesStandInLine(t *testing.T) {
	for _, width := range []int64{360, 1280} {
		t.Run(fmt.Sprint(width), func(t *testing.T) {
			p := open(t)
			p.Size(width, 740)
			p.Media("forced-colors", "active", "prefers-reduced-motion", "reduce")
			p.act("d1", survey(helpQuestion))
			p.state("survey")
			p.Want(`(() => {
				const inside = find('form').getBoundingClientRect();
				return [...widget.shadowRoot.querySelectorAll('button')].filter((each) => {
					const { left, right } = each.getBoundingClientRect();
					return left < inside.left || right > inside.right;
				}).map((each) => each.dataset.action);
			})()`, []string{})
		})
	}
}

// TestStarsReachFromEndToEnd: the words for the ends of a rating stand below its first and its last star, however many there are.
func TestStarsReachFromEndToEnd(t *testing.T) {
	for _, width := range []int64{360, 1280} {
		t.Run(fmt.Sprint(width), func(t *testing.T) {
			p := open(t)
			p.Size(width, 800)
			for _, stars := range []int{3, 4, 5, 10} {
				p.act(fmt.Sprint(stars), survey(fmt.Sprintf(`{"id":"q","type":"rating","text":"A question?","max":%d,"low":"Poor","high":"Good"}`, stars)))
				p.state("survey")
				p.Want(`(() => {
					const rects = [...widget.shadowRoot.querySelectorAll('.point')].map((point) => point.getBoundingClientRect());
					const ends = find('.ends').getBoundingClientRect();
					const lines = new Set(rects.map(({top}) => top)).size;
					return [rects.length, lines, Math.round(Math.max(...rects.map(({right}) => right)) - ends.right), Math.round(rects[0].left - ends.left)];
				})()`, []int{stars, (stars + 4) / 5, 0, 0})
				p.click("[data-action=close]")
				p.state("closed")
			}
		})
	}
}

// TestInlineFitsANarrowColumn: how much room there is says the page's element, not the window.
func TestInlineFitsANarrowColumn(t *testing.T) {
	for _, width := range []int{220, 300, 380, 900} {
		t.Run(fmt.Sprint(width), func(t *testing.T) {
			p := open(t)
			p.add("body", "div", "slot")
			p.JS(fmt.Sprintf(`(() => { const sheet = new CSSStyleSheet(); sheet.replaceSync('#slot { inline-size: %dpx }'); document.adoptedStyleSheets.push(sheet); })()`, width))
			for _, scale := range []string{"nps", "ces", "rating"} {
				p.show(scale, survey(fmt.Sprintf(`{"id":"q","type":%q,"text":"A question?","low":"Not at all likely","high":"Extremely likely"}`, scale)), `{place: 'inline', into: '#slot'}`)
				p.state("survey")
				const fits = `(() => {
					const card = find('section'), points = [...card.querySelectorAll('.point')].map((point) => point.getBoundingClientRect());
					return [card.scrollWidth <= card.clientWidth, card.getBoundingClientRect().width === document.querySelector('#slot').clientWidth,
						points.every(({width, height}) => width >= 44 && height >= 44)];
				})()`
				p.Want(fits, []bool{true, true, true})
				p.click("[data-action=close]")
				p.state("closed")
			}
		})
	}
}
