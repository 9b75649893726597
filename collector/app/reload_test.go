package app

import (
	"bytes"
	"log/slog"
	"strings"
	"sync"
	"testing"
	"time"

	"heed/collector/config"
	"heed/collector/core"
)

// lines is a log that several goroutines write to.
type lines struct {
	mu   sync.Mutex
	text bytes.Buffer
}

func (l *lines) Write(p []byte) (int, error) {
	l.mu.Lock()
	defer l.mu.Unlock()
	return l.text.Write(p)
}

func (l *lines) count(part string) int {
	l.mu.Lock()
	defer l.mu.Unlock()
	return strings.Count(l.text.String(), part)
}

// TestBrokenConfigurationIsToldOnce: one that cannot be loaded leaves the one before in force, and does not fill the log.
func TestBrokenConfigurationIsToldOnce(t *testing.T) {
	log := &lines{}
	a, err := Open(t.Context(), config.Serve{Data: config.Data{Data: t.TempDir()}, Addr: "127.0.0.1:0", Demo: true}, slog.New(slog.NewTextHandler(log, nil)))
	if err != nil {
		t.Fatal(err)
	}
	defer func() {
		if err := a.Close(); err != nil {
			t.Errorf("close: %v", err)
		}
	}()
	save := func(who string) {
		t.Helper()
		d := document(t, core.KindIntercept, "broken", core.Intercept{Site: demoSite, Name: "broken", Status: core.Live, Who: who,
			When: core.When{Any: []core.Trigger{{Signal: "rage_click"}}}, Action: core.Action{Type: core.ActChat}})
		d.Site, d.At = demoSite, time.Now()
		if _, err := a.store.SaveDocuments(t.Context(), []core.Document{d}); err != nil {
			t.Fatal(err)
		}
		for range 3 {
			a.poke()
		}
	}
	const told = "reload configuration"
	save("nonsense +")
	if n := log.count(told); n != 1 {
		t.Errorf("told %d times", n)
	}
	save("nothing.known == 1")
	if n := log.count(told); n != 2 {
		t.Errorf("of another fault told %d times in all", n)
	}
	save("cart.items > 0")
	save("nonsense +")
	if n := log.count(told); n != 3 {
		t.Errorf("of a fault that comes back told %d times in all", n)
	}
}
