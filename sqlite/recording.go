package sqlite

import (
	"context"
	"database/sql"
	"maps"
	"math"
	"slices"
	"time"

	"heed/collector/core"
)

// walkSize is how many rows of a walk one read takes: some tens of milliseconds, so that the write-ahead log, which cannot be reset
// beyond the oldest reader, stays small.
const walkSize = 10_000

// CountSignals implements core.Recordings.
func (s *Store) CountSignals(ctx context.Context, site string, since, until time.Time) (int, error) {
	return one(ctx, s.searches, "signal.Count", []any{site, ceilMillis(since), ceilMillis(until)}, func(scan scanner) (n int, err error) {
		err = scan(&n)
		return n, err
	})
}

// EachSignal implements core.Recordings.
func (s *Store) EachSignal(ctx context.Context, site string, since, until time.Time, each func(core.Recorded) error) error {
	words := words{}
	scan := func(scan scanner, l *listed[core.Recorded]) error {
		l.item = core.Recorded{Signal: core.Signal{Site: site}}
		var row string
		if err := scan(&l.item.Score, &l.item.JSON, &row); err != nil {
			return err
		}
		return words.recorded(l, row)
	}
	return walk(ctx, s, "signal.Walk", []any{site}, ceilMillis(since), ceilMillis(until), scan, each)
}

// EachContact implements core.Recordings.
func (s *Store) EachContact(ctx context.Context, site string, until time.Time, each func(string, core.Contact) error) error {
	type contact struct {
		visitor string
		core.Contact
	}
	scan := func(scan scanner, l *listed[contact]) (err error) {
		c := &l.item
		c.Contact, err = scanContact(func(dest ...any) error { return scan(append([]any{&l.seq, &c.visitor}, dest...)...) })
		l.at = millis(c.At)
		return err
	}
	counts, err := s.Contacts(ctx, site)
	if err != nil {
		return err
	}
	for _, intercept := range slices.Sorted(maps.Keys(counts)) {
		err := walk(ctx, s, "decision.Walk", []any{site, intercept}, math.MinInt64, ceilMillis(until), scan,
			func(c contact) error { return each(c.visitor, c.Contact) })
		if err != nil {
			return err
		}
	}
	return nil
}

// walk reads rows by pages, each from behind the one before. The query's parameters are the first of which, a time and a place to
// continue after, the time to end before, the size of a page, and the rest of which. Scan fills a row that held another one before.
func walk[T any](ctx context.Context, s *Store, query string, which []any, since, until int64, scan func(scanner, *listed[T]) error,
	each func(T) error) error {
	at := position{at: since, seq: math.MinInt64}
	var page []listed[T] // of which the memory is used again
	for {
		args := append([]any{which[0], at.at, at.seq, until, walkSize}, which[1:]...)
		err := s.searches.read(ctx, func(ctx context.Context, tx *sql.Tx) (err error) {
			page, err = refill(ctx, tx, s.queries.get(query), args, page[:0], scan)
			return err
		})
		if err != nil {
			return err
		}
		for i := range page {
			if err := each(page[i].item); err != nil {
				return err
			}
		}
		if len(page) < walkSize {
			return nil
		}
		at = page[len(page)-1].position
	}
}

// refill reads the rows of a query behind those of a page.
func refill[T any](ctx context.Context, tx *sql.Tx, query string, args []any, page []listed[T], scan func(scanner, *listed[T]) error) ([]listed[T], error) {
	r, err := tx.QueryContext(ctx, query, args...)
	if err != nil {
		return page, err
	}
	defer func() { _ = r.Close() }() // its error is that of Err
	for r.Next() {
		page = slices.Grow(page, 1)[:len(page)+1]
		if err := scan(r.Scan, &page[len(page)-1]); err != nil {
			return page, err
		}
	}
	return page, r.Err()
}

// EachVisitor implements core.Recordings.
func (s *Store) EachVisitor(ctx context.Context, site string, since time.Time, each func(core.RecordedVisitor) error) error {
	after := ""
	for {
		page, err := all(ctx, s.searches, "visitor.Walk", []any{site, ceilMillis(since), after, walkSize}, scanRecordedVisitor)
		if err != nil {
			return err
		}
		for i := range page {
			if err := each(page[i]); err != nil {
				return err
			}
		}
		if len(page) < walkSize {
			return nil
		}
		after = page[len(page)-1].ID
	}
}

func scanRecordedVisitor(scan scanner) (v core.RecordedVisitor, err error) {
	var row string
	if err := scan(&row, &v.JSON); err != nil {
		return v, err
	}
	a := newArray(row)
	v.ID, v.User, v.Session, v.Visits = a.text(), a.text(), a.text(), int(a.integer())
	v.First, v.Last = time.UnixMilli(a.integer()).UTC(), time.UnixMilli(a.integer()).UTC()
	return v, a.err
}

// recorded fills a signal from a row of signal.Walk.
func (w words) recorded(l *listed[core.Recorded], row string) error {
	a, g := newArray(row), &l.item
	l.seq, l.at = a.integer(), a.integer()
	g.At, g.Received, g.Decided = time.UnixMilli(l.at).UTC(), time.UnixMilli(a.integer()).UTC(), a.integer() != 0
	g.ID, g.Visitor, g.Session = a.text(), a.text(), a.text()
	g.Kind, g.Page, g.Target, g.Reason = w.one(a.text()), w.one(a.text()), w.one(a.text()), w.one(a.text())
	return a.err
}

// words keeps one copy of each text that comes again and again, as kinds and pages do. It forgets them when they are too many.
type words map[string]string

func (w words) one(s string) string {
	const most = 10_000
	if known, ok := w[s]; ok {
		return known
	}
	if len(w) >= most {
		clear(w)
	}
	w[s] = s
	return s
}
