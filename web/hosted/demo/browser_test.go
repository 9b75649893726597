package demo_test

import (
	"context"
	"fmt"
	"net/http"
	"net/http/httptest"
	"os"
	"os/exec"
	"sync"
	"testing"
	"time"

	"github.com/chromedp/cdproto/log"
	"github.com/chromedp/cdproto/page"
	"github.com/chromedp/cdproto/runtime"
	"github.com/chromedp/chromedp"
)

// policy is the strictest Content-Security-Policy the shop promises to work under.
const policy = "default-src 'none'; script-src 'self' 'nonce-" + nonce + "'; style-src 'self'; img-src 'self'; " +
	"connect-src 'self'; base-uri 'none'; form-action 'self'; require-trusted-types-for 'script'"

// patience is how long a page may take before a test gives up on it.
const patience = 30 * time.Second

// visitor is somebody with a fresh browser profile in the shop. What the page says wrong fails the test.
type visitor struct {
	t    *testing.T
	ctx  context.Context
	shop string
}

// visit opens the shop in a browser of its own. The tag's file is empty there: its queue stub then keeps every call, in order.
func visit(t *testing.T) *visitor {
	t.Helper()
	server := httptest.NewServer(serve(open(t, config())))
	t.Cleanup(server.Close)
	ctx, cancel := chromedp.NewContext(t.Context(), chromedp.WithAllocatorOptions(
		chromedp.ExecPath(chromium(t)), chromedp.NoSandbox, chromedp.DisableGPU, chromedp.WindowSize(1280, 900),
		chromedp.Flag("disable-component-update", true)))
	t.Cleanup(cancel)
	v := &visitor{t: t, ctx: ctx, shop: server.URL}
	v.listen()
	return v
}

func serve(shop http.Handler) http.Handler {
	mux := http.NewServeMux()
	mux.Handle("/src/", http.StripPrefix("/src/", http.FileServerFS(os.DirFS("."))))
	mux.HandleFunc("/heed.js", func(w http.ResponseWriter, _ *http.Request) {
		w.Header().Set("Content-Type", "text/javascript")
	})
	mux.HandleFunc("/demo/", func(w http.ResponseWriter, r *http.Request) {
		w.Header().Set("Content-Security-Policy", policy)
		shop.ServeHTTP(w, r)
	})
	return mux
}

// chromium finds the browser. A missing one fails: a skipped test would look like a passed one.
func chromium(t *testing.T) string {
	t.Helper()
	for _, name := range []string{os.Getenv("HEED_CHROMIUM"), "chromium", "chromium-browser", "google-chrome"} {
		if path, err := exec.LookPath(name); name != "" && err == nil {
			return path
		}
	}
	t.Fatal("no Chromium: install one, or name it in HEED_CHROMIUM")
	return ""
}

// listen gathers exceptions, console messages and the browser's own complaints, policy violations among them.
func (v *visitor) listen() {
	var mu sync.Mutex
	var said []string
	err := chromedp.Listen(v.ctx, func(event any) {
		mu.Lock()
		defer mu.Unlock()
		switch e := event.(type) {
		case *runtime.EventExceptionThrown:
			said = append(said, e.ExceptionDetails.Text)
		case *runtime.EventConsoleAPICalled:
			said = append(said, fmt.Sprintf("console.%s", e.Type))
		case *log.EventEntryAdded:
			said = append(said, e.Entry.Text+" "+e.Entry.URL)
		}
	})
	if err != nil {
		v.t.Fatal(err)
	}
	v.t.Cleanup(func() {
		mu.Lock()
		defer mu.Unlock()
		for _, s := range said {
			v.t.Errorf("the page said: %s", s)
		}
	})
}

// run runs one action, and gives up on it after patience.
func run[T any](v *visitor, action chromedp.Action[T]) T {
	v.t.Helper()
	ctx, cancel := context.WithTimeout(v.ctx, patience)
	defer cancel()
	result, err := chromedp.Run(ctx, action)
	if err != nil {
		v.t.Fatal(err)
	}
	return result
}

// goTo opens a page; its modules have run when it returns.
func (v *visitor) goTo(path string) {
	v.t.Helper()
	run(v, chromedp.Navigate(v.shop+path))
}

func (v *visitor) press(selector string) {
	v.t.Helper()
	run(v, chromedp.Click(chromedp.CSS(selector)))
}

// follow presses what leads to another page, and returns when that page's modules have run.
func (v *visitor) follow(selector string) {
	v.t.Helper()
	run(v, chromedp.WaitEvent(page.LoadEventFired, nil, chromedp.Click(chromedp.CSS(selector))))
}

// write replaces what is in a field, key by key.
func (v *visitor) write(selector, text string) {
	v.t.Helper()
	ask[chromedp.Void](v, fmt.Sprintf("document.querySelector(%q).select()", selector))
	run(v, chromedp.KeyEvent(text))
}

// ask evaluates an expression in the page.
func ask[T any](v *visitor, expression string) T {
	v.t.Helper()
	return run(v, chromedp.Evaluate[T](expression))
}

// want checks an expression's value.
func want[T comparable](v *visitor, expression string, expected T) {
	v.t.Helper()
	if got := ask[T](v, expression); got != expected {
		v.t.Errorf("%s is %v, want %v", expression, got, expected)
	}
}

func text(selector string) string {
	return fmt.Sprintf("document.querySelector(%q).textContent", selector)
}

func visible(selector string) string {
	return fmt.Sprintf("document.querySelector(%q).checkVisibility()", selector)
}

// events is the list of GA4 events the page has pushed.
const events = `dataLayer.map(e => e.event).filter(Boolean).join()`

// carts is what the page has told Heed of its cart, as «value/items».
const carts = `heed.q.filter(c => c[0] === 'cart').map(c => c[1].value + '/' + c[1].items).join()`
