package look

import (
	"os"
	"regexp"
	"slices"
	"strings"
	"testing"
)

func TestAStyleCannotUndoWhatTheThemeWasHeldAgainst(t *testing.T) {
	for source, want := range map[string]string{
		"[data-action=no-thanks],.close { display: none }":           "line 1, column 34: display takes one of",
		":host{display:none!important}":                              "line 1, column 7: display takes one of",
		".close { display: contents }":                               "display takes one of",
		".close { display: var(--x) }":                               "display takes one of",
		".close { DISPLAY/**/: NONE }":                               "display takes one of",
		".skin{--ink:#fff;--paper:#fff}":                             "line 1, column 7: --ink is of the theme",
		".card{\n  --lift: 9999px }":                                 "line 2, column 3: --lift is of the theme",
		".primary{height:8px}":                                       "height is not allowed",
		".primary { color: red; min-block-size: 8px }":               "line 1, column 24: min-block-size is not allowed",
		"@media (width > 1px) { .card { max-height: 0 } }":           "max-height is not allowed",
		"@supports (gap: 1px) { .close { visibility: hidden } }":     "visibility is not allowed",
		"@keyframes x { from, to { opacity: 0 } }":                   "opacity is not allowed",
		".close { content-visibility: hidden }":                      "content-visibility is not allowed",
		".close { pointer-events: none }":                            "pointer-events is not allowed",
		".close { transform: scale(0) }":                             "transform is not allowed",
		".close { clip-path: inset(50%) }":                           "clip-path is not allowed",
		".close { mask: linear-gradient(transparent, transparent) }": "mask is not allowed",
		".card { position: absolute }":                               "position is not allowed",
		".card { inset-inline-start: -999px }":                       "inset-inline-start is not allowed",
		".card { filter: opacity(0) }":                               "filter is not allowed",
		".close { all: unset }":                                      "all is not allowed",
		".close { margin: 0 0 0 -999px }":                            "margin takes no computed",
		".close { margin-inline: calc(0px - 999px) }":                "margin-inline takes no computed",
		".primary { font-size: 3px }":                                "font-size takes px from 12",
		".primary { font-size: .5em }":                               "font-size takes px from 12",
		".primary { font-size: x-small }":                            "font-size takes px from 12",
		".primary { font-size: var(--x) }":                           "font-size takes px from 12",
		".primary { font: 3px serif }":                               "font is not allowed",
	} {
		if out, wrong := compile(source); out != "" || len(wrong) == 0 || !strings.Contains(wrong[0].String(), want) {
			t.Errorf("%s\ngives %q, %v\nwant  %s", source, out, wrong, want)
		}
	}
	// One rule inside another is held against the same, or is none.
	if out, wrong := compile(".card { .close { display: none } }"); len(wrong) == 0 {
		t.Errorf("a rule in a rule passes as %s", out)
	}
}

func TestAStyleMayArrangeAndColour(t *testing.T) {
	for _, source := range []string{
		".primary{font-size:12px!important}", ".card{font-size:1.25em}", ".note{font-size:100%}", ".card{display:grid;gap:2px}",
		".card{margin:4px auto;padding:8px}", ".card{color:#123;background:#fff}", ".card{--mine:none}", ".primary{border:2px solid red}",
	} {
		if out, wrong := compile(source); len(wrong) > 0 || out == "" {
			t.Errorf("%s is refused: %v", source, wrong)
		}
	}
}

// TestTokensAreThoseOfTheWidget: one that the widget's style gains is kept from themes too.
func TestTokensAreThoseOfTheWidget(t *testing.T) {
	text, err := os.ReadFile("../../web/widget/base.css")
	if err != nil {
		t.Fatal(err)
	}
	found := regexp.MustCompile(`(?m)^ +(--[a-z-]+):`).FindAllStringSubmatch(string(text), -1)
	if len(found) == 0 {
		t.Fatal("base.css has no custom properties: this test sees nothing")
	}
	for _, one := range found {
		if !slices.Contains(tokens, one[1]) {
			t.Errorf("%s of base.css may be set by a theme's style", one[1])
		}
	}
}
