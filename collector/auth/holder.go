package auth

import (
	"context"

	"heed/collector/core"
)

// Holds reports whether the user or token that something was made for is still there: what outlives a sign-in must not outlive who was
// signed in. Refused is the error to give when it is not.
func (s *Service) Holds(ctx context.Context, id string, refused *core.Error) error {
	_, err := s.store.User(ctx, id)
	if !core.IsKind(err, core.NotFound) {
		return err
	}
	for q := (core.Query{}); ; {
		tokens, next, err := s.store.ListTokens(ctx, q)
		if err != nil {
			return err
		}
		for _, t := range tokens {
			if t.ID == id {
				return nil
			}
		}
		if q.After = next; next == "" {
			return refused
		}
	}
}
