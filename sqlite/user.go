package sqlite

import (
	"context"
	"database/sql"

	"heed/collector/core"
)

// CreateUser implements core.Accounts.
func (s *Store) CreateUser(ctx context.Context, u core.User) error {
	return s.writer.do(ctx, func(tx *sql.Tx) error {
		return userTaken(u, execute(tx, s.queries.get("user.Insert"), u.ID, u.Email, u.Name, string(u.Role), millis(u.Created),
			millisOrNone(u.SignedIn), u.PasswordHash))
	})
}

// UpdateUser implements core.Accounts.
func (s *Store) UpdateUser(ctx context.Context, id, keep string, change func(*core.User) error) (core.User, error) {
	var changed core.User
	err := s.writer.do(ctx, func(tx *sql.Tx) error {
		was, err := s.userIn(tx, id)
		if err != nil {
			return err
		}
		u := was
		if err := change(&u); err != nil {
			return err
		}
		u.ID, u.Created, u.SignedIn = was.ID, was.Created, was.SignedIn
		if err := userTaken(u, execute(tx, s.queries.get("user.Update"), u.ID, u.Email, u.Name, string(u.Role), u.PasswordHash)); err != nil {
			return err
		}
		if u.Role != was.Role || u.PasswordHash != was.PasswordHash {
			err = s.endSignIns(tx, u.ID, keep)
		}
		if err == nil && u.Role != was.Role {
			err = s.keepAdmin(tx, was)
		}
		changed = u
		return err
	})
	if err != nil {
		return core.User{}, err // and leaves changed alone: the job may still run when ctx has ended
	}
	return changed, nil
}

// DeleteUser implements core.Accounts.
func (s *Store) DeleteUser(ctx context.Context, id string) (core.User, error) {
	var deleted core.User
	err := s.writer.do(ctx, func(tx *sql.Tx) error {
		u, err := s.userIn(tx, id)
		if err != nil {
			return err
		}
		if err := s.endSignIns(tx, id, ""); err != nil {
			return err
		}
		if err := execute(tx, s.queries.get("user.Delete"), id); err != nil {
			return err
		}
		deleted = u
		return s.keepAdmin(tx, u)
	})
	if err != nil {
		return core.User{}, err
	}
	return deleted, nil
}

// endSignIns ends all sessions and links of a user but the one with the hash keep, which counts as begun with the password.
func (s *Store) endSignIns(tx *sql.Tx, user, keep string) error {
	if err := execute(tx, s.queries.get("signin.DeleteOthers"), user, keep); err != nil {
		return err
	}
	return execute(tx, s.queries.get("signin.Settle"), user)
}

// keepAdmin refuses what was done to somebody who was an admin when no admin is left.
func (s *Store) keepAdmin(tx *sql.Tx, was core.User) error {
	if was.Role != core.Admin {
		return nil
	}
	var administered bool
	if err := tx.QueryRow(s.queries.get("user.Administered")).Scan(&administered); err != nil {
		return err
	}
	if !administered {
		return core.Errorf(core.Invalid, "last_admin", "%s is the last admin; make somebody else an admin first.", was.Email)
	}
	return nil
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
	err = scan(&u.ID, &u.Email, &u.Name, textIn[core.Role]{&u.Role}, timeIn{&u.Created}, timeOrNoneIn{&u.SignedIn}, &u.PasswordHash)
	return u, err
}

func scanListedUser(scan scanner) (l listed[core.User], err error) {
	l.item, err = scanUser(func(to ...any) error { return scan(append([]any{&l.seq}, to...)...) })
	l.at = millis(l.item.Created)
	return l, err
}

// userIn reads a user inside a change.
func (s *Store) userIn(tx *sql.Tx, id string) (core.User, error) {
	u, err := scanUser(tx.QueryRow(s.queries.get("user.Get"), id).Scan)
	return u, noUser(err, id)
}

func noUser(err error, id string) error {
	return orNotFound(err, "unknown_user", "There is no user %q.", id)
}

// User implements core.Accounts.
func (s *Store) User(ctx context.Context, id string) (core.User, error) {
	u, err := one(ctx, s.lookups, "user.Get", []any{id}, scanUser)
	return u, noUser(err, id)
}

// UserByEmail implements core.Accounts.
func (s *Store) UserByEmail(ctx context.Context, email string) (core.User, error) {
	u, err := one(ctx, s.lookups, "user.ByEmail", []any{email}, scanUser)
	return u, orNotFound(err, "unknown_user", "There is no user with the e-mail %s.", email)
}

// ListUsers implements core.Accounts, by when they were added.
func (s *Store) ListUsers(ctx context.Context, q core.Query) ([]core.User, string, error) {
	return listOf(ctx, s, "user.List", q, scanListedUser)
}
