package auth

import (
	"context"
	"net/mail"
	"slices"
	"strings"
	"unicode/utf8"

	"heed/collector/core"
)

// maxUserName bounds the runes of a user's name.
const maxUserName = 100

// NewUser is somebody to add. Without a password they can only come by a sign-in link.
type NewUser struct {
	Email    string    `json:"email"`
	Name     string    `json:"name,omitempty"`
	Role     core.Role `json:"role"`
	Password string    `json:"password,omitempty"`
}

// UserChange is what to change of a user; what is nil stays.
type UserChange struct {
	Name *string    `json:"name,omitempty"`
	Role *core.Role `json:"role,omitempty"`
}

// Users lists the users that q selects, the newest first; q.Kind is a role.
func (s *Service) Users(ctx context.Context, q core.Query) (list []core.User, next string, err error) {
	return s.store.ListUsers(ctx, q)
}

// User gives one user.
func (s *Service) User(ctx context.Context, id string) (core.User, error) {
	return s.store.User(ctx, id)
}

// UserByEmail gives one user, however the e-mail is written.
func (s *Service) UserByEmail(ctx context.Context, email string) (core.User, error) {
	return s.store.UserByEmail(ctx, normal(email))
}

// AddUser creates a user, who may not do more than who adds them. An e-mail that is taken is an Invalid error with code user_exists; the
// user there stays as it was.
func (s *Service) AddUser(ctx context.Context, by core.Principal, n NewUser) (core.User, error) {
	u := core.User{Email: normal(n.Email), Role: n.Role}
	if address, err := mail.ParseAddress(u.Email); err != nil || address.Address != u.Email {
		return core.User{}, core.Errorf(core.Invalid, "bad_email", "%q is not an e-mail address; write it as name@example.com.", u.Email)
	}
	if core.Reorders(u.Email) {
		return core.User{}, core.Errorf(core.Invalid, "bad_email", "The e-mail address %s.", core.NotReordering)
	}
	if err := checkRole(by, n.Role); err != nil {
		return core.User{}, err
	}
	var err error
	if u.Name, err = userName(n.Name); err != nil {
		return core.User{}, err
	}
	if n.Password != "" {
		if err := checkPassword(n.Password); err != nil {
			return core.User{}, err
		}
		if u.PasswordHash, err = s.hasher.hash(ctx, n.Password); err != nil {
			return core.User{}, err
		}
	}
	return s.create(ctx, u)
}

func (s *Service) create(ctx context.Context, u core.User) (core.User, error) {
	u.ID, u.Created = s.ids(), s.clock()
	if err := s.store.CreateUser(ctx, u); err != nil {
		return core.User{}, err
	}
	return u, nil
}

// ChangeUser changes a user. With a new role they are signed out everywhere. Nobody changes their own role, or that of somebody who may do
// more, and the last admin stays one: an Invalid error with code last_admin.
func (s *Service) ChangeUser(ctx context.Context, by core.Principal, id string, c UserChange) (core.User, error) {
	var was core.Role
	u, err := s.store.UpdateUser(ctx, id, "", func(u *core.User) error {
		was = u.Role
		return change(u, by, c)
	})
	if err != nil {
		return core.User{}, err
	}
	if u.Role != was {
		s.endAll(id)
	}
	return u, nil
}

// change is ChangeUser of a user at hand.
func change(u *core.User, by core.Principal, c UserChange) (err error) {
	if err := checkGift(by, u.Role.Permissions()); err != nil {
		return err
	}
	if c.Name != nil {
		if u.Name, err = userName(*c.Name); err != nil {
			return err
		}
	}
	if c.Role == nil || *c.Role == u.Role {
		return nil
	}
	if by.ID == u.ID {
		return errOwnAccount()
	}
	u.Role = *c.Role
	return checkRole(by, u.Role)
}

// DeleteUser deletes a user, who is signed out everywhere, and returns who that was. Nobody deletes themself, or somebody who may do more,
// and the last admin stays.
func (s *Service) DeleteUser(ctx context.Context, by core.Principal, id string) (core.User, error) {
	u, err := s.store.User(ctx, id)
	if err != nil {
		return core.User{}, err
	}
	if by.ID == id {
		return core.User{}, errOwnAccount()
	}
	if err := checkGift(by, u.Role.Permissions()); err != nil {
		return core.User{}, err
	}
	if u, err = s.store.DeleteUser(ctx, id); err != nil {
		return core.User{}, err
	}
	s.endAll(id)
	return u, nil
}

// endAll ends what is open for a user.
func (s *Service) endAll(user string) {
	s.watches.end(func(p core.Principal) bool { return p.ID == user })
}

// errOwnAccount keeps somebody from shutting themself out.
func errOwnAccount() *core.Error {
	return core.Errorf(core.Forbidden, "own_account", "Nobody takes their own role away or deletes themself; ask another admin to do it.")
}

func checkRole(by core.Principal, role core.Role) error {
	can := role.Permissions()
	if can == nil {
		return core.Errorf(core.Invalid, "bad_role", "%q is not a role; choose %s, %s, %s or %s.",
			role, core.Viewer, core.Operator, core.Marketer, core.Admin)
	}
	return checkGift(by, can)
}

// checkGift refuses to hand out, or to have a say over, what one may not do oneself.
func checkGift(by core.Principal, can []core.Permission) error {
	if at := slices.IndexFunc(can, func(p core.Permission) bool { return !by.May(p) }); at >= 0 {
		return core.Errorf(core.Forbidden, "more_than_own", "This asks for the permission %q, which %s does not have and so cannot give.", can[at], by.Name)
	}
	return nil
}

func userName(name string) (string, error) {
	name = strings.TrimSpace(name)
	if n := utf8.RuneCountInString(name); n > maxUserName {
		return "", core.Errorf(core.Invalid, "bad_name", "A name has at most %d characters, not %d.", maxUserName, n)
	}
	if core.Reorders(name) {
		return "", core.Errorf(core.Invalid, "bad_name", "The name %s.", core.NotReordering)
	}
	return name, nil
}

// ownerEmail is the first admin's, until they set their own.
const ownerEmail = "owner@localhost"

// Owner returns the first admin. A store without any gets owner@localhost, who has no password. needsLink is true while no admin has
// one, so that the only way in is a sign-in link.
func (s *Service) Owner(ctx context.Context) (u core.User, needsLink bool, err error) {
	admins, err := core.All(ctx, core.Query{Kind: string(core.Admin)}, s.store.ListUsers)
	if err != nil {
		return core.User{}, false, err
	}
	if len(admins) == 0 {
		u, err = s.create(ctx, core.User{Email: ownerEmail, Role: core.Admin})
		return u, true, err
	}
	needsLink = !slices.ContainsFunc(admins, func(u core.User) bool { return u.PasswordHash != "" })
	return admins[len(admins)-1], needsLink, nil // the newest come first
}

// normal is the form in which e-mails are compared and kept.
func normal(email string) string { return strings.ToLower(strings.TrimSpace(email)) }
