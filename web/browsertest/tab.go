package browsertest

import (
	"context"
	"fmt"
	"strings"
	"sync"
	"testing"
	"time"

	"github.com/chromedp/cdproto/cdp"
	"github.com/chromedp/cdproto/emulation"
	"github.com/chromedp/cdproto/log"
	"github.com/chromedp/cdproto/page"
	"github.com/chromedp/cdproto/runtime"
	"github.com/chromedp/chromedp"
)

// Patience is how long a condition may take on a slow machine. It is a limit, not a wait.
const Patience = 30 * time.Second

// usual is how long a test may take.
const usual = 5 * Patience

// Tab is one page, with cookies and storage of its own, and what it complained about.
type Tab struct {
	t   *testing.T
	ctx context.Context
	*said
}

// said is what a page complained about.
type said struct {
	mu         sync.Mutex
	complaints []string
	refusals   bool // of requests are allowed
	violations bool // of the page's policy are allowed
	anything   bool // is allowed
}

// Tab opens a tab of a visitor of its own. When the test ends, its page must not have complained: no exception, no console message, no
// failed request.
func (b *Browser) Tab(t *testing.T) *Tab {
	t.Helper()
	return b.TabFor(t, usual)
}

// TabFor is Tab for a test that may take so long.
func (b *Browser) TabFor(t *testing.T, limit time.Duration) *Tab {
	t.Helper()
	running, err := b.running()
	if err != nil {
		t.Fatal(err)
	}
	return open(t, running, limit, chromedp.WithNewBrowserContext())
}

// open opens a tab, or attaches to one, for at most that long.
func open(t *testing.T, parent context.Context, limit time.Duration, options ...chromedp.ContextOption) *Tab {
	t.Helper()
	ctx, cancel := chromedp.NewContext(parent, options...)
	ctx, stop := context.WithTimeout(ctx, limit)
	tab := &Tab{t: t, ctx: ctx, said: &said{}}
	if err := chromedp.Listen(ctx, tab.hear); err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() {
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

// For is the same tab for a subtest: what goes wrong fails that one.
func (b *Tab) For(t *testing.T) *Tab { return &Tab{t: t, ctx: b.ctx, said: b.said} }

func (s *said) hear(event any) {
	switch e := event.(type) {
	case *runtime.EventConsoleAPICalled:
		s.complain("console.%s: %s", e.Type, shown(e.Args...))
	case *runtime.EventExceptionThrown:
		s.complain("exception: %s %s", e.ExceptionDetails.Text, shown(e.ExceptionDetails.Exception))
	case *log.EventEntryAdded:
		s.mu.Lock()
		allowed := s.refusals && isRefusal(e.Entry) || s.violations && e.Entry.Source == log.EntrySourceSecurity
		s.mu.Unlock()
		if !allowed {
			s.complain("log: %s %s", e.Entry.Text, e.Entry.URL)
		}
	}
}

// shown is what the console would show of some values.
func shown(values ...*runtime.RemoteObject) string {
	var all []string
	for _, v := range values {
		switch {
		case v == nil: // an exception that came with none
		case v.Description != "":
			all = append(all, v.Description)
		default:
			all = append(all, string(v.Value))
		}
	}
	return strings.Join(all, " ")
}

// isRefusal tells the browser's lines about requests and sockets that failed from those about scripts and policies.
func isRefusal(e *log.Entry) bool {
	return e.Source == log.EntrySourceNetwork || strings.HasPrefix(e.Text, "WebSocket connection to ")
}

func (s *said) complain(format string, args ...any) {
	s.mu.Lock()
	defer s.mu.Unlock()
	if s.anything {
		return
	}
	s.complaints = append(s.complaints, fmt.Sprintf(format, args...))
}

// Complaints is what the page has said so far.
func (s *said) Complaints() []string {
	s.mu.Lock()
	defer s.mu.Unlock()
	return append([]string(nil), s.complaints...)
}

// AllowRefusals accepts, from now on, the browser's own lines about requests that failed: no script can prevent them.
func (s *said) AllowRefusals() {
	s.mu.Lock()
	defer s.mu.Unlock()
	s.refusals = true
}

// AllowViolations accepts, from now on, the browser's own lines about what the page's policy forbids.
func (s *said) AllowViolations() {
	s.mu.Lock()
	defer s.mu.Unlock()
	s.violations = true
}

// AllowAnything accepts whatever the page says from now on: it is a page that is meant to break.
func (s *said) AllowAnything() {
	s.mu.Lock()
	defer s.mu.Unlock()
	s.anything = true
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
	// Timers, not frames as in chromedp.Poll: a tab beside others may paint seldom.
	const poll = `(async () => {
		const end = performance.now() + %d
		while (!(%s)) {
			if (performance.now() > end) return false
			await new Promise((again) => setTimeout(again, 5))
		}
		return true
	})()`
	limit := time.Now().Add(Patience)
	for {
		script := fmt.Sprintf(poll, time.Until(limit).Milliseconds(), expression)
		came, err := chromedp.Run(b.ctx, chromedp.Evaluate[bool](script, chromedp.EvalAwaitPromise))
		switch {
		case came:
			return
		case err == nil:
			b.t.Fatalf("it never came true: %s\nthe page shows: %.2000s", expression, Value[string](b, `document.body?.innerText ?? ''`))
		case time.Now().After(limit) || !strings.Contains(err.Error(), "(-32000)"): // that is: another page came
			b.t.Fatalf("waiting for %s: %v", expression, err)
		}
	}
}

// Try evaluates an expression in the page that is either true or false, or fails because another page is coming.
func (b *Tab) Try(expression string) (bool, error) {
	return chromedp.Run(b.ctx, chromedp.Evaluate[bool](expression))
}

// Run runs one action and gives its result.
func Run[T any](b *Tab, action chromedp.Action[T]) T {
	b.t.Helper()
	result, err := chromedp.Run(b.ctx, action)
	if err != nil {
		b.t.Fatal(err)
	}
	return result
}

// Value evaluates an expression in the page, awaiting a promise.
func Value[T any](b *Tab, expression string) T {
	b.t.Helper()
	result, err := chromedp.Run(b.ctx, chromedp.Evaluate[T](expression, chromedp.EvalAwaitPromise))
	if err != nil {
		b.t.Fatalf("%.200s: %v", expression, err)
	}
	return result
}

// JS runs a statement in the page, awaiting a promise.
func (b *Tab) JS(statement string) {
	b.t.Helper()
	b.Do(chromedp.Evaluate[chromedp.Void](statement, chromedp.EvalAwaitPromise))
}
