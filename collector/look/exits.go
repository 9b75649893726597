package look

import (
	"slices"
	"strconv"
	"strings"

	"github.com/tdewolff/parse/v2/css"
)

// A style may not undo what a theme was held against: the colours whose contrast was computed, targets of 44 pixels (WCAG 2.5.5), text that
// can be read, and the ways out of a card. What could is refused wherever it stands: which elements a selector finds cannot be told here.

// minFont is the least size of text, in CSS pixels.
const minFont = 12

// tokens are the custom properties that are the widget's own: those of web/widget/base.css, and the room that web/widget/places.css leaves.
var tokens = strings.Fields(`--paper --ink --soft --line --edge --wash --accent --tint --on-accent --warn --shadow --radius --lift --room`)

// sizes are properties by which a target could be made too small to hit.
var sizes = strings.Fields(`width height inline-size block-size min-width min-height min-inline-size min-block-size
	max-width max-height max-inline-size max-block-size zoom aspect-ratio contain container container-type`)

// hiders are properties by which something could be made to vanish, be covered, moved away or not answer.
var hiders = strings.Fields(`all visibility opacity content-visibility pointer-events interactivity filter mix-blend-mode transform translate
	rotate scale perspective position top right bottom left z-index overflow overflow-x overflow-y overflow-inline overflow-block
	overflow-clip-margin`)

// hiderFamilies are the beginnings of others that could.
var hiderFamilies = []string{"clip", "mask", "inset", "offset", "position-"}

// displays are the values of display that show something, and its contents as one box.
var displays = strings.Fields("block inline inline-block flex inline-flex grid inline-grid")

// trespass says why a declaration is not let through, "" when it is; name is in lower case, but for custom properties.
func trespass(name string, values []css.Token) string {
	switch {
	case slices.Contains(tokens, name):
		return name + " is of the theme, whose contrasts are computed; set its colours and radius instead"
	case slices.Contains(sizes, name):
		return name + " is not allowed: it could make a target smaller than 44 pixels; padding, gap and borders are"
	case slices.Contains(hiders, name), slices.ContainsFunc(hiderFamilies, func(begin string) bool { return strings.HasPrefix(name, begin) }):
		return name + " is not allowed: it could hide the way out of a card"
	case name == "display" && !all(values, func(v css.Token) bool { return slices.Contains(displays, strings.ToLower(string(v.Data))) }):
		return "display takes one of " + strings.Join(displays, ", ") + ": others could hide the way out of a card"
	case (strings.HasPrefix(name, "margin") || name == "text-indent") && !all(values, isOutward):
		return name + " takes no computed and no negative lengths: they could move the way out of a card away"
	case name == "font" || name == "font-size-adjust":
		return name + " is not allowed, as it could make text too small; write font-size, font-weight and line-height"
	case name == "font-size" && !all(values, isReadable):
		return "font-size takes px from " + strconv.Itoa(minFont) + ", or em and % that make it no smaller (from 1em, 100%)"
	}
	return ""
}

// all looks at the values of a declaration without its !important.
func all(values []css.Token, is func(css.Token) bool) bool {
	for i, v := range values {
		if v.TokenType == css.DelimToken && string(v.Data) == "!" {
			values = values[:i]
			break
		}
	}
	return !slices.ContainsFunc(values, func(v css.Token) bool { return v.TokenType != css.WhitespaceToken && !is(v) })
}

// isOutward reports whether a value is a plain length of 0 or more, or a word.
func isOutward(v css.Token) bool {
	return v.TokenType == css.IdentToken || isNumber(v) && !strings.HasPrefix(string(v.Data), "-")
}

func isNumber(v css.Token) bool {
	return v.TokenType == css.NumberToken || v.TokenType == css.DimensionToken || v.TokenType == css.PercentageToken
}

// isReadable reports whether a value is a size of text that cannot be too small. A rem is the page's, and may be anything.
func isReadable(v css.Token) bool {
	text := strings.ToLower(string(v.Data))
	for unit, least := range map[string]float64{"px": minFont, "em": 1, "%": 100} {
		if number, ok := strings.CutSuffix(text, unit); ok {
			n, err := strconv.ParseFloat(number, 64)
			return isNumber(v) && err == nil && n >= least
		}
	}
	return text == "inherit"
}
