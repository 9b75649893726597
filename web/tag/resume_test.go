package tag_test

import "testing"

// halfway is a survey whose first question asks for the visitor's e-mail.
var halfway = frame{"type": "survey", "survey": frame{"name": "contact", "lang": "en", "dir": "ltr", "thanks": "Thanks",
	"questions": []frame{{"id": "mail", "type": "email", "text": "Where can we write?", "prefill": "email"}, {"id": "more", "type": "text", "text": "And?"}}}}

const (
	mail  = `document.querySelector('heed-widget')?.shadowRoot.querySelector('input[name=mail]')`
	draft = `'heed.draft' in sessionStorage`
)

// begun is a visitor, identified as A, with words in the open question of a survey.
func begun(t *testing.T) (*collector, *tab) {
	t.Helper()
	c, b := newCollector(t), newTab(t)
	c.onFrame = func(f frame) []frame {
		if f.is("open") {
			return []frame{{"t": "act", "decision": f.id(), "action": halfway}}
		}
		return nil
	}
	b.Open(c.URL + "/controls.html")
	b.listening()
	b.JS(`heed('identify', 'A', {email: 'ada@example.com'}); heed('open', 'contact')`)
	b.Until(mail + `?.value === 'ada@example.com'`)
	b.JS(mail + `.focus()`)
	b.Keys(".uk")
	b.Until(draft)
	return c, b
}

// again opens the page once more and waits until what it sends has arrived: by then what was begun would be on display or about to be.
func (b *tab) again(c *collector) {
	b.t.Helper()
	c.set(func() { c.socket = nil })
	b.Open(c.URL + "/controls.html")
	b.listening()
	c.wait(b.t, &c.socket, "hello", func(f frame) bool { return f.is("hello") })
}

// TestWhatIsBegunIsOfWhoBeganIt: it goes on for the same user in the same stay, and nobody else sees it.
func TestWhatIsBegunIsOfWhoBeganIt(t *testing.T) {
	t.Parallel()
	t.Run("the same", func(t *testing.T) {
		t.Parallel()
		c, b := begun(t)
		b.JS(`heed('identify', 'A', {plan: 'free'})`)
		b.again(c)
		b.Until(mail + `?.value === 'ada@example.com.uk'`)
		b.JS(`heed('identify', 'A')`)
		b.Want(draft, true)
	})
	for name, change := range map[string]string{
		"another stay":            `localStorage['heed.session'] = JSON.stringify({id: '0fffffff-ffff-7000-8000-000000000000', at: Date.now()})`,
		"another visitor":         `localStorage['heed.visitor'] = '"somebody"'`,
		"a reset in another tab":  `localStorage.removeItem('heed.visitor'); localStorage.removeItem('heed.session')`,
		"another user, unnoticed": `sessionStorage['heed.draft'] = sessionStorage['heed.draft'].replace('"user":"A"', '"user":"B"')`,
		"nobody who has a name":   `sessionStorage['heed.draft'] = sessionStorage['heed.draft'].replace(',"user":"A"', '')`,
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			c, b := begun(t)
			b.Open(c.URL + "/frame.html") // a page without the tag
			b.JS(change)
			b.again(c)
			b.Until(`!(` + draft + `)`)
			b.Want(mail+` ?? null`, nil)
		})
	}
}

// TestAnotherUserDropsWhatWasBegun: also what is typed then into the card that is still open is not kept for the next page.
func TestAnotherUserDropsWhatWasBegun(t *testing.T) {
	t.Parallel()
	_, b := begun(t)
	b.JS(`heed('identify', 'B')`)
	b.Want(draft, false)
	b.Keys(".us")
	b.Until(mail + `?.value === 'ada@example.com.uk.us'`)
	b.Want(draft, false)
}

// TestWithdrawnFeedbackDropsWhatWasBegun: at once, and when it was withdrawn in another tab with the next page.
func TestWithdrawnFeedbackDropsWhatWasBegun(t *testing.T) {
	t.Parallel()
	_, b := begun(t)
	b.JS(`heed('consent', {analytics: true, feedback: false})`)
	b.Want(draft, false)

	c, b := begun(t)
	b.JS(`localStorage['heed.consent'] = '{"analytics":true,"feedback":false}'`)
	b.again(c)
	b.Want(draft, false)
}

// TestAnalyticsWithdrawnInAnotherTab: nothing stays in this one but the choice.
func TestAnalyticsWithdrawnInAnotherTab(t *testing.T) {
	t.Parallel()
	c, b := begun(t)
	b.JS(`localStorage['heed.consent'] = '{"analytics":false,"feedback":true}'`)
	b.Open(c.URL + "/controls.html")
	b.Until(`window.heed?.live`)
	b.Want(`Object.keys(localStorage).concat(Object.keys(sessionStorage)).join()`, "heed.consent")
}

// TestToldIsOfTheUserIdentifiedLast: what was told of the one before, or in the stay before, stands in nobody's field.
func TestToldIsOfTheUserIdentifiedLast(t *testing.T) {
	t.Parallel()
	for name, change := range map[string]string{
		"another user": `heed('identify', 'B', {plan: 'free'})`,
		"another stay": `localStorage['heed.session'] = JSON.stringify({id: '0fffffff-ffff-7000-8000-000000000000', at: Date.now()})`,
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			_, b := begun(t)
			b.PressElement(`document.querySelector('heed-widget').shadowRoot.querySelector('[data-action=close]')`, 1)
			b.JS(change + `; heed('open', 'contact')`)
			b.Until(mail + ` && document.querySelector('heed-widget').dataset.state === 'survey'`)
			b.Want(mail+`.value`, "")
		})
	}
}
