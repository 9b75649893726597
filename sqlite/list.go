package sqlite

import (
	"context"
	"database/sql"
	"encoding/base64"
	"encoding/binary"
	"hash/fnv"
	"time"

	"heed/collector/core"
)

// position is a row's place in its list: newest first, and by arrival among those of the same millisecond. A list continues after
// a position, not at a number of rows, so rows that arrive meanwhile neither repeat nor hide any.
type position struct {
	at  int64 // Unix ms
	seq int64
}

// listed is a row with its place.
type listed[T any] struct {
	item T
	position
}

// list reads one page. The query file takes the filters of selection, and sorts by position.
func list[T any](ctx context.Context, tx *sql.Tx, queries queries, name string, q core.Query,
	scan func(scanner) (listed[T], error)) (page []T, next string, err error) {
	args, limit, err := selection(name, q)
	if err != nil {
		return nil, "", err
	}
	return listBy(ctx, tx, queries, name, q, args, limit, scan)
}

// listBy is list with the parameters of selection, or others in their place.
func listBy[T any](ctx context.Context, tx *sql.Tx, queries queries, name string, q core.Query, args map[string]any, limit int,
	scan func(scanner) (listed[T], error)) (page []T, next string, err error) {
	found, err := rows(ctx, tx, render(queries.get(name), args), named(args), scan)
	if err != nil {
		return nil, "", err
	}
	if len(found) > limit {
		found = found[:limit]
		next = cursor(name, q, found[limit-1].position)
	}
	page = make([]T, len(found))
	for i := range found {
		page[i] = found[i].item
	}
	return page, next, nil
}

// named gives a query's arguments by name.
func named(args map[string]any) []any {
	list := make([]any, 0, len(args))
	for key, v := range args {
		list = append(list, sql.Named(key, v))
	}
	return list
}

// listOf is list in a read of its own: a lookup when it is of one visitor, of whom there is little, and whose page may wait for it.
func listOf[T any](ctx context.Context, s *Store, name string, q core.Query,
	scan func(scanner) (listed[T], error)) (page []T, next string, err error) {
	from := s.searches
	if q.Visitor != "" {
		from = s.lookups
	}
	err = from.read(ctx, func(ctx context.Context, tx *sql.Tx) error {
		page, next, err = list(ctx, tx, s.queries, name, q, scan)
		return err
	})
	return page, next, err
}

// selection gives the parameters of a query: those fields that select, the place to continue after, and one row more than
// wanted, which tells whether there is a next page.
func selection(name string, q core.Query) (args map[string]any, limit int, err error) {
	limit = q.Limit
	if limit == 0 {
		limit = core.DefaultLimit
	}
	if limit < 1 || limit > core.MaxLimit {
		return nil, 0, core.Errorf(core.Invalid, "bad_limit", "A limit is a number from 1 to %d.", core.MaxLimit)
	}
	args = map[string]any{"limit": limit + 1}
	for key, v := range map[string]string{"site": q.Site, "visitor": q.Visitor, "session": q.Session, "kind": q.Kind,
		"name": q.Name, "outcome": q.Outcome} {
		if v != "" {
			args[key] = v
		}
	}
	for key, t := range map[string]time.Time{"since": q.Since, "until": q.Until} {
		if !t.IsZero() {
			args[key] = ceilMillis(t)
		}
	}
	if err := selectResponses(args, q.Responses); err != nil {
		return nil, 0, err
	}
	if q.After != "" {
		p, err := parseCursor(name, q)
		if err != nil {
			return nil, 0, err
		}
		args["after"], args["after_seq"] = p.at, p.seq
	}
	return args, limit, nil
}

// ceilMillis rounds a bound up: a stored time, which was rounded down, is before the bound exactly if it is before the result.
func ceilMillis(t time.Time) int64 {
	return millis(t.Add(time.Millisecond - time.Nanosecond))
}

// cursorSize is a mark of the list, and a position.
const cursorSize = 3 * 8

// cursor writes a position for the outside.
func cursor(name string, q core.Query, p position) string {
	b := make([]byte, 0, cursorSize)
	b = binary.BigEndian.AppendUint64(b, mark(name, q))
	b = binary.BigEndian.AppendUint64(b, uint64(p.at))
	b = binary.BigEndian.AppendUint64(b, uint64(p.seq))
	return base64.RawURLEncoding.EncodeToString(b)
}

// parseCursor reads what cursor wrote for the same list.
func parseCursor(name string, q core.Query) (position, error) {
	b, err := base64.RawURLEncoding.Strict().DecodeString(q.After)
	if err != nil || len(b) != cursorSize || binary.BigEndian.Uint64(b) != mark(name, q) {
		return position{}, core.Errorf(core.Invalid, "bad_cursor",
			"This cursor is not one of this list; take it from `next` of the page before, with the same filters.")
	}
	return position{int64(binary.BigEndian.Uint64(b[8:])), int64(binary.BigEndian.Uint64(b[16:]))}, nil
}

// mark tells lists apart. The limit and the times may change from page to page; the other filters are the list.
func mark(name string, q core.Query) uint64 {
	h := fnv.New64a()
	r := q.Responses
	for _, s := range []string{name, q.Site, q.Visitor, q.Session, q.Kind, q.Name, q.Outcome, r.Question, r.Value, r.Text, r.Page, r.Device,
		r.Lang, r.Intercept, r.Channel, r.Source, r.Step, r.Trait, r.TraitValue, bound(r.Low), bound(r.High)} {
		_, _ = h.Write(append([]byte(s), 0))
	}
	return h.Sum64()
}
