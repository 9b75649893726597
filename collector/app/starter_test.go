package app

import (
	"io/fs"
	"log/slog"
	"os"
	"path"
	"slices"
	"strings"
	"testing"
	"time"

	"heed/collector/core"
	"heed/collector/manifest"
	"heed/collector/starter"
	"heed/sqlite"
)

// TestTemplates: every template can be applied to any site as it is, is a draft with all that going live asks for but its owner, and is
// offered.
func TestTemplates(t *testing.T) {
	store, err := sqlite.Open(t.Context(), t.TempDir(), sqlite.Options{Clock: time.Now, Log: slog.New(slog.DiscardHandler)})
	if err != nil {
		t.Fatal(err)
	}
	defer store.Close()
	for _, template := range starter.Templates() {
		t.Run(template.Name, func(t *testing.T) {
			set, err := manifest.Parse(template.Name, []byte(template.YAML), func(name string) (string, bool) {
				return "shop", name == starter.SiteVariable
			})
			if err != nil {
				t.Fatal(err)
			}
			if len(set.Intercepts) != 1 || len(set.Surveys) != 1 || len(set.Sites) != 0 {
				t.Fatalf("%+v, want an intercept and its survey", set)
			}
			in := &set.Intercepts[0]
			if in.Name != template.Name || in.Status != core.Draft || in.Owner != "" || in.Action.Survey != set.Surveys[0].Name {
				t.Errorf("%+v is no draft of that name with that survey", in)
			}
			if in.Holdout == nil || *in.Holdout == 0 || template.Title == "" || template.About == "" {
				t.Error("its effect is not measured, or it is not described")
			}
			set.Add(manifest.Set{Sites: []core.Site{{Name: "shop", Origins: []string{"https://shop.example"}}}})
			for _, status := range []core.Status{core.Draft, core.Live} {
				in := &set.Intercepts[0]
				if in.Status = status; status == core.Live {
					in.Owner = "maya@example.com"
				}
				if _, err := manifest.Plan(t.Context(), store, set, checks()); err != nil {
					t.Errorf("%s: %v", status, err)
				}
			}
		})
	}
	files, err := fs.Glob(os.DirFS("../starter"), "templates/*.yaml")
	if err != nil || len(files) != len(starter.Templates()) {
		t.Errorf("%d files for %d templates, %v", len(files), len(starter.Templates()), err)
	}
	for _, f := range files {
		if !slices.ContainsFunc(starter.Templates(), func(s starter.Template) bool { return s.Name == strings.TrimSuffix(path.Base(f), ".yaml") }) {
			t.Errorf("%s is not offered", f)
		}
	}
}
