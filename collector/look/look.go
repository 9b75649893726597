// Package look says how what is shown appears in the page: where it stands, what it looks like, and the tab by which visitors open a
// survey themselves.
package look

import (
	"cmp"
	"sync/atomic"

	"heed/collector/core"
)

// Service knows the looks of a catalog's sites. It does no I/O and may be used from any goroutine.
type Service struct {
	loaded atomic.Pointer[map[string]site]
}

// site is one with its themes made into styles: its own, and by name those of surveys that have another.
type site struct {
	core.Site
	style   style
	surveys map[string]style
}

// style is what a theme comes to.
type style struct {
	css  string // in the widget
	page Sheet  // by link
}

func styleOf(t core.Theme) style { return style{Style(t), sheetOf(t)} }

// wears gives the style in which a survey is asked, or that of what asks none.
func (s site) wears(survey string) style {
	if own, ok := s.surveys[survey]; ok {
		return own
	}
	return s.style
}

// New makes a service that knows no sites.
func New() *Service {
	s := &Service{}
	s.Load(core.Catalog{})
	return s
}

// Load replaces the catalog.
func (s *Service) Load(c core.Catalog) {
	sites := make(map[string]site, len(c.Sites))
	for name, one := range c.Sites {
		themed := site{Site: one, style: styleOf(one.Theme), surveys: map[string]style{}}
		for survey, asked := range c.Surveys[name] {
			if asked.Theme != nil {
				themed.surveys[survey] = styleOf(*asked.Theme)
			}
		}
		sites[name] = themed
	}
	s.loaded.Store(&sites)
}

func (s *Service) site(name string) site { return (*s.loaded.Load())[name] }

// Of gives how an action of a site appears, nil for the widget's own way.
func (s *Service) Of(site string, a core.Action) *core.Look {
	of := s.site(site)
	look := core.Look{Place: a.Place, Into: a.Into, CSS: of.wears(a.Asks()).css}
	switch a.Place {
	case core.PlaceCorner, "":
		look.Place, look.Corner = "", cmp.Or(a.Corner, of.Widget.Corner)
	}
	if look == (core.Look{}) {
		return nil
	}
	return &look
}

// Page gives how a survey looks on its own page by link.
func (s *Service) Page(site, survey string) Sheet { return s.site(site).wears(survey).page }

// Tab gives a site's feedback tab for a reader of lang, nil where there is none or nothing may be shown.
func (s *Service) Tab(site, lang string) *core.TabLook {
	of := s.site(site)
	tab := of.Widget.Tab
	if tab == nil || of.IsStopped() {
		return nil
	}
	label, in := tab.Label.Say(lang, of.Languages...) // the widget says "" in the visitor's language
	return &core.TabLook{
		Label: label, LabelIn: in, Survey: cmp.Or(tab.Survey, core.Feedback), Side: cmp.Or(tab.Side, core.Sides()[0]), CSS: of.style.css,
	}
}
