package widget_test

import (
	"fmt"
	"testing"

	"github.com/chromedp/chromedp/kb"
)

const chatAction = `{"type":"chat","conversation":"c1","greeting":"Hello! What can we do for you?","available":true,"history":[]}`

// said hands the widget a line of a conversation.
func (p *page) said(conversation, id, from, text string) {
	p.t.Helper()
	p.JS(fmt.Sprintf(`ui.chat({conversation: %q, id: %q, from: %q, name: 'Maya', text: %q, at: 1767225600000})`, conversation, id, from, text))
}

func TestChatBothWays(t *testing.T) {
	p := open(t)
	p.act("d1", chatAction)
	p.state("chat")
	if got := p.text("[role=log]"); got != "Hello! What can we do for you?" {
		t.Errorf("the log begins with %q", got)
	}
	p.click("textarea[name=text]")
	p.Keys("The button ", "d", "o", "e", "s", kb.Enter)
	p.wantSent("chat", `{"t":"chat","conversation":"c1","text":"The button does"}`)
	p.Until(`find('.visitor').dataset.mark === 'pending'`)

	p.said("c1", "item-2", "visitor", "The button does") // the collector has it
	p.Until(`find('.visitor').dataset.mark === 'sent'`)
	p.said("c1", "m1", "operator", "I see it.\nOne moment.")
	p.said("c1", "m1", "operator", "I see it.\nOne moment.") // twice is once
	p.said("c2", "m2", "operator", "Somebody else's")
	if got := value[[]string](p, `[...widget.shadowRoot.querySelectorAll('.said p')].map((p) => p.textContent)`); fmt.Sprint(got) !=
		"[Hello! What can we do for you? The button does I see it.\nOne moment.]" {
		t.Errorf("the log says %q", got)
	}
	if got := p.text(".presence"); got != "Maya" {
		t.Errorf("the operator is called %q", got)
	}
	want := `[{"state":"opened","conversation":"c1","decision":"d1"},{"state":"message","conversation":"c1","from":"visitor"},` +
		`{"state":"message","conversation":"c1","from":"operator"},{"state":"message","conversation":"c1","from":"operator"}]`
	if got := value[string](p, `JSON.stringify(page.told.filter((each) => each.name === 'chat').map((each) => each.detail))`); got != want {
		t.Errorf("the page was told %s, want %s", got, want)
	}
}

func TestAMessageNobodyConfirmsSaysSo(t *testing.T) {
	p := open(t, "unsent", "30")
	p.act("d1", chatAction)
	p.click("textarea[name=text]")
	p.Keys("Hello?")
	p.click("button[data-action=send]")
	p.Until(`find('.visitor')?.dataset.mark === 'failed'`)
	if got := p.text(".visitor small"); got != "Not sent yet. We keep trying." {
		t.Errorf("it says %q", got)
	}
	p.said("c1", "item-2", "visitor", "Hello?")
	p.Until(`find('.visitor').dataset.mark === 'sent'`)
}

func TestChatWhenNobodyIsThere(t *testing.T) {
	p := open(t)
	p.act("d1", `{"type":"chat","conversation":"c1","greeting":"Hello!","available":false,"history":[]}`)
	p.Until(`find('.presence')?.textContent === 'Nobody is here right now. Leave your message, we answer here.'`)
}

func TestAResumedChatShowsWhatWasSaid(t *testing.T) {
	p := open(t)
	p.act("d1", `{"type":"chat","conversation":"c1","greeting":"","available":true,"resumed":true,"history":[
		{"id":"1","from":"visitor","text":"Where is my order?","at":1767225600000},
		{"id":"2","from":"operator","name":"Maya","text":"On its way.","at":1767225660000},
		{"id":"3","from":"system","text":"Maya left.","at":1767225720000}]}`)
	p.Until(`widget.shadowRoot.querySelectorAll('.said').length === 3`)
	if got := p.text(".presence"); got != "Maya" {
		t.Errorf("the operator is called %q", got)
	}
	p.click("[data-action=close]")
	p.state("closed")
	p.wantSent("dismissed") // a conversation that was had is no refusal
}

func TestAnOperatorOfThePastIsNotThere(t *testing.T) {
	p := open(t)
	p.act("d1", `{"type":"chat","conversation":"c1","greeting":"","available":false,"resumed":true,"history":[
		{"id":"2","from":"operator","name":"Maya","text":"On its way.","at":1767225660000}]}`)
	p.Until(`find('.presence')?.textContent.startsWith('Nobody is here right now.')`)
}

func TestAnOpenChatIsNotOpenedTwice(t *testing.T) {
	p := open(t)
	p.act("d1", chatAction)
	p.state("chat")
	p.act("d2", `{"type":"chat","conversation":"c1","greeting":"","available":true,"history":[{"id":"1","from":"operator","text":"Missed","at":1}]}`)
	p.Until(`find('[role=log]').textContent.includes('Missed')`)
	p.wantSent("shown", `{"t":"shown","decision":"d1"}`, `{"t":"shown","decision":"d2"}`)
}

func TestAClosedChatComesBackWhenItIsAnswered(t *testing.T) {
	p := open(t)
	p.act("d1", chatAction)
	p.click("textarea[name=text]")
	p.Keys("Hello?", kb.Enter)
	p.Until(`page.sent.some((item) => item.t === 'chat')`)
	p.Keys(kb.Escape)
	p.state("closed")
	p.said("c1", "m1", "operator", "Here I am.")
	p.state("chat")
	p.Until(`widget.shadowRoot.querySelectorAll('.said').length === 3`)
	p.wantSent("shown", `{"t":"shown","decision":"d1"}`)
	if value[bool](p, `document.activeElement === widget`) {
		t.Error("it took the focus")
	}
}

func TestAChatThatWasRefusedStaysAway(t *testing.T) {
	p := open(t)
	p.act("d1", chatAction)
	p.click("[data-action=no-thanks]")
	p.state("closed")
	p.wantSent("dismissed", `{"t":"dismissed","decision":"d1","reason":"no_thanks"}`)
	p.said("c1", "m1", "operator", "Hello?")
	p.act("d2", survey(helpQuestion)) // waits behind anything that was to come back
	p.state("survey")
}

func TestAChatTakesThePlaceOfTheSurveyThatAskedForIt(t *testing.T) {
	for _, focused := range []bool{true, false} {
		t.Run(fmt.Sprintf("focus inside: %v", focused), func(t *testing.T) {
			p := open(t)
			p.act("d1", survey(helpQuestion))
			p.click("[value=yes]")
			p.click("button[data-action=send]")
			p.state("thanks")
			if !focused {
				p.JS(`document.querySelector('#last').focus()`)
			}
			p.act("d1", chatAction)
			p.state("chat")
			want := map[bool]string{true: "TEXTAREA", false: "last"}[focused]
			if got := value[string](p, `widget.shadowRoot.activeElement?.tagName ?? document.activeElement.id`); got != want {
				t.Errorf("the focus is on %s, want %s", got, want)
			}
			p.wantSent("shown", `{"t":"shown","decision":"d1"}`)
			p.wantSent("dismissed")
		})
	}
}

// TestAnInputMethodSendsNothing: Enter chooses a word there. Safari says so by the key's code alone.
func TestAnInputMethodSendsNothing(t *testing.T) {
	p := open(t)
	p.act("d1", chatAction)
	p.click("textarea[name=text]")
	p.Keys("ありがとう")
	for _, key := range []string{`isComposing: true`, `keyCode: 229`} {
		for _, name := range []string{"Enter", "Escape"} {
			p.JS(fmt.Sprintf(`find('textarea').dispatchEvent(new KeyboardEvent('keydown', {key: %q, bubbles: true, composed: true, %s}))`, name, key))
		}
	}
	p.state("chat")
	p.wantSent("chat")
	p.Keys(kb.Enter)
	p.wantSent("chat", `{"t":"chat","conversation":"c1","text":"ありがとう"}`)
}

// TestAChatOnAPageInNoLanguage: what a page says of its language may be anything.
func TestAChatOnAPageInNoLanguage(t *testing.T) {
	for _, lang := range []string{"de_DE", "German, I think", "x"} {
		t.Run(lang, func(t *testing.T) {
			p := open(t, "lang", lang)
			p.act("d1", chatAction)
			p.state("chat")
			p.said("c1", "m1", "operator", "Hello")
			p.Until(`find('.said:last-child small').textContent.startsWith('Maya · ')`)
			if lang == "de_DE" && p.text("[data-action=send]") != "Senden" {
				t.Errorf("the button says %q", p.text("[data-action=send]"))
			}
		})
	}
}
