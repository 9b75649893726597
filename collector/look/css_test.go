package look

import (
	"os"
	"strings"
	"testing"

	"github.com/tdewolff/parse/v2"
	"github.com/tdewolff/parse/v2/css"

	"heed/collector/core"
)

func TestCompile(t *testing.T) {
	for _, row := range []struct{ source, want string }{
		{"", ""},
		{".card { border-width: 2px; }", ".card{border-width:2px}"},
		{".card { background: linear-gradient(to right, var(--paper), color-mix(in srgb, #fff 50%, var(--wash))); }",
			".card{background:linear-gradient(to right,var(--paper),color-mix(in srgb,#fff 50%,var(--wash)))}"},
		{"@media (min-width: 600px) { .card:is(.x, :not(.y)) { padding: calc(10px + 1em) } }",
			"@media(min-width:600px){.card:is(.x,:not(.y)){padding:calc(10px + 1em)}}"},
		{".tab::after { content: '→ “now”' }", ".tab::after{content:'→ “now”'}"},
		{"/* url(x) \\ @import */ .card { --mine: 1px; -webkit-font-smoothing: antialiased }", ".card{--mine:1px;-webkit-font-smoothing:antialiased}"},
	} {
		got, wrong := compile(row.source)
		if got != row.want || len(wrong) > 0 {
			t.Errorf("%s\ngives %s, %v\nwant  %s", row.source, got, wrong, row.want)
		}
	}
}

func TestRefusedWithItsPlace(t *testing.T) {
	for source, want := range map[string]string{
		".a { background: url(x) }":                     "line 1, column 18: url() loads something",
		".a {}\n.b { background: URL('x') }":            "line 2, column 18: url() loads something",
		".a { }\n\n  @import 'x';":                      "line 3, column 3: @import is not allowed; @media, @supports, @keyframes are",
		".a { color: red;":                              "line 1, column 17: ends before the closing }",
		".a { color: red }}":                            "line 1, column 18: this } closes nothing",
		".a { content: 'x }":                            "line 1, column 15: this text is not closed",
		".a { color: red } /* x":                        "line 1, column 19: this comment is not closed",
		".a { behavior: x }":                            "the property behavior is not allowed",
		".a { -ms-filter: 'progid:x(src=y)' }":          "the property -ms-filter is not allowed",
		strings.Repeat(".a{color:red}", maxSource/13+1): "is longer than 16384 bytes",
		wide(maxStyle):                                  "after minifying",
	} {
		got, wrong := compile(source)
		if got != "" || len(wrong) == 0 || !strings.Contains(wrong[0].String(), want) {
			t.Errorf("%.60s\ngives %.60q, %v\nwant  %s", source, got, wrong, want)
		}
	}
}

// wide is a style that minifying cannot bring below n bytes.
func wide(n int) string {
	return ".a{--x:" + strings.Repeat("a", n) + "}"
}

// TestThemeFitsItsFrame: what is sent counts, with the colours, the font and what is escaped.
func TestThemeFitsItsFrame(t *testing.T) {
	radius := 8
	theme := core.Theme{Accent: "#0f766e", Dark: core.Palette{Accent: "#2dd4bf"}, Font: `"Open Sans"`, Radius: &radius}
	rest := sent(Style(theme))
	for _, fill := range []string{"a", `""`} {
		for over, want := range map[int]string{0: "", 1: "makes the theme 3457 bytes as it is sent, "} {
			room := maxStyle - rest - sent(wide(0)) + over
			theme.CSS = ".a{--x:" + strings.Repeat(fill, room/sent(fill)) + strings.Repeat("a", room%sent(fill)) + "}"
			wrong := CheckSite(core.Site{Theme: theme})
			if want == "" && len(wrong) > 0 || want != "" && (len(wrong) != 1 || wrong[0].Path != "theme.css" || !strings.Contains(wrong[0].Message, want)) {
				t.Errorf("%d bytes over, of %s: %v", over, fill, wrong)
			}
		}
	}
}

// TestHostileStyles: every way known to us in which a style has been made to load something, or to hide that it does.
func TestHostileStyles(t *testing.T) {
	for _, source := range hostile(t) {
		if out, wrong := compile(source); len(wrong) == 0 {
			t.Errorf("%s\npasses as %s", source, out)
		}
	}
}

// hostile reads the list that the browser's test has too.
func hostile(t testing.TB) []string {
	t.Helper()
	text, err := os.ReadFile("testdata/hostile.txt")
	if err != nil {
		t.Fatal(err)
	}
	var list []string
	for _, one := range strings.Split(string(text), "\n---\n") {
		if one = strings.TrimSpace(one); one != "" {
			list = append(list, one)
		}
	}
	return list
}

// FuzzCompile: what passes holds no load, by signs that are looked for here in another way than there, and passes again.
func FuzzCompile(f *testing.F) {
	for _, source := range hostile(f) {
		f.Add(source)
	}
	f.Add(".card { background: linear-gradient(red, blue); } @media (width < 1px) { * { color: red } }")
	f.Add(".a{--x:{}}.b{content:'\u2028'}@supports (a:b){}")
	f.Fuzz(func(t *testing.T, source string) {
		out, wrong := compile(source)
		if len(wrong) > 0 {
			if out != "" {
				t.Fatalf("refused, and yet gives %q", out)
			}
			return
		}
		low := strings.ToLower(out)
		for _, sign := range []string{"url(", "url (", "@import", "@font-face", "expression", "image-set", "src(", "-moz-binding", `\`, "\x00"} {
			if strings.Contains(low, sign) && !strings.Contains(low, "'") && !strings.Contains(low, `"`) {
				t.Fatalf("%q passes as %q", source, out)
			}
		}
		lexer := css.NewLexer(parse.NewInputString(out))
		for {
			kind, data := lexer.Next()
			if kind == css.ErrorToken {
				break
			}
			token := strings.ToLower(string(data))
			if kind == css.URLToken || kind == css.BadURLToken || kind == css.FunctionToken && strings.HasSuffix(token, "url(") ||
				kind == css.AtKeywordToken && strings.Contains("@import @font-face @namespace @charset @document", token) {
				t.Fatalf("%q passes with %s", source, data)
			}
		}
	})
}
