package demo

import (
	"encoding/json"
	"errors"
	"fmt"
	"io/fs"
	"regexp"
	"slices"
)

// Product is one thing the shop shows, as it stands in products.json.
type Product struct {
	Slug  string   `json:"slug"` // its address and the name of its illustration, art/SLUG.svg
	Name  string   `json:"name"`
	Kind  string   `json:"kind"`  // plants, pots or tools: the shelf it stands on
	Cents int      `json:"price"` // euro cents, VAT included
	Size  string   `json:"size"`
	Blurb string   `json:"blurb"`
	Care  []string `json:"care"` // short advice, one sentence each
	Alt   string   `json:"alt"`  // what the illustration shows, for those who cannot see it
}

// Price returns the price as the shop writes it, like «€24.50».
func (p Product) Price() string {
	return fmt.Sprintf("€%d.%02d", p.Cents/100, p.Cents%100)
}

// Line is what the page's script has to know about a product to keep a cart.
type Line struct {
	Slug  string `json:"slug"`
	Name  string `json:"name"`
	Kind  string `json:"kind"`
	Cents int    `json:"cents"`
}

// Lines returns the products as the script reads them from the page.
func (v view) Lines() []Line {
	lines := make([]Line, len(v.Products))
	for i, p := range v.Products {
		lines[i] = Line{p.Slug, p.Name, p.Kind, p.Cents}
	}
	return lines
}

var (
	kinds   = []string{"plants", "pots", "tools"}
	slugged = regexp.MustCompile(`^[a-z0-9]+(-[a-z0-9]+)*$`)
)

func loadProducts(fsys fs.FS) ([]Product, error) {
	data, err := fs.ReadFile(fsys, "products.json")
	if err != nil {
		return nil, fmt.Errorf("demo: %w", err)
	}
	var products []Product
	if err := json.Unmarshal(data, &products); err != nil {
		return nil, fmt.Errorf("demo: products.json: %w", err)
	}
	if len(products) == 0 {
		return nil, errors.New("demo: products.json lists no products; a shop needs at least one")
	}
	seen := make(map[string]bool, len(products))
	for i, p := range products {
		if err := p.validate(fsys); err != nil {
			return nil, fmt.Errorf("demo: products.json: product %d: %w", i+1, err)
		}
		if seen[p.Slug] {
			return nil, fmt.Errorf("demo: products.json: product %d: slug %q is taken; choose another", i+1, p.Slug)
		}
		seen[p.Slug] = true
	}
	return products, nil
}

func (p Product) validate(fsys fs.FS) error {
	switch {
	case !slugged.MatchString(p.Slug):
		return fmt.Errorf("slug %q must be small letters, digits and single hyphens", p.Slug)
	case p.Name == "" || p.Blurb == "" || p.Alt == "":
		return fmt.Errorf("%s needs a name, a blurb and an alt text", p.Slug)
	case !slices.Contains(kinds, p.Kind):
		return fmt.Errorf("%s: kind %q is none of %v", p.Slug, p.Kind, kinds)
	case p.Cents <= 0:
		return fmt.Errorf("%s: price must be a positive number of cents, not %d", p.Slug, p.Cents)
	}
	if _, err := fs.Stat(fsys, "art/"+p.Slug+".svg"); err != nil {
		return fmt.Errorf("%s has no illustration: %w", p.Slug, err)
	}
	return nil
}
