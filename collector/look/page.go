package look

import (
	"cmp"
	"crypto/sha256"
	"encoding/hex"
	"fmt"
	"strings"

	"heed/collector/core"
)

// Sheet is a theme as the stylesheet of a page by link, which lies over web/hosted/survey/survey.css; empty when nothing is themed. A
// theme's own rules are for the inside of the widget and are not in it.
type Sheet struct {
	CSS string
	// Hash names what it says, so that an address with it may be kept forever.
	Hash string
}

func sheetOf(t core.Theme) Sheet {
	css := pageStyle(t)
	if css == "" {
		return Sheet{}
	}
	sum := sha256.Sum256([]byte(css))
	return Sheet{css, hex.EncodeToString(sum[:8])}
}

func pageStyle(t core.Theme) string {
	var b strings.Builder
	switch cmp.Or(t.Scheme, schemeAuto) {
	case schemeLight:
		b.WriteString(lightOf(t).skin().page("color-scheme:light;"))
	case schemeDark:
		b.WriteString(darkOf(t).skin().page("color-scheme:dark;"))
	default:
		if isColoured(t) {
			b.WriteString(lightOf(t).skin().page("") + "@media(prefers-color-scheme:dark){" + darkOf(t).skin().page("") + "}")
		}
	}
	if t.Radius != nil {
		// Controls are less round than the card, as in tokens.css.
		fmt.Fprintf(&b, ":root{--radius:%dpx;--small:%dpx}", *t.Radius, *t.Radius*3/5)
	}
	if isFont(t.Font) {
		b.WriteString(":root{--font:" + t.Font + ",system-ui,sans-serif}")
	}
	return b.String()
}

// page gives the colours under the names that they have on a page, web/console/tokens.css, after what else is to be said there.
func (s skin) page(more string) string {
	return ":root{" + more + properties([]property{
		{"ground", s.wash}, {"surface", s.paper}, {"sunk", s.wash}, {"line", s.line}, {"edge", s.edge}, {"text", s.ink}, {"muted", s.soft},
		{"accent", s.accent}, {"accent-strong", s.pressed()}, {"accent-soft", s.tint}, {"on-accent", s.onAccent},
		{"bad", s.warn}, {"bad-soft", s.paper},
	}) + "}"
}

// pressed is the accent under the pointer: further from the words on it, so that they can be read as well.
func (s skin) pressed() colour {
	if s.onAccent == white {
		return s.accent.mix(black, 0.15)
	}
	return s.accent.mix(white, 0.15)
}
