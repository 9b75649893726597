package app

import (
	"context"
	"fmt"
	"io"
	"os"
	"slices"
	"strings"
	"time"

	"heed/agent"
	"heed/collector/config"
	"heed/collector/core"
	"heed/collector/decide"
	"heed/collector/lint"
	"heed/collector/look"
	"heed/collector/manifest"
	"heed/collector/notify"
	"heed/collector/outgoing"
	"heed/collector/server"
	"heed/collector/survey"
	"heed/sqlite"
)

// checks are what a document must pass, whether it comes from a file, the API or the demo. Which private networks webhooks may call is
// known to a running collector alone: see App.standards.
func checks() manifest.Checks {
	return manifest.Checks{
		Intercept: func(i core.Intercept) []core.FieldError {
			return append(decide.Check(i), survey.CheckFollowUps(i)...)
		},
		Survey: func(s core.Survey) []core.FieldError {
			return append(survey.Check(s), look.CheckSurvey(s)...)
		},
		Webhook: func(w core.Webhook) []core.FieldError { return notify.Check(w, outgoing.CheckURL) },
		Site: func(s core.Site) []core.FieldError {
			return append(decide.CheckSite(s), look.CheckSite(s)...)
		},
		Setting: func(name string) bool { return slices.Contains(agent.SettingNames(), name) },
	}
}

// standards are what documents are held against: checks refuse, rules find what should be looked at.
type standards struct {
	checks manifest.Checks
	rules  lint.Rules
}

// usual are the standards of a command beside a collector.
func usual() standards { return standards{checks(), rules()} }

// standards are those of a document that comes to a running collector.
func (a *App) standards() standards {
	s := usual()
	s.checks.Webhook = func(w core.Webhook) []core.FieldError { return notify.Check(w, a.outgoing.CheckURL) }
	s.rules.Webhook = func(w core.Webhook) []core.Finding { return notify.LintWebhook(w, a.outgoing.CheckURL) }
	return s
}

// apply is `heed apply`: all files together or nothing.
func apply(ctx context.Context, cfg config.Apply, p Process) error {
	set, err := readSet(cfg.Files, p.In)
	if err != nil {
		return err
	}
	return withStore(ctx, cfg.Data.Data, func(store *sqlite.Store) error {
		planned, found, err := plan(ctx, store, set, usual(), time.Now())
		if err != nil {
			return err
		}
		if !cfg.DryRun {
			if err := audited(ctx, store, "configuration.apply", strings.Join(cfg.Files, " "), func() (string, error) {
				return manifest.Words(planned.Changes), planned.Apply(ctx, account()+" (heed apply)", time.Now())
			}); err != nil {
				return err
			}
		}
		report(p, planned, cfg.DryRun)
		return printFindings(p.Err, found)
	})
}

// readSet reads files as one set; - is standard input.
func readSet(files []string, in io.Reader) (manifest.Set, error) {
	var set manifest.Set
	for _, file := range files {
		data, err := readFile(file, in)
		if err != nil {
			return set, err
		}
		one, err := manifest.Parse(file, data, environment)
		if err != nil {
			return set, err
		}
		set.Add(one)
	}
	return set, nil
}

// export is `heed export`: what is in force, as apply takes it.
func export(ctx context.Context, cfg config.Export, p Process) error {
	return withData(ctx, cfg.Data.Data, func(store *sqlite.Store) error {
		text, err := manifest.Export(ctx, store, cfg.Site, cfg.Names, nil)
		if err != nil {
			return err
		}
		_, err = io.WriteString(p.Out, text)
		return err
	})
}

func readFile(file string, in io.Reader) ([]byte, error) {
	if file == "-" {
		return io.ReadAll(in)
	}
	data, err := os.ReadFile(file)
	if err != nil {
		return nil, core.Errorf(core.Invalid, "unreadable_file", "Cannot read %s: %v.", file, err)
	}
	return data, nil
}

// environment gives documents the variables that are meant for us, and no other secret of the machine.
func environment(name string) (string, bool) {
	if !strings.HasPrefix(name, "HEED_") {
		return "", false
	}
	return os.LookupEnv(name)
}

// report prints a line for each document.
func report(p Process, planned manifest.Planned, dry bool) {
	for _, c := range planned.Changes {
		line := fmt.Sprintf("%-9s  %s %s", c.What, c.Kind, c.Name)
		if c.Kind != core.KindSite {
			line += " (site " + c.Site + ")"
		}
		if len(c.Diff) > 0 {
			line += ": " + strings.Join(c.Diff, ", ")
		}
		fmt.Fprintln(p.Out, line)
	}
	if dry {
		fmt.Fprintln(p.Out, "Nothing was written (--dry-run).")
	}
}

// configurer changes configuration for the API.
type configurer struct{ app *App }

// Apply does what `heed apply` does, and takes the result into force before it returns.
func (c configurer) Apply(ctx context.Context, file string, data []byte, by core.Principal, dry bool) ([]server.Applied, error) {
	set, err := c.read(file, data, by)
	if err != nil {
		return nil, err
	}
	return c.change(ctx, set, by, dry)
}

// Replace implements server.Configurer.
func (c configurer) Replace(ctx context.Context, file string, data []byte, by core.Principal, revision int) ([]server.Applied, error) {
	set, err := c.read(file, data, by)
	if err != nil {
		return nil, err
	}
	list, err := c.write(ctx, set, func(planned manifest.Planned) error {
		return planned.Following(revision).Apply(ctx, by.Name, time.Now())
	})
	if err == nil {
		return list, nil
	}
	return nil, c.orStale(ctx, set, revision, err)
}

// orStale gives, in place of what is wrong with a set, that it was made from a revision that is not in force: what it would break then
// tells its author nothing.
func (c configurer) orStale(ctx context.Context, set manifest.Set, revision int, wrong error) error {
	docs, _, err := c.app.store.Current(ctx)
	if err != nil {
		return err
	}
	for _, d := range docs {
		if d.Revision != revision && set.Holds(d.Kind, d.Site, d.Name) && core.AsError(wrong).Code != "changed_meanwhile" {
			return core.Errorf(core.Invalid, "changed_meanwhile",
				"The %s %q of site %q has revision %d, and this was made from %d; begin again from that one, or choose another name.",
				d.Kind, d.Name, d.Site, d.Revision, revision)
		}
	}
	return wrong
}

// read takes documents from somebody who may change them.
func (c configurer) read(file string, data []byte, by core.Principal) (manifest.Set, error) {
	set, err := manifest.Parse(file, data, func(name string) (string, bool) {
		return c.app.PublicURL, name == publicURLVariable
	})
	if err == nil && len(set.Sites)+len(set.Webhooks) > 0 && !by.May(core.CanAdmin) {
		err = core.Errorf(core.Forbidden, "not_allowed", "Sites and webhooks are an admin's to change; %s may change intercepts and surveys.", by.Name)
	}
	return set, err
}

// Restore implements server.Configurer.
func (c configurer) Restore(ctx context.Context, kind, site, name string, revision int, by core.Principal) ([]server.Applied, error) {
	set, err := manifest.Revision(ctx, c.app.store, kind, site, name, revision)
	if err != nil {
		return nil, err
	}
	return c.change(ctx, set, by, false)
}

// change checks a set, and, unless dry, writes it and takes it into force.
func (c configurer) change(ctx context.Context, set manifest.Set, by core.Principal, dry bool) ([]server.Applied, error) {
	if dry {
		return c.write(ctx, set, nil)
	}
	return c.write(ctx, set, func(planned manifest.Planned) error { return planned.Apply(ctx, by.Name, time.Now()) })
}

// write checks a set, lets it be written unless save is nil, and takes it into force.
func (c configurer) write(ctx context.Context, set manifest.Set, save func(manifest.Planned) error) ([]server.Applied, error) {
	planned, found, err := plan(ctx, c.app.store, set, c.app.standards(), time.Now())
	if err != nil {
		return nil, err
	}
	if save != nil {
		if err := save(planned); err != nil {
			return nil, err
		}
		c.app.poke()
	}
	return applied(planned, found), nil
}

// applied says what became of each document, with what the lint has to say of it. Behind them come documents that were not in the set and
// that it says something of.
func applied(planned manifest.Planned, found []core.Finding) []server.Applied {
	list := make([]server.Applied, 0, len(planned.Changes))
	for _, x := range planned.Changes {
		list = append(list, server.Applied{Kind: x.Kind, Site: x.Site, Name: x.Name, What: x.What, Diff: x.Diff,
			Findings: slices.DeleteFunc(slices.Clone(found), func(f core.Finding) bool {
				return f.Kind != x.Kind || f.Site != x.Site || f.Name != x.Name
			})})
	}
	for _, f := range found {
		if slices.ContainsFunc(planned.Changes, func(c manifest.Change) bool { return c.Kind == f.Kind && c.Site == f.Site && c.Name == f.Name }) {
			continue
		}
		last := &list[len(list)-1] // a finding follows from some document
		if last.Kind != f.Kind || last.Site != f.Site || last.Name != f.Name {
			list = append(list, server.Applied{Kind: f.Kind, Site: f.Site, Name: f.Name, What: manifest.Unchanged})
			last = &list[len(list)-1]
		}
		last.Findings = append(last.Findings, f)
	}
	return list
}

// Stop does what `heed stop` and `heed start` do, and takes it into force before it returns.
func (c configurer) Stop(ctx context.Context, site string, stopped bool, by core.Principal) error {
	c.app.editing.Lock()
	changed, err := manifest.Stop(ctx, c.app.store, site, stopped, by.Name, time.Now())
	c.app.editing.Unlock()
	if changed {
		c.app.poke()
	}
	return err
}

// stop is `heed stop` and `heed start`. A running collector looks for changes itself.
func stop(ctx context.Context, cfg config.Stop, stopped bool, p Process) error {
	return withData(ctx, cfg.Data.Data, func(store *sqlite.Store) error {
		action, what := "site.start", "started"
		if stopped {
			action, what = "site.stop", "stopped"
		}
		changed := false
		err := audited(ctx, store, action, cfg.Site, func() (string, error) {
			var err error
			changed, err = manifest.Stop(ctx, store, cfg.Site, stopped, account()+" (heed "+strings.TrimPrefix(action, "site.")+")", time.Now())
			return "", err
		})
		if err != nil {
			return err
		}
		if !changed {
			what = "already " + what
		}
		_, err = fmt.Fprintf(p.Out, "%s  site %s\n", what, cfg.Site)
		return err
	})
}

// poke takes new configuration into force now, and returns when that is done or the app closes.
func (a *App) poke() {
	looked := make(chan struct{})
	select {
	case a.changed <- looked:
	case <-a.watched:
		return
	}
	select {
	case <-looked:
	case <-a.watched:
	}
}
