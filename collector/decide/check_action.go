package decide

import (
	"net/url"
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
	case core.ActChat, core.ActCallback:
	case "":
		c.add(path+".type", "is missing: write survey, message, chat or callback")
		return
	default:
		c.add(path+".type", "%s", unknownName("action", a.Type,
			[]string{core.ActSurvey, core.ActMessage, core.ActChat, core.ActCallback}))
		return
	}
	c.foreign(path, a)
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
	chat := a.Type == core.ActChat || a.Type == core.ActCallback
	for _, f := range [...]struct {
		name  string
		wrong bool
		right string
	}{
		{"survey", a.Survey != "" && a.Type != core.ActSurvey, "a survey"},
		{"team", a.Team != "" && !chat, "a chat or callback"},
		{"title", len(a.Title) > 0 && a.Type != core.ActMessage, "a message"},
		{"text", len(a.Text) > 0 && a.Type != core.ActMessage && a.Type != core.ActChat, "a message or chat"},
		{"cta", a.CTA != nil && a.Type != core.ActMessage, "a message"},
	} {
		if f.wrong {
			c.add(path+"."+f.name, "belongs to %s, not to a %s", f.right, a.Type)
		}
	}
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
