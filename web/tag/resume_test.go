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

// beside is another tab of the same visitor, with the tag at work in it.
func (b *tab) beside(c *collector, page string) *tab {
	b.t.Helper()
	other := &tab{b.Beside(), b.t}
	other.Open(c.URL + page)
	other.Until(`window.heed?.live`)
	return other
}

// TestWhatIsSaidInOneTabGoesForAll: a card that is open in another tab when the visitor is forgotten there, or wants no feedback or no
// analytics any more, goes at once, with what was begun in it; what that tab says later is of whoever is here now.
func TestWhatIsSaidInOneTabGoesForAll(t *testing.T) {
	t.Parallel()
	const visitor = `localStorage['heed.visitor'] ?? ''`
	gone := func(t *testing.T, said string) (*collector, *tab, *tab, string) {
		t.Parallel()
		c, b := begun(t)
		before := b.value(visitor).(string)
		other := b.beside(c, "/controls.html")
		other.listening()
		other.JS(said)
		b.Until(`!document.querySelector('heed-widget')`)
		b.Want(draft, false)
		return c, b, other, before
	}
	t.Run("reset", func(t *testing.T) {
		c, b, other, before := gone(t, `heed('reset')`)
		b.JS(`heed('track', 'later')`)
		c.waitTrack(t, &c.socket, "later")
		const greeted = `heed('sent').findLast((item) => item.t === 'hello').visitor`
		now := other.value(visitor)
		if now == "" || now == before || b.value(`JSON.stringify(`+greeted+`)`) != now || other.value(`JSON.stringify(`+greeted+`)`) != now {
			t.Errorf("it was %v, is %v, and said to be %v and %v", before, now, b.value(greeted), other.value(greeted))
		}
		b.Want(`heed('sent').every((item) => item.userId !== 'A')`, true)
	})
	t.Run("everything cleared", func(t *testing.T) { gone(t, `localStorage.clear()`) })
	t.Run("no feedback", func(t *testing.T) {
		c, b, _, before := gone(t, `heed('consent', {analytics: true, feedback: false})`)
		b.JS(`heed('open', 'contact'); heed('track', 'later')`)
		c.waitTrack(t, &c.socket, "later")
		b.Want(visitor, before)
		b.Want(`document.querySelector('heed-widget')`, nil)
	})
	t.Run("no analytics", func(t *testing.T) {
		c, b, _, _ := gone(t, `heed('consent', {analytics: false, feedback: true})`)
		b.Until(`String(fetch).includes('[native code]')`)
		c.set(func() { c.socket = nil })
		b.JS(`heed('open', 'contact')`)
		b.Until(mail)
		b.Want(`Object.keys(localStorage).concat(Object.keys(sessionStorage)).join()`, "heed.consent")
	})
}

// TestConsentGivenInAnotherTab: a page that waits for it begins.
func TestConsentGivenInAnotherTab(t *testing.T) {
	t.Parallel()
	c, b := newCollector(t), newTab(t)
	b.Open(c.URL + "/consent.html")
	b.Until(`window.heed?.live`)
	b.JS(`heed('track', 'never mind')`)
	b.beside(c, "/consent.html").JS(`heed('consent', {analytics: true, feedback: true})`)
	b.listening()
}

// TestConsentWithdrawnWhileAPageSleeps: the page before comes back from the back/forward cache, and is watched no more.
func TestConsentWithdrawnWhileAPageSleeps(t *testing.T) {
	t.Parallel()
	c, b := newCollector(t), newTab(t)
	b.Before(`addEventListener('pageshow', (e) => (window.persisted = e.persisted))`)
	b.Open(c.URL + "/everywhere/plain.html")
	b.listening()
	b.JS(`location.href = '/other.html'`)
	b.Until(`location.pathname === '/other.html' && window.heed?.live`)
	b.JS(`heed('consent', {analytics: false, feedback: false}); history.back()`)
	b.Until(`location.pathname === '/everywhere/plain.html' && window.persisted !== undefined`)
	b.Want(`persisted`, true) // or nothing is tested here
	b.Until(`String(fetch).includes('[native code]')`)
	b.Want(`Object.keys(localStorage).concat(Object.keys(sessionStorage)).join()`, "heed.consent")
}

// TestWhatAnotherTabIsToldGoesForTheCard: a card is open and begun, and in another tab the visitor is forgotten, or withdraws a consent. It
// goes at once, and nothing is answered or shown in the name of who sat here. What takes nothing away leaves it where it is.
func TestWhatAnotherTabIsToldGoesForTheCard(t *testing.T) {
	t.Parallel()
	for name, test := range map[string]struct {
		said string
		gone bool
	}{
		"reset":              {`heed('reset')`, true},
		"everything cleared": {`localStorage.clear()`, true},
		"no feedback":        {`heed('consent', {analytics: true, feedback: false})`, true},
		"no analytics":       {`heed('consent', {analytics: false, feedback: true})`, true},
		"both, once more":    {`heed('consent', {analytics: true, feedback: true})`, false},
		"another item":       {`localStorage.setItem('visitor', ''); localStorage.removeItem('visitor')`, false},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			c, b := begun(t)
			other := &tab{b.Beside(), t}
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
			b.Until(`!JSON.parse(sessionStorage['heed.outbox'] ?? '[]').length`)
			b.JS(`new Promise((done) => requestIdleCallback(() => requestIdleCallback(done)))`)
			b.Want(`document.querySelector('heed-widget')`, nil)
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
