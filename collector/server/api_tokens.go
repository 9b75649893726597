package server

import (
	"net/http"
	"strings"

	"github.com/labstack/echo/v4"

	"heed/collector/core"
)

// newToken is a token to make.
type newToken struct {
	Name   string            `json:"name"`
	Scopes []core.Permission `json:"scopes"`
}

// madeToken is a token with its secret, which nobody sees again.
type madeToken struct {
	core.Token
	Secret string `json:"secret"`
}

// apiTokens lists the API tokens: ?limit=&after=.
func (s *Server) apiTokens(c echo.Context) error {
	q, err := readQuery(c)
	if err != nil {
		return err
	}
	tokens, next, err := s.Auth.Tokens(c.Request().Context(), core.Query{Limit: q.Limit, After: q.After})
	if err != nil {
		return err
	}
	return answerList(c, tokens, next)
}

func (s *Server) apiCreateToken(c echo.Context) error {
	var in newToken
	if err := readJSON(c, maxAccount, &in); err != nil {
		return err
	}
	made, err := s.createToken(c, in)
	if err != nil {
		return err
	}
	return c.JSON(http.StatusCreated, made)
}

func (s *Server) apiDeleteToken(c echo.Context) error {
	if err := s.deleteToken(c); err != nil {
		return err
	}
	return c.NoContent(http.StatusNoContent)
}

// createToken and deleteToken are alike for programs and people.

func (s *Server) createToken(c echo.Context, in newToken) (madeToken, error) {
	secret, t, err := s.Auth.CreateToken(c.Request().Context(), principal(c), in.Name, in.Scopes)
	if err != nil {
		return madeToken{}, err
	}
	detail(c, "%s: %s", t.Name, scopeWords(t.Scopes))
	return madeToken{t, secret}, nil
}

func (s *Server) deleteToken(c echo.Context) error {
	t, err := s.Auth.DeleteToken(c.Request().Context(), c.Param("id"))
	if err == nil {
		detail(c, "%s: %s", t.Name, scopeWords(t.Scopes))
	}
	return err
}

// scopeWords lists scopes in one line.
func scopeWords(scopes []core.Permission) string {
	words := make([]string, len(scopes))
	for i, s := range scopes {
		words[i] = string(s)
	}
	return strings.Join(words, ", ")
}
