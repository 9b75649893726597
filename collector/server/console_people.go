package server

import (
	"net/http"
	"slices"
	"time"

	"github.com/labstack/echo/v4"

	"heed/collector/auth"
	"heed/collector/core"
)

// peopleURL is the page on which admins see who signs in and which programs have a token, and change both.
const peopleURL = "/console/people"

type peoplePage struct {
	People                 []personRow
	Tokens                 []tokenRow
	NextPeople, NextTokens string // where older ones are, "" for nowhere
	Roles                  []choice
	Scopes                 []scopeChoice
	Person                 auth.NewUser // what was typed of somebody new
	Token                  newToken     // and of a token
	Done, Wrong            string       // what has just been done, or why not
	Made                   *handover    // what has just been made
}

type personRow struct {
	core.User
	You bool
}

type tokenRow struct {
	core.Token
	Words string // its scopes
}

// scopeChoice is a scope that the reader can give a token.
type scopeChoice struct {
	Scope  core.Permission
	Words  string
	Chosen bool
}

// handover is a secret that is shown once: a sign-in link, or a token.
type handover struct {
	Link, Token string // whose, or which; one of them
	Secret      string
	Expires     time.Time // of a link
}

// doneWords say what a redirect to the page has just done.
var doneWords = map[string]string{
	"changed": "The change is made.",
	"deleted": "The user is deleted, and signed out everywhere.",
	"ended":   "The token is deleted. What it was used for is refused from now on.",
}

func (s *Server) people(ec echo.Context) error {
	return s.showPeople(ec, http.StatusOK, peoplePage{Done: doneWords[ec.QueryParam("done")]})
}

// showPeople fills in what there is.
func (s *Server) showPeople(ec echo.Context, status int, page peoplePage) error {
	f, _, err := s.console.frame(ec, "People & tokens", "people")
	if err != nil {
		return err
	}
	if err := s.listPeople(ec, &page); err != nil {
		return err
	}
	if err := s.listTokens(ec, &page); err != nil {
		return err
	}
	page.Roles, page.Scopes = roleChoices(f.Who), scopeChoices(f.Who, page.Token.Scopes)
	f.Page = page
	return s.console.render(ec, status, "people", f)
}

func (s *Server) listPeople(ec echo.Context, page *peoplePage) error {
	users, next, err := s.Auth.Users(ec.Request().Context(), core.Query{After: ec.QueryParam("people")})
	if err != nil {
		return err
	}
	for _, u := range users {
		page.People = append(page.People, personRow{u, u.ID == principal(ec).ID})
	}
	if next != "" {
		page.NextPeople = peopleURL + query("people", next, "tokens", ec.QueryParam("tokens"))
	}
	return nil
}

func (s *Server) listTokens(ec echo.Context, page *peoplePage) error {
	tokens, next, err := s.Auth.Tokens(ec.Request().Context(), core.Query{After: ec.QueryParam("tokens")})
	if err != nil {
		return err
	}
	for _, t := range tokens {
		page.Tokens = append(page.Tokens, tokenRow{t, scopeWords(t.Scopes)})
	}
	if next != "" {
		page.NextTokens = peopleURL + query("people", ec.QueryParam("people"), "tokens", next)
	}
	return nil
}

// refusePeople shows the page again with what is wrong, and with what was typed.
func (s *Server) refusePeople(ec echo.Context, err error, page peoplePage) error {
	e := core.AsError(err)
	if e.Kind == core.Internal {
		return err
	}
	ec.Set(auditRefusalKey, e)
	page.Wrong = e.Message
	return s.showPeople(ec, statuses[e.Kind], page)
}

// addPerson adds somebody, and shows the link by which they come: nobody but they should know their password.
func (s *Server) addPerson(ec echo.Context) error {
	in := auth.NewUser{Email: ec.FormValue("email"), Name: ec.FormValue("name"), Role: core.Role(ec.FormValue("role"))}
	u, err := s.addUser(ec, in)
	if err != nil {
		return s.refusePeople(ec, err, peoplePage{Person: in})
	}
	_, link, err := s.signInLink(ec, u.ID)
	if err != nil {
		return err
	}
	detail(ec, "%s as %s, with a sign-in link until %s", u.Email, u.Role, iso(link.Expires))
	return s.showPeople(ec, http.StatusOK, peoplePage{Made: &handover{Link: u.Email, Secret: link.URL, Expires: link.Expires}})
}

// changePerson changes name and role. The form has no role where that is the reader's own.
func (s *Server) changePerson(ec echo.Context) error {
	name, role := ec.FormValue("name"), core.Role(ec.FormValue("role"))
	change := auth.UserChange{Name: &name}
	if role != "" {
		change.Role = &role
	}
	if _, err := s.changeUser(ec, change); err != nil {
		return s.refusePeople(ec, err, peoplePage{})
	}
	return ec.Redirect(http.StatusSeeOther, peopleURL+"?done=changed")
}

func (s *Server) linkPerson(ec echo.Context) error {
	u, link, err := s.signInLink(ec, ec.Param("id"))
	if err != nil {
		return s.refusePeople(ec, err, peoplePage{})
	}
	return s.showPeople(ec, http.StatusOK, peoplePage{Made: &handover{Link: u.Email, Secret: link.URL, Expires: link.Expires}})
}

func (s *Server) deletePerson(ec echo.Context) error {
	if _, err := s.deleteUser(ec); err != nil {
		return s.refusePeople(ec, err, peoplePage{})
	}
	return ec.Redirect(http.StatusSeeOther, peopleURL+"?done=deleted")
}

// makeToken makes a token, and shows it.
func (s *Server) makeToken(ec echo.Context) error {
	form, err := ec.FormParams()
	if err != nil {
		return core.Errorf(core.Invalid, "bad_form", "The form could not be read; send it again.")
	}
	in := newToken{Name: form.Get("name")}
	for _, scope := range form["scope"] {
		in.Scopes = append(in.Scopes, core.Permission(scope))
	}
	t, err := s.createToken(ec, in)
	if err != nil {
		return s.refusePeople(ec, err, peoplePage{Token: in})
	}
	return s.showPeople(ec, http.StatusOK, peoplePage{Made: &handover{Token: t.Name, Secret: t.Secret}})
}

func (s *Server) endToken(ec echo.Context) error {
	if err := s.deleteToken(ec); err != nil {
		return s.refusePeople(ec, err, peoplePage{})
	}
	return ec.Redirect(http.StatusSeeOther, peopleURL+"?done=ended")
}

// permissionWords say what each permission lets somebody do, the least first.
var permissionWords = []struct {
	may   core.Permission
	words string
}{
	{core.CanRead, "read everything"},
	{core.CanChat, "answer visitors"},
	{core.CanWrite, "change intercepts and surveys"},
	{core.CanAdmin, "change sites, people and tokens"},
}

// roleChoices are the roles that somebody can give, each with the most that it may do.
func roleChoices(by core.Principal) []choice {
	var list []choice
	for i, role := range []core.Role{core.Viewer, core.Operator, core.Marketer, core.Admin} {
		if by.May(permissionWords[i].may) {
			list = append(list, choice{string(role), upper(string(role)) + ": may " + permissionWords[i].words})
		}
	}
	return list
}

// scopeChoices are the scopes that somebody can give.
func scopeChoices(by core.Principal, chosen []core.Permission) []scopeChoice {
	var list []scopeChoice
	for _, p := range permissionWords {
		if by.May(p.may) {
			list = append(list, scopeChoice{p.may, p.words, slices.Contains(chosen, p.may)})
		}
	}
	return list
}
