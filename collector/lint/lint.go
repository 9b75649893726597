// Package lint looks over configuration before it is published: what is valid may still reach nobody, say nothing in a language, or lose
// to another. It is pure; what it needs to know of records comes in, and the rules are the use cases'.
package lint

import (
	"cmp"
	"slices"
	"time"

	"heed/collector/core"
)

// Window is how far back recorded signals tell what is there: a month holds a page's weekly and monthly rhythm.
const Window = 30 * 24 * time.Hour

// Subject is an intercept with all that its findings may follow from.
type Subject struct {
	core.Intercept
	On       core.Site               // its site
	Others   []core.Intercept        // of the site, itself included
	Surveys  map[string]core.Survey  // of the site, by name
	Webhooks map[string]core.Webhook // likewise
	Survey   *core.Survey            // that it shows, if any
	Reach    core.Reach
	Now      time.Time
}

// Rules find what should be looked at in one document.
type Rules struct {
	Site      func(core.Site, core.Reach) []core.Finding
	Survey    func(core.Site, core.Survey) []core.Finding
	Intercept []func(Subject) []core.Finding
	// Webhook may be nil: then nothing is found in any.
	Webhook func(core.Webhook) []core.Finding
}

// Run looks at the documents of a catalog that are chosen. Reach has what is known of each site's records. Errors come first.
func Run(c core.Catalog, reach map[string]core.Reach, now time.Time, rules Rules, chosen func(kind, site, name string) bool) []core.Finding {
	out := []core.Finding{}
	for name, site := range c.Sites {
		if chosen(core.KindSite, name, name) {
			out = append(out, rules.Site(site, reach[name])...)
		}
		for _, s := range c.Surveys[name] {
			if chosen(core.KindSurvey, name, s.Name) {
				out = append(out, rules.Survey(site, s)...)
			}
		}
		for _, w := range c.Webhooks[name] {
			if rules.Webhook != nil && chosen(core.KindWebhook, name, w.Name) {
				out = append(out, rules.Webhook(w)...)
			}
		}
		for _, i := range c.Intercepts[name] {
			if !chosen(core.KindIntercept, name, i.Name) {
				continue
			}
			subject := Subject{
				Intercept: i, On: site, Others: c.Intercepts[name], Surveys: c.Surveys[name], Webhooks: c.Webhooks[name],
				Reach: reach[name], Now: now,
			}
			if s, ok := c.Surveys[name][i.Action.Survey]; ok && i.Action.Type == core.ActSurvey {
				subject.Survey = &s
			}
			for _, rule := range rules.Intercept {
				out = append(out, rule(subject)...)
			}
		}
	}
	slices.SortStableFunc(out, func(a, b core.Finding) int {
		return cmp.Or(rank(a)-rank(b), cmp.Compare(a.Site, b.Site), cmp.Compare(a.Kind, b.Kind), cmp.Compare(a.Name, b.Name))
	})
	return out
}

func rank(f core.Finding) int {
	if f.Severity == core.Wrong {
		return 0
	}
	return 1
}
