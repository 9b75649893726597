package sqlite

import (
	"context"

	"heed/collector/core"
)

func (b *builder) event(e core.Event) error {
	props, err := jsonMap(e.Props)
	if err != nil {
		return err
	}
	b.add("event.Insert", e.ID, e.Site, e.Visitor, e.Session, e.Name, millis(e.At), millis(e.Received), e.Page, props)
	return nil
}

func scanEvent(scan scanner) (l listed[core.Event], err error) {
	e := &l.item
	err = scan(&l.seq, &e.ID, &e.Site, &e.Visitor, &e.Session, &e.Name, timeIn{&e.At}, timeIn{&e.Received}, &e.Page,
		jsonIn{&e.Props})
	l.at = millis(e.At)
	return l, err
}

// ListEvents implements core.Visitors.
func (s *Store) ListEvents(ctx context.Context, q core.Query) (page []core.Event, next string, err error) {
	return listOf(ctx, s, "event.List", q, scanEvent)
}
