package sqlite

import (
	"context"

	"heed/collector/core"
)

func (b *builder) decision(d core.Decision) error {
	var considered, book any
	if x := d.Considered; x.Book != nil {
		stored, err := appendExplanation(make([]byte, 0, 512+32*len(x.Passed)), x)
		if err != nil {
			return err
		}
		considered, book = stored, x.Book.ID
		b.add("rulebook.Insert", x.Book.ID, x.Book.Body)
	}
	var action any
	var err error
	if d.Action != nil {
		if action, err = jsonText(d.Action); err != nil {
			return err
		}
	}
	b.add("decision.Insert", d.ID, d.Site, d.Visitor, d.Session, textOrNull(d.Signal), d.Kind, d.Page, millis(d.At),
		string(d.Outcome), textOrNull(d.Intercept), d.Revision, string(d.Arm), action, millis(d.Expires), d.Arbitration,
		millisOrNull(d.Rendered), millisOrNull(d.Shown), millisOrNull(d.Dismissed), d.Reason, millisOrNull(d.Answered), considered, book)
	return nil
}

func (b *builder) report(r core.Report) error {
	unknown := core.Errorf(core.NotFound, "unknown_decision", "There is no decision %q.", r.Decision)
	b.addOr(unknown, "decision.Report", r.Decision, millisOrNull(r.Shown), millisOrNull(r.Dismissed), r.Reason, millisOrNull(r.Rendered))
	return nil
}

func scanDecision(scan scanner) (l listed[core.Decision], err error) {
	d := &l.item
	var why explanationIn
	err = scan(&l.seq, &d.ID, &d.Site, &d.Visitor, &d.Session, textIn[string]{&d.Signal}, &d.Kind, &d.Page, timeIn{&d.At},
		textIn[core.Outcome]{&d.Outcome}, textIn[string]{&d.Intercept}, &d.Revision, textIn[core.Arm]{&d.Arm},
		jsonIn{&d.Action}, timeIn{&d.Expires}, &d.Arbitration, timeOrNilIn{&d.Rendered}, timeOrNilIn{&d.Shown}, timeOrNilIn{&d.Dismissed},
		&d.Reason, timeOrNilIn{&d.Answered}, &why.stored, textIn[string]{&why.book}, &why.body)
	if err != nil {
		return l, err
	}
	l.at = millis(d.At)
	d.Considered, err = why.read()
	return l, err
}

// Decision implements core.Decisions.
func (s *Store) Decision(ctx context.Context, id string) (core.Decision, error) {
	d, err := s.decisionBy(ctx, "decision.Get", id)
	return d, orNotFound(err, "unknown_decision", "There is no decision %q.", id)
}

// DecisionOfSignal implements core.Decisions.
func (s *Store) DecisionOfSignal(ctx context.Context, signal string) (core.Decision, error) {
	d, err := s.decisionBy(ctx, "decision.OfSignal", signal)
	return d, orNotFound(err, "unknown_decision", "There is no decision on signal %q.", signal)
}

func (s *Store) decisionBy(ctx context.Context, query, id string) (core.Decision, error) {
	l, err := one(ctx, s.lookups, query, []any{id}, scanDecision)
	return l.item, err
}

// ListDecisions implements core.Decisions.
func (s *Store) ListDecisions(ctx context.Context, q core.Query) (page []core.Decision, next string, err error) {
	return listOf(ctx, s, "decision.List", q, scanDecision)
}

// Contacts implements core.Decisions.
func (s *Store) Contacts(ctx context.Context, site string) (map[string]int, error) {
	type count struct {
		intercept string
		n         int
	}
	counts, err := all(ctx, s.searches, "decision.Contacts", []any{site}, func(scan scanner) (c count, err error) {
		err = scan(&c.intercept, &c.n)
		return c, err
	})
	if err != nil {
		return nil, err
	}
	m := make(map[string]int, len(counts))
	for _, c := range counts {
		m[c.intercept] = c.n
	}
	return m, nil
}
