package server

import (
	"net/http"
	"slices"
	"strings"

	"github.com/labstack/echo/v4"

	"heed/collector/core"
	"heed/collector/notify"
)

// newWebhook is the form for another webhook, as it stands.
type newWebhook struct {
	fields map[string]string
	errors map[string]string
	told   []string // the events that are ticked
	Alert  string
	Sites  []core.Site
}

// eventChoice is one event that a webhook can be told of.
type eventChoice struct {
	Value, Text, Words string
	Chosen             bool
}

// C is a field with its label and a line that helps.
func (n newWebhook) C(name, label, hint string) control {
	return control{ID: "w-" + name, Name: name, Label: label, Hint: hint, Value: n.fields[name], Error: n.errors[name]}
}

// V is what stands in a field.
func (n newWebhook) V(name string) string { return n.fields[name] }

// Events are those that it can be told of.
func (n newWebhook) Events() []eventChoice {
	words := map[string]string{core.EventResponseDone: "with its answers and what was known when it began", core.EventConversation: "with the page it was opened on"}
	var out []eventChoice
	for _, e := range notify.Events() {
		out = append(out, eventChoice{e, eventWords[e], words[e], slices.Contains(n.told, e)})
	}
	return out
}

// addWebhook writes a new webhook, by the use case of the API and of `heed apply`, or tells what is wrong beside the fields.
func (c *console) addWebhook(ec echo.Context) error {
	form, err := formOf(ec)
	if err != nil {
		return err
	}
	sent := newWebhook{fields: map[string]string{}, errors: map[string]string{}, told: form["events"]}
	for _, name := range []string{"name", "site", "url", "format"} {
		sent.fields[name] = strings.TrimSpace(form.Get(name))
	}
	w := core.Webhook{Site: sent.V("site"), Name: sent.V("name"), Status: core.Live, URL: sent.V("url"), Format: sent.V("format"), Events: sent.told}
	if err = c.createWebhook(ec, w); err == nil {
		detail(ec, "webhook %s of site %s", w.Name, w.Site)
		return ec.Redirect(http.StatusSeeOther, webhookURL(w.Site, w.Name))
	}
	e := core.AsError(err)
	if e.Kind == core.Internal {
		return err
	}
	ec.Set(auditRefusalKey, e)
	sent.blame(e)
	return c.showWebhooks(ec, statuses[e.Kind], &sent)
}

// createWebhook refuses a name that is taken: a form for a new one must not overwrite another.
func (c *console) createWebhook(ec echo.Context, w core.Webhook) error {
	ctx := ec.Request().Context()
	if _, err := c.deps.Notify.Get(ctx, w.Site, w.Name); err == nil {
		return &core.Error{Kind: core.Invalid, Code: "name_taken", Message: "There is a webhook of that name.",
			Fields: []core.FieldError{{Path: "name", Message: "is taken by another webhook of this site; choose another"}}}
	}
	text, err := documentText(core.KindWebhook, w)
	if err != nil {
		return err
	}
	_, err = c.deps.Config.Replace(ctx, w.Name, []byte(text), principal(ec), 0)
	return err
}

// blame puts what is wrong beside the fields, and above them what has none.
func (n *newWebhook) blame(e *core.Error) {
	for _, f := range e.Fields {
		if _, shown := n.fields[f.Path]; shown && f.Path != "site" && f.Path != "format" {
			n.errors[f.Path] = upper(f.Path) + " " + f.Message + "."
		} else {
			n.Alert += upper(f.Path) + " " + f.Message + ". "
		}
	}
	switch {
	case len(e.Fields) == 0:
		n.Alert = e.Message
	case n.Alert == "":
		n.Alert = "It was not added; see what is wrong below."
	}
}
