package tag_test

import (
	"fmt"
	"regexp"
	"slices"
	"strings"
	"testing"

	"heed/agent"
	"heed/web/browsertest"
)

// secret is everything on private.html that must stay there.
var secret = regexp.MustCompile(`(?i)secret[a-z.-]*|maya|example\.com|0151 |23 45|4111 |1111 |5500-|0000-|123-|-6789`)

// madeUp is an id of the tag's own: its digits are nobody's, and now and then those of a secret.
var madeUp = regexp.MustCompile(`[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}`)

// eager are settings under which every detector speaks at once.
func eager() []any {
	s := agent.Defaults()
	s.RageGapMs, s.RageFastMs, s.DeadMs, s.SlowMs, s.ErrorMs = 5000, 5000, 600, 200, 5000
	s.ExitDwellMs, s.ExitTravelPx, s.ExitGraceMs, s.ExitAgainMs, s.AgainMs = 0, 0, 0, 0, 0
	s.RateSignals, s.SwipeMs, s.BackMs = 1000, 100, 60_000
	s.ThrashTurns, s.ThrashMs, s.ThrashStrokePx = 3, 60_000, 5
	s.ScrollTurns, s.FlipTimes, s.RefillTimes, s.InvalidTimes = 1, 1, 1, 1
	var values []any
	for _, v := range s.Values() {
		values = append(values, v)
	}
	return values
}

// TestNothingPrivateLeaves plays every detector on a page full of secrets. None of them may be in what came to the collector, in
// what is stored, or in what the page is told. It runs beside no other test: all detectors have to speak, some of whom a busy machine silences.
func TestNothingPrivateLeaves(t *testing.T) {
	c, b := newCollector(t), newTab(t)
	b.AllowRefusals()
	c.settings = eager()
	b.Before(`window.told = []; addEventListener('heed:signal', (e) => told.push(JSON.stringify(e.detail)))`)
	b.Open(c.URL + "/plain.html?q=SECRET-referrer#SECRET-hash")
	b.JS(`location.href = '/everywhere/private.html?token=SECRET-query#access_token=SECRET-hash'`)
	b.Until(`location.pathname === '/everywhere/private.html'`)
	b.listening()
	barrier(b, c)

	fired := func(kind agent.Kind) {
		t.Helper()
		c.wait(t, &c.socket, kind.String(), isSignal(kind.String()))
	}
	playPresses(b, c)
	fired(agent.RageClick)
	b.Press("#slow", 1)
	fired(agent.SlowClick)
	b.Press("#fails", 1)
	fired(agent.ErrorClick)
	b.Press("#says", 1)
	fired(agent.ErrorShown)
	b.PressElement(`again`, 1)
	fired(agent.DeadClick)

	b.Press("#typed", 1)
	b.Keys("SECRET-typed")
	b.Press("#box", 1)
	fired(agent.FormStruggle)
	fired(agent.Hesitation)
	b.Press("#send", 1)
	fired(agent.RepeatedValidationError)
	b.JS(`heed('cart', {value: 90, items: 2, currency: 'EUR'})`)
	b.Press("#rich", 1)
	b.Keys("SECRET-rich")

	b.swipe("#words", -90, 0, 1)
	fired(agent.DeadSwipe)
	for i := range 8 {
		b.Move(400+float64(i%2)*200, 300)
	}
	fired(agent.ThrashedCursor)
	b.JS(`(async () => { for (const y of [2500, 0, 2500]) { scrollTo(0, y); await new Promise(requestAnimationFrame) } })()`)
	fired(agent.ExcessiveScroll)
	b.Press("#typed", 1)
	b.Keys("SECRET-again")
	b.Press("#words", 1)
	for _, y := range []float64{300, 100, 2, -20} {
		b.Move(600, y)
	}
	fired(agent.ExitIntent)
	fired(agent.CartAbandonment)
	fired(agent.FormAbandonment)
	b.JS(`history.pushState({SECRET: 1}, '', '/everywhere/other?session=SECRET-route#SECRET-hash'); document.title = 'For maya@example.com'`)
	b.JS(`new Promise((done) => { addEventListener('popstate', done, {once: true}); history.back() })`)
	fired(agent.QuickBack)
	for kind := agent.Kind(1); kind.String() != ""; kind++ {
		fired(kind)
	}

	stored := browsertest.Value[[]string](b.Tab, `[localStorage, sessionStorage].flatMap((s) =>
		Object.keys(s).filter((name) => name.startsWith('heed')).map((name) => name + ': ' + s[name]))`)
	shown := browsertest.Value[[]string](b.Tab, `[...told, JSON.stringify(heed('sent'))]`)
	b.Open("about:blank") // the last words go by beacon
	c.set(func() { noSecrets(t, "came to the collector", c.raw) })
	noSecrets(t, "is stored", stored)
	noSecrets(t, "is told to the page", shown)
}

// TestQuery: of an address's query leaves what the owner of the page has named, and nothing else.
func TestQuery(t *testing.T) {
	t.Parallel()
	for page, want := range map[string]string{
		"/query.html?utm_source=mail&utm_medium=SECRET-medium&token=SECRET-query": "map[utm_source:mail]",
		"/query.html?utm_campaign=a%20b&utm_source=x&utm_source=y":                "map[utm_campaign:a b utm_source:x]",
		"/query.html":                          "map[]",
		"/plain.html?utm_source=SECRET-source": "map[]",
	} {
		t.Run(page, func(t *testing.T) {
			t.Parallel()
			c, b := newCollector(t), newTab(t)
			b.Open(c.URL + page)
			hello := c.wait(t, &c.socket, "hello", func(f frame) bool { return f.is("hello") })
			if got := fmt.Sprint(hello["page"].(map[string]any)["query"]); got != want {
				t.Errorf("%s, want %s", got, want)
			}
			c.set(func() { noSecrets(t, "came to the collector", c.raw) })
		})
	}
}

// playPresses presses every control of the page, in shadow roots and frames too, as one does in rage.
func playPresses(b *tab, c *collector) {
	b.t.Helper()
	const all = `[document, host.shadowRoot, document.querySelector('iframe').contentDocument]
		.flatMap((root) => [...root.querySelectorAll('[data-press]')])`
	b.Until(`document.querySelector('iframe').contentDocument.querySelector('[data-press]')?.ownerDocument.readyState === 'complete'`)
	for i := range browsertest.Value[int](b.Tab, all+`.length`) {
		b.PressElement(fmt.Sprintf(`%s[%d]`, all, i), 3)
	}
	barrier(b, c)
	raged := map[any]bool{}
	for _, f := range c.frames(&c.socket) {
		if f["kind"] == "rage_click" {
			raged[f["target"]] = true
		}
	}
	// Of a place to type nothing is said.
	if want := browsertest.Value[int](b.Tab, all+`.filter((e) => e.dataset.press !== 'typing').length`); len(raged) != want {
		b.t.Errorf("of %d controls %d are told: %v", want, len(raged), raged)
	}
}

func noSecrets(t *testing.T, where string, texts []string) {
	t.Helper()
	if len(texts) == 0 {
		t.Errorf("nothing %s", where)
	}
	for _, text := range texts {
		if found := secret.FindAllString(madeUp.ReplaceAllString(text, "ID"), -1); found != nil {
			t.Errorf("%q %s: %s", slices.Compact(found), where, strings.TrimSpace(text))
		}
	}
}
