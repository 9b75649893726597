package look

import (
	"bytes"
	"encoding/json"
	"fmt"
	"regexp"
	"slices"
	"strings"

	"heed/collector/core"
)

// maxRadius bounds rounded corners, in CSS pixels: with more, a line of text would touch them.
const maxRadius = 24

// font is a list of names; those with other signs than these stand in quotes, which have to be closed.
var font = regexp.MustCompile(`^(?:[A-Za-z0-9 _-]+|"[A-Za-z0-9 _.-]+"|'[A-Za-z0-9 _.-]+')(?:, ?(?:[A-Za-z0-9 _-]+|"[A-Za-z0-9 _.-]+"|'[A-Za-z0-9 _.-]+'))*$`)

// maxFont bounds it, in bytes.
const maxFont = 200

func isFont(s string) bool { return len(s) <= maxFont && font.MatchString(s) }

// CheckSite gives everything that is wrong with a site's theme, by field, with what would be right. A pair of colours that cannot be told
// apart is wrong: it is refused before anybody is shown it.
func CheckSite(s core.Site) []core.FieldError { return check(s.Theme) }

// CheckSurvey is CheckSite for a survey's own theme.
func CheckSurvey(s core.Survey) []core.FieldError {
	if s.Theme == nil {
		return nil
	}
	return check(*s.Theme)
}

func check(t core.Theme) []core.FieldError {
	var out []core.FieldError
	add := func(path, format string, args ...any) {
		out = append(out, core.FieldError{Path: "theme." + path, Message: fmt.Sprintf(format, args...)})
	}
	for _, c := range []struct{ path, written string }{
		{"accent", t.Accent}, {"background", t.Background}, {"text", t.Text},
		{"dark.accent", t.Dark.Accent}, {"dark.background", t.Dark.Background}, {"dark.text", t.Dark.Text},
	} {
		if _, ok := parseColour(c.written); c.written != "" && !ok {
			add(c.path, `%q is no colour; write one such as "#0f766e", in quotes`, c.written)
		}
	}
	if len(out) == 0 {
		out = unreadable(t)
	}
	if t.Scheme != "" && !slices.Contains(schemes(), t.Scheme) {
		add("scheme", "%q is none of %s", t.Scheme, strings.Join(schemes(), ", "))
	}
	if r := t.Radius; r != nil && (*r < 0 || *r > maxRadius) {
		add("radius", "%d is not 0 to %d, in pixels", *r, maxRadius)
	}
	if t.Font != "" && !isFont(t.Font) {
		add("font", `is no list of fonts of at most %d bytes, such as Inter, "Open Sans", sans-serif`, maxFont)
	}
	own, wrong := compile(t.CSS)
	for _, f := range wrong {
		add("css", "%v", f)
	}
	if n := sent(Style(t)); len(out) == 0 && n > maxStyle {
		add("css", "makes the theme %d bytes as it is sent, %d of them the colours and the font: at most %d fit into a frame beside a survey; shorten it by %d",
			n, n-sent(own), maxStyle, n-maxStyle)
	}
	return out
}

// sent is how many bytes a style takes in a frame, where quotes and what cannot be seen are escaped.
func sent(style string) int {
	var b bytes.Buffer
	e := json.NewEncoder(&b)
	e.SetEscapeHTML(false) // as frames are encoded
	_ = e.Encode(style)    // a string and a buffer take everything
	return b.Len() - len(`""`) - len("\n")
}

// unreadable finds the pairs of colours with too little contrast, one for each colour that would have to change.
func unreadable(t core.Theme) []core.FieldError {
	var out []core.FieldError
	seen := map[string]bool{}
	for _, p := range Pairs(t) {
		if p.Enough == "" || seen[p.Path] {
			continue
		}
		seen[p.Path] = true
		out = append(out, core.FieldError{Path: p.Path, Message: fmt.Sprintf(
			"%s (%s on %s, %s) has a contrast of %.2f:1 and needs %g:1 (low_contrast); %s would be enough",
			p.What, p.Fore, p.Back, p.Scheme, p.Ratio, p.Needed, p.Enough)})
	}
	return out
}
