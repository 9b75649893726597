package decide

import (
	"regexp"
	"strings"
	"testing"
)

func TestGlob(t *testing.T) {
	for _, row := range []struct {
		pattern, path string
		match         bool
	}{
		{"/cart", "/cart", true}, {"/cart", "/cart/", false}, {"/cart", "/Cart", false},
		{"/cart*", "/cart", true}, {"/cart*", "/cart/a/b", true}, {"/cart*", "/car", false},
		{"*", "", true}, {"*", "/", true}, {"/*/edit", "/a/b/edit", true}, {"/*/edit", "/edit", false},
		{"/a*a", "/a", false}, {"/a*a", "/aa", true}, {"/a*b*c", "/axbxc", true}, {"/a*b*c", "/acb", false},
		{"/a**b", "/ab", true}, {"*done", "/x/done", true}, {"/.", "/x", false},
	} {
		g, err := newGlob(row.pattern)
		if err != nil {
			t.Fatal(err)
		}
		if got := g.match(row.path); got != row.match {
			t.Errorf("%s on %s: %v", row.pattern, row.path, got)
		}
	}
}

// FuzzGlob compares with the same pattern as a regular expression.
func FuzzGlob(f *testing.F) {
	f.Add("/a*b*", "/axbx")
	f.Add("*a*a", "aa")
	f.Fuzz(func(t *testing.T, pattern, path string) {
		g, err := newGlob(pattern)
		if err != nil {
			return
		}
		same := `(?s)\A` + strings.ReplaceAll(regexp.QuoteMeta(pattern), `\*`, `.*`) + `\z`
		re, err := regexp.Compile(same)
		if err != nil {
			return // not UTF-8
		}
		if want := re.MatchString(path); strings.ToValidUTF8(path, "") == path && g.match(path) != want {
			t.Errorf("%q on %q: %v, the regular expression says %v", pattern, path, !want, want)
		}
	})
}
