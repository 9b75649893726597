package main

import (
	"bytes"
	"context"
	"embed"
	"errors"
	"fmt"
	"html/template"
	"net"
	"net/http"
	"regexp"
)

//go:embed shop.html shop.css shop.js floor.js
var files embed.FS

// products make a page of about 2,500 elements, as a long shelf has.
const products = 154

// product has an id that looks made by hand: the tag does not trust those with long numbers in them.
type product struct {
	ID     string
	Number int
}

// serveShop serves the same page everywhere below /bare/, with the tag below /tagged/, and with the floor in its place below /floor/.
func (b *bench) serveShop() error {
	page, err := template.ParseFS(files, "shop.html")
	if err != nil {
		return err
	}
	listener, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		return err
	}
	b.shop = fmt.Sprintf("http://localhost:%d", listener.Addr().(*net.TCPAddr).Port)
	draw := func(kind string) http.HandlerFunc {
		return func(w http.ResponseWriter, r *http.Request) {
			view := struct {
				Kind, Collector, Agent string
				Products               []product
			}{Kind: kind, Collector: b.collector}
			if kind == floor {
				var err error
				if view.Agent, err = b.agentURL(r.Context()); err != nil {
					http.Error(w, err.Error(), http.StatusBadGateway)
					return
				}
			}
			for n := range products {
				view.Products = append(view.Products, product{fmt.Sprintf("board-%d-%d", n/100, n%100), n + 1})
			}
			var body bytes.Buffer
			if err := page.Execute(&body, view); err != nil {
				http.Error(w, err.Error(), http.StatusInternalServerError)
				return
			}
			_, _ = body.WriteTo(w) // the browser has gone
		}
	}
	mux := http.NewServeMux()
	for _, kind := range []string{bare, tagged, floor} {
		mux.HandleFunc("GET "+kind, draw(kind))
	}
	mux.Handle("GET /", http.FileServerFS(files))
	server := &http.Server{Handler: mux}
	go func() { _ = server.Serve(listener) }() // ends with ErrServerClosed
	b.closers = append(b.closers, func() { _ = server.Close() })
	return nil
}

var agentAddress = regexp.MustCompile(`"(a/tag/agent\.[0-9a-f]+\.wasm)"`)

// loaded is how many bytes a page fetches before there is anything to show, compressed as they are served.
func (b *bench) loaded(ctx context.Context) (int, error) {
	agent, err := b.agentURL(ctx)
	if err != nil {
		return 0, err
	}
	script, err := b.fetch(ctx, "/heed.js", "br")
	if err != nil {
		return 0, err
	}
	module, err := b.fetch(ctx, agent, "br")
	return len(script) + len(module), err
}

// agentURL is the path of the agent, which is written into the tag.
func (b *bench) agentURL(ctx context.Context) (string, error) {
	script, err := b.fetch(ctx, "/heed.js", "identity")
	if err != nil {
		return "", err
	}
	match := agentAddress.FindSubmatch(script)
	if match == nil {
		return "", errors.New("heed.js names no agent")
	}
	return "/" + string(match[1]), nil
}
