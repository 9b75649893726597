package server

import (
	"net/http"
	"sort"
	"strconv"

	"github.com/labstack/echo/v4"

	"heed/collector/core"
	"heed/collector/manifest"
)

// The configured nouns as the API shows them: the document and its revision.
type (
	siteView struct {
		core.Site
		Budget core.Budget `json:"budget"` // the one in force, the default included
		// Precision is the sample in force.
		Precision core.Precision `json:"precision"`
	}
	interceptView struct {
		core.Intercept
		Revision int `json:"revision"`
	}
	surveyView struct {
		core.Survey
		Revision int `json:"revision"`
	}
)

func viewSite(s core.Site) siteView {
	v := siteView{Site: s, Budget: s.Budget.InForce()}
	sample := s.Precision.Default()
	v.Precision = core.Precision{Sample: &sample, Kinds: s.Precision.Kinds}
	if v.Status == "" {
		v.Status = core.Live
	}
	return v
}

func viewIntercept(i core.Intercept) interceptView { return interceptView{i, i.Revision} }
func viewSurvey(s core.Survey) surveyView          { return surveyView{s, s.Revision} }

// catalog is the configuration in force, of the one site that ?site= names if it does.
func (s *Server) catalog(c echo.Context) (core.Catalog, error) {
	docs, version, err := s.Store.Current(c.Request().Context())
	if err != nil {
		return core.Catalog{}, err
	}
	if site := c.QueryParam("site"); site != "" {
		kept := docs[:0]
		for _, d := range docs {
			if d.Site == site {
				kept = append(kept, d)
			}
		}
		docs = kept
	}
	return core.NewCatalog(version, docs)
}

func (s *Server) apiSites(c echo.Context) error {
	cat, err := s.catalog(c)
	if err != nil {
		return err
	}
	views := []siteView{}
	for _, name := range sortedKeys(cat.Sites) {
		views = append(views, viewSite(cat.Sites[name]))
	}
	return answerPage(c, views, func(v siteView) string { return v.Name })
}

func (s *Server) apiSite(c echo.Context) error {
	cat, err := s.catalog(c)
	if err != nil {
		return err
	}
	site, ok := cat.Sites[c.Param("name")]
	if !ok {
		return core.Errorf(core.NotFound, "unknown_site", "There is no site %q.", c.Param("name"))
	}
	return c.JSON(http.StatusOK, viewSite(site))
}

// apiStop ends all acting of a site at once; apiStart lets it act again. Both answer the site as it now is.
func (s *Server) apiStop(c echo.Context) error { return s.stop(c, true) }

func (s *Server) apiStart(c echo.Context) error { return s.stop(c, false) }

func (s *Server) stop(c echo.Context, stopped bool) error {
	if err := s.Config.Stop(c.Request().Context(), c.Param("name"), stopped, principal(c)); err != nil {
		return err
	}
	return s.apiSite(c)
}

func (s *Server) apiIntercepts(c echo.Context) error {
	cat, err := s.catalog(c)
	if err != nil {
		return err
	}
	views := []interceptView{}
	for _, site := range sortedKeys(cat.Sites) {
		for _, i := range cat.Intercepts[site] {
			views = append(views, viewIntercept(i))
		}
	}
	return answerPage(c, views, func(v interceptView) string { return keyOf(v.Site, v.Name) })
}

func (s *Server) apiIntercept(c echo.Context) error {
	cat, err := s.catalog(c)
	if err != nil {
		return err
	}
	var found []interceptView
	for _, site := range sortedKeys(cat.Sites) {
		for _, i := range cat.Intercepts[site] {
			if i.Name == c.Param("name") {
				found = append(found, viewIntercept(i))
			}
		}
	}
	return answerOne(c, found)
}

func (s *Server) apiSurveys(c echo.Context) error {
	cat, err := s.catalog(c)
	if err != nil {
		return err
	}
	views := []surveyView{}
	for _, site := range sortedKeys(cat.Surveys) {
		for _, name := range sortedKeys(cat.Surveys[site]) {
			views = append(views, viewSurvey(cat.Surveys[site][name]))
		}
	}
	return answerPage(c, views, func(v surveyView) string { return keyOf(v.Site, v.Name) })
}

func (s *Server) apiSurvey(c echo.Context) error {
	cat, err := s.catalog(c)
	if err != nil {
		return err
	}
	var found []surveyView
	for _, site := range sortedKeys(cat.Surveys) {
		if survey, ok := cat.Surveys[site][c.Param("name")]; ok {
			found = append(found, viewSurvey(survey))
		}
	}
	return answerOne(c, found)
}

// answerOne answers the one that has the name; on several sites the caller must say which.
func answerOne[T any](c echo.Context, found []T) error {
	switch len(found) {
	case 0:
		return core.Errorf(core.NotFound, "not_found", "There is none named %q.", c.Param("name"))
	case 1:
		return c.JSON(http.StatusOK, found[0])
	}
	return core.Errorf(core.Invalid, "site_needed", "Several sites have one named %q; add ?site=NAME.", c.Param("name"))
}

// maxConfig is the largest YAML body, in bytes: some six hundred intercepts. No other body is larger.
const maxConfig = 1 << 20

// apiApply takes the YAML that `heed apply` takes; ?dry_run=true only says what would change. With ?revision=N nothing is written
// unless that revision of every document is in force, 0 for new ones. Sites, and so origins, are an admin's to change.
func (s *Server) apiApply(c echo.Context) error {
	dry, err := readDryRun(c)
	if err != nil {
		return err
	}
	body, err := readBody(c, maxConfig)
	if err != nil {
		return err
	}
	ctx, who := c.Request().Context(), principal(c)
	var applied []Applied
	if text := c.QueryParam("revision"); text != "" {
		revision, bad := strconv.Atoi(text)
		if bad != nil || revision < 0 || dry {
			return core.Errorf(core.Invalid, "bad_revision", "revision is a whole number, 0 for what is new, and goes without dry_run.")
		}
		applied, err = s.Config.Replace(ctx, "body", body, who, revision)
	} else {
		applied, err = s.Config.Apply(ctx, "body", body, who, dry)
	}
	if err != nil {
		return err
	}
	detail(c, "%s", appliedWords(applied, dry))
	return answerList(c, applied, "")
}

// apiLint looks over the YAML that apply would take. Nothing is written.
func (s *Server) apiLint(c echo.Context) error {
	body, err := readBody(c, maxConfig)
	if err != nil {
		return err
	}
	found, err := s.Config.Lint(c.Request().Context(), "body", body)
	if err != nil {
		return err
	}
	return answerList(c, found, "")
}

// appliedWords say what became of the documents, for the audit log.
func appliedWords(applied []Applied, dry bool) string {
	if dry {
		return "nothing was written (dry run)"
	}
	changes := make([]manifest.Change, len(applied))
	for i, a := range applied {
		changes[i] = manifest.Change{Kind: a.Kind, Site: a.Site, Name: a.Name, What: a.What, Diff: a.Diff}
	}
	return manifest.Words(changes)
}

// apiExport gives the configuration in force as the YAML that apply takes: of one ?site=, and of what each ?name= says. Webhooks, whose
// addresses are secrets, are for admins.
func (s *Server) apiExport(c echo.Context) error {
	p := principal(c)
	may := func(kind string) bool { return kind != core.KindWebhook || p.May(core.CanAdmin) }
	text, err := manifest.Export(c.Request().Context(), s.Store, c.QueryParam("site"), c.QueryParams()["name"], may)
	if err != nil {
		return err
	}
	return c.Blob(http.StatusOK, "text/yaml; charset=utf-8", []byte(text))
}

func sortedKeys[V any](m map[string]V) []string {
	keys := make([]string, 0, len(m))
	for k := range m {
		keys = append(keys, k)
	}
	sort.Strings(keys)
	return keys
}
