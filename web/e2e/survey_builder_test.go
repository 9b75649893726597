package e2e

import (
	"fmt"
	"testing"

	"github.com/chromedp/cdproto/emulation"
	"github.com/chromedp/chromedp"
	"github.com/chromedp/chromedp/kb"

	"heed/collector/core"
	"heed/web/browsertest"
)

// TestSurveyByKeyboard is a marketer's way without a mouse, with scripts and without: a survey of a ready question and one of their own,
// put in order, translated, seen in the preview, saved, and answered by its link.
func TestSurveyByKeyboard(t *testing.T) {
	t.Parallel()
	for _, scripts := range []bool{true, false} {
		t.Run(fmt.Sprintf("scripts %v", scripts), func(t *testing.T) {
			t.Parallel()
			c := startCollector(t, "")
			o := signIn(t, c)
			browsertest.Call(o.Tab, emulation.SetScriptExecutionDisabled, emulation.SetScriptExecutionDisabledParams{Value: !scripts})
			name := fmt.Sprintf("by-keyboard-%v", scripts)
			o.Open(c.public + "/console/surveys")
			o.goTo(t, `a[href^="/console/surveys/new"]`)
			o.Keys(kb.Enter)
			o.goTo(t, "#f-name")
			o.Keys(name, kb.Tab, "en, de")
			o.goTo(t, `button[value="ready found"]`)
			o.Keys(kb.Enter)
			o.comes(t, `document.activeElement?.id === 'f-questions-0-text-en' && document.activeElement.value === 'Did you find what you were looking for?'`)
			o.Want(`document.querySelector('#f-name').value`, name)
			o.goTo(t, "#f-add-type")
			o.Keys("One")
			o.goTo(t, `button[value="add"]`)
			o.Keys(kb.Enter)
			o.comes(t, `document.activeElement?.id === 'f-questions-2-text-en'`)
			o.Keys("May we call you?")
			o.goTo(t, "#f-questions-2-options-0-text-en")
			o.Keys("Yes")
			o.goTo(t, "#f-questions-2-options-1-text-en")
			o.Keys("No")

			o.goBack(t, `button[value="up questions.2"]`)
			o.Keys(kb.Enter)
			o.comes(t, `document.activeElement?.value === 'up questions.1' && document.querySelector('#f-questions-1-text-en').value === 'May we call you?'`)
			o.Keys(kb.Enter)
			o.comes(t, `document.querySelector('#f-questions-0-text-en').value === 'May we call you?' && document.querySelector('[data-did]').textContent.includes('Question 2 is now 1 of 3.')`)
			o.goTo(t, `button[value="undo"]`)
			o.Keys(kb.Enter)
			o.comes(t, `document.querySelector('#f-questions-1-text-en').value === 'May we call you?' && document.activeElement?.value === 'undo'`)
			o.goTo(t, `button[value="redo"]`)
			o.Keys(kb.Enter)
			o.comes(t, `document.querySelector('#f-questions-0-text-en').value === 'May we call you?' && document.activeElement?.value === 'undo'`)
			o.Keys(kb.Enter)
			o.comes(t, `document.querySelector('#f-questions-1-text-en').value === 'May we call you?'`)

			o.goBack(t, "#f-lang")
			o.Keys("de")
			if !scripts {
				o.goTo(t, "button[data-whole]")
				o.Keys(kb.Enter)
			}
			o.comes(t, `document.querySelector('#f-questions-1-text-de-told')?.textContent.includes('Missing: visitors read “May we call you?”.')`)
			o.goTo(t, "#f-questions-1-text-de")
			o.Keys("Dürfen wir Sie anrufen?")
			for n, words := range []string{"Ja", "Nein"} {
				o.goTo(t, fmt.Sprintf("#f-questions-1-options-%d-text-de", n))
				o.Keys(words)
			}
			if scripts {
				const card = `document.querySelector('[data-preview] iframe').contentDocument.querySelector('heed-widget')?.shadowRoot`
				o.Until(card + `?.querySelector('#title')?.textContent === 'Dürfen wir Sie anrufen?'`)
				o.Until(`document.querySelector('[data-piece=yaml]').textContent.includes('Nein')`)
				o.Axe("the survey builder")
				each(o.Tab, "console-survey-builder")
			}
			o.goTo(t, `button[name="save"]`)
			o.Keys(kb.Enter)
			o.comes(t, `location.pathname === '/console/surveys/demo/`+name+`' && document.body?.innerText.includes('The survey was created.')`)

			s := get[core.Survey](c, "/surveys/"+name)
			if len(s.Questions) != 3 || s.Questions[1].ID != "may_we_call_you" || s.Questions[1].Options[1].Text["de"] != "Nein" {
				t.Errorf("saved %+v", s)
			}
			o.Open(c.public + "/s/" + name + "?site=demo&lang=de")
			o.answerByKeyboard(t, "Haben Sie gefunden, was Sie gesucht haben?")
			o.answerByKeyboard(t, "Dürfen wir Sie anrufen?")
			eventually(t, "the answers are there", func() (int, bool) {
				list := items[core.Response](c, "/responses?site=demo&survey="+name)
				return len(list), len(list) == 1 && list[0].Done && len(list[0].Answers) == 2 && list[0].Lang == "de"
			})
		})
	}
}

// TestSurveyBuilderOnASlowLine: what a button has asked is not broken off by going on to another field before the answer is there, and who has
// chosen another type of question stays where they chose it.
func TestSurveyBuilderOnASlowLine(t *testing.T) {
	t.Parallel()
	c := startCollector(t, "")
	o := signIn(t, c)
	o.Before(`{
		const send = XMLHttpRequest.prototype.send
		XMLHttpRequest.prototype.send = function (...body) { // it waits until the line is let go
			if (globalThis.line) void globalThis.line.then(() => send.apply(this, body))
			else send.apply(this, body)
		}
	}`)
	o.Open(c.public + "/console/surveys/demo/cart-why/edit")
	const questions = `document.querySelectorAll('[data-list] > [data-row]').length`
	o.Want(questions, 3)
	o.JS(`void (globalThis.line = new Promise((go) => (globalThis.letGo = go)))`)
	o.Press(`button[value="add"]`, 1)
	o.Press("#f-questions-1-text-en", 1)
	o.Keys("lost?")
	o.JS(`letGo()`)
	o.Until(questions + ` === 4 && document.activeElement?.id === 'f-questions-3-text-en'`)
	o.Want(`document.querySelector('#f-questions-1-text-en').value.includes('lost?')`, false)

	const chooser = `[name="questions.0.type"]`
	o.JS(fmt.Sprintf(`document.querySelector('%s').focus()`, chooser))
	o.Keys(kb.ArrowDown)
	o.Until(`document.querySelector('[data-piece=yaml]').textContent.includes('type: choices')`)
	o.Until(fmt.Sprintf(`document.activeElement?.matches('%s')`, chooser))
}

// comes waits from outside the page, where no script may run, for what an expression says, and for all of the page: a form that has come by
// half is sent by half.
func (o *operator) comes(t *testing.T, expression string) {
	t.Helper()
	eventually(t, expression, func() (bool, bool) {
		is, err := o.Try("document.readyState === 'complete' && (" + expression + ")")
		return is, err == nil && is
	})
}

// goBack presses Shift and Tab until the element that a selector finds has the focus.
func (o *operator) goBack(t *testing.T, selector string) {
	t.Helper()
	o.comes(t, fmt.Sprintf(`document.querySelector(%q) !== null`, selector))
	const most = 200
	for range most {
		if browsertest.Value[bool](o.Tab, fmt.Sprintf(`document.activeElement?.matches(%q) ?? false`, selector)) {
			return
		}
		o.Do(chromedp.KeyEvent(kb.Tab, chromedp.KeyModifiers(chromedp.ModifierShift)))
	}
	t.Fatalf("Shift and Tab do not lead to %s", selector)
}

// answerByKeyboard chooses the first answer of a hosted page's question.
func (o *operator) answerByKeyboard(t *testing.T, question string) {
	t.Helper()
	o.comes(t, fmt.Sprintf(`document.body?.innerText.includes(%q)`, question))
	o.goTo(t, `input[type="radio"]`)
	o.Keys(" ", kb.Enter)
	o.comes(t, fmt.Sprintf(`!document.body?.innerText.includes(%q)`, question))
}
