// Package survey checks surveys, puts them into the form the widget takes, and receives their answers.
package survey

import (
	"fmt"
	"sync/atomic"

	"heed/collector/core"
)

// Service presents the surveys of a catalog and takes their answers. It does no I/O and may be used from any goroutine.
type Service struct{ loaded atomic.Pointer[catalog] }

// catalog is a core.Catalog with its conditions compiled. It does not change.
type catalog struct {
	surveys   map[key]survey
	followUps map[key][]followUp // of intercepts
	languages map[string]string  // by site, the default
	builtIn   map[string]survey  // of every site
}

// key names a survey or an intercept.
type key struct{ site, name string }

type survey struct {
	core.Survey
	showIf []*condition // by question; nil for one that is always asked
	after  []onwards    // by question
}

type followUp struct {
	when condition
	do   core.Action
}

// New makes a service that knows no surveys but the built-in ones.
func New() *Service {
	s := &Service{}
	if err := s.Load(core.Catalog{}); err != nil {
		panic(err) // a built-in survey is wrong, which the tests rule out
	}
	return s
}

// Load replaces the catalog. After an error the one before stays in force.
func (s *Service) Load(c core.Catalog) error {
	next := &catalog{
		surveys: map[key]survey{}, followUps: map[key][]followUp{}, languages: map[string]string{}, builtIn: map[string]survey{},
	}
	var err error
	for _, each := range BuiltIns() {
		if next.builtIn[each.Name], err = compile(each); err != nil {
			return err
		}
	}
	for name, site := range c.Sites {
		if len(site.Languages) > 0 {
			next.languages[name] = site.Languages[0]
		}
	}
	for site, surveys := range c.Surveys {
		for name, each := range surveys {
			if next.surveys[key{site, name}], err = compile(each); err != nil {
				return fmt.Errorf("load survey %s of site %s: %w", name, site, err)
			}
		}
	}
	for site, intercepts := range c.Intercepts {
		for _, each := range intercepts {
			if next.followUps[key{site, each.Name}], err = compileFollowUps(each); err != nil {
				return fmt.Errorf("load intercept %s of site %s: %w", each.Name, site, err)
			}
		}
	}
	s.loaded.Store(next)
	return nil
}

// BuiltIns are the surveys that every site has.
func BuiltIns() []core.Survey { return []core.Survey{callback(), feedback(), precision()} }

// BuiltIn gives the survey of that name that every site has.
func BuiltIn(name string) (core.Survey, bool) {
	for _, s := range BuiltIns() {
		if s.Name == name {
			return s, true
		}
	}
	return core.Survey{}, false
}

func compile(s core.Survey) (survey, error) {
	s = Complete(s)
	c := survey{Survey: s, showIf: make([]*condition, len(s.Questions)), after: make([]onwards, len(s.Questions))}
	for i, q := range s.Questions {
		var err error
		if c.after[i], err = jumps(s.Questions, i); err != nil {
			return survey{}, fmt.Errorf("questions[%d]: %w", i, err)
		}
		if q.ShowIf == "" {
			continue
		}
		parsed, err := parse(q.ShowIf)
		if err != nil {
			return survey{}, fmt.Errorf("questions[%d].show_if: %w", i, err)
		}
		c.showIf[i] = &parsed
	}
	return c, nil
}

func compileFollowUps(i core.Intercept) ([]followUp, error) {
	list := make([]followUp, len(i.Then))
	for n, each := range i.Then {
		when, err := parse(each.If)
		if err != nil {
			return nil, fmt.Errorf("then[%d].if: %w", n, err)
		}
		list[n] = followUp{when: when, do: each.Do}
	}
	return list, nil
}

// language gives the default language of a site.
func (c *catalog) language(site string) string {
	if lang, ok := c.languages[site]; ok {
		return lang
	}
	return defaultLanguage
}

// survey finds a survey of a site, or a built-in one.
func (c *catalog) survey(site, name string) (survey, error) {
	if s, ok := c.surveys[key{site, name}]; ok {
		return s, nil
	}
	if s, ok := c.builtIn[name]; ok {
		return s, nil
	}
	return survey{}, core.Errorf(core.Invalid, "unknown_survey", "Site %s has no survey named %q.", site, name)
}
