package auth

import (
	"context"
	"slices"
	"strings"
	"unicode/utf8"

	"heed/collector/core"
)

// tokenPrefix makes a token recognisable, to people and to programs that look for leaked secrets.
const tokenPrefix = "heed_"

// maxTokenName bounds the runes of a token's name.
const maxTokenName = 100

// CreateToken makes an API token with scopes that its maker has. The secret is returned here and never again.
func (s *Service) CreateToken(ctx context.Context, by core.Principal, name string, scopes []core.Permission) (secret string, t core.Token, err error) {
	name = strings.TrimSpace(name)
	if core.Reorders(name) {
		return "", core.Token{}, core.Errorf(core.Invalid, "bad_name", "The name %s.", core.NotReordering)
	}
	if n := utf8.RuneCountInString(name); n == 0 || n > maxTokenName {
		return "", core.Token{}, core.Errorf(core.Invalid, "bad_name", "A token's name has 1 to %d characters, not %d.", maxTokenName, n)
	}
	if err := checkScopes(scopes); err != nil {
		return "", core.Token{}, err
	}
	if err := checkGift(by, scopes); err != nil {
		return "", core.Token{}, err
	}
	random, err := s.secret()
	if err != nil {
		return "", core.Token{}, err
	}
	secret = tokenPrefix + random
	t = core.Token{ID: s.ids(), Name: name, Scopes: unique(scopes), Created: s.clock(), Hash: hash(secret)}
	if err := s.store.CreateToken(ctx, t); err != nil {
		return "", core.Token{}, err
	}
	return secret, t, nil
}

// Tokens lists the tokens that q selects, the newest first.
func (s *Service) Tokens(ctx context.Context, q core.Query) (list []core.Token, next string, err error) {
	return s.store.ListTokens(ctx, q)
}

// DeleteToken ends a token: whoever holds it is refused from the next request on.
func (s *Service) DeleteToken(ctx context.Context, id string) (core.Token, error) {
	t, err := s.store.DeleteToken(ctx, id)
	if err != nil {
		return core.Token{}, err
	}
	s.watches.end(func(p core.Principal) bool { return p.ID == id })
	return t, nil
}

// Bearer gives the program that holds the token.
func (s *Service) Bearer(ctx context.Context, secret string) (core.Principal, error) {
	t, err := s.store.TokenByHash(ctx, hash(secret))
	if err != nil {
		return core.Principal{}, refusing(err, core.Errorf(core.Unauthenticated, "bad_token",
			"This API token does not exist or was deleted; make one under People & tokens, or with heed token create."))
	}
	return core.Principal{ID: t.ID, Name: t.Name, Shown: t.Name, Can: t.Scopes}, nil
}

func checkScopes(scopes []core.Permission) error {
	known := core.Admin.Permissions() // an admin has them all
	if len(scopes) == 0 {
		return core.Errorf(core.Invalid, "bad_scope", "A token needs a scope; choose from %s.", list(known))
	}
	for _, scope := range scopes {
		if !slices.Contains(known, scope) {
			return core.Errorf(core.Invalid, "bad_scope", "%q is not a scope; choose from %s.", scope, list(known))
		}
	}
	return nil
}

// unique gives the scopes in order, each once.
func unique(scopes []core.Permission) []core.Permission {
	sorted := slices.Clone(scopes)
	slices.Sort(sorted)
	return slices.Compact(sorted)
}

func list(scopes []core.Permission) string {
	words := make([]string, len(scopes))
	for i, scope := range scopes {
		words[i] = string(scope)
	}
	return strings.Join(words, ", ")
}
