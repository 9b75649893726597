package app

import (
	"bufio"
	"context"
	"crypto/rand"
	"fmt"
	"io"
	"slices"
	"strings"
	"text/tabwriter"
	"time"

	"heed/collector/auth"
	"heed/collector/config"
	"heed/collector/core"
	"heed/collector/server"
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
			u, err := accounts(store).AddUser(ctx, machine(), auth.NewUser{Email: cfg.Email, Name: cfg.Name, Role: core.Role(cfg.Role), Password: password})
			if err != nil {
				return "", err
			}
			fmt.Fprintf(p.Out, "added %s as %s\n", u.Email, u.Role)
			return string(u.Role), nil
		})
	})
}

// userList prints a line a user, the first one first.
func userList(ctx context.Context, cfg config.UserList, p Process) error {
	return withData(ctx, cfg.Data.Data, func(store *sqlite.Store) error {
		users, err := core.All(ctx, core.Query{Kind: cfg.Role}, accounts(store).Users)
		if err != nil {
			return err
		}
		w := tabwriter.NewWriter(p.Out, 0, 0, 2, ' ', 0)
		for _, u := range slices.Backward(users) {
			signedIn := "no sign-in known"
			if !u.SignedIn.IsZero() {
				signedIn = "signed in " + u.SignedIn.Format(time.DateOnly)
			}
			fmt.Fprintf(w, "%s\t%s\tadded %s\t%s\t%s\n", u.Email, u.Role, u.Created.Format(time.DateOnly), signedIn, oneLine(u.Name))
		}
		return w.Flush()
	})
}

func userRole(ctx context.Context, cfg config.UserRole, p Process) error {
	role := core.Role(cfg.Role)
	return withUser(ctx, cfg.Data, "user.change", cfg.Email, func(s *auth.Service, u core.User) (string, error) {
		changed, err := s.ChangeUser(ctx, machine(), u.ID, auth.UserChange{Role: &role})
		if err != nil {
			return "", err
		}
		fmt.Fprintf(p.Out, "%s is %s now\n", changed.Email, changed.Role)
		return fmt.Sprintf("%s, was %s", changed.Role, u.Role), nil
	})
}

func userDelete(ctx context.Context, cfg config.UserDelete, p Process) error {
	return withUser(ctx, cfg.Data, "user.delete", cfg.Email, func(s *auth.Service, u core.User) (string, error) {
		if _, err := s.DeleteUser(ctx, machine(), u.ID); err != nil {
			return "", err
		}
		_, err := fmt.Fprintf(p.Out, "deleted %s\n", u.Email)
		return string(u.Role), err
	})
}

// userLink prints the link alone on standard output, so that a script can send it.
func userLink(ctx context.Context, cfg config.UserLink, p Process) error {
	return withUser(ctx, cfg.Data, "link.create", cfg.Email, func(s *auth.Service, u core.User) (string, error) {
		link, err := s.Link(ctx, machine(), u.ID)
		if err != nil {
			return "", err
		}
		_, err = fmt.Fprintln(p.Out, server.SignInURL(cfg.PublicURL, link.Secret))
		return "until " + link.Expires.UTC().Format(time.RFC3339), err
	})
}

// withUser does something to the user with that e-mail, with an entry in the audit log, also when there is none.
func withUser(ctx context.Context, data config.Data, action, email string, do func(*auth.Service, core.User) (string, error)) error {
	return withData(ctx, data.Data, func(store *sqlite.Store) error {
		return audited(ctx, store, action, email, func() (string, error) {
			s := accounts(store)
			u, err := s.UserByEmail(ctx, email)
			if err != nil {
				return "", err
			}
			return do(s, u)
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
			secret, _, err := accounts(store).CreateToken(ctx, machine(), cfg.Name, scopes)
			if err != nil {
				return "", err
			}
			_, err = fmt.Fprintln(p.Out, secret)
			return strings.Join(cfg.Scope, ", "), err
		})
	})
}

// tokenList prints a line a token, the first one first: what it can be deleted by, and what it may do.
func tokenList(ctx context.Context, cfg config.TokenList, p Process) error {
	return withData(ctx, cfg.Data.Data, func(store *sqlite.Store) error {
		tokens, err := core.All(ctx, core.Query{}, accounts(store).Tokens)
		if err != nil {
			return err
		}
		w := tabwriter.NewWriter(p.Out, 0, 0, 2, ' ', 0)
		for _, t := range slices.Backward(tokens) {
			scopes := make([]string, len(t.Scopes))
			for i, s := range t.Scopes {
				scopes[i] = string(s)
			}
			fmt.Fprintf(w, "%s\t%s\t%s\t%s\n", t.ID, t.Created.Format(time.DateOnly), oneLine(t.Name), strings.Join(scopes, ", "))
		}
		return w.Flush()
	})
}

func tokenDelete(ctx context.Context, cfg config.TokenDelete, p Process) error {
	return withData(ctx, cfg.Data.Data, func(store *sqlite.Store) error {
		return audited(ctx, store, "token.delete", cfg.ID, func() (string, error) {
			t, err := accounts(store).DeleteToken(ctx, cfg.ID)
			if err != nil {
				return "", err
			}
			_, err = fmt.Fprintf(p.Out, "deleted token %s\n", cfg.ID)
			return t.Name, err
		})
	})
}

// machine is who works at the command line.
func machine() core.Principal { return core.Machine(account()) }

func accounts(store *sqlite.Store) *auth.Service {
	return auth.New(store, NewID, time.Now, rand.Reader)
}
