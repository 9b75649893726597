package sqlite

import (
	"context"
	"database/sql"

	"heed/collector/core"
)

// CreateToken implements core.Accounts.
func (s *Store) CreateToken(ctx context.Context, t core.Token) error {
	scopes, err := jsonText(t.Scopes)
	if err != nil {
		return err
	}
	return s.writer.do(ctx, func(tx *sql.Tx) error {
		return execute(tx, s.queries.get("token.Insert"), t.ID, t.Name, scopes, millis(t.Created), t.Hash)
	})
}

func scanToken(scan scanner) (t core.Token, err error) {
	err = scan(&t.ID, &t.Name, jsonIn{&t.Scopes}, timeIn{&t.Created}, &t.Hash)
	return t, err
}

// TokenByHash implements core.Accounts.
func (s *Store) TokenByHash(ctx context.Context, hash string) (core.Token, error) {
	t, err := one(ctx, s, "token.ByHash", []any{hash}, scanToken)
	return t, orNotFound(err, "unknown_token", "There is no such token.")
}

// ListTokens implements core.Accounts, the oldest first.
func (s *Store) ListTokens(ctx context.Context) ([]core.Token, error) {
	return all(ctx, s, "token.List", nil, scanToken)
}

// DeleteToken implements core.Accounts.
func (s *Store) DeleteToken(ctx context.Context, id string) error {
	return s.mustChange(ctx, core.Errorf(core.NotFound, "unknown_token", "There is no token %q.", id), "token.Delete", id)
}
