package web

import (
	"slices"
	"strings"
)

// Size is what one file weighs, in bytes.
type Size struct {
	Name   string // entry, such as "widget/widget.js"
	Raw    int    // minified
	Brotli int    // as a browser gets it
}

// Sizes weighs every asset, by name.
func (a *Assets) Sizes() []Size {
	sizes := make([]Size, 0, len(a.byName))
	for name, f := range a.byName {
		sent := len(f.plain)
		if f.brotli != nil {
			sent = len(f.brotli)
		}
		sizes = append(sizes, Size{Name: name, Raw: len(f.plain), Brotli: sent})
	}
	slices.SortFunc(sizes, func(x, y Size) int { return strings.Compare(x.Name, y.Name) })
	return sizes
}
