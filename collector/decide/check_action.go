package decide

import (
	"cmp"
	"net/url"
	"slices"
	"strings"
	"time"

	"heed/collector/core"
)

// maxExpires bounds how long after a signal something may still be shown. Later it is about something else.
const maxExpires = core.Duration(time.Hour)

func (c *checker) action(path string, a core.Action) {
	if a.Expires < 0 || a.Expires > maxExpires {
		c.add(path+".expires", "%s is no moment; write 1s to %s", a.Expires, maxExpires)
	}
	switch a.Type {
	case core.ActSurvey:
		if !documentName.MatchString(a.Survey) {
			c.add(path+".survey", "is missing: name the survey to show")
		}
	case core.ActMessage:
		c.message(path, a)
	case core.ActLink:
		c.message(path, a)
		if a.CTA == nil {
			c.add(path+".cta", "is missing: where does the link lead, as in {text: {en: Book a call}, url: https://…}?")
		}
	case core.ActEvent:
		if !word.MatchString(a.Event) {
			c.add(path+".event", "%q is no name for the page to know it by: use letters, digits, . _ or -, at most 64", a.Event)
		}
	case core.ActTag:
		if !word.MatchString(a.Tag) {
			c.add(path+".tag", "%q is no tag: use letters, digits, . _ or -, at most 64", a.Tag)
		}
		if !strings.HasPrefix(path, "then") {
			c.add(path+".type", "tags the visitor for an answer, so it stands under then; write survey, message, link, chat, callback or event")
		}
	case core.ActWebhook:
		if !documentName.MatchString(a.Webhook) {
			c.add(path+".webhook", "is missing: name the webhook to tell")
		}
		if !strings.HasPrefix(path, "then") {
			c.add(path+".type", "tells a webhook of an answer, so it stands under then; write survey, message, link, chat, callback or event")
		}
	case core.ActChat, core.ActCallback:
	case "":
		c.add(path+".type", "is missing: write survey, message, link, chat, callback or event")
		return
	default:
		c.add(path+".type", "%s", unknownName("action", a.Type,
			[]string{core.ActSurvey, core.ActMessage, core.ActLink, core.ActChat, core.ActCallback, core.ActEvent, core.ActTag, core.ActWebhook}))
		return
	}
	if a.Unseen() && a.Expires != 0 {
		c.add(path+".expires", "belongs to what reaches the page, not to %s", withArticle(a.Type))
	}
	c.foreign(path, a)
	c.place(path, a)
}

// maxInto bounds a selector, in bytes: it travels with every act.
const maxInto = 200

// place checks where something appears.
func (c *checker) place(path string, a core.Action) {
	if a.Type == core.ActEvent || a.Unseen() {
		if a.Place != "" || a.Corner != "" || a.Into != "" {
			c.add(path+".place", "belongs to what is shown, not to %s", withArticle(a.Type))
		}
		return
	}
	place := cmp.Or(a.Place, core.PlaceCorner)
	if !slices.Contains(core.Places(), place) {
		c.add(path+".place", "%s", unknownName("place", place, core.Places()))
		return
	}
	if place == core.PlaceModal && a.Type == core.ActChat {
		c.add(path+".place", "would lock the page for as long as the chat lasts; write corner, sheet or inline")
	}
	switch {
	case a.Corner == "":
	case place != core.PlaceCorner:
		c.add(path+".corner", "belongs to place: corner, not to %s", place)
	case !slices.Contains(core.Corners(), a.Corner):
		c.add(path+".corner", "%s", unknownName("corner", a.Corner, core.Corners()))
	}
	switch {
	case place != core.PlaceInline && a.Into != "":
		c.add(path+".into", "belongs to place: inline, not to %s", place)
	case place == core.PlaceInline && strings.TrimSpace(a.Into) == "":
		c.add(path+".into", `is missing: in which element of the page, as in "#help"?`)
	case !isSelector(a.Into):
		c.add(path+".into", "is no CSS selector of one line and at most %d bytes, such as #help or .product [data-heed]", maxInto)
	}
}

// isSelector takes what may be one; whether it is, only a browser says, and the widget stays in its corner when it is not.
func isSelector(s string) bool {
	return len(s) <= maxInto && !strings.ContainsFunc(s, func(r rune) bool { return r < ' ' || strings.ContainsRune("{}<", r) })
}

func (c *checker) message(path string, a core.Action) {
	if empty(a.Text) {
		c.add(path+".text", "is missing: a message says something")
	}
	if a.CTA == nil {
		return
	}
	if empty(a.CTA.Text) {
		c.add(path+".cta.text", "is missing: a button says where it leads")
	}
	if !safeLink(a.CTA.URL) {
		c.add(path+".cta.url", "%q is not a link: write a path such as /help, or an address with https://", a.CTA.URL)
	}
}

// foreign finds fields that belong to another type of action, which would be silently without effect.
func (c *checker) foreign(path string, a core.Action) {
	message := a.Type == core.ActMessage || a.Type == core.ActLink
	chat := a.Type == core.ActChat || a.Type == core.ActCallback
	for _, f := range [...]struct {
		name  string
		wrong bool
		right string
	}{
		{"survey", a.Survey != "" && a.Type != core.ActSurvey, "a survey"},
		{"team", a.Team != "" && !chat, "a chat or callback"},
		{"title", len(a.Title) > 0 && !message, "a message or link"},
		{"text", len(a.Text) > 0 && !message && a.Type != core.ActChat, "a message, link or chat"},
		{"cta", a.CTA != nil && !message, "a message or link"},
		{"event", a.Event != "" && a.Type != core.ActEvent, "an event"},
		{"tag", a.Tag != "" && a.Type != core.ActTag, "a tag"},
		{"webhook", a.Webhook != "" && a.Type != core.ActWebhook, "a webhook"},
	} {
		if f.wrong {
			c.add(path+"."+f.name, "belongs to %s, not to %s", f.right, withArticle(a.Type))
		}
	}
}

func withArticle(noun string) string {
	if noun == core.ActEvent {
		return "an " + noun
	}
	return "a " + noun
}

// empty reports whether a text has nothing to say in some language.
func empty(t core.Text) bool {
	for _, s := range t {
		if strings.TrimSpace(s) == "" {
			return true
		}
	}
	return len(t) == 0
}

// safeLink takes a path on the site, or an http address; «javascript:» and «//host» are neither.
func safeLink(s string) bool {
	u, err := url.Parse(s)
	if err != nil || u.User != nil {
		return false
	}
	if u.Scheme == "" {
		return u.Host == "" && strings.HasPrefix(s, "/") && !strings.HasPrefix(s, "/\\")
	}
	return (u.Scheme == "https" || u.Scheme == "http") && u.Host != ""
}
