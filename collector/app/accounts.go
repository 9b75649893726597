package app

import (
	"bufio"
	"context"
	"crypto/rand"
	"fmt"
	"io"
	"strings"
	"text/tabwriter"
	"time"

	"heed/collector/auth"
	"heed/collector/config"
	"heed/collector/core"
	"heed/sqlite"
)

// userAdd reads the password from the first line of standard input.
func userAdd(ctx context.Context, cfg config.UserAdd, p Process) error {
	line, err := bufio.NewReader(p.In).ReadString('\n')
	password := strings.TrimRight(line, "\r\n")
	if password == "" || (err != nil && err != io.EOF) {
		return core.Errorf(core.Invalid, "no_password", "The password comes on standard input: printf '%%s' 'secret words' | heed user add …")
	}
	return withStore(ctx, cfg.Data.Data, func(store *sqlite.Store) error {
		return audited(ctx, store, "user.add", cfg.Email, func() (string, error) {
			u, err := accounts(store).AddUser(ctx, cfg.Email, cfg.Name, core.Role(cfg.Role), password)
			if err != nil {
				return "", err
			}
			fmt.Fprintf(p.Out, "added %s as %s\n", u.Email, u.Role)
			return string(u.Role), nil
		})
	})
}

// tokenCreate prints the token alone on standard output, so that a script can keep it.
func tokenCreate(ctx context.Context, cfg config.TokenCreate, p Process) error {
	scopes := make([]core.Permission, 0, len(cfg.Scope))
	for _, s := range cfg.Scope {
		scopes = append(scopes, core.Permission(s))
	}
	return withStore(ctx, cfg.Data.Data, func(store *sqlite.Store) error {
		return audited(ctx, store, "token.create", cfg.Name, func() (string, error) {
			secret, _, err := accounts(store).CreateToken(ctx, cfg.Name, scopes)
			if err != nil {
				return "", err
			}
			_, err = fmt.Fprintln(p.Out, secret)
			return strings.Join(cfg.Scope, ", "), err
		})
	})
}

// tokenList prints a line a token: what it can be deleted by, and what it may do.
func tokenList(ctx context.Context, cfg config.TokenList, p Process) error {
	return withData(ctx, cfg.Data.Data, func(store *sqlite.Store) error {
		tokens, err := accounts(store).Tokens(ctx)
		if err != nil {
			return err
		}
		w := tabwriter.NewWriter(p.Out, 0, 0, 2, ' ', 0)
		for _, t := range tokens {
			scopes := make([]string, len(t.Scopes))
			for i, s := range t.Scopes {
				scopes[i] = string(s)
			}
			fmt.Fprintf(w, "%s\t%s\t%s\t%s\n", t.ID, t.Created.Format(time.DateOnly), t.Name, strings.Join(scopes, ", "))
		}
		return w.Flush()
	})
}

func tokenDelete(ctx context.Context, cfg config.TokenDelete, p Process) error {
	return withData(ctx, cfg.Data.Data, func(store *sqlite.Store) error {
		return audited(ctx, store, "token.delete", cfg.ID, func() (string, error) {
			if err := accounts(store).DeleteToken(ctx, cfg.ID); err != nil {
				return "", err
			}
			_, err := fmt.Fprintf(p.Out, "deleted token %s\n", cfg.ID)
			return "", err
		})
	})
}

func accounts(store *sqlite.Store) *auth.Service {
	return auth.New(store, NewID, time.Now, rand.Reader)
}
