package server

import (
	"fmt"
	"net/http"
	"net/http/httptest"
	"os"
	"strings"
	"testing"
	"time"

	"github.com/chromedp/cdproto/network"
	"github.com/chromedp/chromedp/kb"

	"heed/collector/core"
	"heed/web/browsertest"
)

var browser *browsertest.Browser // one for all tests

func TestMain(m *testing.M) {
	os.Exit(browsertest.Main(m, func(b *browsertest.Browser) { browser = b }))
}

// tab is a browser's tab, signed in to a console.
type tab struct {
	*browsertest.Tab
	base string
}

// browse opens a tab for somebody of this console.
func (b *bench) browse(t *testing.T, who *http.Cookie) *tab {
	t.Helper()
	server := httptest.NewServer(b.server)
	t.Cleanup(server.CloseClientConnections)
	p := &tab{browser.Tab(t), server.URL}
	browsertest.Call(p.Tab, network.SetCookie, network.SetCookieParams{Name: who.Name, Value: who.Value, URL: p.base})
	return p
}

func (p *tab) open(address string) { p.Open(p.base + address) }

// TestConsoleLooks runs axe-core over every page, empty and full, light and dark, narrow and wide, and fails when something does
// not fit the width. With HEED_SHOTS set to a folder it also keeps pictures there.
func TestConsoleLooks(t *testing.T) {
	for _, state := range []string{"empty", "full"} {
		t.Run(state, func(t *testing.T) {
			b, pages := newBench(t), consolePages
			b.now = time.Now() // the browser has a clock of its own
			if state == "full" {
				b.configure()
				pages = append(pages[:len(pages):len(pages)], b.things()...)
			}
			p := b.browse(t, b.user(core.Admin))
			p.AllowRefusals() // one of the pages is the one for what is not found
			for _, address := range pages {
				t.Run(address, func(t *testing.T) {
					p := &tab{p.For(t), p.base}
					p.open(address)
					p.looks(t, state+strings.ReplaceAll(address, "/", "-"))
				})
			}
		})
	}
}

// looks checks a page at each width and in each scheme once, and takes the pictures of all four.
func (p *tab) looks(t *testing.T, name string) {
	t.Helper()
	for _, width := range []int64{1280, 360} {
		for _, scheme := range []string{"light", "dark"} {
			p.Size(width, 800)
			p.Scheme(scheme)
			if (width == 360) == (scheme == "dark") {
				p.Axe(fmt.Sprintf("%s, %d px", scheme, width))
				if over := browsertest.Value[int](p.Tab, `document.documentElement.scrollWidth - innerWidth`); over > 0 {
					t.Errorf("%s, %d px: the page is %d px wider than the window", scheme, width, over)
				}
			}
			p.Keep(fmt.Sprintf("%s-%s-%d.png", name, scheme, width))
		}
	}
}

// TestConsoleIsLive walks the way of an operator in a browser: a signal appears, a visitor writes, the operator answers.
func TestConsoleIsLive(t *testing.T) {
	b := newBench(t)
	b.now = time.Now()
	b.configure()
	p := b.browse(t, b.user(core.Operator))
	p.open("/console")
	p.Until(`document.querySelector('#stream-state').dataset.state === 'open'`)
	if !browsertest.Value[bool](p.Tab, `getComputedStyle(document.querySelector('#teach')).display !== 'none'`) {
		t.Error("an empty page does not teach")
	}
	told := tale{visitor: "anna", kind: "rage_click", page: "/cart", label: hostile, outcome: core.Acted, intercept: "stuck", score: .8,
		ago: time.Minute}
	id := b.tell(told)
	d, err := b.store.Decision(t.Context(), id)
	if err != nil {
		t.Fatal(err)
	}
	s, _, err := b.store.ListSignals(t.Context(), core.Query{Site: "demo"})
	if err != nil || len(s) != 1 {
		t.Fatal(s, err)
	}
	b.bus.Publish(core.Notice{Site: "demo", Signal: &s[0]})
	p.Until(`document.querySelector('#signals .target')?.textContent === ` + fmt.Sprintf("%q", "“"+hostile+"”"))
	b.bus.Publish(core.Notice{Site: "demo", Decision: &d})
	p.Until(`document.querySelector('#signals [data-outcome=act] a.outcome')?.getAttribute('href') === '` + decisionURL(id) + `'`)
	p.Until(`document.querySelector('#summary [data-text=signals]').textContent === '1'`)
	if !browsertest.Value[bool](p.Tab, `document.querySelector('#teach').hidden && document.querySelectorAll('#signals > li').length === 1`) {
		t.Error("the row does not replace the teaching")
	}

	b.chatter(id, "Hello?")
	c, err := b.store.Conversation(t.Context(), id)
	if err != nil {
		t.Fatal(err)
	}
	b.bus.Publish(core.Notice{Site: "demo", Conversation: &c})
	p.Until(`document.title.startsWith('(1) ')`)
	p.open(conversationURL(id))
	p.Until(`document.querySelectorAll('#messages > li').length === 1`)
	p.Press("#text", 1)
	p.Keys("Hello! One moment.", kb.Enter)
	p.Until(`document.querySelectorAll('#messages > li[data-from=operator]').length === 1 && document.querySelector('#text').value === ''`)
	p.Until(`!document.title.startsWith('(')`)
	messages, err := b.store.Messages(t.Context(), id)
	if err != nil || len(messages) != 2 || messages[1].Text != "Hello! One moment." {
		t.Errorf("stored %+v, %v", messages, err)
	}
	if err := b.chat.Close(t.Context(), core.Principal{ID: "x", Name: "other"}, id); err != nil {
		t.Fatal(err)
	}
	p.Until(`document.querySelectorAll('#messages > li[data-from=system]').length === 1`)
	p.AllowRefusals()
	p.Keys("Too late", kb.Enter)
	p.Until(`!document.querySelector('#failed').hidden && document.querySelector('#text').value.trim() === 'Too late'`)
}
