package sqlite

import (
	"context"
	"database/sql"
	"errors"
	"fmt"
	"path/filepath"
	"runtime"
	"slices"
	"testing"
	"time"

	"pgregory.net/rapid"

	"heed/collector/core"
)

// held queues jobs while the writer is busy with a first one, so that they form one group, and returns their errors.
func held(t testing.TB, s *Store, runs []func(*sql.Tx) error) []error {
	t.Helper()
	release, entered := make(chan struct{}), make(chan struct{})
	first := make(chan error)
	go func() {
		first <- s.writer.do(t.Context(), func(*sql.Tx) error {
			close(entered)
			<-release
			return nil
		})
	}()
	<-entered
	done := make(chan result, len(runs))
	for i, run := range runs {
		if err := s.writer.enqueue(t.Context(), job{run, i, done}); err != nil {
			t.Fatal(err)
		}
	}
	close(release)
	if err := <-first; err != nil {
		t.Fatal(err)
	}
	errs := make([]error, len(runs))
	for range runs {
		r := <-done
		errs[r.index] = r.err
	}
	return errs
}

var errMine = errors.New("my own")

// TestGroup: in a group of any mixture, exactly the failing jobs fail, with their own error, and leave nothing.
func TestGroup(t *testing.T) {
	s := open(t, t.TempDir(), Options{})
	number := 0
	rapid.Check(t, func(r *rapid.T) {
		kinds := rapid.SliceOfN(rapid.IntRange(0, 3), 1, 20).Draw(r, "jobs")
		base := number
		number += len(kinds)
		runs := make([]func(*sql.Tx) error, len(kinds))
		for i, kind := range kinds {
			runs[i] = func(tx *sql.Tx) error {
				err := execute(tx, s.queries.get("event.Insert"), fmt.Sprint(base+i), "shop", "", "", "x", base+i, 0, "", nil)
				switch {
				case err != nil || kind == 0 || kind == 1:
					return err
				case kind == 2: // after writing something
					return errMine
				default: // SQLite's own
					return execute(tx, s.queries.get("user.Insert"), nil, nil, nil, nil, nil, nil, nil)
				}
			}
		}
		errs := held(t, s, runs)
		for i, kind := range kinds {
			if good := kind < 2; good != (errs[i] == nil) || kind == 2 && !errors.Is(errs[i], errMine) ||
				kind == 3 && !core.IsKind(errs[i], core.Invalid) {
				r.Errorf("job %d of kind %d: %v", i, kind, errs[i])
			}
			var stored bool
			if err := s.searches.db.QueryRow(`SELECT count(*) FROM events WHERE id = ?`, fmt.Sprint(base+i)).Scan(&stored); err != nil {
				r.Fatal(err)
			}
			if stored != (kind < 2) {
				r.Errorf("job %d of kind %d: stored %v", i, kind, stored)
			}
		}
	})
}

// TestPruneInAGroupThatFails: a job is run a second time when another of its group has failed. Deleting what is old then goes on too.
func TestPruneInAGroupThatFails(t *testing.T) {
	s := open(t, t.TempDir(), Options{})
	old := core.Delivery{ID: "msg_a", Site: "shop", Webhook: "crm", Event: core.EventTest, Made: time.UnixMilli(1), Payload: []byte(`{}`)}
	if err := s.Commit(t.Context(), []core.Change{{Deliveries: []core.Delivery{old}}})[0]; err != nil {
		t.Fatal(err)
	}
	release, entered, first := make(chan struct{}), make(chan struct{}), make(chan error, 1)
	go func() {
		first <- s.writer.do(t.Context(), func(*sql.Tx) error {
			close(entered)
			<-release
			return nil
		})
	}()
	<-entered
	type outcome struct {
		n   int
		err error
	}
	pruned := make(chan outcome, 1)
	go func() {
		n, err := s.PruneDeliveries(t.Context(), time.UnixMilli(2))
		pruned <- outcome{n, err}
	}()
	for len(s.writer.queue) == 0 { // until it waits behind the first
		runtime.Gosched()
	}
	done := make(chan result, 1)
	if err := s.writer.enqueue(t.Context(), job{func(*sql.Tx) error { return errMine }, 0, done}); err != nil {
		t.Fatal(err)
	}
	close(release)
	if err := <-first; err != nil {
		t.Fatal(err)
	}
	if r := <-done; !errors.Is(r.err, errMine) {
		t.Errorf("the one that fails: %v", r.err)
	}
	if got := <-pruned; got.n != 1 || got.err != nil {
		t.Errorf("deleted %d, %v", got.n, got.err)
	}
}

// TestGroupIsOneTransaction: what is queued while the writer is busy is committed together.
func TestGroupIsOneTransaction(t *testing.T) {
	s := open(t, t.TempDir(), Options{})
	seen := map[*sql.Tx]int{}
	run := func(tx *sql.Tx) error {
		seen[tx]++
		return nil
	}
	for i, err := range held(t, s, slices.Repeat([]func(*sql.Tx) error{run}, groupSize)) {
		if err != nil {
			t.Errorf("job %d: %v", i, err)
		}
	}
	if len(seen) != 1 {
		t.Errorf("%d jobs in %d transactions, want 1", groupSize, len(seen))
	}
}

// TestLostTransaction: when SQLite itself ends the transaction, nobody is told that anything is stored.
func TestLostTransaction(t *testing.T) {
	s := open(t, t.TempDir(), Options{})
	insert := func(id string) func(*sql.Tx) error {
		return func(tx *sql.Tx) error {
			return execute(tx, s.queries.get("event.Insert"), id, "shop", "", "", "x", 0, 0, "", nil)
		}
	}
	errs := held(t, s, []func(*sql.Tx) error{insert("a"), func(tx *sql.Tx) error {
		return errors.Join(errMine, execute(tx, `ROLLBACK`)) // as a full disk does
	}, insert("b")})
	for i, err := range errs {
		if err == nil {
			t.Errorf("job %d was acknowledged", i)
		}
	}
	if err := s.Ready(t.Context()); err != nil {
		t.Errorf("and afterwards: %v", err)
	}
	page, _, err := s.ListEvents(t.Context(), core.Query{})
	if err != nil || len(page) != 0 {
		t.Errorf("stored %v, error %v", page, err)
	}
}

// TestFull: on a full disk nothing is acknowledged, reads go on, and commits do when there is room again.
func TestFull(t *testing.T) {
	s := open(t, t.TempDir(), Options{})
	limit := func(pages int) {
		if _, err := s.writer.db.Exec(fmt.Sprintf(`PRAGMA max_page_count = %d`, pages)); err != nil {
			t.Fatal(err)
		}
	}
	limit(1) // which means: as many as there are
	stored := 0
	for full := false; !full; {
		changes := make([]core.Change, 100)
		for i := range changes {
			changes[i] = numbered(fmt.Sprint("f", stored), i)
		}
		for _, err := range s.Commit(t.Context(), changes) {
			if err == nil {
				stored++
			} else if full = true; core.AsError(err).Code != "data_full" {
				t.Fatalf("got %v", err)
			}
		}
	}
	if n := counts(t, s.searches.db); n["signals"] != stored || n["events"] != stored {
		t.Errorf("%d acknowledged, %d signals and %d events stored", stored, n["signals"], n["events"])
	}
	limit(1 << 20)
	if err := errors.Join(s.Commit(t.Context(), []core.Change{numbered("room", 1)})[0], s.Check(t.Context())); err != nil {
		t.Errorf("with room again: %v", err)
	}
}

// TestEndedWhileQueued: a caller whose context ends does not wait for the writer.
func TestEndedWhileQueued(t *testing.T) {
	s := open(t, t.TempDir(), Options{})
	ctx, cancel := context.WithCancel(t.Context())
	release, entered, first := make(chan struct{}), make(chan struct{}), make(chan error)
	go func() {
		first <- s.writer.do(t.Context(), func(*sql.Tx) error {
			close(entered)
			<-release
			return nil
		})
	}()
	<-entered
	second := make(chan error)
	go func() { second <- s.Commit(ctx, []core.Change{numbered("x", 1)})[0] }()
	cancel()
	if err := <-second; !errors.Is(err, context.Canceled) {
		t.Errorf("got %v, want the context's error", err)
	}
	close(release)
	if err := <-first; err != nil {
		t.Error(err)
	}
}

// TestBusy: a write waits for another process's, and says so when that takes too long.
func TestBusy(t *testing.T) {
	dir := t.TempDir()
	s := open(t, dir, Options{})
	if _, err := s.writer.db.Exec(`PRAGMA busy_timeout = 1`); err != nil {
		t.Fatal(err)
	}
	other, err := openWriter(t.Context(), filepath.Join(dir, fileName))
	if err != nil {
		t.Fatal(err)
	}
	defer func() { _ = other.Close() }()
	tx, err := other.Begin()
	if err != nil {
		t.Fatal(err)
	}
	if err := s.Ready(t.Context()); !core.IsKind(err, core.Limited) || core.AsError(err).RetryAfter == 0 {
		t.Errorf("while another process writes: %v", err)
	}
	if err := tx.Rollback(); err != nil {
		t.Fatal(err)
	}
	if err := s.Ready(t.Context()); err != nil {
		t.Errorf("afterwards: %v", err)
	}
}

// TestQueryTimeout: a read that takes too long ends with an error of its own, not the caller's context's.
func TestQueryTimeout(t *testing.T) {
	s := open(t, t.TempDir(), Options{QueryTimeout: 20 * time.Millisecond})
	err := s.searches.read(t.Context(), func(ctx context.Context, tx *sql.Tx) error {
		var n int
		return tx.QueryRowContext(ctx,
			`WITH RECURSIVE n (i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n) SELECT count(*) FROM n`).Scan(&n)
	})
	if !core.IsKind(err, core.Limited) || core.AsError(err).Code != "query_timeout" || core.AsError(err).RetryAfter == 0 {
		t.Errorf("got %v", err)
	}
	if _, err := s.Version(t.Context()); err != nil {
		t.Errorf("the next read: %v", err)
	}
}

// TestReadersCannotWrite guards the one-writer rule.
func TestReadersCannotWrite(t *testing.T) {
	s := open(t, t.TempDir(), Options{})
	if _, err := s.searches.db.Exec(`DELETE FROM signals`); err == nil {
		t.Error("a reader wrote")
	}
}

// TestPragmas: what durability rests on holds on the connection that writes.
func TestPragmas(t *testing.T) {
	s := open(t, t.TempDir(), Options{})
	for pragma, want := range map[string]string{"journal_mode": "wal", "synchronous": "2", "foreign_keys": "1",
		"busy_timeout": "15000"} {
		var got string
		if err := s.writer.db.QueryRow(`PRAGMA ` + pragma).Scan(&got); err != nil || got != want {
			t.Errorf("%s is %q, error %v; want %q", pragma, got, err, want)
		}
	}
}

// TestExpiredSignInsAreRemoved when the next one is made.
func TestExpiredSignInsAreRemoved(t *testing.T) {
	now := time.UnixMilli(1_000_000)
	s := open(t, t.TempDir(), Options{})
	if err := s.CreateUser(t.Context(), core.User{ID: "u", Email: "u@example.com"}); err != nil {
		t.Fatal(err)
	}
	for i, hash := range []string{"first", "second"} {
		now = now.Add(time.Duration(i) * time.Hour)
		if err := s.CreateSignIn(t.Context(), core.SignIn{Hash: hash, User: "u", Expires: now.Add(time.Hour)}, now); err != nil {
			t.Fatal(err)
		}
	}
	if n := counts(t, s.searches.db)["sign_ins"]; n != 1 {
		t.Errorf("%d sign-ins are stored, want 1", n)
	}
}
