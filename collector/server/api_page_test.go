package server

import (
	"encoding/json"
	"fmt"
	"net/http"
	"net/http/httptest"
	"reflect"
	"slices"
	"strings"
	"testing"

	"heed/collector/core"
)

// TestEveryListIsPaged walks the table: whatever answers with a list takes limit and after, describes them, and gives page by page what it
// gives at once.
func TestEveryListIsPaged(t *testing.T) {
	b := newBench(t)
	b.configure()
	b.live()
	for n := range 3 { // each in three revisions, on three more sites
		for _, site := range []string{"a", "b", "c"} {
			var docs []core.Document
			for kind, noun := range map[string]any{
				core.KindSite: core.Site{Name: site, Title: fmt.Sprint("Title ", n), Status: core.Live, Origins: []string{"https://a.example"},
					Mutes: []core.Mute{{Kind: "dead_click", Target: "a"}, {Kind: "dead_click", Target: "a", Page: "/p"}, {Kind: "dead_click", Target: "b"}}},
				core.KindWebhook:   core.Webhook{Site: site, Name: "same", URL: fmt.Sprint("https://crm.example/", n)},
				core.KindSurvey:    core.Survey{Site: site, Name: "same", Questions: []core.Question{{ID: fmt.Sprint("q", n), Type: core.NPS}}},
				core.KindIntercept: core.Intercept{Site: site, Name: "same", Status: core.Draft, Priority: n, Action: core.Action{Type: core.ActChat}},
			} {
				body, err := json.Marshal(noun)
				if err != nil {
					t.Fatal(err)
				}
				name := "same"
				if kind == core.KindSite {
					name = site
				}
				docs = append(docs, core.Document{Kind: kind, Site: site, Name: name, Body: body, Author: "maya@example.com", At: b.now})
			}
			if _, err := b.store.SaveDocuments(t.Context(), docs); err != nil {
				t.Fatal(err)
			}
		}
	}
	b.save(core.KindWebhook, "erp", core.Webhook{Site: "demo", Name: "erp", URL: "https://erp.example/"}) // which loads the others too
	read := b.token(core.CanAdmin)
	lists := 0
	for _, r := range b.server.routes() {
		op := operations()[r.method+" "+r.path]
		if r.method != http.MethodGet || op.answer == nil || !strings.HasPrefix(reflect.TypeOf(op.answer).Name(), "list[") {
			continue
		}
		lists++
		name := "same"
		if strings.HasPrefix(r.path, "/api/v1/sites/") {
			name = "a"
		}
		address := strings.Replace(r.path, ":name", name, 1) + "?"
		if name == "same" && strings.Contains(r.path, ":name") {
			address += "site=a&"
		}
		if !slices.Contains(op.query, "limit") || !slices.Contains(op.query, "after") {
			t.Errorf("%s does not describe limit and after: %v", r.path, op.query)
		}
		whole, _ := pageOf(t, read, address+"limit=1000")
		var pages []string
		for next := ""; ; {
			items, more := pageOf(t, read, address+"limit=1&after="+next)
			if len(items) > 1 || len(pages) > len(whole) {
				t.Fatalf("%s: a page of %d after %d of %d", r.path, len(items), len(pages), len(whole))
			}
			pages = append(pages, items...)
			if next = more; next == "" {
				break
			}
		}
		if !slices.Equal(pages, whole) {
			t.Errorf("%s: page by page %v, at once %v", r.path, pages, whole)
		}
		for query, code := range map[string]string{"limit=0": "bad_limit", "limit=1001": "bad_limit", "after=nonsense": "bad_cursor"} {
			if w := read(http.MethodGet, address+query, ""); w.Code != http.StatusBadRequest || problemOf(t, w).Code != code {
				t.Errorf("%s?%s: %d %s, want %s", r.path, query, w.Code, w.Body, code)
			}
		}
	}
	if lists < 15 {
		t.Errorf("only %d lists were found", lists)
	}
	for path, least := range map[string]int{"sites": 4, "intercepts": 4, "surveys": 4, "webhooks": 3, "sites/a/mutes": 3, "sites/a/revisions": 3,
		"intercepts/same/revisions?site=a&": 3, "surveys/same/revisions?site=a&": 3, "webhooks/same/revisions?site=a&": 3, "templates": 6} {
		if !strings.HasSuffix(path, "&") {
			path += "?"
		}
		if items, _ := pageOf(t, read, "/api/v1/"+path+"limit=1000"); len(items) < least {
			t.Errorf("%s has %d items: too few to tell", path, len(items))
		}
	}
}

// pageOf reads one page of a list, its items as they are written.
func pageOf(t *testing.T, read func(method, address, body string) *httptest.ResponseRecorder, address string) (items []string, next string) {
	t.Helper()
	w := read(http.MethodGet, address, "")
	var l list[json.RawMessage]
	if err := json.Unmarshal(w.Body.Bytes(), &l); err != nil || w.Code != http.StatusOK {
		t.Fatalf("%s: %d %s", address, w.Code, w.Body)
	}
	for _, raw := range l.Items {
		items = append(items, string(raw))
	}
	return items, l.Next
}
