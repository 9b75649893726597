package sqlite

import (
	"context"
	"database/sql"
	"errors"
	"io"
	"log/slog"
	"os"
	"time"

	"heed/collector/core"
)

// Options are what a store needs from outside. The zero value serves.
type Options struct {
	// Clock tells the time; time.Now when nil.
	Clock core.Clock
	// Log hears what happened in the background; nothing is logged when nil.
	Log *slog.Logger
	// Exclusive is set by the process that serves the folder: a second one that sets it is refused with code data_in_use.
	Exclusive bool
	// QueryTimeout ends a read; DefaultQueryTimeout when zero.
	QueryTimeout time.Duration
}

// DefaultQueryTimeout is far above what an indexed read needs (milliseconds), and short enough that the write-ahead log, which
// cannot be reset beyond the oldest reader, stays small.
const DefaultQueryTimeout = 5 * time.Second

// Store is a core.Store in one folder.
type Store struct {
	file    string
	clock   core.Clock
	log     *slog.Logger
	timeout time.Duration
	queries queries
	lock    io.Closer // nil unless Exclusive
	writer  *writer
	// lookups are of few rows that a key leads to: what pages and sign-ins wait for. Searches go through what there is of a site: lists,
	// counts, recordings.
	lookups, searches reader
}

var _ core.Store = (*Store)(nil)

// Open opens the store in a folder, which it creates (0700) with its file (0600) when missing, and brings the schema up to date.
// It fails with an Invalid error of code data_unwritable, data_in_use or data_schema.
func Open(ctx context.Context, dir string, opts Options) (*Store, error) {
	file, err := prepareFolder(dir)
	if err != nil {
		return nil, err
	}
	s := &Store{file: file, clock: opts.Clock, log: opts.Log, timeout: opts.QueryTimeout, queries: loadQueries()}
	if s.clock == nil {
		s.clock = time.Now
	}
	if s.log == nil {
		s.log = slog.New(slog.DiscardHandler)
	}
	if s.timeout == 0 {
		s.timeout = DefaultQueryTimeout
	}
	if opts.Exclusive {
		if s.lock, err = lockFolder(dir); err != nil {
			return nil, err
		}
	}
	if err := s.connect(ctx); err != nil {
		return nil, errors.Join(err, s.disconnect())
	}
	return s, nil
}

// connect opens the connections; the writer's comes first, because it creates what the readers then find.
func (s *Store) connect(ctx context.Context) error {
	db, err := openWriter(ctx, s.file)
	if err != nil {
		return err
	}
	if err := s.prepare(ctx, db); err != nil {
		return errors.Join(openError(s.file, err), db.Close())
	}
	for _, r := range []*reader{&s.lookups, &s.searches} {
		if *r, err = s.openReader(ctx); err != nil {
			return errors.Join(err, db.Close())
		}
	}
	s.writer = startWriter(db, s.log)
	return nil
}

// prepare brings the schema up to date and compiles every static statement against it, so that a mistake in one shows here.
func (s *Store) prepare(ctx context.Context, db *sql.DB) error {
	if err := migrate(ctx, db, migrations(), s.clock()); err != nil {
		return err
	}
	return s.queries.compile(ctx, db)
}

// disconnect closes what is open: the readers before the writer, which so is the last connection and folds the write-ahead log
// into the file; then the lock, so that whoever gets it next finds the folder at rest.
func (s *Store) disconnect() error {
	var errs []error
	if s.writer != nil {
		s.writer.stop()
	}
	for _, r := range []reader{s.lookups, s.searches} {
		if r.db != nil {
			errs = append(errs, r.db.Close())
		}
	}
	if s.writer != nil {
		errs = append(errs, s.writer.db.Close())
	}
	if s.lock != nil {
		if err := s.lock.Close(); !errors.Is(err, os.ErrClosed) {
			errs = append(errs, err)
		}
	}
	return errors.Join(errs...)
}

// Close waits for commits in flight. Closing twice is harmless.
func (s *Store) Close() error { return s.disconnect() }

// Ready commits one row through the same queue as everything else.
func (s *Store) Ready(ctx context.Context) error {
	return s.writer.do(ctx, func(tx *sql.Tx) error {
		return execute(tx, s.queries.get("readiness.Write"), millis(s.clock()))
	})
}
