// Package audit writes down who does what to what the collector keeps. Console, API and command line all pass through it; a thing is
// written down before it is done, so that nothing is done that could not be.
package audit

import (
	"context"
	"errors"
	"fmt"
	"unicode/utf8"

	"heed/collector/core"
)

// Service is the use case.
type Service struct {
	store core.Audits
	ids   core.IDs
	clock core.Clock
}

// New makes the service.
func New(store core.Audits, ids core.IDs, clock core.Clock) *Service {
	return &Service{store, ids, clock}
}

// ErrIncomplete is part of Do's error when something has ended and that could not be written down.
var ErrIncomplete = errors.New("complete the audit log")

// Do writes down that a begins, does it, and writes down how it ended. The error is that of do, or of the log: when the beginning
// cannot be written, do is not called.
func (s *Service) Do(ctx context.Context, a core.Audit, do func() (detail string, err error)) error {
	a.ID, a.At, a.Outcome = s.ids(), s.clock(), core.AuditBegun
	if err := s.store.AddAudit(ctx, bounded(a)); err != nil {
		return fmt.Errorf("write the audit log: %w", err)
	}
	detail, err := do()
	outcome, why := outcomeOf(err)
	if err != nil {
		detail = why
	}
	// The client may be gone by now; what was done stays done.
	if finish := s.store.FinishAudit(context.WithoutCancel(ctx), a.ID, outcome, cut(detail, maxDetail)); finish != nil {
		return errors.Join(err, fmt.Errorf("%w: %w", ErrIncomplete, finish))
	}
	return err
}

// Note writes down what has happened already, with its outcome.
func (s *Service) Note(ctx context.Context, a core.Audit) error {
	a.ID, a.At = s.ids(), s.clock()
	if err := s.store.AddAudit(ctx, bounded(a)); err != nil {
		return fmt.Errorf("write the audit log: %w", err)
	}
	return nil
}

// Refused fills in why something was not done.
func Refused(a core.Audit, err error) core.Audit {
	a.Outcome, a.Detail = outcomeOf(err)
	return a
}

// outcomeOf tells a refusal from a fault of ours, of which the log has the cause.
func outcomeOf(err error) (outcome core.AuditOutcome, why string) {
	if err == nil {
		return core.AuditDone, ""
	}
	e := core.AsError(err)
	if e.Kind == core.Internal {
		return core.AuditFailed, e.Message
	}
	return core.AuditRefused, e.Code + ": " + e.Message
}

// List gives the entries that a query selects, newest first.
func (s *Service) List(ctx context.Context, q core.Query) ([]core.Audit, string, error) {
	return s.store.ListAudits(ctx, q)
}

// Bounds of an entry, in bytes: parts of it come from outside.
const (
	maxWord   = 300
	maxDetail = 4000
)

func bounded(a core.Audit) core.Audit {
	for _, part := range []*string{&a.Who, &a.Target, &a.From} {
		*part = cut(*part, maxWord)
	}
	a.Detail = cut(a.Detail, maxDetail)
	return a
}

// cut shortens a text to at most n bytes of whole runes.
func cut(s string, n int) string {
	if len(s) <= n {
		return s
	}
	for n > 0 && !utf8.RuneStart(s[n]) {
		n--
	}
	return s[:n]
}
