// Package widget_test drives the widget, built as it is served, in a real browser: real keys, real mouse, a page with a
// strict Content-Security-Policy and Trusted Types.
package widget_test

import (
	"context"
	"encoding/json"
	"fmt"
	"log"
	"net/http"
	"net/http/httptest"
	"net/url"
	"os"
	"os/exec"
	"reflect"
	"strings"
	"testing"
	"time"

	"github.com/chromedp/cdproto/emulation"
	"github.com/chromedp/chromedp"

	"heed/web"
)

// patience is how long a condition may take on a slow machine. It is a limit, not a wait.
const patience = 20 * time.Second

var (
	browser context.Context // the one browser all tests open their tabs in
	assets  *web.Assets
)

func TestMain(m *testing.M) {
	code, err := withBrowser(m.Run)
	if err != nil {
		log.Fatal(err)
	}
	os.Exit(code)
}

func withBrowser(run func() int) (int, error) {
	path, err := chromium()
	if err != nil {
		return 0, err
	}
	if assets, err = web.Build(""); err != nil {
		return 0, err
	}
	options := append(chromedp.DefaultExecAllocatorOptions[:],
		chromedp.ExecPath(path), chromedp.NoSandbox, chromedp.DisableGPU,
		chromedp.Flag("disable-quic", true), chromedp.Flag("disable-component-update", true))
	allocator, stop := chromedp.NewExecAllocator(context.Background(), options...)
	defer stop()
	var closeBrowser context.CancelFunc
	browser, closeBrowser = chromedp.NewContext(allocator)
	defer closeBrowser()
	if err := chromedp.Do(browser); err != nil {
		return 0, fmt.Errorf("start %s: %w", path, err)
	}
	return run(), nil
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
	return "", fmt.Errorf("no browser: install chromium or set HEED_CHROMIUM to one")
}

// page is a tab with the fixture page, whose script stands where the tag stands.
type page struct {
	t   *testing.T
	ctx context.Context
}

// open shows the fixture page in a tab of its own, beside those of other tests; settings are pairs of name and value that testdata/page.js knows.
func open(t *testing.T, settings ...string) *page {
	t.Helper()
	t.Parallel()
	ctx, cancel := chromedp.NewContext(browser)
	t.Cleanup(cancel)
	ctx, cancel = context.WithTimeout(ctx, 3*patience)
	t.Cleanup(cancel)
	query := url.Values{"widget": {assets.URL("widget/widget.js")}, "look": {"10"}}
	for i := 0; i < len(settings); i += 2 {
		query.Set(settings[i], settings[i+1])
	}
	p := &page{t: t, ctx: ctx}
	p.run(chromedp.EmulateViewport(1280, 900))
	p.media("prefers-reduced-motion", "reduce")
	if _, err := chromedp.Call(ctx, emulation.SetFocusEmulationEnabled, emulation.SetFocusEmulationEnabledParams{Enabled: true}); err != nil {
		t.Fatal(err)
	}
	p.run(chromedp.Navigate(serve(t) + "/?" + query.Encode()))
	p.wait(`globalThis.ui !== undefined`)
	t.Cleanup(func() {
		if errors := value[[]string](p, `page.errors`); len(errors) > 0 {
			t.Errorf("errors in the page: %q", errors)
		}
	})
	return p
}

func serve(t *testing.T) string {
	files := http.FileServer(http.Dir("testdata"))
	mux := http.NewServeMux()
	mux.Handle("/a/", assets)
	mux.HandleFunc("/{file}", func(w http.ResponseWriter, r *http.Request) { files.ServeHTTP(w, r) })
	mux.HandleFunc("/{$}", func(w http.ResponseWriter, r *http.Request) {
		w.Header().Set("Content-Security-Policy",
			"default-src 'none'; script-src 'self'; style-src 'self'; img-src data:; require-trusted-types-for 'script'")
		http.ServeFile(w, r, "testdata/page.html")
	})
	server := httptest.NewServer(mux)
	t.Cleanup(server.Close)
	return server.URL
}

func (p *page) run(actions ...chromedp.Action[chromedp.Void]) {
	p.t.Helper()
	if err := chromedp.Do(p.ctx, actions...); err != nil {
		p.t.Fatal(err)
	}
}

// do evaluates a statement in the page, awaiting a promise.
func (p *page) do(script string) {
	p.t.Helper()
	p.run(chromedp.Evaluate[chromedp.Void](script, chromedp.EvalAwaitPromise))
}

// value evaluates an expression in the page.
func value[T any](p *page, expression string) T {
	p.t.Helper()
	result, err := chromedp.Run(p.ctx, chromedp.Evaluate[T](expression, chromedp.EvalAwaitPromise))
	if err != nil {
		p.t.Fatalf("%s: %v", expression, err)
	}
	return result
}

// media emulates what a visitor prefers, as pairs of media feature and value.
func (p *page) media(pairs ...string) {
	p.t.Helper()
	var features []*emulation.MediaFeature
	for i := 0; i < len(pairs); i += 2 {
		features = append(features, &emulation.MediaFeature{Name: pairs[i], Value: pairs[i+1]})
	}
	if _, err := chromedp.Call(p.ctx, emulation.SetEmulatedMedia, emulation.SetEmulatedMediaParams{Features: features}); err != nil {
		p.t.Fatal(err)
	}
}

// wait returns when a condition holds in the page.
func (p *page) wait(condition string) {
	p.t.Helper()
	script := fmt.Sprintf(`new Promise((resolve) => {
		const end = performance.now() + %d;
		const look = () => (%s) ? resolve(true) : performance.now() > end ? resolve(false) : setTimeout(look, 5);
		look();
	})`, patience.Milliseconds(), condition)
	if !value[bool](p, script) {
		p.t.Fatalf("never came true: %s\nsent: %v\ncard: %q", condition, p.sent(""), value[string](p, `widget.shadowRoot.textContent`))
	}
}

// state waits for the element's data-state.
func (p *page) state(want string) {
	p.t.Helper()
	p.wait(fmt.Sprintf(`widget.dataset.state === %q`, want))
}

// act hands the widget an act, written as JSON.
func (p *page) act(decision, action string) {
	p.t.Helper()
	p.do(fmt.Sprintf(`ui.act({decision: %q, action: %s})`, decision, action))
}

// click presses the mouse in the middle of an element of the card.
func (p *page) click(selector string) {
	p.t.Helper()
	p.wait(fmt.Sprintf(`find(%q)?.getClientRects().length > 0`, selector))
	at := value[[2]float64](p, fmt.Sprintf(`(() => {
		const element = find(%q);
		element.scrollIntoView({block: 'nearest'});
		const box = element.getBoundingClientRect();
		return [box.x + box.width / 2, box.y + box.height / 2];
	})()`, selector))
	p.run(chromedp.MouseClickXY(at[0], at[1]))
}

// keys types, one key after the other.
func (p *page) keys(keys ...string) {
	p.t.Helper()
	for _, key := range keys {
		p.run(chromedp.KeyEvent(key))
	}
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
