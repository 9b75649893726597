package manifest

import (
	"cmp"
	"encoding/json"
	"fmt"
	"maps"
	"slices"
	"strconv"

	"heed/collector/core"
)

// Over gives the configuration as it would be with the set applied.
func (s Set) Over(c core.Catalog) core.Catalog {
	c.Sites, c.Intercepts, c.Surveys = maps.Clone(c.Sites), maps.Clone(c.Intercepts), maps.Clone(c.Surveys)
	for _, site := range s.Sites {
		if old, ok := c.Sites[site.Name]; ok && site.Mutes == nil {
			site.Mutes = old.Mutes
		}
		c.Sites[site.Name] = normal(site)
	}
	for _, survey := range s.Surveys {
		c.Surveys[survey.Site] = maps.Clone(c.Surveys[survey.Site])
		if c.Surveys[survey.Site] == nil {
			c.Surveys[survey.Site] = map[string]core.Survey{}
		}
		c.Surveys[survey.Site][survey.Name] = survey
	}
	c.Webhooks = maps.Clone(c.Webhooks)
	for _, w := range s.Webhooks {
		c.Webhooks[w.Site] = maps.Clone(c.Webhooks[w.Site])
		if c.Webhooks[w.Site] == nil {
			c.Webhooks[w.Site] = map[string]core.Webhook{}
		}
		c.Webhooks[w.Site][w.Name] = w
	}
	for _, i := range s.Intercepts {
		list := slices.DeleteFunc(slices.Clone(c.Intercepts[i.Site]), func(old core.Intercept) bool { return old.Name == i.Name })
		list = append(list, i)
		slices.SortFunc(list, func(a, b core.Intercept) int { return cmp.Compare(a.Name, b.Name) })
		c.Intercepts[i.Site] = list
	}
	return c
}

// Holds reports whether the set has that document.
func (s Set) Holds(kind, site, name string) bool {
	_, found := s.origin(kind, site, name)
	return found
}

// Place completes a finding by the file, line and column of its field.
func (s Set) Place(f core.Finding) core.Finding {
	if at, found := s.origin(f.Kind, f.Site, f.Name); found {
		place := at.find(f.Path)
		f.File, f.Line, f.Column = at.file, place.line, place.column
	}
	return f
}

// origin finds where a document was written.
func (s Set) origin(kind, site, name string) (origin, bool) {
	switch kind {
	case core.KindSite:
		return originBy(s.Sites, s.siteAt, func(x core.Site) bool { return x.Name == name })
	case core.KindSurvey:
		return originBy(s.Surveys, s.surveyAt, func(x core.Survey) bool { return x.Site == site && x.Name == name })
	case core.KindWebhook:
		return originBy(s.Webhooks, s.webhookAt, func(x core.Webhook) bool { return x.Site == site && x.Name == name })
	}
	return originBy(s.Intercepts, s.interceptAt, func(x core.Intercept) bool { return x.Site == site && x.Name == name })
}

func originBy[T any](docs []T, at []origin, is func(T) bool) (origin, bool) {
	i := slices.IndexFunc(docs, is)
	if i < 0 {
		return origin{}, false
	}
	return originOf(at, i), true
}

// Lint finds what only the text of the set shows: zeros, which a document does not tell from what is left out, and by which their
// author meant something else.
func (s Set) Lint() []core.Finding {
	var out []core.Finding
	add := func(at origin, kind, site, name, path, message string) {
		if at.zeros[path] {
			place := at.find(path)
			out = append(out, core.Finding{Code: "zero_limit", Severity: core.Wrong, Kind: kind, Site: site, Name: name,
				FieldError: core.FieldError{Path: path, File: at.file, Line: place.line, Column: place.column, Message: message}})
		}
	}
	usual := core.DefaultBudget
	for i, site := range s.Sites {
		at := originOf(s.siteAt, i)
		add(at, core.KindSite, site.Name, site.Name, "budget.contacts",
			fmt.Sprintf("is 0, which is the usual %d; leave it out for that, or stop the site to contact nobody", usual.Contacts))
		add(at, core.KindSite, site.Name, site.Name, "budget.every", fmt.Sprintf("is 0, which is the usual %s; leave it out for that", usual.Every))
	}
	moment := fmt.Sprintf("is 0, which is the usual %s; leave it out for that, or write a longer time", core.Duration(core.DefaultExpiry))
	for i, in := range s.Intercepts {
		at := originOf(s.interceptAt, i)
		for _, path := range []string{"limits.per_visitor", "limits.per_session", "limits.quota"} {
			add(at, core.KindIntercept, in.Site, in.Name, path, "is 0, which is no limit; leave it out for that, or set status: paused to stop it")
		}
		add(at, core.KindIntercept, in.Site, in.Name, "action.expires", moment)
		for k := range in.Then {
			add(at, core.KindIntercept, in.Site, in.Name, "then["+strconv.Itoa(k)+"].do.expires", moment)
		}
	}
	return out
}

// Findings gives the faults of a refused set as findings; nothing for another error.
func Findings(err error) ([]core.Finding, bool) {
	e := core.AsError(err)
	if e.Code != faulty {
		return nil, false
	}
	out := make([]core.Finding, len(e.Fields))
	for i, f := range e.Fields {
		out[i] = core.Finding{Code: "invalid", Severity: core.Wrong, FieldError: f}
	}
	return out, true
}

// Refusal is the error that keeps documents from going live, and what breaks live ones from being written; nil when there is neither.
func Refusal(found, broken []core.Finding, live func(kind, site, name string) bool) error {
	var wrong faults
	for _, f := range found {
		if f.Severity == core.Wrong && live(f.Kind, f.Site, f.Name) {
			wrong = append(wrong, fault{f.FieldError})
		}
	}
	for _, f := range broken {
		wrong.addTo(origin{}, "", "this would break %s %s of site %s, which is live: its %s %s; or change or pause that %s together with this",
			f.Kind, f.Name, f.Site, f.Path, f.Message, f.Kind)
	}
	return wrong.err()
}

// WentLive reports whether the plan changes a site, which is in force at once, or an intercept that is live then.
func (p Planned) WentLive(kind, site, name string) bool {
	return slices.ContainsFunc(p.docs, func(d core.Document) bool {
		if d.Kind != kind || d.Site != site || d.Name != name {
			return false
		}
		if kind != core.KindIntercept {
			return kind == core.KindSite
		}
		var i core.Intercept
		return json.Unmarshal(d.Body, &i) == nil && i.Status == core.Live
	})
}
