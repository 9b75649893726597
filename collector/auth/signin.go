package auth

import (
	"context"
	"time"

	"heed/collector/core"
	"heed/collector/limit"
)

// SignIn checks an e-mail and password and starts a session. address is the client's, without port. Every failure is told in the same
// sentence and takes the same time, so that nobody learns which e-mails exist. Attempts are limited per address and per
// e-mail, right ones included.
func (s *Service) SignIn(ctx context.Context, email, password, address string) (secret string, u core.User, err error) {
	email = normal(email)
	if err := s.attempt(email, limit.Network(address)); err != nil {
		return "", core.User{}, err
	}
	u, err = s.store.UserByEmail(ctx, email)
	if err != nil && !core.IsKind(err, core.NotFound) {
		return "", core.User{}, err
	}
	match, err := s.hasher.matches(ctx, password, u.PasswordHash)
	if err != nil {
		return "", core.User{}, err
	}
	refusal := core.Errorf(core.Unauthenticated, "bad_sign_in", "E-mail and password do not belong together; check both.")
	if !match {
		return "", core.User{}, refusal
	}
	if secret, err = s.begin(ctx, &core.SignIn{User: u.ID}, sessionAge); err != nil {
		return "", core.User{}, refusing(err, refusal) // deleted this very moment
	}
	return secret, u, nil
}

// An office behind one address gets more attempts than one account, whose password somebody may be guessing: at one in 30 seconds
// that is under 3000 a day.
func perAddress() limit.Rate { return limit.Every(6*time.Second, 20) }
func perEmail() limit.Rate   { return limit.Every(30*time.Second, 10) }

// attempt counts a sign-in against both limits. The address goes first: one that is over its limit must not use up the e-mail's.
func (s *Service) attempt(email, address string) error {
	now := s.clock()
	wait := s.addresses.Take(address, 1, now)
	if wait == 0 {
		wait = s.emails.Take(email, 1, now)
	}
	if wait > 0 {
		return tooMany(wait)
	}
	return nil
}

// tooMany refuses an attempt that must wait.
func tooMany(wait time.Duration) error {
	err := core.Errorf(core.Limited, "too_many_sign_ins", "Too many attempts; wait %d seconds.", int(wait.Seconds())+1)
	err.RetryAfter = wait
	return err
}

// linkAge is how long a link works: long enough to walk from the terminal to a browser on another machine the next morning.
const linkAge = 24 * time.Hour

// Link lets somebody sign in once without a password, and then set one.
type Link struct {
	Secret  string
	User    core.User
	Expires time.Time
}

// Link makes a one-time sign-in link for a user, who may not do more than who asks for it.
func (s *Service) Link(ctx context.Context, by core.Principal, userID string) (Link, error) {
	u, err := s.store.User(ctx, userID)
	if err != nil {
		return Link{}, err
	}
	if err := checkGift(by, u.Role.Permissions()); err != nil {
		return Link{}, err
	}
	in := core.SignIn{User: u.ID, Once: true}
	secret, err := s.begin(ctx, &in, linkAge)
	if err != nil {
		return Link{}, err
	}
	return Link{Secret: secret, User: u, Expires: in.Expires}, nil
}

// TakeLink turns the secret of a link into a session. It works once.
func (s *Service) TakeLink(ctx context.Context, secret string) (session string, u core.User, err error) {
	refusal := core.Errorf(core.Unauthenticated, "bad_link", "This sign-in link was used or has expired; ask for a new one.")
	link, err := s.store.TakeSignIn(ctx, hash(secret), s.clock())
	if err != nil {
		return "", core.User{}, refusing(err, refusal)
	}
	if u, err = s.store.User(ctx, link.User); err != nil {
		return "", core.User{}, refusing(err, refusal)
	}
	if session, err = s.begin(ctx, &core.SignIn{User: u.ID, ByLink: true}, sessionAge); err != nil {
		return "", core.User{}, refusing(err, refusal) // deleted this very moment
	}
	return session, u, nil
}
