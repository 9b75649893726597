package main

import (
	"bufio"
	"bytes"
	"context"
	"errors"
	"fmt"
	"io"
	"net"
	"net/http"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"syscall"

	"github.com/chromedp/chromedp"

	"heed/web/browsertest"
)

// site is what the shop's owner would write. Nobody is asked whether something went wrong: what is measured is what comes before an
// intercept.
const site = `kind: site
name: bench
origins: [%q]
precision: {sample: 0}
`

// bench is a collector, a shop that carries its tag, and a browser.
type bench struct {
	shop      string // origin
	collector string // origin
	browser   context.Context
	closers   []func()
}

func (b *bench) close() {
	for i := len(b.closers) - 1; i >= 0; i-- {
		b.closers[i]()
	}
}

// open starts all three.
func open(ctx context.Context, binary string) (*bench, error) {
	b := &bench{}
	if err := errors.Join(b.serveShop(), b.startCollector(ctx, binary), b.startBrowser(ctx)); err != nil {
		b.close()
		return nil, err
	}
	return b, nil
}

// startCollector runs the binary on an empty folder, on a port that is free.
func (b *bench) startCollector(ctx context.Context, binary string) error {
	dir, err := os.MkdirTemp("", "pagebench-")
	if err != nil {
		return err
	}
	b.closers = append(b.closers, func() { _ = os.RemoveAll(dir) })
	file := filepath.Join(dir, "site.yaml")
	if err := os.WriteFile(file, fmt.Appendf(nil, site, b.shop), 0o600); err != nil {
		return err
	}
	if out, err := exec.CommandContext(ctx, binary, "apply", "--data", dir, file).CombinedOutput(); err != nil {
		return fmt.Errorf("%s apply (build it with make build): %w\n%s", binary, err, out)
	}
	free, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		return err
	}
	addr := fmt.Sprintf("localhost:%d", free.Addr().(*net.TCPAddr).Port)
	if err := free.Close(); err != nil {
		return err
	}
	b.collector = "http://" + addr

	var log bytes.Buffer
	cmd := exec.CommandContext(ctx, binary, "serve", "--data", dir, "--addr", addr)
	cmd.Stderr = &log
	out, err := cmd.StdoutPipe()
	if err != nil {
		return err
	}
	if err := cmd.Start(); err != nil {
		return err
	}
	b.closers = append(b.closers, func() {
		_ = cmd.Process.Signal(syscall.SIGTERM)
		_ = cmd.Wait()
	})
	for lines := bufio.NewScanner(out); lines.Scan(); {
		if strings.Contains(lines.Text(), "/console") { // it says where to go when it serves
			go func() { _, _ = io.Copy(io.Discard, out) }()
			return nil
		}
	}
	return fmt.Errorf("%s serve ended before it served: %s", binary, &log)
}

func (b *bench) startBrowser(ctx context.Context) error {
	path, err := browsertest.Find()
	if err != nil {
		return err
	}
	options := append(chromedp.DefaultExecAllocatorOptions[:], chromedp.ExecPath(path), chromedp.NoSandbox, chromedp.DisableGPU,
		chromedp.WindowSize(1280, 900), chromedp.Flag("disable-component-update", true), chromedp.Flag("disable-smooth-scrolling", true))
	allocator, stop := chromedp.NewExecAllocator(ctx, options...)
	browser, cancel := chromedp.NewContext(allocator)
	b.browser = browser
	b.closers = append(b.closers, stop, cancel)
	if err := chromedp.Do(browser); err != nil {
		return fmt.Errorf("start %s: %w", path, err)
	}
	return nil
}

// fetch gets a file of the collector as a browser over https would, compressed, and says how many bytes came.
func (b *bench) fetch(ctx context.Context, path, encoding string) ([]byte, error) {
	r, err := http.NewRequestWithContext(ctx, http.MethodGet, b.collector+path, nil)
	if err != nil {
		return nil, err
	}
	r.Header.Set("Accept-Encoding", encoding)
	answer, err := http.DefaultClient.Do(r)
	if err != nil {
		return nil, err
	}
	defer answer.Body.Close()
	body, err := io.ReadAll(answer.Body)
	if got := answer.Header.Get("Content-Encoding"); err == nil && (answer.StatusCode != http.StatusOK || got != strings.TrimPrefix(encoding, "identity")) {
		err = fmt.Errorf("GET %s: %s, encoded %q, want %s", path, answer.Status, got, encoding)
	}
	return body, err
}
