package sqlite

import (
	"context"
	"database/sql"
	"fmt"
	"log/slog"
	"sync"

	"heed/collector/core"
)

// groupSize bounds how many jobs share a transaction. With a hundred or more the fsync is no longer what costs.
const groupSize = 1000

// job is one thing to write: all of run or nothing of it.
type job struct {
	run   func(tx *sql.Tx) error
	index int           // which of the caller's jobs this is
	done  chan<- result // has room, so that the writer never waits
}

// result is how a job went; nil means that it is on disk.
type result struct {
	index int
	err   error
}

// writer is the one goroutine that writes.
type writer struct {
	db    *sql.DB
	log   *slog.Logger
	queue chan job
	ended chan struct{}

	// closing is held for reading while a job is put in the queue, so that stop can wait for those who do.
	closing sync.RWMutex
	closed  bool
}

func startWriter(db *sql.DB, log *slog.Logger) *writer {
	w := &writer{db: db, log: log, queue: make(chan job, groupSize), ended: make(chan struct{})}
	go w.loop()
	return w
}

// stop waits for what is queued, and takes no more.
func (w *writer) stop() {
	w.closing.Lock()
	if !w.closed {
		w.closed = true
		close(w.queue)
	}
	w.closing.Unlock()
	<-w.ended
}

// do runs one job and waits until it is on disk.
func (w *writer) do(ctx context.Context, run func(tx *sql.Tx) error) error {
	return w.doAll(ctx, []func(*sql.Tx) error{run})[0]
}

// doAll runs jobs and waits until all are on disk, or ctx ends. A nil job is left out and has no error.
func (w *writer) doAll(ctx context.Context, runs []func(tx *sql.Tx) error) []error {
	errs := make([]error, len(runs))
	done := make(chan result, len(runs))
	waiting := map[int]bool{}
	for i, run := range runs {
		if run == nil {
			continue
		}
		if errs[i] = w.enqueue(ctx, job{run, i, done}); errs[i] == nil {
			waiting[i] = true
		}
	}
	for len(waiting) > 0 {
		select {
		case r := <-done:
			errs[r.index] = r.err
			delete(waiting, r.index)
		case <-ctx.Done():
			for i := range waiting {
				errs[i] = ctx.Err()
			}
			return errs
		}
	}
	return errs
}

func (w *writer) enqueue(ctx context.Context, j job) error {
	if err := ctx.Err(); err != nil {
		return err
	}
	w.closing.RLock()
	defer w.closing.RUnlock()
	if w.closed {
		return core.Errorf(core.Internal, "data_closed", "The store is closed.")
	}
	select {
	case w.queue <- j:
		return nil
	case <-ctx.Done():
		return ctx.Err()
	}
}

func (w *writer) loop() {
	defer close(w.ended)
	group := make([]job, 0, groupSize)
	for first := range w.queue {
		group = w.collect(append(group[:0], first))
		w.commit(group)
	}
}

// collect adds what is queued already.
func (w *writer) collect(group []job) []job {
	for len(group) < groupSize {
		select {
		case j, open := <-w.queue:
			if !open {
				return group
			}
			group = append(group, j)
		default:
			return group
		}
	}
	return group
}

// commit writes a group and tells everybody in it. Nearly always nothing fails, and there is no savepoint to pay for; when a job
// does, the group runs again with one around each.
func (w *writer) commit(group []job) {
	errs := make([]error, len(group))
	failed, err := w.transact(group, errs, runPlain)
	if failed {
		w.log.Debug("a change failed; its group is written again, guarded", "group", len(group), "error", err)
		_, err = w.transact(group, errs, runGuarded)
	}
	for i, j := range group {
		if errs[i] == nil {
			errs[i] = err
		}
		j.done <- result{j.index, writeError(errs[i])}
	}
}

// transact runs a group in one transaction. An error concerns all of the group: nothing of it was written. With failed it was one
// job's fault, and running it guarded may save the others.
func (w *writer) transact(group []job, errs []error, run func(*sql.Tx, job) (own, whole error)) (failed bool, err error) {
	// The callers' contexts do not count here: their jobs share the transaction.
	tx, err := w.db.BeginTx(context.Background(), nil)
	if err != nil {
		return false, err
	}
	for i, j := range group {
		if errs[i], err = run(tx, j); err != nil {
			errs[i] = nil
			return true, joinRollback(tx, err)
		}
	}
	return false, tx.Commit()
}

// runPlain runs a job of which any failure ends the transaction.
func runPlain(tx *sql.Tx, j job) (own, whole error) { return nil, j.run(tx) }

// runGuarded runs a job inside a savepoint. When that cannot be rolled back, SQLite has ended the transaction itself (a full disk,
// say), and the failure is everybody's.
func runGuarded(tx *sql.Tx, j job) (own, whole error) {
	if _, err := tx.Exec(`SAVEPOINT job`); err != nil {
		return nil, err
	}
	own = j.run(tx)
	if own != nil {
		if _, err := tx.Exec(`ROLLBACK TO job`); err != nil {
			return nil, fmt.Errorf("%w (and the savepoint is gone: %v)", own, err)
		}
	}
	_, whole = tx.Exec(`RELEASE job`)
	return own, whole
}

func joinRollback(tx *sql.Tx, err error) error {
	if rollback := tx.Rollback(); rollback != nil {
		return fmt.Errorf("%w (and the rollback failed: %v)", err, rollback)
	}
	return err
}

// execute runs one statement of a job. The context is the background's, for the reason given at transact.
func execute(tx *sql.Tx, query string, args ...any) error {
	_, err := tx.Exec(query, args...)
	return err
}
