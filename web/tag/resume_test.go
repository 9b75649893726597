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
	c, b := asked(t)
	b.JS(`heed('identify', 'A', {email: 'ada@example.com'}); heed('open', 'contact')`)
	b.Until(mail + `?.value === 'ada@example.com'`)
	b.writes(".uk")
	return c, b
}

// asked is a visitor whom a survey is shown when the page opens it.
func asked(t *testing.T) (*collector, *tab) {
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
	return c, b
}

// writes writes something into the open question.
func (b *tab) writes(words string) {
	b.t.Helper()
	b.JS(mail + `.focus()`)
	b.Keys(words)
	b.Until(draft)
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

// TestATabWithACopyForgetsWhatWasBegun: a tab that a script of the page opens begins with all that this one remembers. It shows nothing of it
// and forgets it; this one goes on.
func TestATabWithACopyForgetsWhatWasBegun(t *testing.T) {
	t.Parallel()
	c, b := asked(t)
	b.JS(`heed('open', 'contact')`)
	b.Until(mail)
	b.writes("ada@example.com")
	const address = "/controls.html?copy"
	c.set(func() { c.socket = nil })
	b.JS(`sessionStorage['before'] = 'there'; void window.open('` + address + `', '_blank')`)
	c.wait(t, &c.socket, "hello of the copy", func(f frame) bool { return f.is("hello") })
	copied := &tab{b.Watch(c.URL + address), t}
	copied.Want(`sessionStorage['before']`, "there") // or it is no copy
	copied.Until(`!(` + draft + `)`)
	copied.Want(`document.querySelector('heed-widget')?.dataset.state`, "closed")
	b.Want(draft, true)
	b.Want(mail+`.value`, "ada@example.com")
}

// TestWhatAnotherTabIsToldGoesForTheCard: a card is open and begun, and in another tab the visitor is forgotten, or withdraws a consent. It
// goes at once, and nothing is answered or shown in the name of who sat here; what consent still allows begins anew. What takes nothing away
// leaves it where it is.
func TestWhatAnotherTabIsToldGoesForTheCard(t *testing.T) {
	t.Parallel()
	for name, test := range map[string]struct {
		said       string
		gone, anew bool
	}{
		"reset":              {said: `heed('reset')`, gone: true},
		"everything cleared": {said: `localStorage.clear()`, gone: true},
		"no feedback":        {said: `heed('consent', {analytics: true, feedback: false})`, gone: true},
		"no analytics":       {said: `heed('consent', {analytics: false, feedback: true})`, gone: true, anew: true},
		"both, once more":    {said: `heed('consent', {analytics: true, feedback: true})`},
		"another item":       {said: `localStorage.setItem('visitor', ''); localStorage.removeItem('visitor')`},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			c, b := begun(t)
			other := &tab{b.Beside(), t}
			other.AllowRefusals() // of a socket that is closed before it has opened
			other.Open(c.URL + "/controls.html")
			other.listening()
			// What comes after it has been heard in its turn.
			b.JS(`addEventListener('storage', ({ key }) => (window.heard ||= key === 'last'))`)
			other.JS(test.said + `; localStorage['last'] = '1'`)
			b.Until(`window.heard`)
			b.Want(`document.querySelector('heed-widget')?.dataset.state ?? ''`, map[bool]string{true: "", false: "survey"}[test.gone])
			b.Want(draft, !test.gone)
			if !test.gone {
				return
			}
			b.JS(`heed('open', 'contact')`)
			if test.anew {
				b.Until(mail)
				b.Want(mail+`.value`, "")
			} else {
				b.Until(`!JSON.parse(sessionStorage['heed.outbox'] ?? '[]').length`)
				b.JS(`new Promise((done) => requestIdleCallback(() => requestIdleCallback(done)))`)
				b.Want(`document.querySelector('heed-widget')`, nil)
			}
			if n := c.count(&c.socket, "answer") + c.count(&c.batch, "answer"); n != 0 {
				t.Errorf("%d answers", n)
			}
		})
	}
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
