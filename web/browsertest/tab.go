package browsertest

import (
	"context"
	"fmt"
	"os"
	"path/filepath"
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

// Patience is how long a condition may take on a slow machine. It is a limit, not a wait.
const Patience = 30 * time.Second

// Tab is one page, with cookies and storage of its own, and what it complained about.
type Tab struct {
	t   *testing.T
	ctx context.Context

	mu         sync.Mutex
	complaints []string
	refusals   bool
}

// Tab opens a tab. When the test ends, its page must not have complained: no exception, no console message, no failed request.
func (b *Browser) Tab(t *testing.T) *Tab {
	t.Helper()
	ctx, cancel := chromedp.NewContext(b.ctx, chromedp.WithNewBrowserContext())
	ctx, stop := context.WithTimeout(ctx, 5*Patience)
	tab := &Tab{t: t, ctx: ctx}
	if err := chromedp.Listen(ctx, tab.hear); err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() {
		if t.Failed() {
			t.Logf("the page said:\n%s", strings.Join(tab.Complaints(), "\n"))
		}
		stop()
		cancel()
		if said := tab.Complaints(); len(said) > 0 {
			t.Errorf("the page complained:\n%s", strings.Join(said, "\n"))
		}
	})
	Call(tab, log.Enable, cdp.Empty{})
	Call(tab, emulation.SetFocusEmulationEnabled, emulation.SetFocusEmulationEnabledParams{Enabled: true})
	return tab
}

func (b *Tab) hear(event any) {
	switch e := event.(type) {
	case *runtime.EventConsoleAPICalled:
		b.complain("console.%s: %v", e.Type, e.Args)
	case *runtime.EventExceptionThrown:
		b.complain("exception: %s %v", e.ExceptionDetails.Text, e.ExceptionDetails.Exception)
	case *log.EventEntryAdded:
		b.mu.Lock()
		allowed := b.refusals
		b.mu.Unlock()
		if !allowed {
			b.complain("log: %s %s", e.Entry.Text, e.Entry.URL)
		}
	}
}

func (b *Tab) complain(format string, args ...any) {
	b.mu.Lock()
	defer b.mu.Unlock()
	b.complaints = append(b.complaints, fmt.Sprintf(format, args...))
}

// Complaints is what the page has said so far.
func (b *Tab) Complaints() []string {
	b.mu.Lock()
	defer b.mu.Unlock()
	return append([]string(nil), b.complaints...)
}

// AllowRefusals accepts, from now on, the browser's own lines about connections that failed: no script can prevent them.
func (b *Tab) AllowRefusals() {
	b.mu.Lock()
	defer b.mu.Unlock()
	b.refusals = true
}

// Do runs actions.
func (b *Tab) Do(actions ...chromedp.Action[chromedp.Void]) {
	b.t.Helper()
	if err := chromedp.Do(b.ctx, actions...); err != nil {
		b.t.Fatal(err)
	}
}

// Call sends one command of the DevTools protocol.
func Call[P, R any](b *Tab, command cdp.Command[P, R], params P) R {
	b.t.Helper()
	result, err := chromedp.Call(b.ctx, command, params)
	if err != nil {
		b.t.Fatal(err)
	}
	return result
}

// Before runs a script in every page before the page's own.
func (b *Tab) Before(script string) {
	b.t.Helper()
	Call(b, page.AddScriptToEvaluateOnNewDocument, page.AddScriptToEvaluateOnNewDocumentParams{Source: script})
}

// Open loads a page.
func (b *Tab) Open(url string) {
	b.t.Helper()
	b.Do(chromedp.Navigate(url))
}

// Until waits for an expression in the page to become true, over page changes too.
func (b *Tab) Until(expression string) {
	b.t.Helper()
	limit := time.Now().Add(Patience)
	for {
		err := chromedp.Do(b.ctx, chromedp.Poll[chromedp.Void]("!!("+expression+")", chromedp.WithPollingTimeout(time.Until(limit))))
		if err == nil {
			return
		}
		if time.Now().After(limit) || !strings.Contains(err.Error(), "(-32000)") {
			b.t.Fatalf("waiting for %s: %v", expression, err)
		}
	}
}

// Value evaluates an expression in the page, awaiting a promise.
func Value[T any](b *Tab, expression string) T {
	b.t.Helper()
	result, err := chromedp.Run(b.ctx, chromedp.Evaluate[T](expression, chromedp.EvalAwaitPromise))
	if err != nil {
		b.t.Fatalf("%s: %v", expression, err)
	}
	return result
}

// JS runs a statement in the page, awaiting a promise.
func (b *Tab) JS(statement string) {
	b.t.Helper()
	b.Do(chromedp.Evaluate[chromedp.Void](statement, chromedp.EvalAwaitPromise))
}

// Press presses the middle of what a JavaScript expression gives (a selector is found in the document), n times.
func (b *Tab) Press(selector string, n int) {
	b.t.Helper()
	b.PressElement(fmt.Sprintf("document.querySelector(%q)", selector), n)
}

// PressElement is Press for an expression that gives the element, for what lies in a shadow root.
func (b *Tab) PressElement(expression string, n int) {
	b.t.Helper()
	at := Value[[]float64](b, `(e => { e.scrollIntoView({block: 'center', behavior: 'instant'})
		const r = e.getBoundingClientRect(); return [r.x + r.width / 2, r.y + r.height / 2] })(`+expression+`)`)
	b.PressAt(at[0], at[1], n)
}

// PressAt moves the mouse to a point of the viewport and presses n times.
func (b *Tab) PressAt(x, y float64, n int) {
	b.t.Helper()
	b.Move(x, y)
	for range n {
		b.Do(chromedp.MouseClickXY(x, y))
	}
}

// Move moves the mouse.
func (b *Tab) Move(x, y float64) {
	b.t.Helper()
	b.Do(chromedp.MouseEvent(input.DispatchMouseEventTypeMouseMoved, x, y))
}

// Keys types text and keys (chromedp/kb), one after the other, into whatever has the focus.
func (b *Tab) Keys(keys ...string) {
	b.t.Helper()
	for _, k := range keys {
		b.Do(chromedp.KeyEvent(k))
	}
}

// Size sets the viewport in CSS pixels.
func (b *Tab) Size(width, height int64) {
	b.t.Helper()
	b.Do(chromedp.EmulateViewport(width, height))
}

// Scheme emulates a visitor who prefers "light" or "dark", without motion so that pictures are alike.
func (b *Tab) Scheme(scheme string) {
	b.t.Helper()
	Call(b, emulation.SetEmulatedMedia, emulation.SetEmulatedMediaParams{Features: []*emulation.MediaFeature{
		{Name: "prefers-color-scheme", Value: scheme}, {Name: "prefers-reduced-motion", Value: "reduce"},
	}})
}

// Shot writes a picture of the viewport.
func (b *Tab) Shot(file string) {
	b.t.Helper()
	png, err := chromedp.Run(b.ctx, chromedp.CaptureScreenshot())
	if err != nil {
		b.t.Fatal(err)
	}
	if err := os.MkdirAll(filepath.Dir(file), 0o755); err != nil {
		b.t.Fatal(err)
	}
	if err := os.WriteFile(file, png, 0o644); err != nil {
		b.t.Fatal(err)
	}
}
