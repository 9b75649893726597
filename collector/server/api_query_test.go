package server

import (
	"cmp"
	"encoding/json"
	"net/http"
	"slices"
	"strings"
	"testing"

	"heed/collector/core"
)

// TestDryRunIsUnmistakable: whatever is meant as a dry run is one, or is refused; it never writes.
func TestDryRunIsUnmistakable(t *testing.T) {
	b := newBench(t)
	b.configure()
	write := b.token(core.CanAdmin)
	for query, code := range map[string]string{
		"dry_run=true": "", "dry_run=1": "",
		"dry_run=True": "bad_dry_run", "dry_run=yes": "bad_dry_run", "dry_run=": "bad_dry_run", "dry_run": "bad_dry_run",
		"dry_run=false&dry_run=true": "bad_dry_run", "dry_run=true&dry_run=false": "bad_dry_run",
		"dry-run=true": "unknown_parameter", "dryrun=1": "unknown_parameter", "DRY_RUN=true": "unknown_parameter",
	} {
		for method, address := range map[string]string{http.MethodPost: "/api/v1/apply?", http.MethodPut: "/api/v1/surveys/what-happened/translations?"} {
			if method == http.MethodPut && code == "" {
				continue // app tests it, with a file
			}
			w := write(method, address+query, anApply)
			if code == "" {
				if w.Code != http.StatusOK {
					t.Errorf("%s%s: %d %s", address, query, w.Code, w.Body)
				}
				continue
			}
			if p := problemOf(t, w); p.Code != code || p.Status != http.StatusBadRequest {
				t.Errorf("%s%s: %d %s, want %s", address, query, p.Status, p.Code, code)
			}
		}
	}
	docs, _, err := b.store.Current(t.Context())
	if err != nil || slices.ContainsFunc(docs, func(d core.Document) bool { return d.Name == "second" }) {
		t.Errorf("a dry run wrote: %v", err)
	}
	if w := write(http.MethodPost, "/api/v1/apply?dry_run=0", anApply); w.Code != http.StatusOK {
		t.Errorf("not dry: %d %s", w.Code, w.Body)
	}
	if docs, _, err = b.store.Current(t.Context()); err != nil || !slices.ContainsFunc(docs, func(d core.Document) bool { return d.Name == "second" }) {
		t.Errorf("dry_run=0 did not write: %v", err)
	}
}

// TestUnknownValuesAreRefused: a value that nothing can have is told from one that nothing has.
func TestUnknownValuesAreRefused(t *testing.T) {
	b := newBench(t)
	b.configure()
	read := b.token(core.CanAdmin)
	for _, c := range []struct{ address, name, good, lists string }{
		{"decisions", "outcome", "hold", "act, hold, none"},
		{"decisions.csv", "outcome", "none", "act, hold, none"},
		{"conversations", "status", "closed", "open, closed"},
		{"responses", "device", "tablet", "phone, tablet, desktop"},
		{"responses.csv", "channel", "link", "page, link"},
		{"responses/summary", "step", "payment", "cart, checkout, payment"},
		{"users", "role", "viewer", "viewer, operator, marketer, admin"},
		{"webhooks/crm/deliveries", "state", "dead", "waiting, sent, dead"},
		{"audit", "outcome", "refused", "begun, done, refused, failed"},
		{"audit.csv", "outcome", "begun", "begun, done, refused, failed"},
	} {
		address := "/api/v1/" + c.address + "?" + c.name + "="
		p := problemOf(t, read(http.MethodGet, address+"zzz", ""))
		if p.Status != http.StatusBadRequest || p.Code != "bad_"+c.name || !strings.Contains(p.Detail, c.lists) {
			t.Errorf("%szzz: %+v", address, p)
		}
		for _, value := range []string{c.good, ""} {
			if w := read(http.MethodGet, address+value, ""); w.Code != http.StatusOK {
				t.Errorf("%s%s: %d %s", address, value, w.Code, w.Body)
			}
		}
	}
}

// TestParametersHaveTypes in the description, so that a generated client sends what is read.
func TestParametersHaveTypes(t *testing.T) {
	b := newBench(t)
	var doc struct {
		Paths map[string]map[string]struct {
			Parameters []struct {
				Name   string
				Schema struct{ Type string }
			}
		}
	}
	if err := json.Unmarshal(b.token(core.CanRead)(http.MethodGet, "/api/v1/openapi.json", "").Body.Bytes(), &doc); err != nil {
		t.Fatal(err)
	}
	got := map[string]string{}
	for _, p := range append(doc.Paths["/api/v1/apply"]["post"].Parameters, doc.Paths["/api/v1/users"]["get"].Parameters...) {
		got[p.Name] = p.Schema.Type
	}
	for name, want := range map[string]string{"dry_run": "boolean", "revision": "integer", "limit": "integer", "role": "string"} {
		if got[name] != want {
			t.Errorf("%s is %q, want %q", name, got[name], want)
		}
	}
}

// TestParametersCount: what is described of a route is read there. A file is all that is selected, and has no pages; a summary is not by visitor.
func TestParametersCount(t *testing.T) {
	for id, op := range operations() {
		media, file := op.answer.(string)
		if file && (slices.Contains(op.query, "limit") || slices.Contains(op.query, "after")) {
			t.Errorf("%s is %s and said to come in pages: %v", id, media, op.query)
		}
	}
	b := newBench(t)
	b.configure()
	read := b.token(core.CanRead)
	sensible := map[string]string{"min": "1", "max": "2", "since": "2026-01-01", "until": "2026-02-01", "limit": "1", "device": "phone",
		"channel": "link", "step": "cart", "trait": "plan=gold"}
	for _, name := range operations()["GET /api/v1/responses/summary"].query {
		address := "/api/v1/responses/summary?question=why&" + name + "=" + cmp.Or(sensible[name], "x")
		if w := read(http.MethodGet, address, ""); w.Code != http.StatusOK && name != "after" { // which is of a page before
			t.Errorf("%s: %d %s", address, w.Code, w.Body)
		}
	}
}
