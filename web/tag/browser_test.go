package tag_test

import (
	"log"
	"os"
	"testing"

	"heed/web"
	"heed/web/browsertest"
)

var (
	browser *browsertest.Browser // one for all tests
	assets  *web.Assets          // the tag as it is served
)

func TestMain(m *testing.M) {
	var err error
	if assets, err = web.Build(""); err != nil {
		log.Fatal(err)
	}
	os.Exit(browsertest.Main(m, func(b *browsertest.Browser) { browser = b }))
}

// tab is a visitor's tab.
type tab struct {
	*browsertest.Tab
	t *testing.T
}

func newTab(t *testing.T) *tab {
	t.Helper()
	return &tab{browser.Tab(t), t}
}

// listening waits until the tag's listeners are in the page: it counts requests from that moment on.
func (b *tab) listening() {
	b.t.Helper()
	b.Until(`!String(window.fetch).includes('[native code]')`)
}

// value evaluates an expression in the page, awaiting a promise.
func (b *tab) value(expression string) any {
	b.t.Helper()
	return browsertest.Value[any](b.Tab, expression)
}
