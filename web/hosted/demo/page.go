package demo

import (
	"bytes"
	"fmt"
	"html/template"
	"io/fs"
	"net/http"
)

// pageNames are the pages; each is NAME.html, which defines "title" and "main" for the frame in layout.html.
var pageNames = [...]string{"catalogue", "product", "cart", "checkout", "done", "help", "missing"}

// pages are the parsed templates by page name.
type pages map[string]*template.Template

// view is the data of every page.
type view struct {
	Page      string // the page's name, for the script to know where it is
	Collector string
	Site      string
	Nonce     string
	Products  []Product
	Product   *Product // the one product of a product page, else nil
}

// Shelf returns the products of one kind, in the order of products.json.
func (v view) Shelf(kind string) []Product {
	var shelf []Product
	for _, p := range v.Products {
		if p.Kind == kind {
			shelf = append(shelf, p)
		}
	}
	return shelf
}

// Others returns up to n products besides the page's own, starting after it, so that every product is reachable.
func (v view) Others(n int) []Product {
	start := 0
	for i := range v.Products {
		if v.Product != nil && v.Products[i].Slug == v.Product.Slug {
			start = i + 1
		}
	}
	others := make([]Product, 0, n)
	for i := 0; i < len(v.Products)-1 && len(others) < n; i++ {
		others = append(others, v.Products[(start+i)%len(v.Products)])
	}
	return others
}

// field is one input of the checkout form.
type field struct {
	ID, Label, Type, Autocomplete string
	Error                         string // said when the input is wrong: what would be right
}

func newField(id, label, kind, autocomplete, problem string) field {
	return field{ID: id, Label: label, Type: kind, Autocomplete: autocomplete, Error: problem}
}

func parsePages(fsys fs.FS, asset func(string) string) (pages, error) {
	layout, err := template.New("layout.html").Funcs(template.FuncMap{"asset": asset, "field": newField}).ParseFS(fsys, "layout.html")
	if err != nil {
		return nil, fmt.Errorf("demo: %w", err)
	}
	parsed := make(pages, len(pageNames))
	for _, name := range pageNames {
		t, err := layout.Clone()
		if err == nil {
			t, err = t.ParseFS(fsys, name+".html")
		}
		if err != nil {
			return nil, fmt.Errorf("demo: %w", err)
		}
		parsed[name] = t
	}
	return parsed, nil
}

// render writes a whole page or none: a template that fails half-way must not leave half a page behind a 200.
func (s *shop) render(w http.ResponseWriter, r *http.Request, status int, name string, p *Product) {
	v := view{
		Page: name, Collector: s.cfg.Collector, Site: s.cfg.Site, Nonce: s.cfg.Nonce(r),
		Products: s.products, Product: p,
	}
	var body bytes.Buffer
	if err := s.pages[name].Execute(&body, v); err != nil {
		http.Error(w, "The demo shop could not draw this page: "+err.Error(), http.StatusInternalServerError)
		return
	}
	w.Header().Set("Content-Type", "text/html; charset=utf-8")
	w.Header().Set("Cache-Control", "private, no-cache") // the nonce is for this answer only
	w.WriteHeader(status)
	_, _ = body.WriteTo(w) // the visitor has gone; there is nobody to tell
}
