package tag_test

import (
	"context"
	"fmt"
	"os"
	"os/exec"
	"strings"
	"sync"
	"testing"
	"time"

	"github.com/chromedp/cdproto/cdp"
	"github.com/chromedp/cdproto/emulation"
	"github.com/chromedp/cdproto/input"
	"github.com/chromedp/cdproto/log"
	"github.com/chromedp/cdproto/page"
	"github.com/chromedp/cdproto/runtime"
	"github.com/chromedp/chromedp"
)

// browser is the one Chromium of this test run; each test has a browser context, and so storage, of its own.
var browser context.Context

func TestMain(m *testing.M) {
	os.Exit(runWithBrowser(m))
}

func runWithBrowser(m *testing.M) int {
	path, err := chromium()
	if err != nil {
		fmt.Fprintln(os.Stderr, err)
		return 1
	}
	options := append(chromedp.DefaultExecAllocatorOptions[:], chromedp.ExecPath(path), chromedp.NoSandbox, chromedp.DisableGPU,
		chromedp.Flag("disable-quic", true), chromedp.WindowSize(1280, 900))
	allocator, stop := chromedp.NewExecAllocator(context.Background(), options...)
	defer stop()
	var cancel context.CancelFunc
	browser, cancel = chromedp.NewContext(allocator)
	defer cancel()
	if err := chromedp.Do(browser); err != nil {
		fmt.Fprintf(os.Stderr, "start %s: %v\n", path, err)
		return 1
	}
	return m.Run()
}

func chromium() (string, error) {
	if path := os.Getenv("HEED_CHROMIUM"); path != "" {
		return path, nil
	}
	for _, name := range []string{"chromium", "chromium-browser", "google-chrome"} {
		if path, err := exec.LookPath(name); err == nil {
			return path, nil
		}
	}
	return "", fmt.Errorf("no browser: install chromium, or set HEED_CHROMIUM to one")
}

// tab is one page and what it complained about.
type tab struct {
	t   *testing.T
	ctx context.Context

	mu         sync.Mutex
	complaints []string
	// refusals are the browser's own lines about a connection that failed, which no script can prevent.
	refusals bool
}

// newTab opens a tab with storage of its own. When the test ends, the page must not have complained of anything.
func newTab(t *testing.T) *tab {
	t.Helper()
	ctx, cancel := chromedp.NewContext(browser, chromedp.WithNewBrowserContext())
	ctx, stop := context.WithTimeout(ctx, 60*time.Second)
	b := &tab{t: t, ctx: ctx}
	err := chromedp.Listen(ctx, func(event any) {
		switch e := event.(type) {
		case *runtime.EventConsoleAPICalled:
			b.complain("console.%s", e.Type)
		case *runtime.EventExceptionThrown:
			b.complain("exception: %s %s", e.ExceptionDetails.Text, e.ExceptionDetails.Exception.Description)
		case *log.EventEntryAdded:
			if !b.refusals {
				b.complain("log: %s %s", e.Entry.Text, e.Entry.URL)
			}
		}
	})
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() {
		stop()
		cancel()
		b.mu.Lock()
		defer b.mu.Unlock()
		if len(b.complaints) > 0 {
			t.Errorf("the page complained:\n%s", strings.Join(b.complaints, "\n"))
		}
	})
	call(b, log.Enable, cdp.Empty{})
	call(b, emulation.SetFocusEmulationEnabled, emulation.SetFocusEmulationEnabledParams{Enabled: true})
	return b
}

func (b *tab) complain(format string, args ...any) {
	b.mu.Lock()
	defer b.mu.Unlock()
	b.complaints = append(b.complaints, fmt.Sprintf(format, args...))
}

func (b *tab) run(actions ...chromedp.Action[chromedp.Void]) {
	b.t.Helper()
	if err := chromedp.Do(b.ctx, actions...); err != nil {
		b.t.Fatal(err)
	}
}

// call sends one command of the DevTools protocol.
func call[P, R any](b *tab, command cdp.Command[P, R], params P) {
	b.t.Helper()
	if _, err := chromedp.Call(b.ctx, command, params); err != nil {
		b.t.Fatal(err)
	}
}

// before runs a script in every page before its own.
func (b *tab) before(script string) {
	b.t.Helper()
	call(b, page.AddScriptToEvaluateOnNewDocument, page.AddScriptToEvaluateOnNewDocumentParams{Source: script})
}

// open loads a page.
func (b *tab) open(url string) {
	b.t.Helper()
	b.run(chromedp.Navigate(url))
}

// listening waits until the tag's listeners are in the page: it counts requests from that moment on.
func (b *tab) listening() {
	b.t.Helper()
	b.until(`!String(window.fetch).includes('[native code]')`)
}

// until waits for an expression in the page to become true.
func (b *tab) until(expression string) {
	b.t.Helper()
	b.run(chromedp.Poll[chromedp.Void]("!!("+expression+")", chromedp.WithPollingTimeout(20*time.Second)))
}

// js evaluates an expression, awaiting a promise.
func (b *tab) js(expression string) any {
	b.t.Helper()
	result, err := chromedp.Run(b.ctx, chromedp.Evaluate[any](expression, chromedp.EvalAwaitPromise))
	if err != nil {
		b.t.Fatalf("%s: %v", expression, err)
	}
	return result
}

// press presses the middle of an element with the mouse, n times.
func (b *tab) press(selector string, n int) {
	b.t.Helper()
	at := b.js(fmt.Sprintf(`(() => { const e = document.querySelector(%q); e.scrollIntoView({block: 'center'})
		const r = e.getBoundingClientRect(); return [r.x + r.width / 2, r.y + r.height / 2] })()`, selector)).([]any)
	b.pressAt(at[0].(float64), at[1].(float64), n)
}

// pressAt moves the mouse to a point of the viewport and presses n times.
func (b *tab) pressAt(x, y float64, n int) {
	b.t.Helper()
	b.run(chromedp.MouseEvent(input.DispatchMouseEventTypeMouseMoved, x, y))
	for range n {
		b.run(chromedp.MouseClickXY(x, y))
	}
}

// key sends one key down and up, with repeats in between, as a held key does.
func (b *tab) key(key, code string, virtual int64, text string, repeats int) {
	b.t.Helper()
	event := input.DispatchKeyEventParams{Type: input.DispatchKeyEventTypeKeyDown, Key: key, Code: code, WindowsVirtualKeyCode: virtual, Text: text}
	call(b, input.DispatchKeyEvent, event)
	repeated := true
	event.AutoRepeat = &repeated
	for range repeats {
		call(b, input.DispatchKeyEvent, event)
	}
	event.Type, event.AutoRepeat, event.Text = input.DispatchKeyEventTypeKeyUp, nil, ""
	call(b, input.DispatchKeyEvent, event)
}
