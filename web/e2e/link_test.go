package e2e

import (
	"fmt"
	"net/http"
	"net/url"
	"strings"
	"testing"
	"time"

	"github.com/chromedp/cdproto/emulation"
	"github.com/chromedp/cdproto/page"
	"github.com/chromedp/chromedp"

	"heed/web/browsertest"
)

// linkedSurvey has a question of each kind, in languages of both directions.
const linkedSurvey = `
kind: survey
name: receipt
site: demo
languages: [en, de, ar]
questions:
  - {id: score, type: nps, why: false}
  - {id: why, type: choice, text: {en: "What was it?", de: "Was war es?", ar: "ما السبب؟"}, options: [{id: price, text: {en: The price, de: Der Preis, ar: السعر}}, {id: time, text: {en: The delivery time, de: Die Lieferzeit, ar: مدة التوصيل}}], other: true, show_if: 'answer.score <= 6'}
  - {id: good, type: thumbs, text: {en: "Did you find it?", de: "Haben Sie es gefunden?", ar: "هل وجدته؟"}}
  - {id: ease, type: ces}
  - {id: more, type: text, text: {en: "Anything else?", de: "Noch etwas?", ar: "شيء آخر؟"}, note: {en: "Please no personal data.", de: "Bitte nichts Persönliches.", ar: "دون بيانات شخصية."}, optional: true}
  - {id: mail, type: email, text: {en: "Where can we write?", de: "Wohin dürfen wir schreiben?", ar: "أين نكتب لك؟"}, optional: true}
  - {id: ok, type: consent, text: {en: "May we write to you?", de: "Dürfen wir Ihnen schreiben?", ar: "هل يمكننا مراسلتك؟"}}
`

// applyLinked applies the survey and waits until the collector has taken it into force.
func applyLinked(c *collector) {
	c.t.Helper()
	c.heed(linkedSurvey, "apply", "-")
	c.hasPage("receipt")
}

// hasPage waits until a survey of the demo is in force.
func (c *collector) hasPage(survey string) {
	c.t.Helper()
	eventually(c.t, "the survey has a page", func() (int, bool) {
		answer, err := http.Get(c.public + "/s/" + survey)
		if err != nil {
			return 0, false
		}
		_ = answer.Body.Close()
		return answer.StatusCode, answer.StatusCode == http.StatusOK
	})
}

// TestSurveyByLinkWithoutScript answers a survey in a browser whose scripts are off, with the mouse and with the keyboard.
func TestSurveyByLinkWithoutScript(t *testing.T) {
	t.Parallel()
	c := startCollector(t, "")
	applyLinked(c)
	tab := browser.Tab(t)
	tab.AllowRefusals() // a question without an answer comes again with status 400
	browsertest.Call(tab, emulation.SetScriptExecutionDisabled, emulation.SetScriptExecutionDisabledParams{Value: true})
	tab.Open(c.public + "/s/receipt?source=mail&nps=4&lang=en")
	goOn := func(pick string) {
		t.Helper()
		if pick != "" {
			tab.Press(pick, 1)
		}
		browsertest.Run(tab, chromedp.WaitEvent(page.LoadEventFired, nil, chromedp.Click(chromedp.CSS("button.primary"))))
	}
	asks := func(words string) {
		t.Helper()
		tab.Want(`document.querySelector('h1').textContent`, words)
	}
	asks("How likely are you to recommend us to a friend or colleague?")
	goOn("") // 4 is chosen by the address
	asks("What was it?")
	goOn("")
	tab.Want(`document.querySelector('#problem').textContent`, "Please choose an answer.")
	goOn(".option:nth-child(2)")
	asks("Did you find it?")
	tab.Keys("\t", " ")
	browsertest.Run(tab, chromedp.WaitEvent(page.LoadEventFired, nil, chromedp.KeyEvent("\r")))
	asks("This website made it easy for me to do what I came for.")
	goOn(".point:last-child")
	goOn("textarea")
	asks("Where can we write?")
	goOn("")
	goOn(".option")
	asks("Thank you.")
	list := items[struct {
		Source  string
		Done    bool
		Answers []struct {
			Question string
			Value    any
		}
	}](c, "/responses?channel=link")
	var said []string
	for _, r := range list {
		for _, a := range r.Answers {
			said = append(said, fmt.Sprint(a.Question, "=", a.Value))
		}
	}
	if want := "score=4 why=time good=up ease=7 more=<nil> mail=<nil> ok=true"; len(list) != 1 || !list[0].Done || list[0].Source != "mail" ||
		strings.Join(said, " ") != want {
		t.Errorf("kept %+v, want %s", list, want)
	}
}

// TestSurveyByLinkWearsItsTheme: colours, corners and font come through the page's policy in a browser whose scripts are off, and axe-core finds
// the contrasts that were computed, of a theme as pale as one may be.
func TestSurveyByLinkWearsItsTheme(t *testing.T) {
	t.Parallel()
	c := startCollector(t, "")
	c.heed(linkedSurvey+`theme: {accent: "#949494", background: "#ffffff", text: "#6e6e6e", radius: 2, font: "Georgia, serif", dark: {accent: "#6f7780", background: "#101418", text: "#8a9099"}}
`, "apply", "-")
	c.hasPage("receipt")
	tab := browser.Tab(t)
	tab.AllowRefusals()
	tab.Size(360, 700)
	for scheme, accent := range map[string]string{"light": "rgb(148, 148, 148)", "dark": "rgb(111, 119, 128)"} {
		tab.Scheme(scheme)
		tab.Open(c.public + "/s/receipt?lang=de&nps=3")
		tab.Want(`(() => { const card = getComputedStyle(document.querySelector('.card')), button = getComputedStyle(document.querySelector('.primary'))
			return [button.backgroundColor, card.borderTopLeftRadius, card.fontFamily].join(' ') })()`, accent+" 2px Georgia, serif, system-ui, sans-serif")
		tab.Axe(scheme)
		tab.Keep("link-theme-" + scheme + ".png")
		tab.JS(`for (const field of document.querySelectorAll('[name=value]')) field.checked = false`)
		browsertest.Run(tab, chromedp.WaitEvent(page.LoadEventFired, nil, chromedp.Click(chromedp.CSS("button.primary"))))
		tab.Want(`document.querySelector('#problem').textContent`, "Bitte wählen Sie eine Antwort.")
		tab.Axe(scheme + ", with what is wrong")
		tab.Keep("link-theme-problem-" + scheme + ".png")
	}
}

// TestSurveyByLinkLooks walks through all questions narrow and wide, light and dark, and from right to left: axe-core finds nothing, and
// nothing is wider than the screen.
func TestSurveyByLinkLooks(t *testing.T) {
	t.Parallel()
	c := startCollector(t, "")
	applyLinked(c)
	tab := browser.TabFor(t, 4*time.Minute) // some forty pages
	tab.AllowRefusals()
	for _, look := range []struct {
		width        int64
		scheme, lang string
	}{{320, "light", "en"}, {360, "dark", "ar"}, {1280, "light", "ar"}, {1280, "dark", "de"}} {
		tab.Size(look.width, 700)
		tab.Scheme(look.scheme)
		name := func(i int) string { return fmt.Sprintf("link-%d-%s-%s-%d.png", look.width, look.scheme, look.lang, i) }
		check := func(i int) {
			t.Helper()
			tab.Want(`document.documentElement.scrollWidth <= innerWidth`, true)
			tab.Want(`document.documentElement.dir`, map[bool]string{true: "rtl", false: "ltr"}[look.lang == "ar"])
			if look.width < 1280 { // the wide pages are the same but for their columns
				tab.Axe(name(i))
			}
			tab.Keep(name(i))
		}
		tab.Open(c.public + "/s/receipt?lang=" + look.lang)
		for i, answer := range []string{"6", "price", "up", "5", "", "no-address", "true"} {
			tab.JS(fmt.Sprintf(`for (const field of document.querySelectorAll('[name=value]')) {
				if (field.type === 'radio' || field.type === 'checkbox') field.checked = field.value === %[1]q; else field.value = %[1]q
			}`, answer))
			check(i)
			press := func() {
				browsertest.Run(tab, chromedp.WaitEvent(page.LoadEventFired, nil, chromedp.Click(chromedp.CSS("button.primary"))))
			}
			press()
			if answer == "no-address" {
				check(50 + i) // with what is wrong
				tab.JS(`document.querySelector('[name=value]').value = ''`)
				press()
			}
		}
		check(90)
		tab.Open(c.public + "/s/" + url.PathEscape("no such") + "?lang=" + look.lang)
		check(91)
	}
}
