// Package browsertest lets tests drive a real Chromium: tabs with storage of their own, real mouse and keys, and the rule that a page
// must not complain. A missing browser fails the test; it is never skipped.
package browsertest

import (
	"context"
	"fmt"
	"os"
	"os/exec"
	"testing"

	"github.com/chromedp/chromedp"
)

// Browser is one running Chromium.
type Browser struct{ ctx context.Context }

// Start starts a Chromium; stop ends it.
func Start() (b *Browser, stop func(), err error) {
	path, err := Path()
	if err != nil {
		return nil, nil, err
	}
	options := append(chromedp.DefaultExecAllocatorOptions[:], chromedp.ExecPath(path), chromedp.NoSandbox, chromedp.DisableGPU,
		chromedp.Flag("disable-quic", true), chromedp.Flag("disable-component-update", true), chromedp.WindowSize(1280, 900))
	allocator, stopAllocator := chromedp.NewExecAllocator(context.Background(), options...)
	ctx, cancel := chromedp.NewContext(allocator)
	stop = func() { cancel(); stopAllocator() }
	if err := chromedp.Do(ctx); err != nil {
		stop()
		return nil, nil, fmt.Errorf("start %s: %w", path, err)
	}
	return &Browser{ctx}, stop, nil
}

// Main runs a package's tests with one browser for all of them, which started receives.
func Main(m *testing.M, started func(*Browser)) int {
	b, stop, err := Start()
	if err != nil {
		fmt.Fprintln(os.Stderr, err)
		return 1
	}
	defer stop()
	started(b)
	return m.Run()
}

// Path finds the browser.
func Path() (string, error) {
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
