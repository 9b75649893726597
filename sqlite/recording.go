package sqlite

import (
	"context"
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
	return one(ctx, s, "signal.Count", []any{site, ceilMillis(since), ceilMillis(until)}, func(scan scanner) (n int, err error) {
		err = scan(&n)
		return n, err
	})
}

// EachSignal implements core.Recordings.
func (s *Store) EachSignal(ctx context.Context, site string, since, until time.Time, each func(core.Recorded) error) error {
	words := words{}
	scan := func(scan scanner) (l listed[core.Recorded], err error) {
		g := &l.item
		var at, received int64
		err = scan(&l.seq, &g.ID, &g.Visitor, &g.Session, &g.Kind, &at, &received, &g.Score, &g.Page, &g.Target, &g.JSON,
			&g.Reason, &g.Decided)
		g.Site, g.At, g.Received, l.at = site, time.UnixMilli(at).UTC(), time.UnixMilli(received).UTC(), at
		g.Kind, g.Page, g.Target, g.Reason = words.one(g.Kind), words.one(g.Page), words.one(g.Target), words.one(g.Reason)
		return l, err
	}
	return walk(ctx, s, "signal.Walk", []any{site}, ceilMillis(since), ceilMillis(until), scan, each)
}

// EachContact implements core.Recordings.
func (s *Store) EachContact(ctx context.Context, site string, until time.Time, each func(string, core.Contact) error) error {
	type contact struct {
		visitor string
		core.Contact
	}
	scan := func(scan scanner) (l listed[contact], err error) {
		c := &l.item
		c.Contact, err = scanContact(func(dest ...any) error { return scan(append([]any{&l.seq, &c.visitor}, dest...)...) })
		l.at = millis(c.At)
		return l, err
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
// continue after, the time to end before, the size of a page, and the rest of which.
func walk[T any](ctx context.Context, s *Store, query string, which []any, since, until int64, scan func(scanner) (listed[T], error),
	each func(T) error) error {
	at := position{at: since, seq: math.MinInt64}
	for {
		args := append([]any{which[0], at.at, at.seq, until, walkSize}, which[1:]...)
		page, err := all(ctx, s, query, args, scan)
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

// EachVisitor implements core.Recordings.
func (s *Store) EachVisitor(ctx context.Context, site string, since time.Time, each func(core.Visitor) error) error {
	after := ""
	for {
		page, err := all(ctx, s, "visitor.Walk", []any{site, ceilMillis(since), after, walkSize}, scanVisitor)
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

func scanVisitor(scan scanner) (v core.Visitor, err error) {
	err = scan(&v.Site, &v.ID, &v.User, &v.Session, &v.Visits, timeIn{&v.First}, timeIn{&v.Last}, jsonIn{&v.Traits}, jsonIn{&v.Device},
		jsonIn{&v.Cart}, jsonIn{&v.Page})
	return v, err
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
