package sqlite

import (
	"context"
	"database/sql"
	"errors"
	"math"

	"heed/collector/core"
)

// few is how many responses a word or an option may have to be looked up one by one, wherever they stand: a small part of what is looked at
// otherwise.
const few = core.MaxLooked / 10

// narrow bounds what a filter of responses looks at, whatever it selects by: where a word or an option has few, to those; else to the newest
// core.MaxLooked. It gives the newest of the others, nil where none are left out; args become those of the parts that the query then has.
func (s *Store) narrow(ctx context.Context, tx *sql.Tx, args map[string]any) (*position, error) {
	if args["words"] != nil {
		args["low_seq"], args["high_seq"] = int64(0), int64(math.MaxInt64) // anywhere, unless a span is found below
	}
	if args["visitor"] != nil || args["session"] != nil { // of whom there are few
		return nil, nil
	}
	if rare, err := s.rare(ctx, tx, args); rare || err != nil {
		return nil, err
	}
	floor, err := s.floor(ctx, tx, args)
	if err != nil {
		return nil, err
	}
	if floor != nil {
		args["floor"], args["floor_seq"] = floor.at, floor.seq
	}
	if args["words"] != nil { // the search is kept to the span, as it gives its rows in no order of time
		var low, high int64
		if err := s.look(ctx, tx, "response.Span", args).Scan(&low, &high); err != nil {
			return nil, err
		}
		args["low_seq"], args["high_seq"] = low, high
	}
	return floor, nil
}

// filtered reports whether responses are selected by more than site, survey and time, in the order of which a list is walked.
func filtered(args map[string]any) bool {
	for _, key := range []string{"kind", "device", "lang", "intercept", "channel", "source", "step", "page", "words", "inside", "answered", "question", "trait"} {
		if args[key] != nil {
			return true
		}
	}
	return false
}

// rare lets a word or an option lead to the responses where it has few.
func (s *Store) rare(ctx context.Context, tx *sql.Tx, args map[string]any) (bool, error) {
	for _, by := range []struct {
		count string
		keys  []string
	}{{"response.CountWords", []string{"words"}}, {"response.CountOption", []string{"value", "question"}}} {
		if args[by.keys[0]] == nil {
			continue
		}
		args["few"] = few + 1
		var n int
		err := s.look(ctx, tx, by.count, args).Scan(&n)
		delete(args, "few")
		if err != nil {
			return false, err
		}
		if n > few {
			continue
		}
		for _, key := range by.keys {
			args["rare_"+key] = args[key]
			delete(args, key)
		}
		if args["words"] == nil {
			delete(args, "low_seq")
			delete(args, "high_seq")
		}
		return true, nil
	}
	return false, nil
}

// floor is the newest response that is not looked at, nil when there is none.
func (s *Store) floor(ctx context.Context, tx *sql.Tx, args map[string]any) (*position, error) {
	var p position
	args["looked"] = core.MaxLooked
	err := s.look(ctx, tx, "response.Floor", args).Scan(&p.at, &p.seq)
	delete(args, "looked")
	if errors.Is(err, sql.ErrNoRows) {
		return nil, nil
	}
	return &p, err
}

// look runs a query with those of the arguments that it has.
func (s *Store) look(ctx context.Context, tx *sql.Tx, name string, args map[string]any) *sql.Row {
	text := render(s.queries.get(name), args)
	has := map[string]any{}
	for _, p := range parameter.FindAllStringSubmatch(text, -1) {
		has[p[1]] = args[p[1]]
	}
	return tx.QueryRowContext(ctx, text, named(has)...)
}
