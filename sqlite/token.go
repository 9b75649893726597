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
	t, err := one(ctx, s.lookups, "token.ByHash", []any{hash}, scanToken)
	return t, orNotFound(err, "unknown_token", "There is no such token.")
}

// ListTokens implements core.Accounts, by when they were made.
func (s *Store) ListTokens(ctx context.Context, q core.Query) ([]core.Token, string, error) {
	return listOf(ctx, s, "token.List", q, scanListedToken)
}

func scanListedToken(scan scanner) (l listed[core.Token], err error) {
	l.item, err = scanToken(func(to ...any) error { return scan(append([]any{&l.seq}, to...)...) })
	l.at = millis(l.item.Created)
	return l, err
}

// DeleteToken implements core.Accounts.
func (s *Store) DeleteToken(ctx context.Context, id string) (core.Token, error) {
	var deleted core.Token
	err := s.writer.do(ctx, func(tx *sql.Tx) (err error) {
		deleted, err = scanToken(tx.QueryRow(s.queries.get("token.Delete"), id).Scan)
		return orNotFound(err, "unknown_token", "There is no token %q.", id)
	})
	if err != nil {
		return core.Token{}, err // and leaves deleted alone: the job may still run when ctx has ended
	}
	return deleted, nil
}
