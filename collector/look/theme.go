package look

import (
	"cmp"
	"fmt"
	"math"
	"strings"

	"heed/collector/core"
)

// The least contrasts of WCAG 2.2 AA: of text (1.4.3), and of what shows a control or its state (1.4.11).
const (
	textContrast    = 4.5
	controlContrast = 3
)

// Pair is two colours of a theme that stand on each other, and how well they are told apart.
type Pair struct {
	Scheme string  `json:"scheme"` // light or dark
	What   string  `json:"what"`   // in words, as in «text on the background»
	Path   string  `json:"path"`   // of the colour to change
	Fore   string  `json:"fore"`
	Back   string  `json:"back"`
	Ratio  float64 `json:"ratio"`
	Needed float64 `json:"needed"`
	// Enough is the nearest colour for Fore that has what is needed, empty where it has.
	Enough string `json:"enough,omitempty"`
}

// palette is what a theme says of one scheme, completed.
type palette struct{ accent, paper, ink colour }

// skin is every colour that the widget's style names, by the custom property that holds it; see web/widget/base.css.
type skin struct {
	palette
	soft, line, edge, wash, tint, onAccent, warn colour
}

// The palettes of the widget's own style.
var (
	ownLight = palette{accent: colour{0x0f, 0x76, 0x6e}, paper: white, ink: colour{0x0f, 0x17, 0x2a}}
	ownDark  = palette{accent: colour{0x2d, 0xd4, 0xbf}, paper: colour{0x13, 0x1c, 0x2e}, ink: colour{0xe8, 0xed, 0xf4}}
)

// warnings are the colours of a problem, for light and dark backgrounds; where neither can be read, the text's own will do.
var warnings = []colour{{0xc2, 0x41, 0x0c}, {0xfb, 0x92, 0x3c}}

// lightOf completes what a theme says of light.
func lightOf(t core.Theme) palette {
	return complete(core.Palette{Accent: t.Accent, Background: t.Background, Text: t.Text}, ownLight)
}

// darkOf completes what a theme says of dark. An accent that it leaves out is the light one, made lighter until it can be read.
func darkOf(t core.Theme) palette {
	own := ownDark
	paper := complete(t.Dark, ownDark).paper
	if accent, ok := parseColour(t.Accent); ok {
		own.accent = accent.enough(textContrast, paper)
	}
	return complete(t.Dark, own)
}

func complete(p core.Palette, own palette) palette {
	pick := func(written string, usual colour) colour {
		if c, ok := parseColour(written); ok {
			return c
		}
		return usual
	}
	return palette{accent: pick(p.Accent, own.accent), paper: pick(p.Background, own.paper), ink: pick(p.Text, own.ink)}
}

// skin derives the other colours, as pale as their contrast allows.
func (p palette) skin() skin {
	s := skin{palette: p, wash: p.paper.mix(p.ink, 0.06), tint: p.paper.mix(p.accent, 0.12), line: p.paper.mix(p.ink, 0.2)}
	s.soft, _ = p.paper.mix(p.ink, 0.7).towards(p.ink, textContrast, p.paper, s.wash)
	s.edge, _ = p.paper.mix(p.ink, 0.4).towards(p.ink, controlContrast, p.paper)
	s.onAccent = white
	if !white.stands(textContrast, p.accent) {
		s.onAccent, _ = p.accent.mix(black, 0.8).towards(black, textContrast, p.accent)
	}
	s.warn = p.ink
	for _, w := range warnings {
		if w.stands(textContrast, p.paper) {
			s.warn = w
			break
		}
	}
	return s
}

// pairs are the colours that stand on each other; those that were derived follow the written ones.
func (s skin) pairs(scheme, path string) []Pair {
	var out []Pair
	for _, p := range []struct {
		what, name string
		fore, back colour
		need       float64
	}{
		{"text on the background", "text", s.ink, s.paper, textContrast},
		{"text on a chosen answer", "text", s.ink, s.tint, textContrast},
		{"small text on the background", "text", s.soft, s.paper, textContrast},
		{"the accent on the background", "accent", s.accent, s.paper, controlContrast},
		{"words on the accent", "accent", s.onAccent, s.accent, textContrast},
		{"the edge of a control", "text", s.edge, s.paper, controlContrast},
		{"a problem on the background", "background", s.warn, s.paper, textContrast},
	} {
		pair := Pair{Scheme: scheme, What: p.what, Path: path + p.name, Fore: p.fore.String(), Back: p.back.String(),
			Ratio: hundredths(contrast(p.fore, p.back)), Needed: p.need}
		if pair.Ratio < p.need {
			pair.Enough = p.fore.enough(p.need, p.back).String()
		}
		out = append(out, pair)
	}
	return out
}

// hundredths rounds down: what falls short of a limit must not read as if it reached it.
func hundredths(ratio float64) float64 { return math.Floor(ratio*100) / 100 }

// The schemes of a theme.
const (
	schemeAuto  = "auto"
	schemeLight = "light"
	schemeDark  = "dark"
)

func schemes() []string { return []string{schemeAuto, schemeLight, schemeDark} }

// Pairs gives the contrast of every pair of colours that visitors may see, light ones first.
func Pairs(t core.Theme) []Pair {
	var out []Pair
	if t.Scheme != schemeDark {
		out = lightOf(t).skin().pairs(schemeLight, "theme.")
	}
	if t.Scheme != schemeLight {
		out = append(out, darkOf(t).skin().pairs(schemeDark, "theme.dark.")...)
	}
	return out
}

// Style gives a theme as the style that the widget adopts beside its own, "" when nothing is themed. A theme with faults gives what
// there is without them.
func Style(t core.Theme) string {
	var b strings.Builder
	switch cmp.Or(t.Scheme, schemeAuto) {
	case schemeLight:
		b.WriteString(":host{color-scheme:light!important}" + lightOf(t).skin().rule())
	case schemeDark:
		b.WriteString(":host{color-scheme:dark!important}" + darkOf(t).skin().rule())
	default:
		if isColoured(t) {
			b.WriteString(lightOf(t).skin().rule() + "@media(prefers-color-scheme:dark){" + darkOf(t).skin().rule() + "}")
		}
	}
	if t.Radius != nil {
		fmt.Fprintf(&b, ".skin{--radius:%dpx}", *t.Radius)
	}
	if isFont(t.Font) {
		b.WriteString(".skin{font-family:" + t.Font + ",system-ui,sans-serif}")
	}
	own, wrong := compile(t.CSS)
	if len(wrong) == 0 {
		b.WriteString(own)
	}
	return b.String()
}

// isColoured reports whether a theme names any colour.
func isColoured(t core.Theme) bool {
	return t.Accent+t.Background+t.Text != "" || t.Dark != core.Palette{}
}

func (s skin) rule() string {
	return ".skin{" + properties([]property{
		{"paper", s.paper}, {"ink", s.ink}, {"soft", s.soft}, {"line", s.line}, {"edge", s.edge}, {"wash", s.wash},
		{"accent", s.accent}, {"tint", s.tint}, {"on-accent", s.onAccent}, {"warn", s.warn},
	}) + "}"
}

// property is a custom property that holds a colour.
type property struct {
	name  string
	value colour
}

func properties(list []property) string {
	var b strings.Builder
	for _, p := range list {
		b.WriteString("--" + p.name + ":" + p.value.String() + ";")
	}
	return b.String()
}
