package auth

import (
	"context"
	"fmt"
	"time"
	"unicode/utf8"

	"github.com/alexedwards/argon2id"

	"heed/collector/core"
)

// Bounds of a password. The upper one only keeps somebody from sending a book.
const (
	minPassword = 10  // runes
	maxPassword = 200 // runes
)

// atOnce is how many passwords are hashed at the same time: each takes the memory below.
const atOnce = 2

// hasher hashes passwords, a few at a time.
type hasher struct {
	params *argon2id.Params
	slots  chan struct{}
}

// newHasher takes the first configuration of OWASP's Password Storage Cheat Sheet: one pass over 46 MiB in a single lane, so that
// hashing leaves a core to the visitors.
func newHasher() hasher {
	return hasher{
		params: &argon2id.Params{Memory: 46 * 1024, Iterations: 1, Parallelism: 1, SaltLength: 16, KeyLength: 32},
		slots:  make(chan struct{}, atOnce),
	}
}

// hash gives the encoded argon2id hash of a password.
func (h hasher) hash(ctx context.Context, password string) (encoded string, err error) {
	err = h.in(ctx, func() error {
		encoded, err = argon2id.CreateHash(password, h.params)
		return err
	})
	return encoded, err
}

// matches compares a password with an encoded hash. For an empty one, of a user who does not exist or has no password, and for a
// password that is too long to be anybody's, it does the same work and says no.
func (h hasher) matches(ctx context.Context, password, encoded string) (match bool, err error) {
	if encoded == "" || utf8.RuneCountInString(password) > maxPassword {
		_, err := h.hash(ctx, "")
		return false, err
	}
	err = h.in(ctx, func() error {
		match, err = argon2id.ComparePasswordAndHash(password, encoded)
		return err
	})
	return match, err
}

// in runs work in one of the slots, once it is free.
func (h hasher) in(ctx context.Context, work func() error) error {
	select {
	case h.slots <- struct{}{}:
		defer func() { <-h.slots }()
		return work()
	case <-ctx.Done():
		return fmt.Errorf("wait to hash a password: %w", ctx.Err())
	}
}

// forgotAge is how long after coming by a link somebody sets a password without the old one: they may have come that way because they
// have forgotten it. It is short, since a stolen session could do the same.
const forgotAge = time.Hour

// AsksPassword reports whether SetPassword asks a user for the present password: not when there is none, and not soon after a link.
func (s *Service) AsksPassword(ctx context.Context, p core.Principal) (bool, error) {
	u, err := s.store.User(ctx, p.ID)
	if err != nil {
		return false, err
	}
	return s.asksPassword(ctx, u, p)
}

func (s *Service) asksPassword(ctx context.Context, u core.User, p core.Principal) (bool, error) {
	if u.PasswordHash == "" {
		return false, nil
	}
	now := s.clock()
	in, err := s.store.SignIn(ctx, p.SignIn, now)
	if err != nil {
		return true, err
	}
	begun := in.Expires.Add(-sessionAge)
	return !in.ByLink || now.Sub(begun) >= forgotAge, nil
}

// SetPassword changes the password of the user who asks. The old one is asked for as AsksPassword says. Whoever else was signed in as this
// user no longer is: a password is changed because somebody else may know it.
func (s *Service) SetPassword(ctx context.Context, p core.Principal, old, new string) error {
	u, err := s.store.User(ctx, p.ID)
	if err != nil {
		return err
	}
	if err := checkPassword(new); err != nil {
		return err
	}
	asks, err := s.asksPassword(ctx, u, p)
	if err != nil {
		return err
	}
	if asks {
		if err := s.confirm(ctx, u, old); err != nil {
			return err
		}
	}
	encoded, err := s.hasher.hash(ctx, new)
	if err != nil {
		return err
	}
	_, err = s.store.UpdateUser(ctx, u.ID, p.SignIn, func(now *core.User) error {
		if now.PasswordHash != u.PasswordHash {
			return errBadPassword()
		}
		now.PasswordHash = encoded
		return nil
	})
	if err != nil {
		return err
	}
	s.watches.end(func(other core.Principal) bool { return other.ID == u.ID && other.SignIn != p.SignIn })
	return nil
}

// confirm checks the present password; a stolen session must not be able to try many.
func (s *Service) confirm(ctx context.Context, u core.User, old string) error {
	if wait := s.emails.Take(u.Email, 1, s.clock()); wait > 0 {
		return tooMany(wait)
	}
	match, err := s.hasher.matches(ctx, old, u.PasswordHash)
	if err == nil && !match {
		return errBadPassword()
	}
	return err
}

func errBadPassword() *core.Error {
	return core.Errorf(core.Invalid, "bad_password", "The present password is not right.")
}

func checkPassword(password string) error {
	if n := utf8.RuneCountInString(password); n < minPassword || n > maxPassword {
		return core.Errorf(core.Invalid, "bad_password", "A password has %d to %d characters, not %d.", minPassword, maxPassword, n)
	}
	return nil
}
