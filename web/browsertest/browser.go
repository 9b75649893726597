// Package browsertest lets tests drive a real Chromium: tabs with storage of their own, real mouse and keys, axe-core, and the rule that a
// page must not complain. A missing browser fails the test; it is never skipped.
package browsertest

import (
	"context"
	"fmt"
	"os"
	"os/exec"
	"strings"
	"sync"
	"testing"

	"github.com/chromedp/chromedp"
)

// Browser is one Chromium, for all tests of a package. It starts when the first tab is opened.
type Browser struct {
	once sync.Once
	ctx  context.Context
	err  error
	stop func() // nil until it runs
}

// Main runs a package's tests with one browser, which made receives before the first of them.
func Main(m *testing.M, made func(*Browser)) int {
	b := &Browser{}
	defer func() {
		if b.stop != nil {
			b.stop()
		}
	}()
	made(b)
	return m.Run()
}

// New is a browser of a test's own: pages that must paint at the same time each need one.
func New(t *testing.T) *Browser {
	b := &Browser{}
	t.Cleanup(func() {
		if b.stop != nil {
			b.stop()
		}
	})
	return b
}

// running is the context of the running browser.
func (b *Browser) running() (context.Context, error) {
	b.once.Do(func() { b.err = b.start() })
	return b.ctx, b.err
}

// without are parts of the browser that tests do without. The pop-ups of its address bar are pages with a process each, two for every window:
// making them takes longer than the tab itself. The first two are chromedp's own, which this list replaces.
var without = []string{"Translate", "BlinkGenPropertyTrees", "WebUIOmniboxPopup", "WebUIOmniboxAimPopup"}

func (b *Browser) start() error {
	path, err := Find()
	if err != nil {
		return err
	}
	options := append(chromedp.DefaultExecAllocatorOptions[:], chromedp.ExecPath(path), chromedp.NoSandbox, chromedp.DisableGPU,
		chromedp.Flag("disable-features", strings.Join(without, ",")), chromedp.Flag("disable-quic", true),
		chromedp.Flag("disable-component-update", true), chromedp.WindowSize(1280, 900))
	allocator, stopAllocator := chromedp.NewExecAllocator(context.Background(), options...)
	ctx, cancel := chromedp.NewContext(allocator)
	b.ctx, b.stop = ctx, func() { cancel(); stopAllocator() }
	if err := chromedp.Do(ctx); err != nil {
		return fmt.Errorf("start %s: %w", path, err)
	}
	return nil
}

// Find gives the path of the browser, for programs that start one of their own.
func Find() (string, error) {
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
