package sqlite

import (
	"context"
	"database/sql"

	"heed/collector/core"
)

// CreateUser implements core.Accounts.
func (s *Store) CreateUser(ctx context.Context, u core.User) error {
	return userTaken(u, s.writer.do(ctx, func(tx *sql.Tx) error {
		return execute(tx, s.queries.get("user.Insert"), u.ID, u.Email, u.Name, string(u.Role), millis(u.Created), u.PasswordHash)
	}))
}

// UpdateUser implements core.Accounts. Created stays.
func (s *Store) UpdateUser(ctx context.Context, u core.User) error {
	return userTaken(u, s.mustChange(ctx, core.Errorf(core.NotFound, "unknown_user", "There is no user %q.", u.ID),
		"user.Update", u.ID, u.Email, u.Name, string(u.Role), u.PasswordHash))
}

func userTaken(u core.User, err error) error {
	if isUnique(err) {
		return core.Errorf(core.Invalid, "user_exists", "There is already a user with the e-mail %s.", u.Email)
	}
	return err
}

// mustChange runs one statement that must find its row.
func (s *Store) mustChange(ctx context.Context, missing *core.Error, query string, args ...any) error {
	return s.writer.do(ctx, func(tx *sql.Tx) error {
		return runSteps(tx, []statement{{s.queries.get(query), args, missing}})
	})
}

func scanUser(scan scanner) (u core.User, err error) {
	err = scan(&u.ID, &u.Email, &u.Name, textIn[core.Role]{&u.Role}, timeIn{&u.Created}, &u.PasswordHash)
	return u, err
}

// User implements core.Accounts.
func (s *Store) User(ctx context.Context, id string) (core.User, error) {
	u, err := one(ctx, s, "user.Get", []any{id}, scanUser)
	return u, orNotFound(err, "unknown_user", "There is no user %q.", id)
}

// UserByEmail implements core.Accounts.
func (s *Store) UserByEmail(ctx context.Context, email string) (core.User, error) {
	u, err := one(ctx, s, "user.ByEmail", []any{email}, scanUser)
	return u, orNotFound(err, "unknown_user", "There is no user with the e-mail %s.", email)
}

// ListUsers implements core.Accounts, by e-mail.
func (s *Store) ListUsers(ctx context.Context) ([]core.User, error) {
	return all(ctx, s, "user.List", nil, scanUser)
}
