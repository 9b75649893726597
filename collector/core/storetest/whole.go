package storetest

import (
	"os"
	"path/filepath"
	"slices"
	"sync"
	"testing"

	"heed/collector/core"
)

// testManyGoroutines commits and reads from many goroutines at once; what is acknowledged can be read at once by whoever was told.
func testManyGoroutines(t *testing.T, s core.Store) {
	const goroutines, each = 32, 40
	commit(t, s, core.Change{Conversations: []core.Conversation{aConversation(1)}})
	var wg sync.WaitGroup
	for g := range goroutines {
		wg.Go(func() {
			for i := range each {
				n := g*each + i
				d := aDecision(n)
				errs := s.Commit(t.Context(), []core.Change{
					{Signals: []core.Signal{aSignal(n)}, Decisions: []core.Decision{d}, Visitors: []core.Visitor{aVisitor(n)}},
					{Messages: []core.Message{aMessage(n, 99)}}, // of an unknown conversation: fails each time
					{Messages: []core.Message{aMessage(n, 1)}},
				})
				if errs[0] != nil || errs[1] == nil || errs[2] != nil {
					t.Errorf("commit %d: %v", n, errs)
				}
				if _, err := s.Decision(t.Context(), d.ID); err != nil {
					t.Errorf("acknowledged, but: %v", err)
				}
				if _, _, err := s.ListSignals(t.Context(), core.Query{Site: "shop"}); err != nil {
					t.Error(err)
				}
			}
		})
	}
	wg.Wait()
	equal(t, "contacts", must(s.Contacts(t.Context(), "shop"))(t), map[string]int{"stuck": goroutines * each})
	equal(t, "latest visitor", must(s.Visitor(t.Context(), "shop", "visitor"))(t).Last, after(goroutines*each-1))
	equal(t, "messages", len(must(s.Messages(t.Context(), number("conversation", 1)))(t)), 500)
}

// testManyRows pages through ten thousand signals that came in one call.
func testManyRows(t *testing.T, s core.Store) {
	const rows = 10_000
	changes := make([]core.Change, rows)
	want := make([]string, rows)
	for i := range changes {
		changes[i].Signals = []core.Signal{aSignal(i)}
		want[rows-1-i] = number("signal", i)
	}
	commit(t, s, changes...)
	for _, l := range lists(s) {
		if l.name == "signals" {
			got := pages(t, l, core.Query{Site: "shop", Limit: core.MaxLimit}, func(int) {})
			equal(t, "ids", got, want)
		}
	}
}

// testBackup: a copy to a file that must not exist yet.
func testBackup(t *testing.T, s core.Store) {
	commit(t, s, core.Change{Signals: []core.Signal{aSignal(1)}})
	file := filepath.Join(t.TempDir(), "it's a copy?.db")
	if err := s.Backup(t.Context(), file); err != nil {
		t.Fatal(err)
	}
	info, err := os.Stat(file)
	if err != nil || info.Size() == 0 || info.Mode().Perm() != 0o600 {
		t.Errorf("backup: %v, error %v; want a file with content that only its owner reads", info, err)
	}
	refused(t, "existing file", s.Backup(t.Context(), file), core.Invalid, "")
	again, err := os.Stat(file)
	if err != nil || again.Size() != info.Size() || !again.ModTime().Equal(info.ModTime()) {
		t.Errorf("a refused backup touched the file: %v, error %v", again, err)
	}
	missing := filepath.Join(t.TempDir(), "no", "folder", "copy.db")
	refused(t, "folder that does not exist", s.Backup(t.Context(), missing), core.Invalid, "")
}

func testReady(t *testing.T, s core.Store) {
	for range 2 {
		if err := s.Ready(t.Context()); err != nil {
			t.Error(err)
		}
		if err := s.Check(t.Context()); err != nil {
			t.Error(err)
		}
	}
}

// testClose closes among commits: each is either on disk or has an error, and afterwards nothing works.
func testClose(t *testing.T, s core.Store) {
	const goroutines = 16
	var started, ended sync.WaitGroup
	started.Add(goroutines)
	for g := range goroutines {
		ended.Go(func() {
			for i := 0; ; i++ {
				errs := s.Commit(t.Context(), []core.Change{{Signals: []core.Signal{aSignal(g*1_000_000 + i)}}})
				if i == 0 {
					started.Done()
				}
				if slices.ContainsFunc(errs, func(err error) bool { return err != nil }) {
					return
				}
			}
		})
	}
	started.Wait()
	for range 2 {
		if err := s.Close(); err != nil {
			t.Error(err)
		}
	}
	ended.Wait()
	if err := s.Commit(t.Context(), []core.Change{{Signals: []core.Signal{aSignal(1)}}})[0]; err == nil {
		t.Error("a commit after Close succeeded")
	}
	if err := s.Ready(t.Context()); err == nil {
		t.Error("a closed store is ready")
	}
	if _, err := s.Decision(t.Context(), "x"); err == nil || core.IsKind(err, core.NotFound) {
		t.Errorf("read after Close: %v", err)
	}
}
