// Package widget_test drives the widget, built as it is served, in a real browser: real keys, real mouse, a page with a
// strict Content-Security-Policy and Trusted Types.
package widget_test

import (
	"encoding/json"
	"fmt"
	"log"
	"net/http"
	"net/http/httptest"
	"net/url"
	"os"
	"reflect"
	"strings"
	"testing"

	"heed/web"
	"heed/web/browsertest"
)

var (
	browser *browsertest.Browser // one for all tests
	assets  *web.Assets
)

func TestMain(m *testing.M) {
	var err error
	if assets, err = web.Build(""); err != nil {
		log.Fatal(err)
	}
	os.Exit(browsertest.Main(m, func(b *browsertest.Browser) { browser = b }))
}

// page is a tab with the fixture page, whose script stands where the tag stands.
type page struct {
	*browsertest.Tab
	t *testing.T
}

// open shows the fixture page in a tab of its own, beside those of other tests; settings are pairs of name and value that testdata/page.js
// knows, and "texts", which may be "broken" or "slow", as the files of the widget's languages then are.
func open(t *testing.T, settings ...string) *page {
	t.Helper()
	t.Parallel()
	query := url.Values{"widget": {assets.URL("widget/widget.js")}, "look": {"10"}}
	for i := 0; i < len(settings); i += 2 {
		query.Set(settings[i], settings[i+1])
	}
	p := &page{browser.Tab(t), t}
	p.Size(1280, 900)
	p.Media("prefers-reduced-motion", "reduce")
	p.Open(serve(t, query.Get("texts")) + "/?" + query.Encode())
	p.Until(`globalThis.ui !== undefined`)
	t.Cleanup(func() {
		p.Want(`page.errors`, []string{})
		if t.Failed() {
			t.Logf("sent: %v\ntold: %s\ncard: %q", p.sent(""), value[string](p, `JSON.stringify(page.told)`), value[string](p, `widget.shadowRoot.textContent`))
		}
	})
	return p
}

// serve serves the widget as it is built, the fixture page, and the sources of the languages to compare with. texts is as open has it.
func serve(t *testing.T, texts string) string {
	files := http.FileServer(http.Dir("testdata"))
	over := make(chan struct{})
	mux := http.NewServeMux()
	mux.Handle("/a/", assets)
	mux.Handle("/texts/", http.FileServer(http.Dir(".")))
	mux.HandleFunc("/a/widget/texts/", func(w http.ResponseWriter, r *http.Request) {
		switch texts {
		case "broken":
			w.Header().Set("Content-Type", "text/javascript")
			fmt.Fprint(w, "throw new Error('broken')")
		case "slow":
			<-over
		default:
			assets.ServeHTTP(w, r)
		}
	})
	mux.HandleFunc("/{file}", func(w http.ResponseWriter, r *http.Request) { files.ServeHTTP(w, r) })
	mux.HandleFunc("/{$}", func(w http.ResponseWriter, r *http.Request) {
		w.Header().Set("Content-Security-Policy",
			"default-src 'none'; script-src 'self'; style-src 'self'; img-src data:; require-trusted-types-for 'script'")
		http.ServeFile(w, r, "testdata/page.html")
	})
	server := httptest.NewServer(mux)
	t.Cleanup(func() {
		close(over)
		server.Close()
	})
	return server.URL
}

// value evaluates an expression in the page.
func value[T any](p *page, expression string) T {
	p.t.Helper()
	return browsertest.Value[T](p.Tab, expression)
}

// state waits for the element's data-state.
func (p *page) state(want string) {
	p.t.Helper()
	p.Until(fmt.Sprintf(`widget.dataset.state === %q`, want))
}

// act hands the widget an act, written as JSON.
func (p *page) act(decision, action string) {
	p.t.Helper()
	p.JS(fmt.Sprintf(`ui.act({decision: %q, action: %s})`, decision, action))
}

// click presses the mouse in the middle of an element of the card, when it is there.
func (p *page) click(selector string) {
	p.t.Helper()
	p.Until(fmt.Sprintf(`find(%q)?.getClientRects().length > 0`, selector))
	p.PressElement(fmt.Sprintf(`find(%q)`, selector), 1)
}

// tap presses a finger in the middle of an element of the card, when it is there.
func (p *page) tap(selector string) {
	p.t.Helper()
	p.Until(fmt.Sprintf(`find(%q)?.getClientRects().length > 0`, selector))
	p.Tap(fmt.Sprintf(`find(%q)`, selector), 1)
}

// sent is what the widget gave the tag, all or of one type.
func (p *page) sent(kind string) []map[string]any {
	p.t.Helper()
	return value[[]map[string]any](p, fmt.Sprintf(`page.sent.filter((item) => !%[1]q || item.t === %[1]q)`, kind))
}

// text is what an element of the card says, "" if there is none.
func (p *page) text(selector string) string {
	p.t.Helper()
	return value[string](p, fmt.Sprintf(`find(%q)?.textContent ?? ''`, selector))
}

func (p *page) wantSent(kind string, want ...string) {
	p.t.Helper()
	items := make([]map[string]any, len(want))
	for i, each := range want {
		if err := json.Unmarshal([]byte(each), &items[i]); err != nil {
			p.t.Fatalf("%s: %v", each, err)
		}
	}
	if got := p.sent(kind); len(got) != len(items) || len(items) > 0 && !reflect.DeepEqual(got, items) {
		p.t.Errorf("sent %v, want %v", got, items)
	}
}

// survey is a survey action in English with these questions, written as JSON.
func survey(questions ...string) string {
	return fmt.Sprintf(`{"type":"survey","survey":{"name":"demo","lang":"en","dir":"ltr","thanks":"Thank you. We read every answer.","questions":[%s]}}`,
		strings.Join(questions, ","))
}
