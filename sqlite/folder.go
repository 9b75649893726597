package sqlite

import (
	"context"
	"database/sql"
	"errors"
	"fmt"
	"io/fs"
	"net/url"
	"os"
	"path/filepath"
	"runtime"
	"strings"
	"syscall"
	"time"

	"github.com/mattn/go-sqlite3" // registers the driver «sqlite3»

	"heed/collector/core"
)

const (
	fileName = "heed.db"
	lockName = "heed.lock"

	// busyTimeout is how long a process waits while another one writes. A serving collector under full load leaves only short
	// gaps, which SQLite's polling must hit, so it is generous.
	busyTimeout = 15 * time.Second

	// busyPause is between two tries where SQLite does not wait by itself; the other's switch to write-ahead logging takes some fsyncs.
	busyPause = 10 * time.Millisecond

	// statementCache is the number of compiled statements a connection keeps: more than there are.
	statementCache = 128
)

// prepareFolder creates the folder and an empty database file, for their modes, and returns the file's absolute path. SQLite gives
// its side files (-wal, -shm) the mode of the database.
func prepareFolder(dir string) (file string, err error) {
	unwritable := func(err error) error {
		return core.Errorf(core.Invalid, "data_unwritable", "The data folder %s cannot be written: %w", dir, err)
	}
	if dir, err = filepath.Abs(dir); err != nil {
		return "", unwritable(err)
	}
	if err := os.MkdirAll(dir, 0o700); err != nil {
		return "", unwritable(err)
	}
	file = filepath.Join(dir, fileName)
	// Never open a file that exists: closing it would drop the locks that SQLite holds on it in this process (POSIX fcntl).
	f, err := os.OpenFile(file, os.O_RDWR|os.O_CREATE|os.O_EXCL, 0o600)
	if errors.Is(err, fs.ErrExist) {
		return file, nil
	}
	if err != nil {
		return "", unwritable(err)
	}
	if err := f.Close(); err != nil {
		return "", unwritable(err)
	}
	return file, nil
}

// lockFolder takes the serving process's lock, which the system drops when the process ends, however it ends. The file holds the
// number of the process, for the message of the next one.
func lockFolder(dir string) (*os.File, error) {
	f, err := os.OpenFile(filepath.Join(dir, lockName), os.O_RDWR|os.O_CREATE, 0o600)
	if err != nil {
		return nil, core.Errorf(core.Invalid, "data_unwritable", "The data folder %s cannot be written: %w", dir, err)
	}
	if err := syscall.Flock(int(f.Fd()), syscall.LOCK_EX|syscall.LOCK_NB); err != nil {
		var holder string
		if b, err := os.ReadFile(f.Name()); err == nil && len(b) > 0 {
			holder = " (process " + strings.TrimSpace(string(b)) + ")"
		}
		_ = f.Close()
		return nil, core.Errorf(core.Invalid, "data_in_use",
			"Another collector%s serves the data folder %s; stop it first, or choose another folder with --data.", holder, dir)
	}
	if err := errors.Join(f.Truncate(0), writeAt(f, fmt.Sprintln(os.Getpid()))); err != nil {
		return nil, errors.Join(
			core.Errorf(core.Invalid, "data_unwritable", "The data folder %s cannot be written: %w", dir, err), f.Close())
	}
	return f, nil
}

func writeAt(f *os.File, s string) error {
	_, err := f.WriteAt([]byte(s), 0)
	return err
}

// source names the file with its options, which hold for every connection of a pool (a PRAGMA statement would reach only one).
func source(file string, options map[string]string) string {
	q := url.Values{}
	q.Set("_busy_timeout", fmt.Sprint(busyTimeout.Milliseconds()))
	q.Set("_stmt_cache_size", fmt.Sprint(statementCache))
	for k, v := range options {
		q.Set(k, v)
	}
	return (&url.URL{Scheme: "file", Path: file, RawQuery: q.Encode()}).String()
}

// openWriter opens the one connection that writes. The first opener of a file switches it to write-ahead logging for good. SQLite does
// not wait for the busy timeout there: each of two who switch at once holds a read lock that the other would wait for, so it refuses
// one with SQLITE_BUSY right away. That one has dropped its lock by then, and tries again.
func openWriter(ctx context.Context, file string) (*sql.DB, error) {
	return openPatiently(ctx, file, func() <-chan time.Time { return time.After(busyPause) })
}

// openPatiently tries for about as long as SQLite waits elsewhere; pause says when to try again.
func openPatiently(ctx context.Context, file string, pause func() <-chan time.Time) (*sql.DB, error) {
	for range busyTimeout / busyPause {
		db, err := connectWriter(ctx, file)
		var refused sqlite3.Error
		if !errors.As(err, &refused) || refused.Code != sqlite3.ErrBusy {
			return db, err
		}
		select {
		case <-ctx.Done():
			return nil, ctx.Err()
		case <-pause():
		}
	}
	return connectWriter(ctx, file)
}

func connectWriter(ctx context.Context, file string) (*sql.DB, error) {
	db, err := sql.Open("sqlite3", source(file, map[string]string{
		"mode": "rw", "_journal_mode": "WAL", "_synchronous": "FULL", "_txlock": "immediate", "_foreign_keys": "on",
	}))
	if err != nil {
		return nil, err
	}
	db.SetMaxOpenConns(1)
	db.SetMaxIdleConns(1)
	if err := db.PingContext(ctx); err != nil {
		return nil, errors.Join(openError(file, err), db.Close())
	}
	return db, nil
}

// openReader opens a pool that reads.
func (s *Store) openReader(ctx context.Context) (reader, error) {
	db, err := sql.Open("sqlite3", source(s.file, map[string]string{"mode": "ro", "_query_only": "on"}))
	if err != nil {
		return reader{}, err
	}
	size := max(4, runtime.GOMAXPROCS(0))
	db.SetMaxOpenConns(size)
	db.SetMaxIdleConns(size)
	if err := db.PingContext(ctx); err != nil {
		return reader{}, errors.Join(openError(s.file, err), db.Close())
	}
	return reader{db, s.queries, s.timeout}, nil
}
