package tag_test

import (
	"strings"
	"testing"
)

func isSignal(kind string) func(frame) bool {
	return func(f frame) bool { return f.is("signal") && f["kind"] == kind }
}

// barrier returns when everything the page had to say before it has come.
func barrier(b *tab, c *collector) {
	b.t.Helper()
	b.JS(`heed('track', 'barrier')`)
	c.waitTrack(b.t, &c.socket, "barrier")
}

// TestRage presses each control and counts the signals. The barrier behind the presses makes «none» a fact.
func TestRage(t *testing.T) {
	t.Parallel()
	cases := []struct {
		name, query, selector string
		presses               int
		want                  int
		target, label         string
	}{
		{"dead button", "", "#dead", 3, 1, "#dead", "Apply promo code"},
		{"dead button beside a ticker", "?ticker", "#dead", 3, 1, "#dead", "Apply promo code"},
		{"a longer burst is still one", "", "#dead", 6, 1, "#dead", "Apply promo code"},
		{"two presses are no burst", "", "#dead", 2, 0, "", ""},
		{"stepper that answers", "", "#plus", 6, 0, "", ""},
		{"stepper whose field changes without an event", "", "#more", 6, 0, "", ""},
		{"label that forwards to its box", "", "#words", 4, 0, "", ""},
		{"disabled button", "", "#disabled", 3, 1, "#disabled", "Send"},
		{"element with a hand", "", "#inside", 3, 1, "div:nth-of-type(1)", ""},
		{"words to read", "", "#prose", 5, 0, "", ""},
		{"node that is made anew each time", "", "#replaced", 3, 1, "#replaced", "Again"},
		{"change that changes nothing", "", "#noop", 3, 1, "#noop", "Same"},
		{"keypad far from its field", "", "#key", 5, 0, "", ""},
		{"hand over the whole page", "?hand", "#prose", 5, 0, "", ""},
		{"answer in a shadow root elsewhere", "", "#far", 5, 0, "", ""},
		{"silenced by the site", "", "#ignored", 5, 0, "", ""},
		{"masked label", "", "#masked", 3, 1, "#masked", ""},
		{"personal label", "", "#mail", 3, 1, "#mail", "Write to … …"},
	}
	for _, test := range cases {
		t.Run(test.name, func(t *testing.T) {
			t.Parallel()
			c, b := newCollector(t), newTab(t)
			b.Open(c.URL + "/controls.html" + test.query)
			b.listening()
			if test.query == "?ticker" {
				b.Until(`Number(document.getElementById('ticker').textContent) > 5`)
			}
			b.Press(test.selector, test.presses)
			barrier(b, c)
			if got := c.count(&c.socket, "signal"); got != test.want {
				t.Fatalf("%d signals, want %d: %v", got, test.want, c.frames(&c.socket))
			}
			if test.want == 0 {
				return
			}
			signal := c.wait(t, &c.socket, "rage click", isSignal("rage_click"))
			data := signal["data"].(map[string]any)
			label, _ := data["label"].(string)
			if signal["target"] != test.target || label != test.label {
				t.Errorf("target %v label %q, want %q %q", signal["target"], label, test.target, test.label)
			}
			if signal["page"] != "/controls.html" || data["presses"].(float64) < 3 {
				t.Errorf("signal %v", signal)
			}
		})
	}
}

func TestRageInShadowRootAndFrame(t *testing.T) {
	t.Parallel()
	cases := []struct{ name, element, want string }{
		{"shadow root", `document.getElementById('shadow').shadowRoot.getElementById('dark')`, "#shadow >>> #dark"},
		{"same-origin frame", `document.getElementById('frame').contentDocument.getElementById('framed')`, "#framed"},
		{"control in a shadow root that answers", `document.getElementById('shadow').shadowRoot.getElementById('light')`, ""},
	}
	for _, test := range cases {
		t.Run(test.name, func(t *testing.T) {
			t.Parallel()
			c, b := newCollector(t), newTab(t)
			b.Open(c.URL + "/controls.html")
			b.listening()
			b.PressElement(test.element, 3)
			barrier(b, c)
			if test.want == "" {
				if n := c.count(&c.socket, "signal"); n != 0 {
					t.Errorf("%d signals", n)
				}
				return
			}
			if signal := c.wait(t, &c.socket, "rage click", isSignal("rage_click")); signal["target"] != test.want {
				t.Errorf("target %v, want %s", signal["target"], test.want)
			}
		})
	}
}

func TestScriptedClicksAreNoPresses(t *testing.T) {
	t.Parallel()
	c, b := newCollector(t), newTab(t)
	b.Open(c.URL + "/controls.html")
	b.listening()
	b.JS(`for (let i = 0; i < 9; i++) document.getElementById('dead').click()`)
	barrier(b, c)
	if n := c.count(&c.socket, "signal"); n != 0 {
		t.Errorf("%d signals from clicks that a script made", n)
	}
}

func TestKeyboard(t *testing.T) {
	t.Parallel()
	cases := []struct {
		name          string
		keys, repeats int
		want          int
	}{
		{"three key presses", 3, 0, 1},
		{"one held key", 1, 12, 0},
	}
	for _, test := range cases {
		t.Run(test.name, func(t *testing.T) {
			t.Parallel()
			c, b := newCollector(t), newTab(t)
			b.Open(c.URL + "/controls.html")
			b.listening()
			b.JS(`document.getElementById('dead').focus()`)
			for range test.keys {
				b.Hold('\r', test.repeats)
			}
			barrier(b, c)
			if n := c.count(&c.socket, "signal"); n != test.want {
				t.Errorf("%d signals, want %d", n, test.want)
			}
		})
	}
}

// TestSelectorResolves asks the page itself whether each target's selector finds exactly that control.
func TestSelectorResolves(t *testing.T) {
	t.Parallel()
	c, b := newCollector(t), newTab(t)
	b.Before(`addEventListener('heed:signal', (e) => (window.signal = e.detail))`)
	b.Open(c.URL + "/controls.html")
	b.JS(`document.body.insertAdjacentHTML('beforeend', '<ul>' + '<li><button class="x">Same</button></li>'.repeat(4) + '</ul>')`)
	b.listening()
	b.Press("li:nth-child(3) button", 3)
	b.Until(`window.signal`)
	target := b.value(`signal.target`).(string)
	if b.value(`document.querySelectorAll(signal.target).length === 1 &&
		document.querySelector(signal.target) === document.querySelectorAll('li button')[2]`) != true {
		t.Errorf("%q does not find the third of four equal buttons", target)
	}
	if len(target) > 60 || strings.Contains(target, "html") {
		t.Errorf("%q is not short", target)
	}
}

// TestRipple: a control that only shows that it is being pressed is dead; one that changes when it was pressed is not.
func TestRipple(t *testing.T) {
	t.Parallel()
	const ripple = `const wave = document.createElement('span')
		wave.innerHTML = '<i></i>'
		dead.addEventListener('pointerdown', () => {
			dead.append(wave, document.createComment('')); dead.classList.add('pressed'); dead.dataset.pressed = ''; dead.animate({opacity: [1, 0]}, 50)
		})
		dead.addEventListener('pointerup', () => { dead.classList.remove('pressed'); delete dead.dataset.pressed })
		dead.addEventListener('click', () => setTimeout(() => {
			wave.firstChild.className = 'leaving'
			setTimeout(() => wave.remove())
		}));`
	for name, test := range map[string]struct {
		does string
		want int
	}{
		"a ripple":                    {ripple, 1},
		"a ripple and a class":        {ripple + `dead.addEventListener('click', () => dead.classList.toggle('on'))`, 0},
		"a ripple and a picture":      {ripple + `dead.addEventListener('click', () => dead.append(document.createElement('img')))`, 0},
		"a ripple and words":          {ripple + `dead.addEventListener('pointerdown', () => dead.append('!'))`, 0},
		"a menu while it is pressed":  {ripple + `dead.addEventListener('pointerdown', () => quantity.append('menu'))`, 0},
		"a state while it is pressed": {ripple + `dead.addEventListener('pointerdown', () => dead.setAttribute('aria-expanded', Math.random()))`, 0},
		"an animation":                {`dead.addEventListener('click', () => quantity.animate({opacity: [1, 0]}, 50))`, 0},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			c, b := newCollector(t), newTab(t)
			b.Open(c.URL + "/controls.html")
			b.listening()
			b.JS(`(() => { const { dead, quantity } = window; ` + test.does + ` })()`)
			b.Press("#dead", 3)
			barrier(b, c)
			if n := c.count(&c.socket, "signal"); n != test.want {
				t.Errorf("%d signals, want %d", n, test.want)
			}
		})
	}
}

// TestDownload: what the browser does with a link beyond the page is an answer, unless the page has kept it from doing so.
func TestDownload(t *testing.T) {
	t.Parallel()
	for selector, want := range map[string]int{"#away": 0, "#held": 1} {
		t.Run(selector, func(t *testing.T) {
			t.Parallel()
			c, b := newCollector(t), newTab(t)
			b.Open(c.URL + "/controls.html")
			b.listening()
			for range 5 { // nobody is quicker than a task of the page
				b.Press(selector, 1)
				b.JS(`new Promise((done) => setTimeout(done))`)
			}
			barrier(b, c)
			if n := c.count(&c.socket, "signal"); n != want {
				t.Errorf("%d signals, want %d", n, want)
			}
		})
	}
}

// TestFrameInFrame presses in a frame of a frame.
func TestFrameInFrame(t *testing.T) {
	t.Parallel()
	c, b := newCollector(t), newTab(t)
	b.Open(c.URL + "/nest.html")
	b.listening()
	b.Until(`document.querySelector('iframe').contentDocument?.querySelector('iframe')?.contentDocument?.querySelector('#framed')`)
	b.PressAt(60, 60, 3) // nothing has a margin, and the button fills its frame
	if signal := c.wait(t, &c.socket, "rage click", isSignal("rage_click")); signal["target"] != "#framed" {
		t.Errorf("target %v", signal["target"])
	}
}
