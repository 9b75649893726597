package sqlite

import (
	"context"
	"database/sql"
	"time"

	"heed/collector/core"
)

func (b *builder) signal(g core.Signal) error {
	data, err := jsonMap(g.Data)
	if err != nil {
		return err
	}
	b.add("signal.Insert", g.ID, g.Site, g.Visitor, g.Session, g.Kind, millis(g.At), millis(g.Received), g.Score, g.Page,
		g.Target, data, g.Frustration, g.Muted, millisOrNull(g.Until), g.Reason)
	return nil
}

func (b *builder) withdraw(r core.Return) error {
	b.add("signal.Withdraw", r.Visitor, r.Site, millis(r.At), r.Reason)
	return nil
}

func scanSignal(scan scanner) (l listed[core.Signal], err error) {
	g := &l.item
	err = scan(&l.seq, &g.ID, &g.Site, &g.Visitor, &g.Session, &g.Kind, timeIn{&g.At}, timeIn{&g.Received}, &g.Score, &g.Page,
		&g.Target, jsonIn{&g.Data}, &g.Frustration, &g.Muted, timeOrNilIn{&g.Until}, &g.Reason)
	l.at = millis(g.At)
	return l, err
}

// Signal implements core.Signals.
func (s *Store) Signal(ctx context.Context, id string) (core.Signal, error) {
	var l listed[core.Signal]
	err := s.lookups.read(ctx, func(ctx context.Context, tx *sql.Tx) (err error) {
		l, err = scanSignal(tx.QueryRowContext(ctx, s.queries.get("signal.Get"), id).Scan)
		return err
	})
	l.item.State = l.item.StateAt(s.clock())
	return l.item, orNotFound(err, "unknown_signal", "There is no signal %q.", id)
}

// ListSignals implements core.Signals.
func (s *Store) ListSignals(ctx context.Context, q core.Query) (page []core.Signal, next string, err error) {
	page, next, err = listOf(ctx, s, "signal.List", q, scanSignal)
	now := s.clock()
	for i := range page {
		page[i].State = page[i].StateAt(now)
	}
	return page, next, err
}

// KnownSignals implements core.Signals.
func (s *Store) KnownSignals(ctx context.Context, ids []string) ([]string, error) {
	text, err := jsonText(ids)
	if err != nil {
		return nil, err
	}
	return all(ctx, s.lookups, "signal.Known", []any{text}, func(scan scanner) (id string, err error) {
		err = scan(&id)
		return id, err
	})
}

// Reach implements core.Signals.
func (s *Store) Reach(ctx context.Context, site string, since time.Time) (core.Reach, error) {
	found, err := all(ctx, s.searches, "signal.Reach", []any{site, ceilMillis(since), core.MaxReached}, func(scan scanner) (r reached, err error) {
		err = scan(&r.Kind, &r.Target, &r.Page, &r.Signals, &r.Muted, &r.Score, &r.Frustration, timeIn{&r.earliest})
		return r, err
	})
	out := core.Reach{Since: since}
	for i, r := range found {
		out.Signals += r.Signals + r.Muted
		out.Sources = append(out.Sources, r.Reached)
		if i == 0 || r.earliest.Before(out.Since) {
			out.Since = r.earliest
		}
	}
	return out, err
}

// reached is a core.Reached and when its first signal was.
type reached struct {
	core.Reached
	earliest time.Time
}
