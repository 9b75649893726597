package widget_test

import (
	"fmt"
	"testing"
)

const refusedText = "Sorry, your last answer was not saved. The survey has closed or changed."

// refuse tells the page as the tag does that the collector has refused an item, by its place among what was sent, from 1 on.
func (p *page) refuse(item int) {
	p.t.Helper()
	p.JS(fmt.Sprintf(`dispatchEvent(new CustomEvent('heed:error', {detail: {code: 'survey_closed', message: '', id: 'item-%d'}}))`, item))
}

// TestARefusedAnswerIsSaidToBe, whichever it is, and ends the survey: nothing is asked any more whose answer would not be kept.
func TestARefusedAnswerIsSaidToBe(t *testing.T) {
	for name, last := range map[string]bool{"the last": true, "one on the way": false} {
		t.Run(name, func(t *testing.T) {
			p := open(t, "thanks", "600000")
			p.act("d1", survey(whyQuestion, helpQuestion))
			p.click("[value=price]")
			p.click("button[data-action=next]")
			if last {
				p.click("[value=yes]")
				p.click("button[data-action=send]")
				p.state("thanks")
			}
			p.refuse(2)
			p.state("refused")
			if got := p.text("h2"); got != refusedText {
				t.Errorf("it says %q", got)
			}
			p.Want(`page.kept ?? null`, nil) // the next page does not go on with it
			p.Axe(name)
			p.click("[data-action=close]")
			p.state("closed")
			p.wantSent("dismissed") // this is no refusal of the visitor's
		})
	}
	t.Run("of a tap", func(t *testing.T) {
		p := open(t, "thanks", "600000")
		p.act("d1", wrong)
		p.click("[data-action=no]")
		p.state("thanks")
		p.refuse(2)
		p.state("refused")
	})
}

// TestTheWordOfARefusalHasItsOwnTime: it does not go with the thanks in whose place it stands, and goes by itself.
func TestTheWordOfARefusalHasItsOwnTime(t *testing.T) {
	p := open(t, "thanks", "600000")
	p.JS(`globalThis.ends = []; const wait = setTimeout; globalThis.setTimeout = (work, ms) => (ms === 600000 ? ends.push(work) : wait(work, ms))`)
	p.act("d1", survey(whyQuestion))
	p.click("[value=price]")
	p.click("button[data-action=send]")
	p.state("thanks")
	p.refuse(2)
	p.state("refused")
	p.JS(`ends[0]()`)
	p.state("refused")
	p.JS(`ends[1]()`)
	p.state("closed")
}

// TestOtherRefusalsAreNotTheSurveys: what the page is told of something else, and what comes when the card shows something else, changes
// nothing; a widget that has been taken away hears nothing.
func TestOtherRefusalsAreNotTheSurveys(t *testing.T) {
	p := open(t)
	p.act("d1", survey(whyQuestion, helpQuestion))
	p.click("[value=price]")
	p.click("button[data-action=next]")
	p.refuse(1) // that it was shown
	p.JS(`for (const detail of [null, {code: 'texts_unavailable'}]) dispatchEvent(new CustomEvent('heed:error', {detail}))`)
	p.state("survey")
	p.act("d1", `{"type":"message","text":"Look here."}`)
	p.state("message")
	p.refuse(2)
	p.state("message")
	p.JS(`ui.remove()`)
	p.refuse(2)
}
