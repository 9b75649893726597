package sqlite

import (
	"context"
	"database/sql"
	"errors"
	"os"
	"path/filepath"
	"strings"
	"sync"
	"testing"
	"time"

	"heed/collector/core"
)

// openCode is the code of the error with which a folder is refused.
func openCode(t *testing.T, dir string, opts Options) string {
	t.Helper()
	s, err := Open(t.Context(), dir, opts)
	if err == nil {
		_ = s.Close()
		return ""
	}
	var e *core.Error
	if !errors.As(err, &e) {
		t.Fatalf("no error for people: %v", err)
	}
	if e.Kind != core.Invalid || strings.Contains(e.Message, "\n") {
		t.Errorf("%s error, %q; want an Invalid one in one line", e.Kind, e.Message)
	}
	return e.Code
}

func TestOpenModes(t *testing.T) {
	dir := filepath.Join(t.TempDir(), "a", "b% c?#")
	s := open(t, dir, Options{Exclusive: true})
	if err := s.Ready(t.Context()); err != nil {
		t.Fatal(err)
	}
	for path, want := range map[string]os.FileMode{
		dir: 0o700 | os.ModeDir, filepath.Join(dir, "heed.db"): 0o600, filepath.Join(dir, "heed.db-wal"): 0o600,
		filepath.Join(dir, "heed.db-shm"): 0o600, filepath.Join(dir, "heed.lock"): 0o600,
	} {
		if info, err := os.Stat(path); err != nil || info.Mode() != want {
			t.Errorf("%s: %v, error %v; want mode %v", path, info, err, want)
		}
	}
}

// TestCloseLeavesOneFile: what is copied from a folder at rest is whole without the side files.
func TestCloseLeavesOneFile(t *testing.T) {
	dir := t.TempDir()
	s := open(t, dir, Options{})
	if err := errors.Join(s.Commit(t.Context(), []core.Change{numbered("x", 1)})[0], s.Close()); err != nil {
		t.Fatal(err)
	}
	entries, err := os.ReadDir(dir)
	if err != nil || len(entries) != 1 || entries[0].Name() != fileName {
		t.Errorf("the folder holds %v, error %v", entries, err)
	}
}

func TestOpenRefuses(t *testing.T) {
	write := func(dir, name, text string) string {
		if err := os.WriteFile(filepath.Join(dir, name), []byte(text), 0o600); err != nil {
			t.Fatal(err)
		}
		return dir
	}
	execute := func(dir, text string) string {
		db, err := sql.Open("sqlite3", filepath.Join(dir, fileName))
		if err != nil {
			t.Fatal(err)
		}
		if _, err := db.Exec(text); err != nil {
			t.Fatal(err)
		}
		if err := db.Close(); err != nil {
			t.Fatal(err)
		}
		return dir
	}
	ours := func() string {
		dir := t.TempDir()
		if err := open(t, dir, Options{}).Close(); err != nil {
			t.Fatal(err)
		}
		return dir
	}
	for name, test := range map[string]struct{ dir, code string }{
		"below a file":          {filepath.Join(write(t.TempDir(), "file", ""), "file", "data"), "data_unwritable"},
		"where nobody may":      {"/proc/heed", "data_unwritable"},
		"the file is a folder":  {filepath.Dir(func() string { d := filepath.Join(t.TempDir(), fileName); _ = os.Mkdir(d, 0o700); return d }()), "data_unwritable"},
		"no database":           {write(t.TempDir(), fileName, strings.Repeat("no database", 1000)), "data_schema"},
		"somebody else's":       {execute(t.TempDir(), `CREATE TABLE t (x)`), "data_schema"},
		"a newer schema":        {execute(ours(), `INSERT INTO migrations VALUES (9999, 'future', '', 0)`), "data_schema"},
		"another edition":       {execute(ours(), `UPDATE migrations SET checksum = 'x' WHERE number = 2`), "data_schema"},
		"ours":                  {ours(), ""},
		"an empty file as ours": {write(t.TempDir(), fileName, ""), ""},
	} {
		t.Run(name, func(t *testing.T) {
			if code := openCode(t, test.dir, Options{}); code != test.code {
				t.Errorf("got code %q, want %q", code, test.code)
			}
		})
	}
}

// TestExclusive: one serving process a folder, with others beside it; the folder is free again when that closes.
func TestExclusive(t *testing.T) {
	dir := t.TempDir()
	first := open(t, dir, Options{Exclusive: true})
	if code := openCode(t, dir, Options{Exclusive: true}); code != "data_in_use" {
		t.Errorf("second collector: got code %q", code)
	}
	if code := openCode(t, dir, Options{}); code != "" {
		t.Errorf("command beside it: got code %q", code)
	}
	if err := first.Close(); err != nil {
		t.Fatal(err)
	}
	if code := openCode(t, dir, Options{Exclusive: true}); code != "" {
		t.Errorf("after it: got code %q", code)
	}
}

// TestOpenAtOnce: many open a new folder at once, and all find the whole schema.
func TestOpenAtOnce(t *testing.T) {
	dir := t.TempDir()
	var wg sync.WaitGroup
	for range 8 {
		wg.Go(func() {
			s, err := Open(t.Context(), dir, Options{})
			if err != nil {
				t.Error(err)
				return
			}
			if err := errors.Join(s.Ready(t.Context()), s.Close()); err != nil {
				t.Error(err)
			}
		})
	}
	wg.Wait()
}

// TestOpenWhileAnotherSwitches: an opener whom SQLite refuses at once, because another one is about to switch the new file to
// write-ahead logging, tries again when that is done, and gives up with its context.
func TestOpenWhileAnotherSwitches(t *testing.T) {
	file, err := prepareFolder(t.TempDir())
	if err != nil {
		t.Fatal(err)
	}
	other, err := sql.Open("sqlite3", source(file, map[string]string{"mode": "rw", "_txlock": "immediate"}))
	if err != nil {
		t.Fatal(err)
	}
	defer func() { _ = other.Close() }()
	tx, err := other.BeginTx(t.Context(), nil) // takes the lock that the switch takes first
	if err != nil {
		t.Fatal(err)
	}
	ended, cancel := context.WithCancel(t.Context())
	never := func() <-chan time.Time { cancel(); return nil }
	if db, err := openPatiently(ended, file, never); db != nil || !errors.Is(err, context.Canceled) {
		t.Errorf("after its context ended: %v, %v", db, err)
	}
	tries := 0
	db, err := openPatiently(t.Context(), file, func() <-chan time.Time {
		if tries++; tries == 3 {
			if err := tx.Rollback(); err != nil {
				t.Error(err)
			}
		}
		now := make(chan time.Time)
		close(now)
		return now
	})
	if err != nil || tries != 3 {
		t.Fatalf("after %d refusals: %v", tries, err)
	}
	if err := db.Close(); err != nil {
		t.Error(err)
	}
}

// TestOlderSchemas opens a file of every older schema with rows in it. testdata/NNNN.sql fills what migration NNNN made, before
// the next one.
func TestOlderSchemas(t *testing.T) {
	steps := migrations()
	for age := range len(steps) {
		dir := t.TempDir()
		file, err := prepareFolder(dir)
		if err != nil {
			t.Fatal(err)
		}
		db, err := openWriter(t.Context(), file)
		if err != nil {
			t.Fatal(err)
		}
		for i, step := range steps[:age] {
			if err := migrate(t.Context(), db, steps[:i+1], time.Now()); err != nil {
				t.Fatal(err)
			}
			text, err := os.ReadFile(filepath.Join("testdata", step.name[:4]+".sql"))
			if err != nil {
				t.Fatal(err)
			}
			if _, err := db.Exec(string(text)); err != nil {
				t.Fatalf("testdata of %s: %v", step.name, err)
			}
		}
		before := counts(t, db)
		if err := db.Close(); err != nil {
			t.Fatal(err)
		}
		s := open(t, dir, Options{})
		after := counts(t, s.searches.db)
		for table, n := range before {
			if n == 0 && table != "migrations" || after[table] != n && table != "migrations" && table != "sqlite_stat1" {
				t.Errorf("schema %d: table %s had %d rows, has %d", age, table, n, after[table])
			}
		}
		if after["migrations"] != len(steps) {
			t.Errorf("schema %d: %d migrations recorded, want %d", age, after["migrations"], len(steps))
		}
		if err := errors.Join(s.Ready(t.Context()), s.Check(t.Context())); err != nil {
			t.Errorf("schema %d: %v", age, err)
		}
		if age == 0 {
			continue
		}
		list, _, err := s.ListDecisions(t.Context(), core.Query{})
		if err != nil || len(list) != 1 || list[0].Shown == nil || list[0].Rendered == nil || !list[0].Rendered.Equal(*list[0].Shown) {
			t.Errorf("schema %d: a decision that was shown: %+v, %v", age, list, err)
		}
	}
}

// counts gives the number of rows of every table, but for one of the full-text index that is empty while the index is small.
func counts(t *testing.T, db *sql.DB) map[string]int {
	t.Helper()
	tables, err := db.Query(`SELECT name FROM sqlite_schema WHERE type = 'table' AND name <> 'words_segments'`)
	if err != nil {
		t.Fatal(err)
	}
	var names []string
	for tables.Next() {
		var name string
		if err := tables.Scan(&name); err != nil {
			t.Fatal(err)
		}
		names = append(names, name)
	}
	if err := errors.Join(tables.Err(), tables.Close()); err != nil {
		t.Fatal(err)
	}
	m := map[string]int{}
	for _, name := range names {
		var n int
		if err := db.QueryRow(`SELECT count(*) FROM "` + name + `"`).Scan(&n); err != nil {
			t.Fatal(err)
		}
		m[name] = n
	}
	return m
}

// TestMigrationFails: a step that fails leaves nothing behind, and the steps before it stay.
func TestMigrationFails(t *testing.T) {
	file, err := prepareFolder(t.TempDir())
	if err != nil {
		t.Fatal(err)
	}
	db, err := openWriter(t.Context(), file)
	if err != nil {
		t.Fatal(err)
	}
	defer func() { _ = db.Close() }()
	steps := append(migrations(), migration{number: len(migrations()) + 1, name: "bad", text: `CREATE TABLE half (x); nonsense`})
	if err := migrate(context.Background(), db, steps, time.Now()); err == nil || !strings.Contains(err.Error(), "bad") {
		t.Errorf("got %v, want an error that names the migration", err)
	}
	got := counts(t, db)
	if _, half := got["half"]; half || got["migrations"] != len(migrations()) {
		t.Errorf("after the failure: %v", got)
	}
}
