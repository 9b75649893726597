package manifest

import (
	"encoding/json"
	"strings"
	"testing"

	"heed/collector/core"
	"heed/collector/look"
)

// TestStanding: what was saved before checks became stricter goes through as it is and with something else changed. What is wrong anew
// is refused.
func TestStanding(t *testing.T) {
	const bidi = "Maya\u202e"
	checks := allChecks
	checks.Site = look.CheckSite
	set := parsed(t, "contract.yaml")
	set.Add(parse(t, site))
	store := newStore(t)
	apply(t, store, set)
	old := core.Theme{Accent: "#0f766e", CSS: ".a{--x:" + strings.Repeat("a", 3430) + "}"} // with the colours more than fits now, and less than once
	if len(look.CheckSite(core.Site{Theme: old})) == 0 {
		t.Fatal("the theme is not too large")
	}
	set.Sites[0].Title, set.Sites[0].Theme = "Shop"+bidi, old
	set.Surveys[0].Languages = []string{"de", "DE"}
	set.Intercepts[0].Owner, set.Intercepts[0].Status = bidi, core.Live
	save := func(kind, name string, noun any) {
		body, err := json.Marshal(noun)
		if err != nil {
			t.Fatal(err)
		}
		if _, err := store.SaveDocuments(t.Context(), []core.Document{{Kind: kind, Site: "demo", Name: name, Body: body, At: noon}}); err != nil {
			t.Fatal(err)
		}
	}
	if _, err := Plan(t.Context(), store, set, checks); err == nil {
		t.Error("what is wrong anew is taken")
	}
	save(core.KindSite, "demo", normal(set.Sites[0]))
	save(core.KindSurvey, "cart-why", set.Surveys[0])
	save(core.KindIntercept, "cart-rescue", set.Intercepts[0])
	for name, one := range map[string]struct {
		change func(*Set)
		want   string // in the refusal
	}{
		"as it is":                 {func(*Set) {}, ""},
		"paused":                   {func(s *Set) { s.Intercepts[0].Status = core.Paused }, ""},
		"archived":                 {func(s *Set) { s.Intercepts[0].Status = core.Archived }, ""},
		"another field":            {func(s *Set) { s.Sites[0].Budget.Contacts = 7 }, ""},
		"another owner":            {func(s *Set) { s.Intercepts[0].Owner += "x" }, "owner: has invisible"},
		"another title":            {func(s *Set) { s.Sites[0].Title += "x" }, "title: has invisible"},
		"another theme as large":   {func(s *Set) { s.Sites[0].Theme.CSS = strings.Replace(old.CSS, "--x:a", "--x:b", 1) }, "theme.css: makes"},
		"a theme larger by a font": {func(s *Set) { s.Sites[0].Theme.Font = "Georgia, serif" }, "theme.css: makes"},
		"other languages":          {func(s *Set) { s.Surveys[0].Languages = []string{"de", "De"} }, "languages[1]: names De"},
		"one more language":        {func(s *Set) { s.Surveys[0].Languages = []string{"de", "DE", "en"} }, "languages[1]: names DE"},
	} {
		sent := Set{Sites: []core.Site{set.Sites[0]}, Surveys: []core.Survey{set.Surveys[0]}, Intercepts: []core.Intercept{set.Intercepts[0]}}
		one.change(&sent)
		_, err := Plan(t.Context(), store, sent, checks)
		if one.want == "" && err != nil || one.want != "" && (err == nil || !strings.Contains(err.Error(), one.want)) {
			t.Errorf("%s: %v, want %q", name, err, one.want)
		}
	}
}
