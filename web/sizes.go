package web

import (
	"slices"
	"strings"
)

// Size is what one file weighs, in bytes.
type Size struct {
	Name   string // entry, such as "widget/widget.js"
	Raw    int    // minified
	Brotli int    // at the best quality, 11: the figure that budgets speak of
}

// Sizes weighs every asset, by name. It compresses anew at the best quality and so takes seconds: it is for tools.
func (a *Assets) Sizes() ([]Size, error) {
	sizes := make([]Size, 0, len(a.byName))
	for name, f := range a.byName {
		best, err := brotliAt(11, f.plain)
		if err != nil {
			return nil, err
		}
		sizes = append(sizes, Size{Name: name, Raw: len(f.plain), Brotli: len(best)})
	}
	slices.SortFunc(sizes, func(x, y Size) int { return strings.Compare(x.Name, y.Name) })
	return sizes, nil
}
