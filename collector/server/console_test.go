package server

import (
	"net/http"
	"strings"
	"testing"

	"heed/collector/core"
)

// consolePages are the pages that need nothing to exist.
var consolePages = []string{
	"/console", "/console/decisions", "/console/responses", "/console/conversations", "/console/intercepts", "/console/surveys",
	"/console/sites", "/console/account", "/console/sign-in", "/console/link/abc", "/console/none",
}

// things fills the store and gives the pages of single things.
func (b *bench) things() []string {
	b.t.Helper()
	id := b.live()
	b.chatter(id, "Hello, the promo code button does nothing.", "Hello! Sorry about that. Which code is it?",
		"FERN10, from the newsletter. I pressed it five times and nothing at all happened, no error either.")
	return []string{"/console/decisions/" + id, "/console/responses/" + id + "/what-happened", "/console/conversations/" + id,
		"/console/visitors/demo/anna", "/console/intercepts/demo/stuck", "/console/surveys/demo/what-happened"}
}

func TestConsolePagesRender(t *testing.T) {
	for _, state := range []string{"empty", "full"} {
		t.Run(state, func(t *testing.T) {
			b, pages := newBench(t), consolePages
			if state == "full" {
				b.configure()
				pages = append(pages[:len(pages):len(pages)], b.things()...)
			}
			who := b.user(core.Viewer)
			for _, address := range pages {
				want := http.StatusOK
				if address == "/console/none" {
					want = http.StatusNotFound
				}
				w := b.get(who, address)
				if w.Code != want || !strings.HasSuffix(strings.TrimSpace(w.Body.String()), "</html>") {
					t.Errorf("%s: status %d\n%.300s", address, w.Code, w.Body)
				}
			}
		})
	}
}
