package sqlite

import (
	"context"
	"database/sql"
	"errors"
	"time"

	"heed/collector/core"
)

// reader is a pool of connections that read. A store has two, so that a visitor whose page waits for a few rows never waits for people who
// look through millions.
type reader struct {
	db      *sql.DB
	queries queries
	timeout time.Duration
}

// read runs reads that see one moment, within the timeout.
func (r reader) read(ctx context.Context, run func(ctx context.Context, tx *sql.Tx) error) error {
	limited, cancel := context.WithTimeout(ctx, r.timeout)
	defer cancel()
	err := r.readTx(limited, run)
	if err == nil {
		return nil
	}
	if ctx.Err() != nil {
		return ctx.Err()
	}
	if errors.Is(limited.Err(), context.DeadlineExceeded) {
		slow := core.Errorf(core.Limited, "query_timeout", "The query took longer than %s; narrow it down.", r.timeout)
		slow.RetryAfter = time.Second
		return slow
	}
	return err
}

func (r reader) readTx(ctx context.Context, run func(ctx context.Context, tx *sql.Tx) error) error {
	tx, err := r.db.BeginTx(ctx, nil)
	if err != nil {
		return err
	}
	defer func() { _ = tx.Rollback() }() // it only read
	return run(ctx, tx)
}

// one reads the one row of a query, in a read of its own.
func one[T any](ctx context.Context, r reader, name string, args []any, scan func(scanner) (T, error)) (x T, err error) {
	err = r.read(ctx, func(ctx context.Context, tx *sql.Tx) error {
		x, err = scan(tx.QueryRowContext(ctx, r.queries.get(name), args...).Scan)
		return err
	})
	return x, err
}

// rows reads all rows of a query; scan gets the function that fills its variables from the current row.
func rows[T any](ctx context.Context, tx *sql.Tx, query string, args []any, scan func(scanner) (T, error)) ([]T, error) {
	r, err := tx.QueryContext(ctx, query, args...)
	if err != nil {
		return nil, err
	}
	defer func() { _ = r.Close() }() // its error is that of Err
	list := []T{}
	for r.Next() {
		x, err := scan(r.Scan)
		if err != nil {
			return nil, err
		}
		list = append(list, x)
	}
	return list, r.Err()
}

// all reads all rows of a query, in a read of its own.
func all[T any](ctx context.Context, r reader, name string, args []any, scan func(scanner) (T, error)) (list []T, err error) {
	err = r.read(ctx, func(ctx context.Context, tx *sql.Tx) error {
		list, err = rows(ctx, tx, r.queries.get(name), args, scan)
		return err
	})
	return list, err
}

// scanner is the Scan of sql.Row and sql.Rows.
type scanner func(dest ...any) error
