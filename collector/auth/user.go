package auth

import (
	"context"
	"net/mail"
	"strings"

	"heed/collector/core"
)

// ownerEmail is the first admin's, until they set their own.
const ownerEmail = "owner@localhost"

// AddUser creates a user. An e-mail that is taken is an Invalid error with code user_exists; the user there stays as it was.
func (s *Service) AddUser(ctx context.Context, email, name string, role core.Role, password string) (core.User, error) {
	email = normal(email)
	if address, err := mail.ParseAddress(email); err != nil || address.Address != email {
		return core.User{}, core.Errorf(core.Invalid, "bad_email", "%q is not an e-mail address; write it as name@example.com.", email)
	}
	if role.Permissions() == nil {
		return core.User{}, core.Errorf(core.Invalid, "bad_role", "%q is not a role; choose %s, %s, %s or %s.",
			role, core.Viewer, core.Operator, core.Marketer, core.Admin)
	}
	if err := checkPassword(password); err != nil {
		return core.User{}, err
	}
	encoded, err := s.hasher.hash(ctx, password)
	if err != nil {
		return core.User{}, err
	}
	return s.create(ctx, core.User{Email: email, Name: strings.TrimSpace(name), Role: role, PasswordHash: encoded})
}

func (s *Service) create(ctx context.Context, u core.User) (core.User, error) {
	u.ID, u.Created = s.ids(), s.clock()
	if err := s.store.CreateUser(ctx, u); err != nil {
		return core.User{}, err
	}
	return u, nil
}

// Owner returns the first admin. A store without any gets owner@localhost, who has no password. needsLink is true while no admin has
// one, so that the only way in is a sign-in link.
func (s *Service) Owner(ctx context.Context) (u core.User, needsLink bool, err error) {
	users, err := s.store.ListUsers(ctx)
	if err != nil {
		return core.User{}, false, err
	}
	needsLink = true
	for _, each := range users {
		if each.Role != core.Admin {
			continue
		}
		if u.ID == "" || each.Created.Before(u.Created) {
			u = each
		}
		needsLink = needsLink && each.PasswordHash == ""
	}
	if u.ID == "" {
		u, err = s.create(ctx, core.User{Email: ownerEmail, Role: core.Admin})
	}
	return u, needsLink, err
}

// normal is the form in which e-mails are compared and kept.
func normal(email string) string { return strings.ToLower(strings.TrimSpace(email)) }
