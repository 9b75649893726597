package sqlite

import (
	"cmp"
	"context"
	"database/sql"
	"encoding/json"
	"slices"

	"heed/collector/core"
)

func (b *builder) response(c core.ResponseChange) error {
	r := c.Response
	evidence, err := jsonOrNull(r.Evidence)
	if err != nil {
		return err
	}
	b.addOr(core.SurveyClosed(r.Survey), "response.Save", r.ID, r.Site, r.Survey, r.Decision, r.Visitor, r.Session, r.Page, r.Lang, r.Intercept, r.Device,
		millis(r.Started), millis(r.Updated), r.Done, string(cmp.Or(r.Channel, core.OnPage)), r.Source, c.Quota, evidence)
	for _, a := range r.Answers {
		b.add("answer.Insert", a.ID, r.ID, a.Question, a.Type, millis(a.At), string(a.Value))
	}
	if len(r.Answers) > 0 {
		b.add("decision.Answer", r.Decision, millis(r.Answers[0].At))
	}
	return nil
}

func scanResponse(scan scanner) (l listed[core.Response], err error) {
	r := &l.item
	err = scan(&l.seq, &r.ID, &r.Site, &r.Survey, &r.Decision, &r.Visitor, &r.Session, &r.Page, &r.Lang, &r.Intercept, &r.Device, &r.Channel, &r.Source, jsonIn{&r.Evidence},
		timeIn{&r.Started}, timeIn{&r.Updated}, &r.Done)
	l.at = millis(r.Started)
	return l, err
}

// Response implements core.Responses.
func (s *Store) Response(ctx context.Context, id string) (core.Response, error) {
	var found [1]core.Response
	err := s.lookups.read(ctx, func(ctx context.Context, tx *sql.Tx) error {
		l, err := scanResponse(tx.QueryRowContext(ctx, s.queries.get("response.Get"), id).Scan)
		if err != nil {
			return err
		}
		found[0] = l.item
		return s.answers(ctx, tx, found[:])
	})
	return found[0], orNotFound(err, "unknown_response", "There is no response %q.", id)
}

// Begun implements core.Responses.
func (s *Store) Begun(ctx context.Context, site, survey string) (n int, err error) {
	err = s.lookups.read(ctx, func(ctx context.Context, tx *sql.Tx) error {
		return tx.QueryRowContext(ctx, s.queries.get("response.Begun"), site, survey).Scan(&n)
	})
	return n, err
}

const responseList = "response.List"

// ListResponses implements core.Responses.
func (s *Store) ListResponses(ctx context.Context, q core.Query) (page []core.Response, next string, err error) {
	err = s.searches.read(ctx, func(ctx context.Context, tx *sql.Tx) error {
		args, limit, err := selection(responseList, q)
		if err != nil {
			return err
		}
		var floor *position
		if filtered(args) {
			if floor, err = s.narrow(ctx, tx, args); err != nil {
				return err
			}
		}
		if page, next, err = listBy(ctx, tx, s.queries, responseList, q, args, limit, scanResponse); err != nil {
			return err
		}
		if next == "" && floor != nil {
			next = cursor(responseList, q, position{floor.at, floor.seq + 1}) // it is to be looked at next
		}
		return s.answers(ctx, tx, page)
	})
	return page, next, err
}

// answers fills in the answers in force.
func (s *Store) answers(ctx context.Context, tx *sql.Tx, responses []core.Response) error {
	index := make(map[string]*core.Response, len(responses))
	ids := make([]string, len(responses))
	for i := range responses {
		responses[i].Answers = []core.Answer{}
		index[responses[i].ID], ids[i] = &responses[i], responses[i].ID
	}
	text, err := jsonText(ids)
	if err != nil {
		return err
	}
	given, err := rows(ctx, tx, s.queries.get("answer.Of"), []any{text}, scanAnswer)
	if err != nil {
		return err
	}
	for _, g := range given {
		r := index[g.response]
		r.Answers = append(slices.DeleteFunc(r.Answers, func(a core.Answer) bool { return a.Question == g.Question }), g.Answer)
	}
	return nil
}

type givenAnswer struct {
	response string
	core.Answer
}

func scanAnswer(scan scanner) (g givenAnswer, err error) {
	var value string
	err = scan(&g.response, &g.ID, &g.Question, &g.Type, timeIn{&g.At}, &value)
	g.Value = json.RawMessage(value)
	return g, err
}
