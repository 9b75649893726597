package demo_test

import (
	"fmt"
	"net/http"
	"net/http/httptest"
	"os"
	"testing"

	"github.com/chromedp/cdproto/page"
	"github.com/chromedp/chromedp"

	"heed/web/browsertest"
)

var browser *browsertest.Browser // one for all tests

func TestMain(m *testing.M) {
	os.Exit(browsertest.Main(m, func(b *browsertest.Browser) { browser = b }))
}

// policy is the strictest Content-Security-Policy the shop promises to work under.
const policy = "default-src 'none'; script-src 'self' 'nonce-" + nonce + "'; style-src 'self'; img-src 'self'; " +
	"connect-src 'self'; base-uri 'none'; form-action 'self'; require-trusted-types-for 'script'"

// visitor is somebody in the shop.
type visitor struct {
	*browsertest.Tab
	shop string
}

// visit opens the shop in a tab of its own. The tag's file is empty there: its queue stub then keeps every call, in order.
func visit(t *testing.T) *visitor {
	t.Helper()
	server := httptest.NewServer(serve(open(t, config())))
	t.Cleanup(server.Close)
	return &visitor{browser.Tab(t), server.URL}
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

// goTo opens a page; its modules have run when it returns.
func (v *visitor) goTo(path string) { v.Open(v.shop + path) }

// follow presses what leads to another page, and returns when that page's modules have run.
func (v *visitor) follow(selector string) {
	browsertest.Run(v.Tab, chromedp.WaitEvent(page.LoadEventFired, nil, chromedp.Click(chromedp.CSS(selector))))
}

// write replaces what is in a field, key by key.
func (v *visitor) write(selector, text string) {
	v.JS(fmt.Sprintf("document.querySelector(%q).select()", selector))
	v.Keys(text)
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
