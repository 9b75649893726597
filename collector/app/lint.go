package app

import (
	"cmp"
	"context"
	"errors"
	"fmt"
	"io"
	"maps"
	"os"
	"path/filepath"
	"slices"
	"time"

	"heed/collector/config"
	"heed/collector/core"
	"heed/collector/decide"
	"heed/collector/lint"
	"heed/collector/manifest"
	"heed/collector/notify"
	"heed/collector/survey"
	"heed/sqlite"
)

// rules are what the use cases look at before something is published.
func rules() lint.Rules {
	return lint.Rules{
		Site:   decide.LintSite,
		Survey: survey.Lint,
		Intercept: []func(lint.Subject) []core.Finding{
			func(s lint.Subject) []core.Finding {
				return decide.Lint(s.Intercept, decide.Known{Site: s.On, Others: s.Others, Questions: questions(s.Surveys), Reach: s.Reach, Now: s.Now})
			},
			func(s lint.Subject) []core.Finding { return survey.LintIntercept(s.On, s.Intercept, s.Survey, s.Now) },
			func(s lint.Subject) []core.Finding { return notify.LintIntercept(s.Intercept, s.Webhooks) },
		},
	}
}

// questions are the ids that each survey asks for: those of the site, and those built in that it has not replaced.
func questions(own map[string]core.Survey) map[string][]string {
	out := map[string][]string{}
	for _, s := range append(survey.BuiltIns(), slices.Collect(maps.Values(own))...) {
		ids := []string{}
		for _, q := range survey.Complete(s).Questions {
			ids = append(ids, q.ID)
		}
		out[s.Name] = ids
	}
	return out
}

// plan is manifest.Plan, with what the lint finds in the set and in the live intercepts that build on it. What would go live with an error
// is refused, and so is what would break an intercept that is live.
func plan(ctx context.Context, store core.Store, set manifest.Set, by standards, now time.Time) (manifest.Planned, []core.Finding, error) {
	planned, err := manifest.Plan(ctx, store, set, by.checks)
	if err != nil {
		return planned, nil, err
	}
	found, err := lintSet(ctx, store, set, by.rules, now)
	if err != nil {
		return planned, nil, err
	}
	live, err := lintLive(ctx, store, set, planned, by.rules, now)
	if err != nil {
		return planned, nil, err
	}
	for _, f := range slices.Concat(live.brought, live.standing, live.doubtful) {
		if !set.Holds(f.Kind, f.Site, f.Name) { // what the set holds was found with it
			found = append(found, f)
		}
	}
	return planned, found, manifest.Refusal(found, live.brought, planned.WentLive)
}

// liveFindings are about live intercepts that build on what a change writes.
type liveFindings struct {
	brought  []core.Finding // errors by the change
	doubtful []core.Finding // warnings by the change
	standing []core.Finding // errors before it already: whoever mends one thing must not have to mend all
}

// lintLive looks at the live intercepts that build on what a plan changes, as they are and as they would be. No error follows from records,
// and no change of configuration makes other warnings of them, so none are read.
func lintLive(ctx context.Context, store core.Store, set manifest.Set, planned manifest.Planned, rules lint.Rules, now time.Time) (liveFindings, error) {
	before, err := core.InForce(ctx, store)
	if err != nil {
		return liveFindings{}, err
	}
	chosen := planned.BuiltOn(before)
	had := map[core.Finding]bool{}
	for _, f := range lint.Run(before, nil, now, rules, chosen) {
		had[f] = true
	}
	var out liveFindings
	for _, f := range lint.Run(set.Over(before), nil, now, rules, chosen) {
		switch {
		case f.Severity != core.Wrong && had[f]:
		case f.Severity != core.Wrong:
			out.doubtful = append(out.doubtful, f)
		case had[f]:
			out.standing = append(out.standing, f)
		default:
			out.brought = append(out.brought, f)
		}
	}
	return out, nil
}

// lintSet looks at the documents of a set as they would be with the set applied.
func lintSet(ctx context.Context, store core.Store, set manifest.Set, rules lint.Rules, now time.Time) ([]core.Finding, error) {
	found, err := lintOver(ctx, store, set, set.Holds, rules, now)
	found = append(set.Lint(), found...)
	for i := range found {
		found[i] = set.Place(found[i])
	}
	return found, err
}

// lintOver looks at the chosen documents of the configuration in force with a set laid over it.
func lintOver(ctx context.Context, store core.Store, set manifest.Set, chosen func(kind, site, name string) bool, rules lint.Rules,
	now time.Time) ([]core.Finding, error) {
	catalog, err := core.InForce(ctx, store)
	if err != nil {
		return nil, err
	}
	catalog = set.Over(catalog)
	reach := map[string]core.Reach{}
	for name := range catalog.Sites {
		if !needsReach(catalog, name, chosen) {
			continue
		}
		if reach[name], err = store.Reach(ctx, name, now.Add(-lint.Window)); err != nil {
			return nil, err
		}
	}
	return lint.Run(catalog, reach, now, rules, chosen), nil
}

// needsReach reports whether something is chosen that is held against a site's records.
func needsReach(c core.Catalog, site string, chosen func(kind, site, name string) bool) bool {
	if chosen(core.KindSite, site, site) && len(c.Sites[site].Mutes) > 0 {
		return true
	}
	for _, i := range c.Intercepts[site] {
		if chosen(core.KindIntercept, site, i.Name) {
			return true
		}
	}
	return false
}

// Lint implements server.Configurer.
func (c configurer) Lint(ctx context.Context, file string, data []byte) ([]core.Finding, error) {
	set, err := manifest.Parse(file, data, func(name string) (string, bool) { return c.app.PublicURL, name == publicURLVariable })
	if err != nil {
		return asFindings(err)
	}
	return lintPlanned(ctx, c.app.store, set, c.app.standards())
}

// LintInForce implements server.Configurer.
func (c configurer) LintInForce(ctx context.Context, kind, site, name string) ([]core.Finding, error) {
	chosen := func(k, s, n string) bool { return k == kind && s == site && n == name }
	return lintOver(ctx, c.app.store, manifest.Set{}, chosen, c.app.standards().rules, time.Now())
}

// lintCommand is `heed lint`: it fails when something would be refused.
func lintCommand(ctx context.Context, cfg config.Lint, p Process) error {
	set, err := readSet(cfg.Files, p.In)
	if err != nil {
		found, err := asFindings(err)
		return conclude(p, found, err)
	}
	return withRecords(ctx, cfg.Data.Data, func(store *sqlite.Store) error {
		found, err := lintPlanned(ctx, store, set, usual())
		return conclude(p, found, err)
	})
}

// withRecords opens the store of a folder if there is one, and else an empty one that is gone afterwards: files can be looked over
// where no collector has ever run.
func withRecords(ctx context.Context, dir string, fn func(*sqlite.Store) error) error {
	if _, err := os.Stat(filepath.Join(dir, "heed.db")); err == nil {
		return withStore(ctx, dir, fn)
	}
	empty, err := os.MkdirTemp("", "heed-lint-")
	if err != nil {
		return err
	}
	return errors.Join(withStore(ctx, empty, fn), os.RemoveAll(empty))
}

// lintPlanned gives the faults of a set that would be refused, or what there is to look at in one that would not.
func lintPlanned(ctx context.Context, store core.Store, set manifest.Set, by standards) ([]core.Finding, error) {
	planned, err := manifest.Plan(ctx, store, set, by.checks)
	if err != nil {
		return asFindings(err)
	}
	now := time.Now()
	found, err := lintSet(ctx, store, set, by.rules, now)
	if err != nil {
		return nil, err
	}
	live, err := lintLive(ctx, store, set, planned, by.rules, now)
	held := func(f core.Finding) bool { return set.Holds(f.Kind, f.Site, f.Name) } // found with the set
	return append(found, slices.DeleteFunc(slices.Concat(live.brought, live.doubtful), held)...), err
}

// asFindings gives the faults of a set as findings; other errors stay what they are.
func asFindings(err error) ([]core.Finding, error) {
	if found, ok := manifest.Findings(err); ok {
		return found, nil
	}
	return nil, err
}

func conclude(p Process, found []core.Finding, err error) error {
	if err == nil {
		err = printFindings(p.Out, found)
	}
	if err != nil {
		return err
	}
	wrong := 0
	for _, f := range found {
		if f.Severity == core.Wrong {
			wrong++
		}
	}
	if wrong > 0 {
		return core.Errorf(core.Invalid, "lint_failed", "%d of %d findings are errors; what has one does not go live.", wrong, len(found))
	}
	return nil
}

// printFindings prints a line each, as compilers do: editors find the place.
func printFindings(to io.Writer, found []core.Finding) error {
	for _, f := range found {
		place := cmp.Or(f.File, f.Kind+" "+f.Name)
		if f.Line > 0 {
			place += fmt.Sprintf(":%d:%d", f.Line, f.Column)
		}
		path := f.Path
		if path != "" {
			path += " "
		}
		if _, err := fmt.Fprintf(to, "%s: %s: %s%s [%s]\n", oneLine(place), f.Severity, oneLine(path), oneLine(f.Message), f.Code); err != nil {
			return err
		}
	}
	return nil
}
