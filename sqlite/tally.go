package sqlite

import (
	"context"
	"database/sql"
	"time"

	"heed/collector/core"
)

// day is the unit of the rollup.
const day = 24 * time.Hour

// Tally implements core.Responses: from the rollup where that knows the answer, else from the responses that match among the newest.
func (s *Store) Tally(ctx context.Context, q core.Query) (core.Tally, error) {
	q.Limit, q.After = 0, ""
	if q.Site == "" || q.Name == "" || q.Visitor != "" || q.Session != "" {
		return core.Tally{}, core.Errorf(core.Invalid, "bad_tally",
			"Name the site and the survey whose answers are to be counted; they are not counted by visitor or session.")
	}
	args, _, err := selection("tally", q)
	if err != nil {
		return core.Tally{}, err
	}
	delete(args, "limit")
	tally := s.tallyFound
	if rolledUp(q) {
		tally = s.tallyDays
	}
	var t core.Tally
	err = s.searches.read(ctx, func(ctx context.Context, tx *sql.Tx) error {
		t, err = tally(ctx, tx, args)
		return err
	})
	return t, err
}

// rolledUp reports whether a query selects by nothing but what the rollup is kept by: site, survey and whole days.
func rolledUp(q core.Query) bool {
	whole := func(t time.Time) bool { return ceilMillis(t)%day.Milliseconds() == 0 }
	return q.Responses == core.ResponseFilter{} && q.Kind == "" &&
		(q.Since.IsZero() || whole(q.Since)) && (q.Until.IsZero() || whole(q.Until))
}

func (s *Store) tallyDays(ctx context.Context, tx *sql.Tx, args map[string]any) (core.Tally, error) {
	for _, key := range []string{"since", "until"} {
		if ms, ok := args[key]; ok {
			args[key+"_day"] = ms.(int64) / day.Milliseconds()
			delete(args, key)
		}
	}
	t := core.Tally{Asked: &core.Asked{}, Whole: true}
	err := s.tallyRow(ctx, tx, "tally.DaysResponses", args, &t.Responses, &t.Done, &t.Asked.Seen, &t.Asked.Replied)
	if err == nil {
		t.Counts, err = s.counts(ctx, tx, "tally.Days", args)
	}
	return t, err
}

func (s *Store) tallyFound(ctx context.Context, tx *sql.Tx, args map[string]any) (core.Tally, error) {
	floor, err := s.narrow(ctx, tx, args)
	if err != nil {
		return core.Tally{}, err
	}
	counts, err := s.counts(ctx, tx, "tally.Found", args)
	if err != nil {
		return core.Tally{}, err
	}
	all := counts[0]
	return core.Tally{Responses: all.N, Done: all.People, Counts: counts[1:], Whole: floor == nil}, nil
}

func (s *Store) tallyRow(ctx context.Context, tx *sql.Tx, name string, args map[string]any, dest ...any) error {
	return tx.QueryRowContext(ctx, render(s.queries.get(name), args), named(args)...).Scan(dest...)
}

func (s *Store) counts(ctx context.Context, tx *sql.Tx, name string, args map[string]any) ([]core.Count, error) {
	return rows(ctx, tx, render(s.queries.get(name), args), named(args), func(scan scanner) (c core.Count, err error) {
		var since1970 int64
		err = scan(&c.Question, &c.Type, &c.Option, &since1970, &c.N, &c.People)
		c.Day = time.Unix(0, 0).UTC().AddDate(0, 0, int(since1970))
		return c, err
	})
}
