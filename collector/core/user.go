package core

import "time"

// Role is what a user of the console may do. Each role may do all that the ones before it may.
type Role string

// The roles, from least to most.
const (
	Viewer   Role = "viewer"   // read
	Operator Role = "operator" // and answer visitors
	Marketer Role = "marketer" // and change intercepts and surveys
	Admin    Role = "admin"    // and change sites, users and tokens
)

// Permission is what a route asks for; a role has the permissions of its rank, a token those of its scopes.
type Permission string

// The permissions. They are also the scopes of API tokens; admin includes all.
const (
	CanRead  Permission = "read"
	CanChat  Permission = "chat"
	CanWrite Permission = "write"
	CanAdmin Permission = "admin"
)

// Permissions gives what a role may do, nil for an unknown role.
func (r Role) Permissions() []Permission {
	switch r {
	case Viewer:
		return []Permission{CanRead}
	case Operator:
		return []Permission{CanRead, CanChat}
	case Marketer:
		return []Permission{CanRead, CanChat, CanWrite}
	case Admin:
		return []Permission{CanRead, CanChat, CanWrite, CanAdmin}
	}
	return nil
}

// User is somebody who signs in to the console.
type User struct {
	ID      string    `json:"id"`
	Email   string    `json:"email"` // lower case, unique
	Name    string    `json:"name,omitempty"`
	Role    Role      `json:"role"`
	Created time.Time `json:"created"`
	// SignedIn is when they last signed in; zero when that is not known.
	SignedIn time.Time `json:"signed_in,omitzero"`
	// PasswordHash is argon2id in its own encoding; empty for a user who can only come by a sign-in link.
	PasswordHash string `json:"-"`
}

// Token lets a program use the API. Only its hash is stored.
type Token struct {
	ID      string       `json:"id"`
	Name    string       `json:"name"`
	Scopes  []Permission `json:"scopes"`
	Created time.Time    `json:"created"`
	Hash    string       `json:"-"` // hex SHA-256 of the secret
}

// SignIn is a browser's session in the console, or a one-time link that becomes one. Only the secret's hash is stored.
type SignIn struct {
	Hash    string // hex SHA-256 of the secret
	User    string // User.ID
	Once    bool   // a link: it is deleted when it is used
	ByLink  bool   // a session that began with a link
	Expires time.Time
}

// Principal is who a request comes from.
type Principal struct {
	ID    string // user's or token's
	Name  string // e-mail or token name
	Shown string // the name visitors see in a chat
	Can   []Permission
	// SignIn is the hash of the sign-in that a user came by; "" for a token.
	SignIn string
}

// Machine is whoever works on the data folder itself, at the command line: nobody can keep them from anything.
func Machine(account string) Principal {
	return Principal{Name: account, Can: Admin.Permissions()}
}

// May reports whether the principal has the permission, directly or through admin.
func (p Principal) May(want Permission) bool {
	for _, have := range p.Can {
		if have == want || have == CanAdmin {
			return true
		}
	}
	return false
}
