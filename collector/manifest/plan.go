package manifest

import (
	"bytes"
	"context"
	"encoding/json"
	"fmt"
	"strconv"
	"strings"
	"time"

	"heed/collector/core"
)

// Checks are what the use cases know to be wrong with a document. Intercept and Survey are required; a nil Webhook takes every webhook.
type Checks struct {
	Intercept func(core.Intercept) []core.FieldError
	Survey    func(core.Survey) []core.FieldError
	Webhook   func(core.Webhook) []core.FieldError
	// Site is what goes beyond a site's own form; nil takes every site.
	Site func(core.Site) []core.FieldError
	// Setting reports whether the agent has a setting of that name; nil takes every name.
	Setting func(name string) bool
}

// site is all that is wrong with a site, as its owner wrote it.
func (c Checks) site(s core.Site) []core.FieldError {
	s = normal(s)
	out := checkSite(s, c.Setting)
	if c.Site != nil {
		out = append(out, c.Site(s)...)
	}
	return out
}

// Planned is what Apply would change.
type Planned struct {
	Changes []Change `json:"changes"` // sites, webhooks, surveys, then intercepts, each in the order of the set

	store core.Documents
	docs  []core.Document // those to be written
	sites map[string]int  // the revisions in force
}

// Change is what happens to one document.
type Change struct {
	Kind string `json:"kind"`
	Site string `json:"site"`
	Name string `json:"name"`
	What string `json:"what"` // created, changed or unchanged
	// Diff is the paths of the fields that change, for changed.
	Diff []string `json:"diff,omitempty"`
}

// What happens to a document.
const (
	Created   = "created"
	Changed   = "changed"
	Unchanged = "unchanged"
)

// Words say in one line what changes, leaving out what stays as it is.
func Words(changes []Change) string {
	var words []string
	for _, c := range changes {
		if c.What != Unchanged {
			words = append(words, strings.TrimSuffix(c.What+" "+c.Kind+" "+c.Name+": "+strings.Join(c.Diff, ", "), ": "))
		}
	}
	return strings.Join(words, "; ")
}

// Plan checks a set by itself and against what is stored, and says what Apply would change. When anything is wrong, everything is
// refused: the error is a *core.Error like Parse's. Nothing is written.
func Plan(ctx context.Context, store core.Documents, set Set, checks Checks) (Planned, error) {
	current, _, err := store.Current(ctx)
	if err != nil {
		return Planned{}, fmt.Errorf("read the configuration in force: %w", err)
	}
	p := planner{inForce: map[key]json.RawMessage{}, inSet: map[key]origin{}}
	sites := map[string]int{}
	for _, d := range current {
		p.inForce[key{d.Kind, d.Site, d.Name}] = d.Body
		if d.Kind == core.KindSite {
			sites[d.Name] = d.Revision
		}
	}
	p.enter(set)
	p.check(set, checks)
	if err := p.faults.err(); err != nil {
		return Planned{}, err
	}
	out := Planned{store: store, sites: sites}
	for _, e := range p.entries {
		if err := out.add(e, p.inForce); err != nil {
			return Planned{}, err
		}
	}
	return out, nil
}

// Following is the plan for documents that were made from that revision, 0 for new ones: Apply writes nothing and fails with code
// changed_meanwhile when another is in force by then.
func (p Planned) Following(revision int) Planned {
	docs := make([]core.Document, len(p.docs))
	for i, d := range p.docs {
		d.Follows = &revision
		docs[i] = d
	}
	p.docs = docs
	return p
}

// Apply writes what was planned, all or nothing. Applying the same again changes nothing.
func (p Planned) Apply(ctx context.Context, author string, now time.Time) error {
	if len(p.docs) == 0 {
		return nil
	}
	docs := make([]core.Document, len(p.docs))
	for i, d := range p.docs {
		d.Author, d.At = author, now
		docs[i] = d
	}
	if _, err := p.store.SaveDocuments(ctx, docs); err != nil {
		return fmt.Errorf("save the configuration: %w", err)
	}
	return nil
}

// add compares a document with the one in force, both in canonical form.
func (p *Planned) add(e entry, inForce map[key]json.RawMessage) error {
	body, err := json.Marshal(e.noun)
	if err == nil {
		body, err = canonical(e.kind, body)
	}
	if err != nil {
		return fmt.Errorf("encode %s %s: %w", e.kind, e.name, err)
	}
	c := Change{Kind: e.kind, Site: e.site, Name: e.name, What: Created}
	if old, ok := inForce[e.key]; ok {
		if old, err = canonical(e.kind, old); err != nil {
			return fmt.Errorf("read %s %s of site %s: %w", e.kind, e.name, e.site, err)
		}
		c.What = Unchanged
		if !bytes.Equal(old, body) {
			c.What, c.Diff = Changed, diff(old, body)
		}
	}
	p.Changes = append(p.Changes, c)
	if c.What != Unchanged {
		d := core.Document{Kind: e.kind, Site: e.site, Name: e.name, Body: body}
		if revision, ok := p.sites[e.name]; ok && e.kind == core.KindSite {
			d.Follows = &revision // it keeps mutes and a stop of that one: another made meanwhile must not be undone
		}
		p.docs = append(p.docs, d)
	}
	return nil
}

// key names a document.
type key struct{ kind, site, name string }

// entry is a document of the set on its way to the store.
type entry struct {
	key
	noun any
}

// planner checks one set.
type planner struct {
	inForce map[key]json.RawMessage
	inSet   map[key]origin
	entries []entry
	faults  faults
}

// enter lists the set's documents and finds those that are there twice.
func (p *planner) enter(set Set) {
	for i, s := range set.Sites {
		s = p.withKept(normal(s))
		p.take(entry{key{core.KindSite, s.Name, s.Name}, s}, originOf(set.siteAt, i))
	}
	for i, w := range set.Webhooks {
		p.take(entry{key{core.KindWebhook, w.Site, w.Name}, w}, originOf(set.webhookAt, i))
	}
	for i, s := range set.Surveys {
		p.take(entry{key{core.KindSurvey, s.Site, s.Name}, s}, originOf(set.surveyAt, i))
	}
	for i, in := range set.Intercepts {
		p.take(entry{key{core.KindIntercept, in.Site, in.Name}, in}, originOf(set.interceptAt, i))
	}
}

// withKept keeps the mutes in force for a site that names none, and that it is stopped for one that does not say: both are made in the
// console too, and a file that was written before must not undo them. An empty list does, and `stopped: false`.
func (p *planner) withKept(s core.Site) core.Site {
	old, ok := p.inForce[key{core.KindSite, s.Name, s.Name}]
	if !ok {
		return s
	}
	var inForce core.Site
	if json.Unmarshal(old, &inForce) != nil { // what the store holds was written by us
		return s
	}
	if s.Mutes == nil {
		s.Mutes = inForce.Mutes
	}
	if s.Stopped == nil {
		s.Stopped = inForce.Stopped
	}
	return s
}

func (p *planner) take(e entry, at origin) {
	if first, twice := p.inSet[e.key]; twice {
		p.faults.addTo(at, "name", "is the second %s %q of site %q, after %s:%d; rename or remove one",
			e.kind, e.name, e.site, first.file, first.find("name").line)
		return
	}
	p.inSet[e.key] = at
	p.entries = append(p.entries, e)
}

func originOf(at []origin, i int) origin {
	if i < len(at) {
		return at[i]
	}
	return origin{}
}

func (p *planner) check(set Set, checks Checks) {
	for i, s := range set.Sites {
		at := originOf(set.siteAt, i)
		p.report(at, findings(p, key{core.KindSite, s.Name, s.Name}, s, checks.site))
		if tab := s.Widget.Tab; tab != nil && tab.Survey != core.Feedback {
			p.surveyExists(at, s.Name, "widget.tab", core.Action{Type: core.ActSurvey, Survey: tab.Survey})
		}
	}
	for i, w := range set.Webhooks {
		at := originOf(set.webhookAt, i)
		if checks.Webhook != nil {
			p.report(at, findings(p, key{core.KindWebhook, w.Site, w.Name}, w, checks.Webhook))
		}
		p.siteExists(at, w.Site)
	}
	for i, s := range set.Surveys {
		at := originOf(set.surveyAt, i)
		p.report(at, findings(p, key{core.KindSurvey, s.Site, s.Name}, s, checks.Survey))
		p.named(at, "site", s.Site)
		p.named(at, "name", s.Name)
		p.siteExists(at, s.Site)
	}
	for i, in := range set.Intercepts {
		at := originOf(set.interceptAt, i)
		p.report(at, findings(p, key{core.KindIntercept, in.Site, in.Name}, in, checks.Intercept))
		p.siteExists(at, in.Site)
		p.surveyExists(at, in.Site, "action", in.Action)
		for k, f := range in.Then {
			p.surveyExists(at, in.Site, index("then", k)+".do", f.Do)
			p.webhookExists(at, in.Site, index("then", k)+".do", f.Do)
		}
	}
}

func (p *planner) report(at origin, wrong []core.FieldError) {
	for _, w := range wrong {
		p.faults.addTo(at, w.Path, "%s", w.Message)
	}
}

// named refuses what is no name of a document. Intercepts and sites have checks of their own that do.
func (p *planner) named(at origin, path, name string) {
	switch {
	case name == "":
		p.faults.addTo(at, path, "is missing")
	case !documentName.MatchString(name):
		p.faults.addTo(at, path, "%q is not a name: use lower-case letters, digits and hyphens, at most 64", name)
	}
}

func (p *planner) siteExists(at origin, site string) {
	if site != "" && !p.exists(key{core.KindSite, site, site}) {
		p.faults.addTo(at, "site", "names site %q, which does not exist; apply the site before or with this", site)
	}
}

func (p *planner) surveyExists(at origin, site, path string, a core.Action) {
	if a.Type == core.ActSurvey && a.Survey != "" && !p.exists(key{core.KindSurvey, site, a.Survey}) {
		p.faults.addTo(at, path+".survey", "names survey %q, which site %q does not have; apply the survey before or with this",
			a.Survey, site)
	}
}

func (p *planner) webhookExists(at origin, site, path string, a core.Action) {
	if a.Type == core.ActWebhook && a.Webhook != "" && !p.exists(key{core.KindWebhook, site, a.Webhook}) {
		p.faults.addTo(at, path+".webhook", "names webhook %q, which site %q does not have; apply the webhook before or with this",
			a.Webhook, site)
	}
}

func (p *planner) exists(k key) bool {
	_, inSet := p.inSet[k]
	_, inForce := p.inForce[k]
	return inSet || inForce
}

func index(path string, i int) string { return path + "[" + strconv.Itoa(i) + "]" }
