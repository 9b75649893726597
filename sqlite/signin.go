package sqlite

import (
	"context"
	"database/sql"
	"time"

	"heed/collector/core"
)

// CreateSignIn implements core.Accounts.
func (s *Store) CreateSignIn(ctx context.Context, in core.SignIn, now time.Time) error {
	return s.writer.do(ctx, func(tx *sql.Tx) error {
		if err := execute(tx, s.queries.get("signin.Prune"), millis(now)); err != nil {
			return err
		}
		if in.Once {
			if err := execute(tx, s.queries.get("signin.Supersede"), in.User); err != nil {
				return err
			}
		}
		if err := execute(tx, s.queries.get("signin.Insert"), in.Hash, in.User, in.Once, in.ByLink, millis(in.Expires)); err != nil || in.Once {
			return err
		}
		return execute(tx, s.queries.get("user.SignedIn"), in.User, millis(now))
	})
}

func scanSignIn(scan scanner) (in core.SignIn, err error) {
	err = scan(&in.Hash, &in.User, &in.Once, &in.ByLink, timeIn{&in.Expires})
	return in, err
}

// SignIn implements core.Accounts.
func (s *Store) SignIn(ctx context.Context, hash string, now time.Time) (core.SignIn, error) {
	in, err := one(ctx, s.lookups, "signin.Get", []any{hash, millis(now)}, scanSignIn)
	return in, noSignIn(err)
}

// TakeSignIn implements core.Accounts.
func (s *Store) TakeSignIn(ctx context.Context, hash string, now time.Time) (core.SignIn, error) {
	var taken core.SignIn
	err := s.writer.do(ctx, func(tx *sql.Tx) (err error) {
		taken, err = scanSignIn(tx.QueryRow(s.queries.get("signin.Take"), hash, millis(now)).Scan)
		return noSignIn(err)
	})
	if err != nil {
		return core.SignIn{}, err // and leaves taken alone: the job may still run when ctx has ended
	}
	return taken, nil
}

// DeleteSignIn implements core.Accounts.
func (s *Store) DeleteSignIn(ctx context.Context, hash string) error {
	return s.mustChange(ctx, errNoSignIn(), "signin.Delete", hash)
}

func errNoSignIn() *core.Error {
	return core.Errorf(core.NotFound, "unknown_sign_in", "There is no such sign-in, or it has expired; sign in again.")
}

func noSignIn(err error) error {
	return orNotFound(err, errNoSignIn().Code, "%s", errNoSignIn().Message)
}
