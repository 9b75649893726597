// Package auth says who a request comes from: users of the console by password or one-time link, programs by token.
//
// Secrets are 32 random bytes. The store keeps their SHA-256 only, which needs no salt and no stretching because they cannot
// be guessed; passwords can, and are kept as argon2id.
package auth

import (
	"context"
	"crypto/sha256"
	"encoding/base64"
	"encoding/hex"
	"fmt"
	"io"
	"time"

	"heed/collector/core"
	"heed/collector/limit"
)

// sessionAge is how long a sign-in lasts.
const sessionAge = 14 * 24 * time.Hour

// secretSize is the number of random bytes in a secret.
const secretSize = 32

// Service is the use case. It may be used from any goroutine, if random may.
type Service struct {
	store     core.Accounts
	ids       core.IDs
	clock     core.Clock
	random    io.Reader
	hasher    hasher
	addresses *limit.Keyed
	emails    *limit.Keyed
	watches   watches
}

// New makes the service. It starts nothing.
func New(store core.Accounts, ids core.IDs, clock core.Clock, random io.Reader) *Service {
	return &Service{
		store: store, ids: ids, clock: clock, random: random, hasher: newHasher(),
		addresses: limit.NewKeyed(perAddress()), emails: limit.NewKeyed(perEmail()),
	}
}

// secret makes a new secret, as text that needs no escaping anywhere.
func (s *Service) secret() (string, error) {
	b := make([]byte, secretSize)
	if _, err := io.ReadFull(s.random, b); err != nil {
		return "", fmt.Errorf("make a secret: %w", err)
	}
	return base64.RawURLEncoding.EncodeToString(b), nil
}

// hash is what the store keeps of a secret.
func hash(secret string) string {
	sum := sha256.Sum256([]byte(secret))
	return hex.EncodeToString(sum[:])
}

// refusing turns «there is none» into a refusal; other errors stay what they are.
func refusing(err error, refusal *core.Error) error {
	if core.IsKind(err, core.NotFound) {
		return refusal
	}
	return err
}

// principal is a user as requests see it.
func principal(u core.User) core.Principal {
	return core.Principal{ID: u.ID, Name: u.Email, Shown: u.Name, Can: u.Role.Permissions()}
}

// Session gives the user whose browser holds the secret.
func (s *Service) Session(ctx context.Context, secret string) (core.Principal, error) {
	refusal := core.Errorf(core.Unauthenticated, "not_signed_in", "Sign in first.")
	signIn, err := s.store.SignIn(ctx, hash(secret), s.clock())
	if err != nil {
		return core.Principal{}, refusing(err, refusal)
	}
	if signIn.Once {
		return core.Principal{}, refusal // a link is no session until it is taken
	}
	u, err := s.store.User(ctx, signIn.User)
	if err != nil {
		return core.Principal{}, refusing(err, refusal)
	}
	p := principal(u)
	p.SignIn = signIn.Hash
	return p, nil
}

// SignOut ends a session. Ending one that has ended does nothing.
func (s *Service) SignOut(ctx context.Context, secret string) error {
	if err := s.store.DeleteSignIn(ctx, hash(secret)); err != nil && !core.IsKind(err, core.NotFound) {
		return err
	}
	s.watches.end(func(p core.Principal) bool { return p.SignIn == hash(secret) })
	return nil
}

// begin starts a session, or makes a link that becomes one, and fills in hash and expiry.
func (s *Service) begin(ctx context.Context, in *core.SignIn, age time.Duration) (secret string, err error) {
	if secret, err = s.secret(); err != nil {
		return "", err
	}
	now := s.clock()
	in.Hash, in.Expires = hash(secret), now.Add(age)
	if err := s.store.CreateSignIn(ctx, *in, now); err != nil {
		return "", err
	}
	return secret, nil
}
