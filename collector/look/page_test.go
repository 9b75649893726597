package look

import (
	"os"
	"regexp"
	"strings"
	"testing"

	"pgregory.net/rapid"

	"heed/collector/core"
)

// pageRule is one scheme's colours in a sheet, and pageColour one of them.
var (
	pageRule   = regexp.MustCompile(`:root\{[^}]*--ground[^}]*\}`)
	pageColour = regexp.MustCompile(`--([a-z-]+):(#[0-9a-f]{6});`)
)

// TestAPageCanBeReadWhereTheWidgetCan: under every theme that passes, what stands on each other on a page by link has its contrast, in each
// scheme that visitors may see.
func TestAPageCanBeReadWhereTheWidgetCan(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		theme := anyColours(t)
		if len(CheckSite(core.Site{Theme: theme})) > 0 {
			t.Skip("it is refused")
		}
		rules := pageRule.FindAllString(sheetOf(theme).CSS, -1)
		if schemes := len(Pairs(theme)) / 7; len(rules) != schemes && (theme != core.Theme{Scheme: theme.Scheme} || theme.Scheme == "light" || theme.Scheme == "dark") {
			t.Fatalf("%d schemes have %d rules", schemes, len(rules))
		}
		for _, rule := range rules {
			of := map[string]colour{}
			for _, found := range pageColour.FindAllStringSubmatch(rule, -1) {
				of[found[1]], _ = parseColour(found[2])
			}
			for _, pair := range []struct {
				fore, back string
				need       float64
			}{
				{"text", "surface", textContrast}, {"text", "sunk", textContrast}, {"text", "accent-soft", textContrast},
				{"muted", "surface", textContrast}, {"muted", "ground", textContrast}, {"on-accent", "accent", textContrast},
				{"on-accent", "accent-strong", textContrast}, {"bad", "bad-soft", textContrast},
				{"accent", "surface", controlContrast}, {"edge", "surface", controlContrast},
			} {
				if got := contrast(of[pair.fore], of[pair.back]); got < pair.need {
					t.Fatalf("%s on %s has %.2f:1 in %s", pair.fore, pair.back, got, rule)
				}
			}
		}
	})
}

// TestAPageTakesItsColoursByTheirNames: each of them is one that the page's own style has.
func TestAPageTakesItsColoursByTheirNames(t *testing.T) {
	own, err := os.ReadFile("../../web/console/tokens.css")
	if err != nil {
		t.Fatal(err)
	}
	radius := 5
	sheet := sheetOf(core.Theme{Accent: "#7c3aed", Radius: &radius, Font: "Georgia, serif"}).CSS
	names := regexp.MustCompile(`--[a-z-]+:`).FindAllString(sheet, -1)
	if len(names) < 29 { // 13 colours in each of two schemes, two radii and a font
		t.Errorf("it sets %v", names)
	}
	for _, name := range names {
		if !strings.Contains(string(own), "  "+name) {
			t.Errorf("a page has no %s", name)
		}
	}
}

func TestPageStyle(t *testing.T) {
	radius := 20
	for name, row := range map[string]struct {
		theme     core.Theme
		has, lack []string
	}{
		"nothing":    {core.Theme{}, []string{""}, []string{"root"}},
		"rules only": {core.Theme{CSS: ".card { border-width: 2px }"}, []string{""}, []string{"root", "card"}},
		"one colour": {core.Theme{Accent: "#7c3aed"}, []string{"--accent:#7c3aed;--accent-strong:#69", "--on-accent:#ffffff", "@media(prefers-color-scheme:dark){:root{"}, []string{"color-scheme:light"}},
		"light only": {core.Theme{Scheme: "light"}, []string{":root{color-scheme:light;--ground:#", "--surface:#ffffff"}, []string{"@media", "#131c2e"}},
		"dark only":  {core.Theme{Scheme: "dark"}, []string{":root{color-scheme:dark;--ground:#", "--surface:#131c2e"}, []string{"@media", "#ffffff"}},
		"a shape":    {core.Theme{Radius: &radius, Font: "Inter"}, []string{":root{--radius:20px;--small:12px}:root{--font:Inter,system-ui,sans-serif}"}, []string{"ground"}},
		"no font":    {core.Theme{Font: "};"}, []string{""}, []string{"}"}},
	} {
		t.Run(name, func(t *testing.T) {
			got := sheetOf(row.theme)
			for _, want := range row.has {
				if !strings.Contains(got.CSS, want) {
					t.Errorf("%s has no %s", got.CSS, want)
				}
			}
			for _, not := range row.lack {
				if strings.Contains(got.CSS, not) {
					t.Errorf("%s has %s", got.CSS, not)
				}
			}
			if (got.CSS == "") != (got.Hash == "") {
				t.Errorf("%q is named %q", got.CSS, got.Hash)
			}
		})
	}
	one, other := sheetOf(core.Theme{Accent: "#7c3aed"}), sheetOf(core.Theme{Accent: "#6d28d9"})
	if one.Hash == other.Hash || one != sheetOf(core.Theme{Accent: "#7c3aed"}) {
		t.Errorf("two themes are named %s and %s", one.Hash, other.Hash)
	}
}
