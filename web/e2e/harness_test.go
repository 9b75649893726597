// Package e2e tests Heed as its users meet it: the real binary on an empty folder, and real browsers.
package e2e

import (
	"bufio"
	"bytes"
	"encoding/json"
	"fmt"
	"io"
	"net"
	"net/http"
	"os"
	"os/exec"
	"path/filepath"
	"regexp"
	"strings"
	"sync"
	"syscall"
	"testing"
	"time"

	"heed/web/browsertest"
)

var (
	binary  string               // the heed under test
	browser *browsertest.Browser // one for all tests
)

func TestMain(m *testing.M) {
	os.Exit(withBinary(func() int { return browsertest.Main(m, func(b *browsertest.Browser) { browser = b }) }))
}

// withBinary builds heed as `make build` does, with the race detector when the tests have it.
func withBinary(run func() int) int {
	dir, err := os.MkdirTemp("", "heed-e2e-")
	if err != nil {
		fmt.Fprintln(os.Stderr, err)
		return 1
	}
	defer os.RemoveAll(dir)
	binary = filepath.Join(dir, "heed")
	args := append([]string{"build", "-o", binary}, raceFlag...)
	build := exec.Command("go", append(args, "heed/collector")...)
	if out, err := build.CombinedOutput(); err != nil {
		fmt.Fprintf(os.Stderr, "build heed: %v\n%s", err, out)
		return 1
	}
	return run()
}

// collector is a running `heed serve --demo`.
type collector struct {
	t      *testing.T
	data   string
	addr   string // host:port it listens on
	public string // where browsers reach it
	link   string // the one-time sign-in link it printed
	token  string
	cmd    *exec.Cmd
	log    *logBuffer
}

// freeAddr finds a port that is free now.
func freeAddr(t *testing.T) string {
	t.Helper()
	l, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		t.Fatal(err)
	}
	defer l.Close()
	return fmt.Sprintf("localhost:%d", l.Addr().(*net.TCPAddr).Port)
}

// startCollector starts on an empty folder. public is what browsers will use, "" for the collector itself.
func startCollector(t *testing.T, public string) *collector {
	t.Helper()
	c := &collector{t: t, data: t.TempDir(), addr: freeAddr(t), public: public}
	if c.public == "" {
		c.public = "http://" + c.addr
	}
	c.start()
	t.Cleanup(c.kill)
	c.token = strings.TrimSpace(c.heed("", "token", "create", "--name", "e2e", "--scope", "admin"))
	return c
}

var linkLine = regexp.MustCompile(`https?://\S+/console/link/\S+`)

// start starts the process and returns when it serves.
func (c *collector) start() {
	c.t.Helper()
	c.log = &logBuffer{}
	c.cmd = exec.Command(binary, "serve", "--demo", "--addr", c.addr, "--public-url", c.public, "--data", c.data)
	c.cmd.Stderr = c.log
	out, err := c.cmd.StdoutPipe()
	if err != nil {
		c.t.Fatal(err)
	}
	if err := c.cmd.Start(); err != nil {
		c.t.Fatal(err)
	}
	lines := bufio.NewScanner(out)
	for lines.Scan() {
		if link := linkLine.FindString(lines.Text()); link != "" {
			c.link = link
		}
		if strings.Contains(lines.Text(), "/demo/") { // the last line: it prints them when it serves
			go func() { _, _ = io.Copy(io.Discard, out) }()
			return
		}
	}
	c.t.Fatalf("heed serve ended before it served:\n%s", c.log)
}

// kill ends the process as a power cut does.
func (c *collector) kill() {
	if c.cmd.ProcessState == nil {
		_ = c.cmd.Process.Kill()
		_ = c.cmd.Wait()
	}
	if c.t.Failed() {
		c.t.Logf("the collector said:\n%s", c.log)
	}
}

// stop ends the process as an operator does, and fails the test if it does not end well.
func (c *collector) stop() {
	c.t.Helper()
	if err := c.cmd.Process.Signal(syscall.SIGTERM); err != nil {
		c.t.Fatal(err)
	}
	if err := c.cmd.Wait(); err != nil {
		c.t.Fatalf("heed serve ended with %v:\n%s", err, c.log)
	}
}

// heed runs a command beside the collector and returns what it printed.
func (c *collector) heed(stdin string, args ...string) string {
	c.t.Helper()
	var errs bytes.Buffer
	cmd := exec.Command(binary, append(args, "--data", c.data)...)
	cmd.Stdin, cmd.Stderr = strings.NewReader(stdin), &errs
	out, err := cmd.Output()
	if err != nil {
		c.t.Fatalf("heed %s: %v: %s", strings.Join(args, " "), err, &errs)
	}
	return string(out)
}

// get reads from the API.
func get[T any](c *collector, path string) T {
	c.t.Helper()
	var out T
	r, err := http.NewRequest(http.MethodGet, "http://"+c.addr+"/api/v1"+path, nil)
	if err != nil {
		c.t.Fatal(err)
	}
	r.Header.Set("Authorization", "Bearer "+c.token)
	answer, err := http.DefaultClient.Do(r)
	if err != nil {
		c.t.Fatal(err)
	}
	defer answer.Body.Close()
	body, err := io.ReadAll(answer.Body)
	if err != nil || answer.StatusCode != http.StatusOK {
		c.t.Fatalf("GET %s: %s %s %v", path, answer.Status, body, err)
	}
	if err := json.Unmarshal(body, &out); err != nil {
		c.t.Fatalf("GET %s: %v in %s", path, err, body)
	}
	return out
}

// items reads a list from the API.
func items[T any](c *collector, path string) []T {
	c.t.Helper()
	return get[struct{ Items []T }](c, path).Items
}

// eventually asks again and again until there is something, or fails.
func eventually[T any](t *testing.T, what string, ask func() (T, bool)) T {
	t.Helper()
	limit := time.NewTimer(browsertest.Patience)
	defer limit.Stop()
	again := time.NewTicker(20 * time.Millisecond)
	defer again.Stop()
	for {
		if v, ok := ask(); ok {
			return v
		}
		select {
		case <-limit.C:
			t.Fatalf("it did not come to this: %s", what)
		case <-again.C:
		}
	}
}

// logBuffer keeps what a process says, safely.
type logBuffer struct {
	mu sync.Mutex
	b  bytes.Buffer
}

func (l *logBuffer) Write(p []byte) (int, error) {
	l.mu.Lock()
	defer l.mu.Unlock()
	return l.b.Write(p)
}

func (l *logBuffer) String() string {
	l.mu.Lock()
	defer l.mu.Unlock()
	return l.b.String()
}
