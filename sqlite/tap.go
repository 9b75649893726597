package sqlite

import (
	"context"

	"heed/collector/core"
)

func scanTap(scan scanner) (l listed[core.Tap], err error) {
	t := &l.item
	err = scan(&l.seq, &t.Decision, &t.Signal, &t.Site, &t.Kind, &t.Target, &t.Page, &t.Score, timeIn{&t.At}, &t.Right)
	l.at = millis(t.At)
	return l, err
}

// ListTaps implements core.Taps.
func (s *Store) ListTaps(ctx context.Context, q core.Query) (page []core.Tap, next string, err error) {
	q.Name = core.PrecisionName
	return listOf(ctx, s, "tap.List", q, scanTap)
}

// Sources implements core.Taps.
func (s *Store) Sources(ctx context.Context, site string) ([]core.Source, error) {
	return all(ctx, s.searches, "signal.Sources", []any{site, core.MaxSourced, core.MaxSources}, func(scan scanner) (from core.Source, err error) {
		err = scan(&from.Kind, &from.Target, textIn[string]{&from.Label}, &from.Page, &from.Signals, timeIn{&from.Latest})
		return from, err
	})
}
