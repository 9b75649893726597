package server

import (
	"bytes"
	"fmt"
	"html/template"
	"net/http"
	"net/url"
	"strings"

	"github.com/labstack/echo/v4"

	"heed/collector/core"
	"heed/collector/link"
	"heed/collector/survey"
)

// maxHostedBody is the largest form in bytes: a text of the greatest length, each of its bytes escaped as three.
const maxHostedBody = 64 << 10

// hosted serves surveys by link below /s/: pages for visitors, without scripts and cookies. As there is nothing a browser adds to a request
// by itself, another site's page can send no more in a visitor's name than in its own, so forms carry no token against that; what they do
// carry is the signed entry, without which nothing is taken.
type hosted struct {
	deps Deps
	page *template.Template
}

// newHosted parses the template, so that a broken one stops the start.
func newHosted(deps Deps) (*hosted, error) {
	page, err := template.New("page.gohtml").Funcs(template.FuncMap{"asset": deps.Assets.URL}).
		ParseFS(deps.Assets.Templates("hosted/survey"), "page.gohtml")
	if err != nil {
		return nil, fmt.Errorf("parse template of surveys by link: %w", err)
	}
	return &hosted{deps: deps, page: page}, nil
}

// hostedPage is a question, or with Heading a last word.
type hostedPage struct {
	Words  hostedWords
	Lang   string
	Dir    string
	Site   string // its title
	Theme  string // the address of its stylesheet, or ""
	Action string
	Entry  string
	Form   survey.Form
	// Last is whether no further question can come; Progress says how far it is.
	Last     bool
	Progress string
	Back     string // an address, or ""
	Problem  string
	// Of the last word.
	Heading, Text, Again string
	HeadingIn            survey.Tongue
}

// WordsIn is the language of our own words where we have none in that of the page.
func (p hostedPage) WordsIn() survey.Tongue {
	if spoken, _, _ := strings.Cut(strings.ToLower(p.Lang), "-"); spoken == p.Words.Lang {
		return survey.Tongue{}
	}
	return survey.Tongue{Lang: p.Words.Lang, Dir: p.Words.Dir}
}

// TitleIn is the language of the title, which is the question or the last word.
func (p hostedPage) TitleIn() survey.Tongue {
	if p.Heading != "" || p.Form.Step == nil {
		return p.HeadingIn
	}
	return p.Form.Step.TextIn
}

// isHosted reports whether a path is one of a survey by link.
func isHosted(path string) bool { return strings.HasPrefix(path, "/s/") }

// open shows the question that is due. Without an entry it makes one and goes on to its address, which reloading and going back then
// lead to. It changes nothing: mail programs open links to look at them.
func (h *hosted) open(c echo.Context) error {
	if err := h.deps.Link.Admit(c.RealIP()); err != nil {
		return err
	}
	name, text := param(c, "name"), c.QueryParam("e")
	if text == "" {
		e, err := h.deps.Link.Begin(c.QueryParam("site"), name, c.QueryParam("source"))
		if err != nil {
			return err
		}
		if err := h.deps.Link.Asks(c.Request().Context(), e, core.Response{}); err != nil {
			return h.refuse(c, e, err)
		}
		return c.Redirect(http.StatusSeeOther, hostedURL(c, name, "e", h.deps.Link.Signer.Sign(e)))
	}
	e, response, err := h.deps.Link.Resume(c.Request().Context(), text, name)
	if err != nil {
		return h.refuse(c, e, err)
	}
	if response.Done {
		return h.finished(c, e, response.Answers)
	}
	if err := h.deps.Link.Asks(c.Request().Context(), e, response); err != nil {
		return h.refuse(c, e, err)
	}
	return h.ask(c, e, text, response.Answers, c.QueryParam("q"), nil)
}

// answer takes the answer to one question and leads on to the next.
func (h *hosted) answer(c echo.Context) error {
	if err := h.deps.Link.Admit(c.RealIP()); err != nil {
		return err
	}
	r, ctx, name := c.Request(), c.Request().Context(), param(c, "name")
	r.Body = http.MaxBytesReader(c.Response(), r.Body, maxHostedBody)
	if err := r.ParseForm(); err != nil {
		return core.Errorf(core.Invalid, "bad_form", "The form could not be read, or has more than %d bytes.", maxHostedBody)
	}
	text, question := r.PostForm.Get("e"), r.PostForm.Get("question")
	e, before, err := h.deps.Link.Resume(ctx, text, name)
	if err != nil {
		return h.refuse(c, e, err)
	}
	form, err := h.deps.Survey.Form(e.Site, name, survey.Turn{Langs: languages(r), Given: before.Answers, At: question, Seed: e.ID})
	if err != nil {
		return err
	}
	if form.Step == nil || form.Step.ID != question {
		// It lies on a branch that was left meanwhile, in another tab, or that nobody is led to: as in the widget it is not answered.
		return c.Redirect(http.StatusSeeOther, hostedURL(c, name, "e", text))
	}
	value, err := h.deps.Survey.Value(e.Site, name, question, r.PostForm["value"], r.PostForm.Get("own"))
	if err == nil {
		before, err = h.deps.Link.Answer(ctx, e, question, form.Lang, value)
	}
	switch {
	case core.IsKind(err, core.Invalid):
		return h.ask(c, e, text, before.Answers, question, r.PostForm)
	case core.AsError(err).Code == "link_used":
		return h.finished(c, e, before.Answers)
	case err != nil:
		return h.refuse(c, e, err)
	}
	if before.Done {
		return c.Redirect(http.StatusSeeOther, hostedURL(c, name, "e", text, "end", "1"))
	}
	next, err := h.deps.Survey.Next(e.Site, name, before.Answers)
	if err != nil {
		return err
	}
	return c.Redirect(http.StatusSeeOther, hostedURL(c, name, "e", text, "q", next))
}

// ask shows question at, or the one that is due; refused is what was sent for it and not accepted.
func (h *hosted) ask(c echo.Context, e link.Entry, text string, given []core.Answer, at string, refused url.Values) error {
	form, err := h.deps.Survey.Form(e.Site, e.Survey, survey.Turn{Langs: languages(c.Request()), Given: given, At: at, Seed: e.ID, Thumbs: thumbsIn})
	if err != nil {
		return err
	}
	if form.Step == nil {
		return h.finished(c, e, given) // the survey has changed, and there is nothing left to ask
	}
	page := hostedPage{
		Words: wordsIn(form.Lang), Lang: form.Lang, Dir: form.Dir, Site: h.deps.Link.Title(e.Site), Theme: h.themeURL(e), Entry: text, Form: form,
		Action: hostedURL(c, e.Survey), Last: form.Last,
	}
	if form.Of > 1 {
		page.Progress = fmt.Sprintf(page.Words.Of, form.Number, form.Of)
	}
	if form.Back != "" {
		page.Back = hostedURL(c, e.Survey, "e", text, "q", form.Back)
	}
	status := http.StatusOK
	switch step := form.Step; {
	case refused != nil:
		status, page.Problem = http.StatusBadRequest, complaint(page.Words, step.Type)
		showGiven(step, refused["value"], refused.Get("own"))
	case !answered(given, step.ID):
		showGiven(step, prefilled(c.QueryParams(), step), "")
	}
	return h.render(c, status, page)
}

func answered(given []core.Answer, question string) bool {
	for _, a := range given {
		if a.Question == question {
			return true
		}
	}
	return false
}

// showGiven marks texts as the answer so far.
func showGiven(step *survey.Step, values []string, own string) {
	for _, v := range values {
		step.Fill(v)
		step.Agreed = step.Type == core.Agree && v == "true"
	}
	if step.Other && own != "" {
		step.Own = own
	}
}

// prefilled is what the address says of a question: ?q.ID=VALUE, or by the type of a score, ?nps=9, as the buttons of an e-mail have it.
// It is only marked, for the visitor to send: a program that follows the links of an e-mail answers nothing. A consent is not marked, as
// it has to be given: a box that was ticked before is none (GDPR, recital 32).
func prefilled(query url.Values, step *survey.Step) []string {
	if step.Type == core.Agree {
		return nil
	}
	if values := query["q."+step.ID]; len(values) > 0 {
		return values
	}
	switch step.Type {
	case core.NPS, core.CSAT, core.CES, core.Rating, core.Thumbs:
		return query[step.Type]
	}
	return nil
}

// hostedURL is the address of a survey's page with what goes along from this one: the language that was asked for, and what is prefilled.
func hostedURL(c echo.Context, name string, more ...string) string {
	keep := url.Values{}
	for key, values := range c.QueryParams() {
		switch key {
		case "lang", core.NPS, core.CSAT, core.CES, core.Rating, core.Thumbs:
			keep[key] = values
		default:
			if strings.HasPrefix(key, "q.") {
				keep[key] = values
			}
		}
	}
	for i := 0; i+1 < len(more); i += 2 {
		keep.Set(more[i], more[i+1])
	}
	if len(keep) == 0 {
		return link.Path(name)
	}
	return link.Path(name) + "?" + keep.Encode()
}

// againURL is where anybody begins anew, in the language that the link asked for.
func againURL(c echo.Context, e link.Entry) string {
	address := link.Address("", e.Site, e.Survey, e.Source)
	if lang := c.QueryParam("lang"); lang != "" {
		address += "&" + url.Values{"lang": {lang}}.Encode()
	}
	return address
}

func complaint(w hostedWords, questionType string) string {
	switch questionType {
	case core.FreeText:
		return w.Write
	case core.Email:
		return w.Email
	case core.Phone:
		return w.Phone
	}
	return w.Choose
}

// finished thanks who has just come to the end, and tells who comes again that it has been answered.
func (h *hosted) finished(c echo.Context, e link.Entry, given []core.Answer) error {
	form, err := h.deps.Survey.Form(e.Site, e.Survey, survey.Turn{Langs: languages(c.Request()), Given: given, Thumbs: thumbsIn})
	if err != nil {
		return err
	}
	words, status := wordsIn(form.Lang), http.StatusOK
	page := hostedPage{Words: words, Lang: form.Lang, Dir: form.Dir, Site: h.deps.Link.Title(e.Site), Theme: h.themeURL(e),
		Heading: form.Thanks, HeadingIn: form.ThanksIn}
	if page.Heading == "" {
		page.Heading, page.HeadingIn = words.Thanks, page.WordsIn()
	}
	if c.QueryParam("end") == "" {
		status, page.Heading, page.Text = http.StatusGone, words.Answered, words.AnsweredMore
		page.HeadingIn = survey.Tongue{}
		page.Lang, page.Dir = words.Lang, words.Dir
		if !e.Once {
			page.Again = againURL(c, e)
		}
	}
	return h.render(c, status, page)
}

// refuse says what is the matter with an entry that was good once, and lets anybody begin anew whose link is open to all.
func (h *hosted) refuse(c echo.Context, e link.Entry, err error) error {
	words := wordsIn(languages(c.Request())...)
	page := hostedPage{Words: words, Lang: words.Lang, Dir: words.Dir, Theme: h.themeURL(e)}
	switch core.AsError(err).Code {
	case "survey_closed":
		page.Site, page.Heading, page.Text = h.deps.Link.Title(e.Site), words.Closed, words.ClosedMore
		return h.render(c, http.StatusGone, page)
	case "link_expired":
		page.Heading, page.Text = words.Expired, words.ExpiredMore
	default:
		return err
	}
	if !e.Once {
		page.Again = againURL(c, e)
	}
	return h.render(c, http.StatusGone, page)
}

// failure shows an error as a page, in the visitor's language.
func (h *hosted) failure(c echo.Context, status int, e *core.Error) error {
	words := wordsIn(languages(c.Request())...)
	page := hostedPage{Words: words, Lang: words.Lang, Dir: words.Dir}
	switch {
	case e.Code == "site_paused":
		page.Heading, page.Text = words.Paused, words.PausedMore
	case e.Code == "site_needed":
		page.Heading, page.Text = words.Several, words.SeveralMore
	case e.Kind == core.Limited:
		page.Heading, page.Text = words.Busy, words.BusyMore
	case e.Kind == core.Internal:
		page.Heading, page.Text = words.Broken, words.BrokenMore
	default:
		page.Heading, page.Text = words.Missing, words.MissingMore
	}
	return h.render(c, status, page)
}

func (h *hosted) render(c echo.Context, status int, page hostedPage) error {
	var out bytes.Buffer
	if err := h.page.Execute(&out, page); err != nil {
		return fmt.Errorf("render survey by link: %w", err)
	}
	head := c.Response().Header()
	head.Set("X-Robots-Tag", "noindex")
	head.Set("Referrer-Policy", "no-referrer") // the address holds the entry
	return c.HTMLBlob(status, out.Bytes())
}
