package sqlite

import (
	"context"
	"errors"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"heed/collector/core"
)

// TestBackupWhileWriting: a copy made among commits passes the check and holds a prefix of them, all of what was acknowledged
// before it began.
func TestBackupWhileWriting(t *testing.T) {
	s := open(t, t.TempDir(), Options{})
	ctx, stop := context.WithCancel(t.Context())
	committed := make(chan int)
	go func() {
		defer close(committed)
		for i := 0; ; i++ {
			if err := s.Commit(ctx, []core.Change{numbered("w", i)})[0]; err != nil {
				return
			}
			select {
			case committed <- i + 1:
			case <-ctx.Done():
				return
			}
		}
	}()
	backups := []string{t.TempDir(), t.TempDir(), t.TempDir()}
	least := make([]int, len(backups))
	for i, dir := range backups {
		for range 200 {
			least[i] = <-committed
		}
		ended := make(chan error)
		go func() { ended <- s.Backup(t.Context(), filepath.Join(dir, fileName)) }()
		for running := true; running; {
			select {
			case <-committed: // lets the commits go on
			case err := <-ended:
				if err != nil {
					t.Fatal(err)
				}
				running = false
			}
		}
	}
	stop()
	for range committed { // until the committing goroutine has ended
	}
	for i, dir := range backups {
		copied := open(t, dir, Options{})
		if err := copied.Check(t.Context()); err != nil {
			t.Fatal(err)
		}
		n := counts(t, copied.searches.db)
		if n["signals"] < least[i] || n["decisions"] != n["signals"] || n["events"] != n["signals"] {
			t.Errorf("backup %d: %d signals, %d decisions, %d events; at least %d were committed before", i, n["signals"],
				n["decisions"], n["events"], least[i])
		}
		var newest int
		if err := copied.searches.db.QueryRow(`SELECT max(at) + 1 FROM signals`).Scan(&newest); err != nil || newest != n["signals"] {
			t.Errorf("backup %d: %d signals up to number %d, error %v", i, n["signals"], newest, err)
		}
		if errs := copied.Commit(t.Context(), []core.Change{numbered("after", 1)}); errs[0] != nil {
			t.Errorf("the restored copy does not take commits: %v", errs[0])
		}
	}
}

// TestBackupEnds: a backup that is interrupted leaves no file.
func TestBackupEnds(t *testing.T) {
	s := open(t, t.TempDir(), Options{})
	ctx, cancel := context.WithCancel(t.Context())
	cancel()
	file := filepath.Join(t.TempDir(), "copy.db")
	if err := s.Backup(ctx, file); !errors.Is(err, context.Canceled) {
		t.Errorf("got %v, want the context's error", err)
	}
	if _, err := os.Stat(file); !errors.Is(err, os.ErrNotExist) {
		t.Errorf("the file is there: %v", err)
	}
}

// TestCheckFindsDamage overwrites a page in the middle of the file.
func TestCheckFindsDamage(t *testing.T) {
	dir := t.TempDir()
	s := open(t, dir, Options{})
	changes := make([]core.Change, 2000)
	for i := range changes {
		changes[i] = numbered("c", i)
	}
	if err := errors.Join(s.Commit(t.Context(), changes)...); err != nil {
		t.Fatal(err)
	}
	if err := s.Close(); err != nil {
		t.Fatal(err)
	}
	file, err := os.OpenFile(filepath.Join(dir, fileName), os.O_RDWR, 0)
	if err != nil {
		t.Fatal(err)
	}
	info, err := file.Stat()
	if err != nil {
		t.Fatal(err)
	}
	const page = 4096
	_, err = file.WriteAt([]byte(strings.Repeat("damage! ", page/8)), info.Size()/2/page*page)
	if err := errors.Join(err, file.Close()); err != nil {
		t.Fatal(err)
	}
	damaged := open(t, dir, Options{})
	err = damaged.Check(t.Context())
	if err == nil || core.AsError(err).Code != "data_broken" || !strings.Contains(err.Error(), "\n  ") {
		t.Errorf("got %v, want a list of what is broken", err)
	}
}
