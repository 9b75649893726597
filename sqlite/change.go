package sqlite

import (
	"context"
	"database/sql"

	"heed/collector/core"
)

// statement is one step of a change, ready to be bound.
type statement struct {
	query string
	args  []any
	// missing is the error when no row has changed; nil when that is fine.
	missing *core.Error
}

// Commit implements core.Journal.
func (s *Store) Commit(ctx context.Context, changes []core.Change) []error {
	runs := make([]func(*sql.Tx) error, len(changes))
	broken := make([]error, len(changes))
	for i, c := range changes {
		steps, err := s.steps(c)
		if err != nil {
			broken[i] = core.Errorf(core.Invalid, "data_rule", "What was sent cannot be stored: %w", err)
			continue
		}
		if len(steps) > 0 {
			runs[i] = func(tx *sql.Tx) error { return runSteps(tx, steps) }
		}
	}
	errs := s.writer.doAll(ctx, runs)
	for i, err := range broken {
		if err != nil {
			errs[i] = err
		}
	}
	return errs
}

// steps turns a change into statements, what is referred to before what refers to it.
func (s *Store) steps(c core.Change) ([]statement, error) {
	b := builder{queries: s.queries}
	each(&b, c.Visitors, b.visitor)
	each(&b, c.Signals, b.signal)
	each(&b, c.Returns, b.withdraw)
	each(&b, c.Decisions, b.decision)
	each(&b, c.Events, b.event)
	each(&b, c.Reports, b.report)
	each(&b, c.Responses, b.response)
	each(&b, c.Conversations, b.conversation)
	each(&b, c.Messages, b.message)
	each(&b, c.Deliveries, b.delivery)
	return b.steps, b.err
}

// builder collects the statements of a change; the first error ends it.
type builder struct {
	queries queries
	steps   []statement
	err     error
}

func each[T any](b *builder, items []T, add func(T) error) {
	for _, item := range items {
		if b.err == nil {
			b.err = add(item)
		}
	}
}

func (b *builder) add(query string, args ...any) {
	b.steps = append(b.steps, statement{query: b.queries.get(query), args: args})
}

// addOr is add for a statement that must find its row.
func (b *builder) addOr(missing *core.Error, query string, args ...any) {
	b.steps = append(b.steps, statement{b.queries.get(query), args, missing})
}

func runSteps(tx *sql.Tx, steps []statement) error {
	for _, step := range steps {
		res, err := tx.Exec(step.query, step.args...)
		if err != nil {
			return err
		}
		if step.missing == nil {
			continue
		}
		if n, err := res.RowsAffected(); err != nil {
			return err
		} else if n == 0 {
			return step.missing
		}
	}
	return nil
}
