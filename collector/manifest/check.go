package manifest

import (
	"maps"
	"math"
	"net/url"
	"regexp"
	"slices"
	"strings"
	"time"

	"heed/collector/core"
)

// The forms of names and language tags.
var (
	documentName = regexp.MustCompile(`^[a-z0-9][a-z0-9-]{0,63}$`)
	languageTag  = regexp.MustCompile(`^[A-Za-z]{2,3}(-[A-Za-z0-9]{2,8})*$`)
)

// maxGrace bounds how long a signal of leaving is held: who comes back a week later comes for something else.
const maxGrace = 7 * 24 * time.Hour

// normal fills in what a site may leave out and writes origins the way browsers send them, so that they can be compared as text.
func normal(s core.Site) core.Site {
	if s.Status == "" {
		s.Status = core.Live
	}
	s.Origins = slices.Clone(s.Origins)
	for i, o := range s.Origins {
		o = strings.TrimSuffix(strings.ToLower(o), "/")
		for scheme, port := range map[string]string{"http://": ":80", "https://": ":443"} {
			if strings.HasPrefix(o, scheme) {
				o = strings.TrimSuffix(o, port)
			}
		}
		s.Origins[i] = o
	}
	return s
}

// checkSite finds what is wrong with a site that went through normal.
func checkSite(s core.Site, setting func(name string) bool) []core.FieldError {
	var out []core.FieldError
	add := func(path, message string) { out = append(out, core.FieldError{Path: path, Message: message}) }
	switch {
	case s.Name == "":
		add("name", "is missing")
	case !documentName.MatchString(s.Name):
		add("name", "is not a name: use lower-case letters, digits and hyphens, at most 64")
	}
	if s.Status != core.Live && s.Status != core.Paused {
		add("status", "is neither live nor paused")
	}
	if core.Reorders(s.Title) {
		add("title", core.NotReordering)
	}
	if len(s.Origins) == 0 {
		add("origins", "is missing: which pages may speak for this site, as in [https://shop.example]?")
	}
	for i, o := range s.Origins {
		if !isOrigin(o) {
			add(index("origins", i), "is not an origin: write scheme, host and port only, as in https://shop.example")
		}
	}
	for _, name := range slices.Sorted(maps.Keys(s.Settings)) {
		if setting != nil && !setting(name) {
			add("settings."+name, "is no setting of the agent")
		}
		if v := s.Settings[name]; math.IsNaN(v) || math.IsInf(v, 0) {
			add("settings."+name, "is not a number")
		}
	}
	if s.Budget.Contacts < 0 || s.Budget.Contacts > core.ContactsKept {
		add("budget.contacts", "is not 1 to 400; that many contacts are remembered of a visitor")
	}
	if s.Budget.Every < 0 {
		add("budget.every", "is negative; write a time such as 7d")
	}
	for name, d := range map[string]core.Duration{"cart": s.Grace.Cart, "checkout": s.Grace.Checkout} {
		if d < 0 || time.Duration(d) > maxGrace {
			add("grace."+name, "is not a time up to 7d, such as 15m")
		}
	}
	for i, l := range s.Languages {
		if !languageTag.MatchString(l) {
			add(index("languages", i), "is not a language tag; write one such as en or de-AT")
		}
	}
	return out
}

// isOrigin takes what a browser may send as Origin.
func isOrigin(s string) bool {
	u, err := url.Parse(s)
	if err != nil || (u.Scheme != "http" && u.Scheme != "https") || u.Hostname() == "" || s != u.Scheme+"://"+u.Host {
		return false
	}
	return !strings.ContainsAny(u.Host, "*%_") && strings.IndexFunc(s, func(r rune) bool { return r <= ' ' || r > '~' }) < 0
}
