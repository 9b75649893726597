package server

import (
	"net/http"
	"time"

	"github.com/labstack/echo/v4"

	"heed/collector/auth"
	"heed/collector/core"
)

// maxAccount is the largest body about a user or token, in bytes.
const maxAccount = 4 << 10

// apiUsers lists who signs in to the console: ?role=&limit=&after=.
func (s *Server) apiUsers(c echo.Context) error {
	q, err := readQuery(c)
	if err != nil {
		return err
	}
	role := c.QueryParam("role")
	if err := choose("role", role, core.Viewer, core.Operator, core.Marketer, core.Admin); err != nil {
		return err
	}
	users, next, err := s.Auth.Users(c.Request().Context(), core.Query{Kind: role, Limit: q.Limit, After: q.After})
	if err != nil {
		return err
	}
	return answerList(c, users, next)
}

func (s *Server) apiUser(c echo.Context) error {
	u, err := s.Auth.User(c.Request().Context(), c.Param("id"))
	if err != nil {
		return err
	}
	return c.JSON(http.StatusOK, u)
}

// apiAddUser adds somebody. Without a password they come by a sign-in link, which apiSignInLink makes.
func (s *Server) apiAddUser(c echo.Context) error {
	var in auth.NewUser
	if err := readJSON(c, maxAccount, &in); err != nil {
		return err
	}
	u, err := s.addUser(c, in)
	if err != nil {
		return err
	}
	return c.JSON(http.StatusCreated, u)
}

// apiChangeUser changes name and role.
func (s *Server) apiChangeUser(c echo.Context) error {
	var in auth.UserChange
	if err := readJSON(c, maxAccount, &in); err != nil {
		return err
	}
	u, err := s.changeUser(c, in)
	if err != nil {
		return err
	}
	return c.JSON(http.StatusOK, u)
}

func (s *Server) apiDeleteUser(c echo.Context) error {
	if _, err := s.deleteUser(c); err != nil {
		return err
	}
	return c.NoContent(http.StatusNoContent)
}

// signInLink is a way in that works once.
type signInLink struct {
	URL     string    `json:"url"`
	Expires time.Time `json:"expires"`
}

func (s *Server) apiSignInLink(c echo.Context) error {
	_, link, err := s.signInLink(c, c.Param("id"))
	if err != nil {
		return err
	}
	return c.JSON(http.StatusCreated, link)
}

// What follows is done alike for programs and people, and says for the audit log whom it was about: an address has the id alone.

func (s *Server) addUser(c echo.Context, in auth.NewUser) (core.User, error) {
	u, err := s.Auth.AddUser(c.Request().Context(), principal(c), in)
	if err == nil {
		detail(c, "%s as %s", u.Email, u.Role)
	}
	return u, err
}

func (s *Server) changeUser(c echo.Context, in auth.UserChange) (core.User, error) {
	u, err := s.Auth.ChangeUser(c.Request().Context(), principal(c), c.Param("id"), in)
	if err == nil {
		detail(c, "%s, who is %s now, named %q", u.Email, u.Role, u.Name)
	}
	return u, err
}

func (s *Server) deleteUser(c echo.Context) (core.User, error) {
	u, err := s.Auth.DeleteUser(c.Request().Context(), principal(c), c.Param("id"))
	if err == nil {
		detail(c, "%s, who was %s", u.Email, u.Role)
	}
	return u, err
}

func (s *Server) signInLink(c echo.Context, id string) (core.User, signInLink, error) {
	made, err := s.Auth.Link(c.Request().Context(), principal(c), id)
	if err != nil {
		return core.User{}, signInLink{}, err
	}
	detail(c, "%s, until %s", made.User.Email, iso(made.Expires))
	return made.User, signInLink{URL: SignInURL(s.PublicURL, made.Secret), Expires: made.Expires}, nil
}
