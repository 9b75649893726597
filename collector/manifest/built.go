package manifest

import (
	"slices"
	"strconv"
	"strings"

	"heed/collector/core"
)

// BuiltOn gives the documents in force that may work differently after the plan though it does not write them: the live intercepts of a
// site it changes, and those that refer to a survey or a webhook it changes.
func (p Planned) BuiltOn(c core.Catalog) func(kind, site, name string) bool {
	return func(kind, site, name string) bool {
		if kind != core.KindIntercept || p.writes(kind, site, name) {
			return false
		}
		i := slices.IndexFunc(c.Intercepts[site], func(i core.Intercept) bool { return i.Name == name })
		return i >= 0 && c.Intercepts[site][i].Status == core.Live &&
			slices.ContainsFunc(p.docs, func(d core.Document) bool { return d.Site == site && refers(c.Intercepts[site][i], d) })
	}
}

func (p Planned) writes(kind, site, name string) bool {
	return slices.ContainsFunc(p.docs, func(d core.Document) bool { return d.Kind == kind && d.Site == site && d.Name == name })
}

// refers reports whether an intercept builds on a document of its site, or stands beside it. A condition that has a survey's name in it may mean something
// else; looking at one too many does no harm.
func refers(i core.Intercept, d core.Document) bool {
	if d.Kind == core.KindSite || d.Kind == core.KindIntercept { // which may come to stand before it
		return true
	}
	to := func(a core.Action) bool {
		return d.Kind == core.KindSurvey && a.Survey == d.Name || d.Kind == core.KindWebhook && a.Webhook == d.Name
	}
	return to(i.Action) || slices.ContainsFunc(i.Then, func(f core.FollowUp) bool { return to(f.Do) }) ||
		d.Kind == core.KindSurvey && (strings.Contains(i.Who, strconv.Quote(d.Name)) || strings.Contains(i.Who, "answers."+d.Name))
}
