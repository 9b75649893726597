package look

import (
	"math"
	"os"
	"regexp"
	"strings"
	"testing"

	"pgregory.net/rapid"

	"heed/collector/core"
)

// TestContrast holds the formula against published ratios: those of W3C's own examples and of WebAIM's checker.
func TestContrast(t *testing.T) {
	for _, row := range []struct {
		a, b string
		want float64
	}{
		{"#000", "#fff", 21}, {"#fff", "#FFFFFF", 1}, {"#767676", "#fff", 4.54}, {"#777777", "#fff", 4.48},
		{"#00f", "#fff", 8.59}, {"#ff0000", "#ffffff", 4.00}, {"#949494", "#ffffff", 3.03},
	} {
		a, okA := parseColour(row.a)
		b, okB := parseColour(row.b)
		if got := contrast(a, b); !okA || !okB || math.Abs(got-row.want) > 0.005 {
			t.Errorf("%s on %s: %.3f, want %.2f", row.a, row.b, got, row.want)
		}
		if contrast(a, b) != contrast(b, a) {
			t.Errorf("%s and %s are not told apart the same way round", row.a, row.b)
		}
	}
}

func TestColours(t *testing.T) {
	for written, want := range map[string]string{
		"#0f7": "#00ff77", "#0F766E": "#0f766e", "": "", "0f766e": "", "#0f766": "", "#0f766eff": "", "teal": "", "#ggg": "", "#fff;": "",
	} {
		c, ok := parseColour(written)
		if got := c.String(); ok != (want != "") || ok && got != want {
			t.Errorf("%q is read as %s, %v", written, got, ok)
		}
	}
}

// anyColours draws a theme of colours, each of which may be left out.
func anyColours(t *rapid.T) core.Theme {
	hex := rapid.StringMatching(`#([0-9a-f]{6}|[0-9a-f]{3})?`)
	written := func(name string) string { return strings.TrimSuffix(hex.Draw(t, name), "#") }
	return core.Theme{
		Accent: written("accent"), Background: written("background"), Text: written("text"),
		Dark:   core.Palette{Accent: written("dark accent"), Background: written("dark background"), Text: written("dark text")},
		Scheme: rapid.SampledFrom([]string{"", "auto", "light", "dark"}).Draw(t, "scheme"),
	}
}

// TestNoThemeThatPassesCannotBeRead: whatever is written, either it is refused, or every pair of what visitors get has its contrast; and
// what a refusal says would be enough, is.
func TestNoThemeThatPassesCannotBeRead(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		theme := anyColours(t)
		refused := len(CheckSite(core.Site{Theme: theme})) > 0
		low := false
		for _, p := range Pairs(theme) {
			fore, _ := parseColour(p.Fore)
			back, _ := parseColour(p.Back)
			low = low || contrast(fore, back) < p.Needed
			if enough, ok := parseColour(p.Enough); p.Enough != "" && (!ok || contrast(enough, back) < p.Needed) {
				t.Fatalf("%s: %s would not be enough", p.What, p.Enough)
			}
		}
		if low != refused {
			t.Fatalf("too little contrast: %v, refused: %v", low, refused)
		}
	})
}

// TestTheWidgetsOwnColoursAreATheme: what the widget wears without one is what is derived of its three colours, so that a site that
// changes one of them gets the others to match.
func TestTheWidgetsOwnColoursAreATheme(t *testing.T) {
	css, err := os.ReadFile("../../web/widget/base.css")
	if err != nil {
		t.Fatal(err)
	}
	light, dark, _ := strings.Cut(string(css), "@media (prefers-color-scheme: dark)")
	for _, scheme := range []struct {
		name, css, want string
	}{{"light", light, ownLight.skin().rule()}, {"dark", dark, ownDark.skin().rule()}} {
		for _, token := range regexp.MustCompile(`--([a-z-]+):(#[0-9a-f]+)`).FindAllStringSubmatch(scheme.want, -1) {
			long := regexp.MustCompile(`--` + token[1] + `: (#[0-9a-f]+);`).FindStringSubmatch(scheme.css)
			if long == nil {
				t.Errorf("%s has no --%s", scheme.name, token[1])
			} else if c, _ := parseColour(long[1]); c.String() != token[2] {
				t.Errorf("%s: --%s is %s, want %s", scheme.name, token[1], c, token[2])
			}
		}
	}
}

func TestCheckTheme(t *testing.T) {
	number := func(n int) *int { return &n }
	for name, row := range map[string]struct {
		theme       core.Theme
		path, words string
	}{
		"nothing":   {core.Theme{}, "", ""},
		"all of it": {core.Theme{Accent: "#7c3aed", Background: "#fffbeb", Text: "#1c1917", Dark: core.Palette{Accent: "#c4b5fd"}, Radius: number(0), Font: `Inter, "Open Sans", sans-serif`, CSS: ".card { border-width: 2px }"}, "", ""},
		"a word":    {core.Theme{Accent: "teal"}, "theme.accent", "is no colour"},
		"in dark":   {core.Theme{Dark: core.Palette{Text: "#12"}}, "theme.dark.text", "in quotes"},
		"pale text": {core.Theme{Text: "#aaaaaa"}, "theme.text",
			"text on the background (#aaaaaa on #ffffff, light) has a contrast of 2.32:1 and needs 4.5:1 (low_contrast); #747474 would be enough"},
		"pale accent":               {core.Theme{Accent: "#fde68a"}, "theme.accent", "the accent on the background (#fde68a on #ffffff, light) has a contrast of"},
		"dark on dark":              {core.Theme{Dark: core.Palette{Text: "#334155"}}, "theme.dark.text", "dark) has a contrast of"},
		"only ever light":           {core.Theme{Scheme: "light", Dark: core.Palette{Text: "#334155"}}, "", ""},
		"scheme":                    {core.Theme{Scheme: "night"}, "theme.scheme", "auto, light, dark"},
		"round":                     {core.Theme{Radius: number(25)}, "theme.radius", "0 to 24"},
		"a font that ends the rule": {core.Theme{Font: "x;}*{background:url(//e)"}, "theme.font", "no list of fonts"},
		"an open quote":             {core.Theme{Font: `"Inter`}, "theme.font", "no list of fonts"},
		"a load":                    {core.Theme{CSS: ".card {\n  background: url(//e.example/x.png);\n}"}, "theme.css", "line 2, column 15: url() loads something"},
	} {
		t.Run(name, func(t *testing.T) {
			found := CheckSite(core.Site{Theme: row.theme})
			if row.path == "" && len(found) == 0 {
				return
			}
			if len(found) != 1 || found[0].Path != row.path || !strings.Contains(found[0].Message, row.words) {
				t.Errorf("got %+v, want %s: …%s…", found, row.path, row.words)
			}
		})
	}
}

func TestStyle(t *testing.T) {
	radius := 4
	light, dark := ".skin{--paper:#ffffff;--ink:#0f172a;", ".skin{--paper:#131c2e;--ink:#e8edf4;"
	for name, row := range map[string]struct {
		theme     core.Theme
		has, lack []string
	}{
		"nothing":     {core.Theme{}, []string{""}, []string{"skin", "host"}},
		"one colour":  {core.Theme{Accent: "#7c3aed"}, []string{light, "--accent:#7c3aed;", "@media(prefers-color-scheme:dark){" + dark, "--on-accent:#ffffff"}, []string{"host", "radius"}},
		"light only":  {core.Theme{Scheme: "light"}, []string{light, "color-scheme:light!important"}, []string{dark, "@media"}},
		"dark only":   {core.Theme{Scheme: "dark"}, []string{dark, "color-scheme:dark!important"}, []string{light, "@media"}},
		"no colours":  {core.Theme{Radius: &radius, Font: "Inter"}, []string{".skin{--radius:4px}.skin{font-family:Inter,system-ui,sans-serif}"}, []string{"paper"}},
		"and a style": {core.Theme{CSS: "/* ours */ .card { border-width: 2px; }"}, []string{".card{border-width:2px}"}, []string{"ours"}},
		"with faults": {core.Theme{CSS: "@import 'x'", Font: "};"}, []string{""}, []string{"import", "}"}},
	} {
		t.Run(name, func(t *testing.T) {
			got := Style(row.theme)
			for _, want := range row.has {
				if !strings.Contains(got, want) {
					t.Errorf("%s has no %s", got, want)
				}
			}
			for _, not := range row.lack {
				if strings.Contains(got, not) {
					t.Errorf("%s has %s", got, not)
				}
			}
		})
	}
}
