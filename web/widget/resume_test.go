package widget_test

import (
	"fmt"
	"testing"
)

// half is a survey in which a choice decides what comes next.
var half = survey(
	`{"id":"why","type":"choice","text":"Why?","shuffle":true,"other":true,"options":[{"id":"a","text":"A"},{"id":"b","text":"B"},{"id":"c","text":"C"}]}`,
	`{"id":"b","type":"nps","text":"You said {answer.why}?","show_if":["==",["answer","why"],"b"]}`,
	`{"id":"more","type":"text","text":"More?"}`,
	`{"id":"mail","type":"email","text":"Mail?","optional":true}`,
)

// goOn is the next page of the tab: the widget there is given what this one kept.
func (p *page) goOn() {
	p.t.Helper()
	kept := value[string](p, `page.kept`)
	p.Open(value[string](p, `location.href`))
	p.Until(`globalThis.ui !== undefined`)
	p.JS(`ui.act(` + kept + `)`)
	p.state("survey")
}

// copied is another tab of the same visitor with what this one has kept so far, as one that is duplicated.
func (p *page) copied() *page {
	p.t.Helper()
	kept := value[string](p, `page.kept`)
	other := &page{p.Beside(), p.t}
	other.Open(value[string](p, `location.href`))
	other.Until(`globalThis.ui !== undefined`)
	other.JS(`page.kept = 'copied'; ui.act(` + kept + `)`)
	return other
}

// TestWhatIsBegunGoesOn: on the next page the survey stands at the question that was open, with what stood in it, the options in the same
// order, and the way back; it is not told a second time that it was shown.
func TestWhatIsBegunGoesOn(t *testing.T) {
	p := open(t)
	p.act("d1", half)
	p.state("survey")
	p.Want(`page.kept ?? null`, nil) // looking at it begins nothing
	order := value[[]string](p, `[...widget.shadowRoot.querySelectorAll('.row input')].map((each) => each.value)`)
	p.click("[value=b]")

	p.goOn()
	p.Want(`[...widget.shadowRoot.querySelectorAll('.row input')].map((each) => each.value)`, order)
	p.Want(`find('[value=b]').checked`, true)
	p.click("[data-action=next]")
	p.click("[value='7']")
	p.click("[data-action=next]")
	p.click("textarea")
	p.Keys("half a sent")

	p.goOn()
	p.Want(`find('textarea').value`, "half a sent")
	p.Want(`page.sent.length + page.told.length`, 0)
	p.click("[data-action=back]")
	p.Until(`find('[value="7"]')?.checked`)
	if got := p.text("#title"); got != "You said B?" {
		t.Errorf("the question before is %q", got)
	}
	p.click("[data-action=next]")
	p.click("textarea")
	p.Keys("ence")
	p.click("[data-action=next]")
	p.wantSent("answer",
		`{"t":"answer","decision":"d1","survey":"demo","question":"b","value":7,"done":false}`,
		`{"t":"answer","decision":"d1","survey":"demo","question":"more","value":"ence","done":false}`)

	p.goOn()
	p.click("[data-action=send]")
	p.state("thanks")
	p.Want(`page.kept ?? null`, nil)
}

// TestWhatThePageHasToldStandsThere: a trait of this stay, where the survey says so, as a text to look at and change; nothing is sent by itself.
func TestWhatThePageHasToldStandsThere(t *testing.T) {
	p := open(t)
	p.JS(`page.before = [{t: 'identify', at: 1000, traits: {email: 'old@example.com', tel: 491234567}}, {t: 'track', at: 1000, traits: {email: 'x'}},
		{t: 'identify', at: 1001, traits: {email: 'ada@example.com', tags: ['a']}}, {t: 'identify', at: 1002}]`)
	p.act("d1", survey(`{"id":"mail","type":"email","text":"Mail?","prefill":"email"}`, `{"id":"tel","type":"phone","text":"Phone?","prefill":"tel","optional":true}`,
		`{"id":"list","type":"text","text":"?","prefill":"tags"}`, `{"id":"odd","type":"text","text":"?","prefill":"constructor"}`, `{"id":"own","type":"email","text":"Another?"}`))
	p.state("survey")
	for i, want := range []string{"ada@example.com", "491234567", "", "", ""} {
		p.Until(fmt.Sprintf(`find('progress').value === %d`, i+1))
		p.Want(`find('.line').value`, want)
		if want == "" {
			p.click(".line")
			p.Keys("mine@example.com")
		}
		p.Want(fmt.Sprintf(`page.sent.filter((item) => item.t === 'answer').length === %d`, i), true)
		p.click(".primary")
	}
	p.state("thanks")
}

// TestWhatIsDismissedDoesNotGoOn: whoever closes a survey that was begun is not shown it again; nor does an error begin each page.
func TestWhatIsDismissedDoesNotGoOn(t *testing.T) {
	for name, away := range map[string]func(p *page){
		"no thanks": func(p *page) { p.click("[data-action=no-thanks]") },
		"the cross": func(p *page) { p.click("[data-action=close]") },
		"an error": func(p *page) {
			p.JS(`ui.act({decision: 'd1', action: {type: 'survey', survey: {name: 'x', lang: 'en', questions: []}}})`)
		},
		"what follows": func(p *page) {
			p.act("d1", `{"type":"chat","conversation":"c1","greeting":"Hello","available":true,"history":[]}`)
		},
	} {
		t.Run(name, func(t *testing.T) {
			p := open(t)
			p.act("d1", half)
			p.click("[value=b]")
			p.Until(`page.kept !== undefined`)
			away(p)
			p.Until(`page.kept === undefined`)
		})
	}
}

// TestWhatIsBegunGoesOnInOneTab: a tab that has a copy of it forgets it, shows nothing of it and says nothing about it, and is free for
// something else; the first goes on.
func TestWhatIsBegunGoesOnInOneTab(t *testing.T) {
	p := open(t)
	p.act("d1", half)
	p.click("[value=b]")
	p.Until(`page.kept !== undefined`)
	other := p.copied()
	other.Until(`page.kept === undefined`)
	other.state("closed")
	other.wantSent("")
	p.click("[data-action=next]")
	p.wantSent("answer", `{"t":"answer","decision":"d1","survey":"demo","question":"why","value":"b","done":false}`)
	other.act("d2", messageAction)
	other.state("message")
}

// TestWhatIsBegunGoesOnInTheTabThatIsLeft: the first page is gone for good, or has nothing to go on with any more.
func TestWhatIsBegunGoesOnInTheTabThatIsLeft(t *testing.T) {
	for name, leave := range map[string]func(p *page){
		"it was left":   func(p *page) { p.Open("about:blank") },
		"it is removed": func(p *page) { p.JS(`ui.remove()`) },
	} {
		t.Run(name, func(t *testing.T) {
			p := open(t)
			p.act("d1", half)
			p.click("[value=b]")
			p.Until(`page.kept !== undefined`)
			kept, address := value[string](p, `page.kept`), value[string](p, `location.href`)
			other := &page{p.Beside(), t}
			other.Open(address)
			other.Until(`globalThis.ui !== undefined`)
			leave(p)
			other.JS(`ui.act(` + kept + `)`)
			other.Until(`find('[value=b]')?.checked`)
			p.Open(address) // what open looks at in the end
			p.Until(`globalThis.ui !== undefined`)
		})
	}
}

// TestAPageThatComesBackGivesWay: while it was left, another tab has gone on with what was begun in it.
func TestAPageThatComesBackGivesWay(t *testing.T) {
	p := open(t)
	p.act("d1", half)
	p.click("[value=b]")
	p.Until(`page.kept !== undefined`)
	p.JS(`dispatchEvent(new PageTransitionEvent('pagehide', {persisted: true}))`)
	other := p.copied()
	other.state("survey")
	p.click("[value=a]")
	p.state("closed")
	p.Want(`page.kept ?? null`, nil)
	p.wantSent("dismissed")
	other.Want(`find('[value=b]').checked`, true)
}

// TestWithoutLocksItGoesOn: on a page that is not secure nobody knows of another one.
func TestWithoutLocksItGoesOn(t *testing.T) {
	p := open(t)
	p.Before(`Object.defineProperty(navigator, 'locks', {value: undefined})`)
	p.act("d1", half)
	p.click("[value=b]")
	p.Until(`page.kept !== undefined`)
	p.goOn()
	p.Want(`find('[value=b]').checked`, true)
}

// TestWhatIsLongPastDoesNotGoOn: half an hour later it is another stay.
func TestWhatIsLongPastDoesNotGoOn(t *testing.T) {
	p := open(t)
	for i, state := range []string{"closed", "survey"} {
		ago := 31 - 2*i
		p.JS(fmt.Sprintf(`page.kept = 'draft'; ui.act({decision: 'd%[2]d', action: %[1]s, by: page.who.join(), begun: {given: [], open: 'b', at: Date.now() - %[2]d * 60e3}})`, half, ago))
		if state == "closed" {
			p.Until(`page.kept === undefined`)
		}
		p.state(state)
	}
}

// TestWhatHasChangedGoesOnAsFarAsItCan: steps that the survey does not have any more are left out.
func TestWhatHasChangedGoesOnAsFarAsItCan(t *testing.T) {
	p := open(t)
	p.JS(fmt.Sprintf(`ui.act({decision: 'd1', action: %s, by: page.who.join(), begun: {given: [{question: 'why', value: 'a'}, {question: 'gone', value: 1}], open: null, at: Date.now()}})`, half))
	p.state("survey")
	if got := p.text("#title"); got != "More?" {
		t.Errorf("it goes on at %q", got)
	}
}

// TestAFrameOfThePageForgetsNobody: what this tab alone remembers may be emptied by a frame of the page, and is not the visitor.
func TestAFrameOfThePageForgetsNobody(t *testing.T) {
	p := open(t)
	p.act("d1", half)
	p.state("survey")
	p.JS(`new Promise((heard) => {
		const frame = document.body.appendChild(document.createElement('iframe'));
		frame.contentWindow.sessionStorage.setItem('basket', '1');
		addEventListener('storage', ({ key }) => key === null && heard());
		frame.contentWindow.sessionStorage.clear();
	})`)
	p.Want(`globalThis.widget.isConnected`, true)
	p.state("survey")
}

// TestStorageThatCannotBeReachedEndsNothing: what other tabs write there is heard of all the same.
func TestStorageThatCannotBeReachedEndsNothing(t *testing.T) {
	p := open(t)
	p.act("d1", half)
	p.state("survey")
	p.JS(`Object.defineProperty(globalThis, 'localStorage', {get() { throw new DOMException('denied', 'SecurityError'); }});
		dispatchEvent(new StorageEvent('storage', {key: 'basket', newValue: '1'}))`)
	p.Want(`globalThis.widget.isConnected`, true)
}
