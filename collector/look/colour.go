package look

import (
	"fmt"
	"math"
	"regexp"
	"strconv"
)

// colour is an opaque sRGB colour.
type colour struct{ r, g, b uint8 }

var (
	white = colour{255, 255, 255}
	black = colour{}
)

var hexColour = regexp.MustCompile(`^#([0-9A-Fa-f]{3}|[0-9A-Fa-f]{6})$`)

// parseColour takes #rgb and #rrggbb.
func parseColour(s string) (colour, bool) {
	if !hexColour.MatchString(s) {
		return colour{}, false
	}
	digits := s[1:]
	if len(digits) == 3 {
		digits = string([]byte{digits[0], digits[0], digits[1], digits[1], digits[2], digits[2]})
	}
	n, err := strconv.ParseUint(digits, 16, 32)
	return colour{uint8(n >> 16), uint8(n >> 8), uint8(n)}, err == nil
}

func (c colour) String() string { return fmt.Sprintf("#%02x%02x%02x", c.r, c.g, c.b) }

// mix gives the colour that lies at that share of the way to another, 0 to 1, in sRGB as CSS's own color-mix(in srgb, …) does.
func (c colour) mix(to colour, share float64) colour {
	part := func(from, to uint8) uint8 {
		return uint8(math.Round(float64(from) + (float64(to)-float64(from))*share))
	}
	return colour{part(c.r, to.r), part(c.g, to.g), part(c.b, to.b)}
}

// luminance is WCAG 2.2's relative luminance, 0 to 1 (https://www.w3.org/TR/WCAG22/#dfn-relative-luminance).
func (c colour) luminance() float64 {
	linear := func(v uint8) float64 {
		s := float64(v) / 255
		if s <= 0.04045 {
			return s / 12.92
		}
		return math.Pow((s+0.055)/1.055, 2.4)
	}
	return 0.2126*linear(c.r) + 0.7152*linear(c.g) + 0.0722*linear(c.b)
}

// contrast is WCAG 2.2's contrast ratio, 1 to 21 (https://www.w3.org/TR/WCAG22/#dfn-contrast-ratio).
func contrast(a, b colour) float64 {
	light, dark := a.luminance(), b.luminance()
	if light < dark {
		light, dark = dark, light
	}
	return (light + 0.05) / (dark + 0.05)
}

// steps divide the way from one colour to another where a contrast is looked for.
const steps = 50

// towards gives the first colour on the way to another that has the contrast on all of the backgrounds.
func (c colour) towards(to colour, need float64, on ...colour) (colour, bool) {
	for i := range steps + 1 {
		candidate := c.mix(to, float64(i)/steps)
		if candidate.stands(need, on...) {
			return candidate, true
		}
	}
	return c, false
}

// stands reports whether it has the contrast on all of the backgrounds.
func (c colour) stands(need float64, on ...colour) bool {
	for _, back := range on {
		if contrast(c, back) < need {
			return false
		}
	}
	return true
}

// enough gives the colour nearest to c, towards black or white, that has the contrast; on any background one of the two has 4.58.
func (c colour) enough(need float64, on ...colour) colour {
	end := white
	if on[0].luminance() > 0.1791 { // where black and white contrast alike: (1.05 · 0.05)^½ − 0.05
		end = black
	}
	found, _ := c.towards(end, need, on...)
	return found
}
