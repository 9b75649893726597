package widget_test

import (
	"fmt"
	"strings"
	"testing"

	"github.com/chromedp/chromedp/kb"
)

const messageAction = `{"type":"message","title":"Delivery is free today","text":"For every order over 40 €.","cta":{"text":"See how","url":"#delivery"}}`

func TestItSpeaksUpPolitelyAndTakesNoFocus(t *testing.T) {
	p := open(t)
	p.JS(`document.querySelector('#last').focus()`)
	p.act("d1", survey(whyQuestion))
	p.state("survey")
	p.Until(`find('[role=status]').textContent === 'Feedback: What held you back?'`)
	if !value[bool](p, `document.activeElement.id === 'last'`) {
		t.Error("it took the focus")
	}
	if got := value[string](p, `find('section').getAttribute('aria-label') + '/' + find('section').lang`); got != "Feedback/en" {
		t.Errorf("the region is %q", got)
	}
}

func TestEveryWayOutIsReportedOnceAndGivesTheFocusBack(t *testing.T) {
	ways := map[string]func(p *page){
		"close":     func(p *page) { p.Keys(kb.Enter) }, // the first stop of Tab
		"no_thanks": func(p *page) { p.click("[data-action=no-thanks]") },
		"escape":    func(p *page) { p.Keys(kb.Escape) },
	}
	for reason, leave := range ways {
		t.Run(reason, func(t *testing.T) {
			p := open(t)
			p.JS(`document.querySelector('#last').focus()`)
			p.act("d1", survey(whyQuestion))
			p.state("survey")
			p.Keys("\t")
			p.Until(`document.activeElement === widget`)
			leave(p)
			p.state("closed")
			p.wantSent("dismissed", fmt.Sprintf(`{"t":"dismissed","decision":"d1","reason":%q}`, reason))
			if got := value[string](p, `document.activeElement.id`); got != "last" {
				t.Errorf("the focus is on %q, want it back on #last", got)
			}
		})
	}
}

func TestEscapeOutsideIsThePages(t *testing.T) {
	p := open(t)
	p.act("d1", survey(whyQuestion))
	p.state("survey")
	p.JS(`document.querySelector('#last').focus()`)
	p.Keys(kb.Escape)
	p.Until(`page.keys.includes('Escape')`)
	p.state("survey")
	p.wantSent("dismissed")
}

func TestThePagesShortcutsHearNothingTypedHere(t *testing.T) {
	p := open(t)
	p.act("d1", chatAction)
	p.click("textarea[name=text]")
	p.Keys("?")
	p.Until(`find('textarea').value === '?'`)
	if value[int](p, `page.keys.length`) != 0 {
		t.Error("the page heard the key")
	}
}

func TestTabLeavesTheCardAgain(t *testing.T) {
	p := open(t)
	p.act("d1", survey(helpQuestion))
	p.state("survey")
	p.JS(`document.querySelector('#last').focus()`)
	p.Keys("\t", "\t", "\t", "\t") // close, the options (one stop), no thanks, next
	p.Until(`widget.shadowRoot.activeElement?.dataset.action === 'send' || widget.shadowRoot.activeElement?.type === 'submit'`)
	p.Keys("\t")
	p.Until(`document.activeElement !== widget`)
}

func TestItWaitsForAGoodMoment(t *testing.T) {
	moments := map[string]struct{ bad, good string }{
		"typing":       {`document.querySelector('#name').focus()`, `document.querySelector('#name').blur()`},
		"modal dialog": {`document.querySelector('#dialog').showModal()`, `document.querySelector('#dialog').close()`},
		"dialog of a component": {
			`(() => {
				const dialog = document.createElement('dialog')
				dialog.append(document.createElement('button'))
				document.querySelector('main').attachShadow({mode: 'open'}).append(document.createElement('slot'), dialog)
				dialog.showModal()
			})()`,
			`document.querySelector('main').shadowRoot.querySelector('dialog').close()`,
		},
		"own dialog": {`document.querySelector('main').setAttribute('aria-modal', 'true')`, `document.querySelector('main').removeAttribute('aria-modal')`},
		"a phone's full screen": {
			`document.body.append(Object.assign(document.createElement('video'), {webkitDisplayingFullscreen: true}))`,
			`document.querySelector('video').webkitDisplayingFullscreen = false`,
		},
		"a card being entered": {
			`document.querySelector('#name').autocomplete = 'billing cc-number'; document.querySelector('#name').value = '4'`,
			`document.querySelector('#name').value = ''`,
		},
		"a payment provider's frame": {
			`document.body.append(Object.assign(document.createElement('iframe'), {allow: 'payment *'})); document.querySelector('iframe').focus()`,
			`document.querySelector('#last').focus()`,
		},
		"own display": {`ui.act({decision: 'd0', action: ` + messageAction + `})`, `find('[data-action=close]').click()`},
	}
	for name, moment := range moments {
		t.Run(name, func(t *testing.T) {
			p := open(t, "idle", "600000")
			p.JS(moment.bad)
			before := value[string](p, `widget.dataset.state`)
			p.act("d1", survey(whyQuestion))
			// One that came later and has expired proves that the queue has looked at both.
			p.JS(`ui.act({decision: 'd2', action: ` + messageAction + `, until: performance.now() + 20})`)
			p.Until(`page.sent.some((item) => item.t === 'dismissed' && item.decision === 'd2')`)
			if got := value[string](p, `widget.dataset.state`); got != before {
				t.Fatalf("it is %s, was %s before", got, before)
			}
			p.JS(moment.good)
			p.state("survey")
		})
	}
}

// TestNothingThatWaitsIsForgotten: an act whose time is over while the queue looks through what waits is refused like any other. The clock
// goes on when it is read.
func TestNothingThatWaitsIsForgotten(t *testing.T) {
	p := open(t)
	p.JS(`document.querySelector('#dialog').showModal()`)
	const acts = 30
	p.JS(fmt.Sprintf(`(() => {
		const read = performance.now.bind(performance);
		let now = read(), left = 300;
		performance.now = () => (left-- > 0 ? now++ : read());
		for (let n = 0; n < %d; n++) ui.act({decision: 'd' + n, action: %s, until: now + 3 * n});
	})()`, acts, messageAction))
	p.Until(fmt.Sprintf(`page.sent.filter(({t, reason}) => t === 'dismissed' && reason === 'expired').length === %d`, acts))
}

func TestItWaitsForTheEndOfFullScreen(t *testing.T) {
	p := open(t)
	p.JS(`document.querySelector('#last').onclick = () => document.querySelector('main').requestFullscreen()`)
	p.PressElement(`document.querySelector('#last')`, 1)
	p.Until(`document.fullscreenElement !== null`)
	p.act("d1", survey(whyQuestion))
	p.JS(fmt.Sprintf(`ui.act({decision: 'd2', action: %s, until: performance.now() + 20})`, messageAction))
	p.Until(`page.sent.some((item) => item.t === 'dismissed' && item.decision === 'd2')`)
	p.wantSent("shown")
	p.JS(`document.exitFullscreen()`)
	p.state("survey")
}

func TestOneWhoPaysIsNeverIdle(t *testing.T) {
	p := open(t, "idle", "1")
	p.JS(`document.querySelector('#name').autocomplete = 'cc-csc'; document.querySelector('#name').focus()`)
	p.act("d1", survey(whyQuestion))
	p.JS(fmt.Sprintf(`ui.act({decision: 'd2', action: %s, until: performance.now() + 50})`, messageAction))
	p.Until(`page.sent.some((item) => item.t === 'dismissed' && item.decision === 'd2')`)
	p.wantSent("shown")
	p.JS(`document.querySelector('#name').blur()`)
	p.state("survey")
}

func TestOneWhoStoppedTypingIsIdle(t *testing.T) {
	p := open(t, "idle", "50")
	p.JS(`document.querySelector('#name').focus()`)
	p.act("d1", survey(whyQuestion))
	p.state("survey")
	if !value[bool](p, `document.activeElement.id === 'name'`) {
		t.Error("it took the focus")
	}
}

func TestWhatIsTooLateIsNeverShown(t *testing.T) {
	late := func(p *page, until string) {
		p.JS(fmt.Sprintf(`ui.act({decision: 'd1', action: %s, until: %s})`, survey(whyQuestion), until))
		p.Until(`page.sent.some((item) => item.t === 'dismissed')`)
		for _, item := range p.sent("shown") {
			if item["decision"] == "d1" {
				p.t.Error("it was shown")
			}
		}
	}
	t.Run("on arrival", func(t *testing.T) {
		p := open(t)
		late(p, `performance.now() - 1`)
		p.wantSent("dismissed", `{"t":"dismissed","decision":"d1","reason":"expired"}`)
	})
	t.Run("while the visitor types", func(t *testing.T) {
		p := open(t, "idle", "600000")
		p.JS(`document.querySelector('#name').focus()`)
		late(p, `performance.now() + 40`)
		p.wantSent("dismissed", `{"t":"dismissed","decision":"d1","reason":"expired"}`)
	})
	t.Run("while another is open", func(t *testing.T) {
		p := open(t)
		p.act("d0", messageAction)
		p.state("message")
		late(p, `performance.now() + 40`)
		p.wantSent("dismissed", `{"t":"dismissed","decision":"d1","reason":"busy"}`)
		p.state("message")
	})
	t.Run("in place", func(t *testing.T) {
		p := open(t)
		p.act("d1", survey(whyQuestion))
		p.state("survey")
		p.JS(fmt.Sprintf(`ui.act({decision: 'd1', action: %s, until: performance.now() - 1})`, chatAction))
		p.Until(`page.sent.some((item) => item.t === 'dismissed')`)
		p.state("survey")
	})
}

func TestAnActSentAgainChangesNothing(t *testing.T) {
	for name, action := range map[string]string{"survey": survey(whyQuestion), "message": messageAction, "chat": chatAction} {
		t.Run(name, func(t *testing.T) {
			p := open(t)
			p.act("d1", action)
			p.Until(`widget.dataset.state !== 'closed'`)
			p.JS(`find('h2').dataset.same = 'yes'`)
			p.act("d1", action)
			if !value[bool](p, `find('h2').dataset.same === 'yes'`) {
				t.Error("it was built anew")
			}
			p.wantSent("shown", `{"t":"shown","decision":"d1"}`)
		})
	}
}

func TestThanksGoAwayByThemselves(t *testing.T) {
	p := open(t, "thanks", "50")
	p.act("d1", survey(helpQuestion))
	p.click("[value=no]")
	p.click("button[data-action=send]")
	p.state("closed")
	p.wantSent("dismissed")
}

func TestAMessageLeadsToWebPagesOnly(t *testing.T) {
	tests := []struct{ url, href string }{
		{"https://example.com/help", "https://example.com/help"},
		{"//example.com/help", "http://example.com/help"},
		{"javascript:page.errors.push(1)", ""},
		{" JaVaScRiPt:page.errors.push(1)", ""},
		{"data:text/html,x", ""},
		{"http://", ""},
	}
	for _, test := range tests {
		t.Run(test.url, func(t *testing.T) {
			p := open(t)
			p.act("d1", fmt.Sprintf(`{"type":"message","text":"A text","cta":{"text":"Go","url":%q}}`, test.url))
			p.state("message")
			if got := value[string](p, `find('a')?.href ?? ''`); got != test.href {
				t.Errorf("it leads to %q, want %q", got, test.href)
			}
		})
	}
}

func TestFollowingAMessageIsNoRefusal(t *testing.T) {
	p := open(t)
	p.act("d1", messageAction)
	p.click("a")
	p.state("closed")
	p.Until(`location.hash === '#delivery'`)
	p.wantSent("dismissed")
}

func TestThePagesStyleStaysOutside(t *testing.T) {
	p := open(t, "css", "/hostile.css")
	p.act("d1", survey(whyQuestion))
	p.state("survey")
	p.Until(`document.styleSheets[0]?.href.endsWith('hostile.css')`)
	p.click("[value=price]") // a real click has to arrive
	p.Until(`find('[value=price]').checked`)
	const look = `(() => {
		const card = find('section'), style = getComputedStyle(card), box = card.getBoundingClientRect();
		return [style.display, style.position, style.visibility, style.direction, style.textTransform, style.fontStyle, style.fontSize,
			Math.round(innerWidth - box.right), Math.round(innerHeight - box.bottom), Math.round(box.width)].join(' ');
	})()`
	if got, want := value[string](p, look), "block fixed visible ltr none normal 16px 16 16 400"; got != want {
		t.Errorf("the card is %s, want %s", got, want)
	}
}

func TestRightToLeft(t *testing.T) {
	p := open(t)
	p.act("d1", `{"type":"survey","survey":{"name":"demo","lang":"ar","dir":"rtl","thanks":"شكرًا","questions":[{"id":"q","type":"text","text":"ما الذي أوقفك؟"}]}}`)
	p.state("survey")
	if got := value[float64](p, `find('section').getBoundingClientRect().left`); got != 16 {
		t.Errorf("the card begins at %v, want the other corner, 16", got)
	}
	if got := p.text("[data-action=no-thanks]"); got != "لا، شكرًا" {
		t.Errorf("the way out says %q", got)
	}
}

func TestItFitsANarrowPage(t *testing.T) {
	const problems = `(() => {
		const card = find('section'), problems = [];
		if (document.documentElement.scrollWidth > innerWidth || card.scrollWidth > card.clientWidth) problems.push('scrolls sideways');
		for (const target of card.querySelectorAll('button, .row, .point, .line')) {
			const {width, height} = target.getBoundingClientRect();
			if (height && (width < 44 || height < 44)) problems.push(target.className + ' ' + width + 'x' + height);
		}
		return problems;
	})()`
	p := open(t)
	p.Size(320, 640)
	for _, question := range questions {
		p.act(question.name, survey(`{"id":"q","text":"A question that is rather long, as they are?",`+question.question+`}`))
		p.state("survey")
		if got := value[[]string](p, problems); len(got) > 0 {
			t.Errorf("%s: problems: %q", question.name, got)
		}
		p.click("[data-action=close]")
		p.state("closed")
	}
}

func TestFocusIsVisible(t *testing.T) {
	for _, colours := range []string{"none", "active"} {
		t.Run("forced colours: "+colours, func(t *testing.T) {
			p := open(t)
			p.Media("forced-colors", colours)
			p.act("d1", survey(`{"id":"q","type":"nps","text":"A question?"}`, helpQuestion))
			p.state("survey")
			p.JS(`document.querySelector('#last').focus()`)
			for range 4 { // close, points, no thanks, next
				p.Keys("\t")
				const outline = `(() => {
					const focused = widget.shadowRoot.activeElement;
					const style = getComputedStyle(focused.closest('.point, .row') ?? focused);
					return focused.outerHTML + ' ' + style.outlineStyle + ' ' + (parseFloat(style.outlineWidth) >= 2);
				})()`
				if got := value[string](p, outline); !strings.HasSuffix(got, "solid true") {
					t.Errorf("no outline: %s", got)
				}
			}
		})
	}
}

func TestNothingIsStored(t *testing.T) {
	p := open(t)
	p.act("d1", chatAction)
	p.click("textarea[name=text]")
	p.Keys("Hello", kb.Enter)
	p.Until(`page.sent.some((item) => item.t === 'chat')`)
	if n := value[int](p, `localStorage.length + sessionStorage.length + document.cookie.length`); n != 0 {
		t.Errorf("%d things are stored", n)
	}
}

func TestAnErrorEndsTheWidgetNotThePage(t *testing.T) {
	p := open(t)
	p.act("d1", `{"type":"hologram"}`)
	p.Until(`page.told.some((each) => each.name === 'error')`)
	p.act("d2", messageAction)
	if value[bool](p, `widget.isConnected`) {
		t.Error("it is still in the page")
	}
	p.wantSent("", `{"t":"dismissed","decision":"d1","reason":"failed"}`)
}

func TestAPageThatPutsAnotherBodyInPlaceKeepsTheCard(t *testing.T) {
	p := open(t)
	p.act("d1", survey(whyQuestion))
	p.state("survey")
	p.JS(`document.body.replaceWith(document.createElement('body'))`)
	p.Until(`find('input').getClientRects().length > 0`)
	p.wantSent("dismissed")
}

func TestAPageThatTakesTheElementAwayHasClosedTheCard(t *testing.T) {
	p := open(t)
	p.act("d1", survey(whyQuestion))
	p.state("survey")
	p.JS(`widget.remove()`)
	p.act("d2", chatAction)
	p.state("chat")
	p.wantSent("dismissed", `{"t":"dismissed","decision":"d1","reason":"close"}`)
	p.click("textarea[name=text]")
	p.Keys("Hello", kb.Enter)
	p.wantSent("chat", `{"t":"chat","conversation":"c1","text":"Hello"}`)
	p.JS(`widget.remove()`)
	p.said("c1", "m1", "operator", "Are you still there?")
	p.Until(`widget.isConnected && find('[role=log]')?.textContent.includes('Are you still there?')`)
	p.state("chat")
}

func TestRemovedItStaysAway(t *testing.T) {
	p := open(t)
	p.act("d1", chatAction)
	p.state("chat")
	p.JS(`ui.remove(); ui.remove()`)
	p.act("d2", survey(whyQuestion))
	p.said("c1", "m1", "operator", "Are you still there?")
	if !value[bool](p, `!document.querySelector('heed-widget') && !widget.isConnected`) {
		t.Error("it came back")
	}
}
