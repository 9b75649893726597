package sqlite

import (
	"context"
	"database/sql"
	"errors"
	"slices"
	"time"

	"heed/collector/core"
)

func (b *builder) visitor(v core.Visitor) error {
	traits, err := jsonMap(v.Traits)
	if err != nil {
		return err
	}
	var text [3]string
	for i, part := range []any{v.Device, v.Cart, v.Page} {
		if text[i], err = jsonText(part); err != nil {
			return err
		}
	}
	var query, tags any
	if len(v.Query) > 0 {
		if query, err = jsonText(v.Query); err != nil {
			return err
		}
	}
	if len(v.Tags) > 0 {
		if tags, err = jsonText(v.Tags); err != nil {
			return err
		}
	}
	b.add("visitor.Save", v.Site, v.ID, v.User, v.Session, v.Visits, millis(v.First), millis(v.Last), traits,
		text[0], text[1], text[2], query, tags, v.Tester)
	return nil
}

func (s *Store) visitor(ctx context.Context, tx *sql.Tx, site, id string) (v core.Visitor, err error) {
	err = tx.QueryRowContext(ctx, s.queries.get("visitor.Get"), site, id).Scan(&v.Site, &v.ID, &v.User, &v.Session, &v.Visits,
		timeIn{&v.First}, timeIn{&v.Last}, jsonIn{&v.Traits}, jsonIn{&v.Device}, jsonIn{&v.Cart}, jsonIn{&v.Page},
		jsonIn{&v.Query}, jsonIn{&v.Tags}, &v.Tester)
	return v, err
}

// Visitor implements core.Visitors.
func (s *Store) Visitor(ctx context.Context, site, id string) (v core.Visitor, err error) {
	err = s.lookups.read(ctx, func(ctx context.Context, tx *sql.Tx) error {
		v, err = s.visitor(ctx, tx, site, id)
		return err
	})
	return v, orNotFound(err, "unknown_visitor", "There is no visitor %q on site %q.", id, site)
}

// History implements core.Visitors.
func (s *Store) History(ctx context.Context, site, id string) (h core.History, err error) {
	err = s.lookups.read(ctx, func(ctx context.Context, tx *sql.Tx) error {
		h.Visitor, err = s.visitor(ctx, tx, site, id)
		if errors.Is(err, sql.ErrNoRows) {
			h.Visitor = core.Visitor{Site: site, ID: id}
		} else if err != nil {
			return err
		}
		h.Contacts, err = rows(ctx, tx, s.queries.get("visitor.Contacts"), []any{id, site, core.ContactsKept}, scanContact)
		if err != nil {
			return err
		}
		h.Signals, err = rows(ctx, tx, s.queries.get("visitor.Signals"), []any{id, site, core.SignalsKept}, scanSeen)
		if err != nil {
			return err
		}
		answers, err := rows(ctx, tx, s.queries.get("visitor.Answers"), []any{id, site, core.AnswersKept}, scanAnswered)
		for _, a := range slices.Backward(answers) {
			h.Remember(a.survey, a.question, a.value)
		}
		return err
	})
	slices.Reverse(h.Contacts)
	slices.Reverse(h.Signals)
	return h, err
}

// Engines implements core.Visitors.
func (s *Store) Engines(ctx context.Context, site string, since time.Time) (core.Engines, error) {
	return one(ctx, s.searches, "visitor.Engines", []any{site, ceilMillis(since)}, func(scan scanner) (n core.Engines, err error) {
		err = scan(&n.Wasm, &n.JS, &n.None)
		return n, err
	})
}

func scanContact(scan scanner) (c core.Contact, err error) {
	var dismissed, answered *time.Time
	err = scan(&c.Decision, &c.Intercept, &c.Session, timeIn{&c.At}, timeOrNilIn{&dismissed}, timeOrNilIn{&answered})
	if dismissed != nil {
		c.Dismissed = *dismissed
	}
	if answered != nil {
		c.Answered = *answered
	}
	return c, err
}

// answered is one answer to one question of a survey.
type answered struct {
	survey, question string
	value            any
}

func scanAnswered(scan scanner) (a answered, err error) {
	err = scan(&a.survey, &a.question, jsonIn{&a.value})
	return a, err
}

func scanSeen(scan scanner) (seen core.Seen, err error) {
	var until int64
	err = scan(&seen.ID, &seen.Session, &seen.Kind, &seen.Score, &seen.Page, timeIn{&seen.At}, &seen.Frustration, &until)
	if until > 0 {
		seen.Until = time.UnixMilli(until).UTC()
	}
	return seen, err
}
