package server

import (
	"net/http"
	"net/url"
	"strings"

	"github.com/labstack/echo/v4"

	"heed/collector/core"
	"heed/collector/notify"
)

type webhooksPage struct {
	Rows []webhookRow
	New  *newWebhook // for who may add one
}

// webhookRow is a webhook with what it was told lately.
type webhookRow struct {
	notify.Standing
	At         string // its page
	Mood       string // live, paused, failing or disabled
	Trouble    string // since when and why, of the last two
	Events     []string
	Deliveries []deliveryRow
}

// deliveryRow is one thing that a webhook was told, or is to be told.
type deliveryRow struct {
	core.Delivery
	What    string
	Again   string // where sending it anew is asked for
	Payload string
}

// eventWords name the events for people.
var eventWords = map[string]string{
	core.EventAnswer: "Answer", core.EventResponseDone: "Finished response", core.EventConversation: "Opened chat", core.EventTest: "Test",
}

// recent is how many deliveries stand beside a webhook in the list of all.
const recent = 3

func webhookURL(site, name string) string {
	return "/console/webhooks/" + url.PathEscape(site) + "/" + url.PathEscape(name)
}

// webhooks lists them, with how they fare.
func (c *console) webhooks(ec echo.Context) error {
	return c.showWebhooks(ec, http.StatusOK, &newWebhook{fields: map[string]string{"site": ec.QueryParam("site")}})
}

func (c *console) showWebhooks(ec echo.Context, status int, form *newWebhook) error {
	f, _, err := c.frame(ec, "Webhooks", "webhooks")
	if err != nil {
		return err
	}
	list, err := c.deps.Notify.List(ec.Request().Context(), f.Site)
	if err != nil {
		return err
	}
	var page webhooksPage
	for _, one := range list {
		row, _, err := c.webhookRow(ec, one, core.Query{Limit: recent})
		if err != nil {
			return err
		}
		page.Rows = append(page.Rows, row)
	}
	if f.MayAdmin() && len(f.Sites) > 0 {
		form.Sites, page.New = f.Sites, form
	}
	f.Page = page
	return c.render(ec, status, "webhooks", f)
}

type webhookPage struct {
	webhookRow
	Next     string // older deliveries
	Secret   *notify.Secret
	MayAdmin bool
	URL      string // as At, for the parts that all documents share
	history
}

// webhook shows one: where it leads, whether it takes what it is told, and each delivery.
func (c *console) webhook(ec echo.Context) error { return c.webhookWith(ec, nil) }

// rotate makes a new secret and shows it, this once.
func (c *console) rotate(ec echo.Context) error {
	made, err := c.deps.Notify.Rotate(ec.Request().Context(), param(ec, "site"), param(ec, "name"))
	if err != nil {
		return err
	}
	detail(ec, "the secret before signs too until %s", iso(made.OldUntil))
	return c.webhookWith(ec, &made)
}

func (c *console) webhookWith(ec echo.Context, secret *notify.Secret) error {
	f, _, err := c.frame(ec, "Webhook", "webhooks")
	if err != nil {
		return err
	}
	site, name := param(ec, "site"), param(ec, "name")
	one, err := c.deps.Notify.Get(ec.Request().Context(), site, name)
	if err != nil {
		return err
	}
	page := webhookPage{Secret: secret, MayAdmin: f.MayAdmin(), URL: webhookURL(site, name)}
	next := ""
	if page.webhookRow, next, err = c.webhookRow(ec, one, core.Query{After: ec.QueryParam("after")}); err != nil {
		return err
	}
	if next != "" {
		page.Next = page.URL + query("after", next)
	}
	if page.MayAdmin {
		if page.history, err = c.history(ec, core.KindWebhook, site, name, core.CanAdmin); err != nil {
			return err
		}
	}
	f.Title, f.Page = name, page
	return c.render(ec, http.StatusOK, "webhook", f)
}

// webhookRow reads what a webhook was told. Its address is for admins.
func (c *console) webhookRow(ec echo.Context, one notify.Standing, q core.Query) (row webhookRow, next string, err error) {
	if !principal(ec).May(core.CanAdmin) {
		one.URL = ""
	}
	row = webhookRow{Standing: one, At: webhookURL(one.Site, one.Name), Mood: moodOf(one), Trouble: upper(one.State.Words())}
	for _, e := range one.Webhook.Events {
		row.Events = append(row.Events, strings.ToLower(eventWords[e]))
	}
	q.Site, q.Name = one.Site, one.Name
	list, next, err := c.deps.Notify.Deliveries(ec.Request().Context(), q)
	for _, d := range list {
		what, known := eventWords[d.Event]
		if !known {
			what = d.Event
		}
		row.Deliveries = append(row.Deliveries, deliveryRow{Delivery: d, What: what, Payload: string(d.Payload),
			Again: row.At + "/deliveries/" + url.PathEscape(d.ID) + "/retry"})
	}
	return row, next, err
}

// moodOf says in one word how a webhook stands.
func moodOf(s notify.Standing) string {
	switch {
	case s.Status == core.Paused:
		return "paused"
	case s.State.Disabled != nil:
		return "disabled"
	case s.State.FailingSince != nil:
		return "failing"
	}
	return "live"
}

func (c *console) testWebhook(ec echo.Context) error {
	_, err := c.deps.Notify.Test(ec.Request().Context(), param(ec, "site"), param(ec, "name"))
	return c.toWebhook(ec, err)
}

func (c *console) enableWebhook(ec echo.Context) error {
	return c.toWebhook(ec, c.deps.Notify.Enable(ec.Request().Context(), param(ec, "site"), param(ec, "name")))
}

func (c *console) retryDelivery(ec echo.Context) error {
	_, err := c.deps.Notify.Retry(ec.Request().Context(), param(ec, "site"), param(ec, "name"), param(ec, "id"))
	return c.toWebhook(ec, err)
}

// toWebhook goes back to the page that shows what has become of it.
func (c *console) toWebhook(ec echo.Context, err error) error {
	if err != nil {
		return err
	}
	return ec.Redirect(http.StatusSeeOther, webhookURL(param(ec, "site"), param(ec, "name")))
}
