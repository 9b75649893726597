// Package demo is the shop that `heed serve --demo` shows at /demo/: a small store for house plants that carries the tag
// exactly as a site owner would. Nothing is sold. The cart lives in the visitor's browser; the server only renders pages.
package demo

import (
	"errors"
	"fmt"
	"io/fs"
	"net/http"
)

// The two files the pages ask package web for, by the names it knows them under.
const (
	script     = "hosted/demo/shop.js"
	stylesheet = "hosted/demo/shop.css"
)

// Config is what the shop must know about the server it stands in.
type Config struct {
	Collector string                     // the collector's public URL without a trailing slash; empty for the same origin
	Site      string                     // the site key the tag carries
	Asset     func(name string) string   // the hashed URL of a built asset; empty when there is none
	Nonce     func(*http.Request) string // the nonce of this request's Content-Security-Policy
}

func (c Config) validate() error {
	switch {
	case c.Site == "":
		return errors.New("demo: Config.Site is empty; give the key of the site the tag reports to")
	case c.Asset == nil:
		return errors.New("demo: Config.Asset is nil; give the function that names built assets")
	case c.Nonce == nil:
		return errors.New("demo: Config.Nonce is nil; give the function that returns the request's CSP nonce")
	}
	for _, name := range []string{script, stylesheet} {
		if c.Asset(name) == "" {
			return fmt.Errorf("demo: no asset %q; package web must build it", name)
		}
	}
	return nil
}

// Handler serves every page under /demo/; mount it there without stripping the prefix. fsys is this folder: the templates,
// products.json and art/. An error names the file that is wrong, and is found here rather than by the first visitor.
func Handler(fsys fs.FS, cfg Config) (http.Handler, error) {
	if err := cfg.validate(); err != nil {
		return nil, err
	}
	products, err := loadProducts(fsys)
	if err != nil {
		return nil, err
	}
	s := &shop{cfg: cfg, products: products}
	if s.pages, err = parsePages(fsys, cfg.Asset); err != nil {
		return nil, err
	}
	art, err := fs.Sub(fsys, "art")
	if err != nil {
		return nil, fmt.Errorf("demo: art: %w", err)
	}
	return s.routes(art), nil
}

// shop holds what all requests share; nothing in it changes after Handler returns.
type shop struct {
	cfg      Config
	products []Product
	pages    pages
}

func (s *shop) routes(art fs.FS) http.Handler {
	mux := http.NewServeMux()
	mux.HandleFunc("GET /demo/{$}", s.page("catalogue"))
	mux.HandleFunc("GET /demo/product/{slug}", s.product)
	mux.HandleFunc("GET /demo/cart", s.page("cart"))
	mux.HandleFunc("GET /demo/checkout", s.page("checkout"))
	mux.HandleFunc("GET /demo/checkout/done", s.page("done"))
	mux.HandleFunc("GET /demo/help", s.page("help"))
	mux.HandleFunc("GET /demo/art/{file}", s.art(art))
	mux.HandleFunc("GET /demo/", s.missing)
	return mux
}

// page serves a page that needs nothing but the products.
func (s *shop) page(name string) http.HandlerFunc {
	return func(w http.ResponseWriter, r *http.Request) {
		s.render(w, r, http.StatusOK, name, nil)
	}
}

func (s *shop) product(w http.ResponseWriter, r *http.Request) {
	slug := r.PathValue("slug")
	for i := range s.products {
		if s.products[i].Slug == slug {
			s.render(w, r, http.StatusOK, "product", &s.products[i])
			return
		}
	}
	s.missing(w, r)
}

func (s *shop) missing(w http.ResponseWriter, r *http.Request) {
	s.render(w, r, http.StatusNotFound, "missing", nil)
}

// art serves one illustration. The files have no hash in their names, so browsers keep them for a day, not for ever.
func (s *shop) art(fsys fs.FS) http.HandlerFunc {
	return func(w http.ResponseWriter, r *http.Request) {
		file := r.PathValue("file")
		if info, err := fs.Stat(fsys, file); err != nil || info.IsDir() {
			s.missing(w, r)
			return
		}
		w.Header().Set("Cache-Control", "public, max-age=86400")
		w.Header().Set("Content-Type", "image/svg+xml")
		w.Header().Set("X-Content-Type-Options", "nosniff")
		http.ServeFileFS(w, r, fsys, file)
	}
}
