package server

import (
	"context"
	"fmt"
	"net/http"
	"net/http/httptest"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"sync"
	"testing"
	"time"

	"github.com/chromedp/cdproto/emulation"
	"github.com/chromedp/cdproto/network"
	"github.com/chromedp/chromedp"

	"heed/collector/core"
)

// patience is how long a condition may take in a browser on a slow machine. It is a limit, not a wait.
const patience = 20 * time.Second

// tab is a browser's tab, signed in to a console.
type tab struct {
	t    *testing.T
	ctx  context.Context
	base string

	mu     sync.Mutex
	errors []string
}

// browse opens the console in a real browser. Whatever the page throws, or the browser refuses for its policy, fails the test.
func (b *bench) browse(who *http.Cookie) *tab {
	b.t.Helper()
	path := os.Getenv("HEED_CHROMIUM")
	for _, name := range []string{"chromium", "chromium-browser", "google-chrome"} {
		if found, err := exec.LookPath(name); err == nil && path == "" {
			path = found
		}
	}
	if path == "" {
		b.t.Fatal("no browser: install chromium or set HEED_CHROMIUM to one")
	}
	allocator, stop := chromedp.NewExecAllocator(context.Background(), append(chromedp.DefaultExecAllocatorOptions[:],
		chromedp.ExecPath(path), chromedp.NoSandbox, chromedp.DisableGPU,
		chromedp.Flag("disable-quic", true), chromedp.Flag("disable-component-update", true))...)
	b.t.Cleanup(stop)
	ctx, closeTab := chromedp.NewContext(allocator)
	b.t.Cleanup(closeTab)
	server := httptest.NewServer(b.server)
	b.t.Cleanup(server.CloseClientConnections)
	b.t.Cleanup(closeTab)
	p := &tab{t: b.t, ctx: ctx, base: server.URL}
	p.run()
	go p.collect()
	p.focus()
	if _, err := chromedp.Call(ctx, network.SetCookie, network.SetCookieParams{Name: who.Name, Value: who.Value, URL: server.URL}); err != nil {
		b.t.Fatal(err)
	}
	b.t.Cleanup(func() {
		p.mu.Lock()
		defer p.mu.Unlock()
		if len(p.errors) > 0 {
			b.t.Errorf("the page complained: %q", p.errors)
		}
	})
	return p
}

// collect keeps what is an error. An answer that is one, as that of /console/none, is for the test itself to judge.
func (p *tab) collect() {
	for message := range chromedp.Console(p.ctx) {
		bad := message.IsException() || string(message.Type) == "error"
		if bad && !strings.Contains(message.Text, "the server responded with a status of") {
			p.mu.Lock()
			p.errors = append(p.errors, message.String())
			p.mu.Unlock()
		}
	}
}

func (p *tab) focus() {
	if _, err := chromedp.Call(p.ctx, emulation.SetFocusEmulationEnabled, emulation.SetFocusEmulationEnabledParams{Enabled: true}); err != nil {
		p.t.Fatal(err)
	}
}

func (p *tab) run(actions ...chromedp.Action[chromedp.Void]) {
	p.t.Helper()
	if err := chromedp.Do(p.ctx, actions...); err != nil {
		p.t.Fatal(err)
	}
}

func (p *tab) open(address string) {
	p.t.Helper()
	p.run(chromedp.Navigate(p.base + address))
}

func evaluate[T any](p *tab, expression string) T {
	p.t.Helper()
	result, err := chromedp.Run(p.ctx, chromedp.Evaluate[T](expression, chromedp.EvalAwaitPromise))
	if err != nil {
		p.t.Fatalf("%.200s: %v", expression, err)
	}
	return result
}

// wait returns when a condition holds in the page.
func (p *tab) wait(condition string) {
	p.t.Helper()
	script := fmt.Sprintf(`new Promise((resolve) => {
		const end = performance.now() + %d;
		const look = () => (%s) ? resolve(true) : performance.now() > end ? resolve(false) : setTimeout(look, 5);
		look();
	})`, patience.Milliseconds(), condition)
	if !evaluate[bool](p, script) {
		p.t.Fatalf("never came true: %s\n%s", condition, evaluate[string](p, `document.body.innerText`))
	}
}

// look sets width and colour scheme, as a reader's device would.
func (p *tab) look(width int64, scheme string) {
	p.t.Helper()
	p.run(chromedp.EmulateViewport(width, 800))
	features := []*emulation.MediaFeature{{Name: "prefers-color-scheme", Value: scheme}, {Name: "prefers-reduced-motion", Value: "reduce"}}
	if _, err := chromedp.Call(p.ctx, emulation.SetEmulatedMedia, emulation.SetEmulatedMediaParams{Features: features}); err != nil {
		p.t.Fatal(err)
	}
}

// TestConsoleLooks runs axe-core over every page, empty and full, light and dark, narrow and wide, and fails when something does
// not fit the width. With HEED_SHOTS set to a folder it also keeps pictures there.
func TestConsoleLooks(t *testing.T) {
	axe, err := os.ReadFile("../../web/node_modules/axe-core/axe.min.js")
	if err != nil {
		t.Fatalf("axe-core is not installed: run npm ci in web/ (%v)", err)
	}
	for _, state := range []string{"empty", "full"} {
		t.Run(state, func(t *testing.T) {
			b, pages := newBench(t), consolePages
			b.now = time.Now() // the browser has a clock of its own
			if state == "full" {
				b.configure()
				pages = append(pages[:len(pages):len(pages)], b.things()...)
			}
			p := b.browse(b.user(core.Operator))
			for _, address := range pages {
				t.Run(address, func(t *testing.T) {
					on := &tab{t: t, ctx: p.ctx, base: p.base}
					on.open(address)
					evaluate[chromedp.Void](on, string(axe))
					for _, width := range []int64{1280, 360} {
						for _, scheme := range []string{"light", "dark"} {
							on.look(width, scheme)
							if (width == 360) == (scheme == "dark") || os.Getenv("HEED_SHOTS") != "" { // each width and each scheme once
								on.check(fmt.Sprintf("%s, %d px", scheme, width))
							}
							on.shoot(fmt.Sprintf("%s%s-%s-%d.png", state, strings.ReplaceAll(address, "/", "-"), scheme, width))
						}
					}
				})
			}
		})
	}
}

// check fails with what axe has to say about the page as it is, and when the page is wider than the window.
func (p *tab) check(where string) {
	p.t.Helper()
	const run = `axe.run(document, {resultTypes: ['violations']}).then(({violations}) =>
		violations.map((v) => v.id + ': ' + v.nodes.map((n) => n.html + ' ' + n.failureSummary).join('; ')))`
	for _, violation := range evaluate[[]string](p, run) {
		p.t.Errorf("%s: %s", where, violation)
	}
	if over := evaluate[int](p, `document.documentElement.scrollWidth - innerWidth`); over > 0 {
		p.t.Errorf("%s: the page is %d px wider than the window", where, over)
	}
}

func (p *tab) shoot(name string) {
	p.t.Helper()
	folder := os.Getenv("HEED_SHOTS")
	if folder == "" {
		return
	}
	picture, err := chromedp.Run(p.ctx, chromedp.CaptureScreenshot())
	if err != nil {
		p.t.Fatal(err)
	}
	if err := os.WriteFile(filepath.Join(folder, name), picture, 0o600); err != nil {
		p.t.Fatal(err)
	}
}

// TestConsoleIsLive walks the way of an operator in a browser: a signal appears, a visitor writes, the operator answers.
func TestConsoleIsLive(t *testing.T) {
	b := newBench(t)
	b.now = time.Now()
	b.configure()
	p := b.browse(b.user(core.Operator))
	p.open("/console")
	p.wait(`document.querySelector('#stream-state').dataset.state === 'open'`)
	if !evaluate[bool](p, `getComputedStyle(document.querySelector('#teach')).display !== 'none'`) {
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
	p.wait(`document.querySelector('#signals .target')?.textContent === ` + fmt.Sprintf("%q", "“"+hostile+"”"))
	b.bus.Publish(core.Notice{Site: "demo", Decision: &d})
	p.wait(`document.querySelector('#signals [data-outcome=act] a.outcome')?.getAttribute('href') === '` + decisionURL(id) + `'`)
	p.wait(`document.querySelector('#summary [data-text=signals]').textContent === '1'`)
	if !evaluate[bool](p, `document.querySelector('#teach').hidden && document.querySelectorAll('#signals > li').length === 1`) {
		t.Error("the row does not replace the teaching")
	}

	b.chatter(id, "Hello?")
	c, err := b.store.Conversation(t.Context(), id)
	if err != nil {
		t.Fatal(err)
	}
	b.bus.Publish(core.Notice{Site: "demo", Conversation: &c})
	p.wait(`document.title.startsWith('(1) ')`)
	p.open(conversationURL(id))
	p.wait(`document.querySelectorAll('#messages > li').length === 1`)
	p.run(chromedp.Focus("#text"), chromedp.KeyEvent("Hello! One moment."), chromedp.KeyEvent("\r"))
	p.wait(`document.querySelectorAll('#messages > li[data-from=operator]').length === 1 && document.querySelector('#text').value === ''`)
	p.wait(`!document.title.startsWith('(')`)
	messages, err := b.store.Messages(t.Context(), id)
	if err != nil || len(messages) != 2 || messages[1].Text != "Hello! One moment." {
		t.Errorf("stored %+v, %v", messages, err)
	}
	if err := b.chat.Close(t.Context(), core.Principal{ID: "x", Name: "other"}, id); err != nil {
		t.Fatal(err)
	}
	p.wait(`document.querySelectorAll('#messages > li[data-from=system]').length === 1`)
	p.run(chromedp.KeyEvent("Too late"), chromedp.KeyEvent("\r"))
	p.wait(`!document.querySelector('#failed').hidden && document.querySelector('#text').value.trim() === 'Too late'`)
}
