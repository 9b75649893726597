package server

import (
	"net/http"
	"strings"
	"testing"
	"time"

	"github.com/chromedp/chromedp/kb"

	"heed/collector/core"
)

// TestConsoleRestores: who may change intercepts finds a button beside each earlier revision, and it brings that one back.
func TestConsoleRestores(t *testing.T) {
	b := newBench(t)
	b.configure() // stuck has two revisions
	address := interceptURL("demo", "stuck")
	button := `<form method="post" action="` + address + `/restore"><input type="hidden" name="revision" value="`
	marketer, viewer := b.user(core.Marketer), b.user(core.Viewer)
	if body := b.get(marketer, address).Body.String(); strings.Count(body, button) != 1 || !strings.Contains(body, button+`1"`) {
		t.Errorf("there is not one button, for revision 1:\n%s", body)
	}
	if body := b.get(viewer, address).Body.String(); strings.Contains(body, "/restore") {
		t.Error("a viewer is offered to restore")
	}
	if w := b.post(viewer, address+"/restore", "revision", "1"); w.Code != http.StatusForbidden {
		t.Errorf("a viewer restores: status %d", w.Code)
	}
	for value, want := range map[string]int{"9": http.StatusNotFound, "first": http.StatusBadRequest, "": http.StatusBadRequest} {
		if w := b.post(marketer, address+"/restore", "revision", value); w.Code != want {
			t.Errorf("revision %q: status %d, want %d", value, w.Code, want)
		}
	}
	w := b.post(marketer, address+"/restore", "revision", "1")
	if w.Code != http.StatusSeeOther || w.Header().Get("Location") != address+"?restored=1#revisions" {
		t.Fatalf("restore: status %d to %q", w.Code, w.Header().Get("Location"))
	}
	docs, err := b.store.Revisions(t.Context(), core.KindIntercept, "demo", "stuck")
	if err != nil || len(docs) != 3 || string(docs[0].Body) != string(docs[2].Body) || docs[0].Author != "marketer@example.com" {
		t.Errorf("revisions %+v, %v", docs, err)
	}
	if e := b.audits()[0]; e.Action != "intercept.restore" || e.Who != "marketer@example.com" || !strings.HasPrefix(e.Detail, "revision 1: changed intercept stuck: ") {
		t.Errorf("entry %+v", e)
	}
}

// TestConsoleRestoresSites: as intercepts, but sites are an admin's.
func TestConsoleRestoresSites(t *testing.T) {
	b := newBench(t)
	b.configure()
	b.save(core.KindSite, "demo", core.Site{Name: "demo", Origins: []string{"http://localhost:8080"}})
	address := siteURL("demo")
	admin, marketer := b.user(core.Admin), b.user(core.Marketer)
	if body := b.get(admin, "/console/sites").Body.String(); !strings.Contains(body, `href="`+address+`"`) {
		t.Error("the list of sites does not lead to the site")
	}
	if body := b.get(marketer, address).Body.String(); !strings.Contains(body, "Revision 2") || strings.Contains(body, "/restore") {
		t.Error("a marketer does not read the revisions, or is offered to restore")
	}
	if w := b.post(marketer, address+"/restore", "revision", "1"); w.Code != http.StatusForbidden {
		t.Errorf("a marketer restores: status %d", w.Code)
	}
	if body := b.get(admin, address).Body.String(); strings.Count(body, `action="`+address+`/restore"`) != 1 {
		t.Errorf("there is not one button:\n%s", body)
	}
	w := b.post(admin, address+"/restore", "revision", "1")
	if w.Code != http.StatusSeeOther || w.Header().Get("Location") != address+"?restored=1#revisions" {
		t.Fatalf("restore: status %d to %q", w.Code, w.Header().Get("Location"))
	}
	if body := b.get(admin, address).Body.String(); !strings.Contains(body, "Revision 3") || !strings.Contains(body, "<h1>Fjord &amp; Fern</h1>") {
		t.Errorf("afterwards:\n%s", body)
	}
	if w := b.get(admin, siteURL("nowhere")); w.Code != http.StatusNotFound {
		t.Errorf("an unknown site: status %d", w.Code)
	}
}

// TestConsoleRestoresByKeyboard: the button is reached and pressed without a mouse, and the page that follows shows the new revision.
func TestConsoleRestoresByKeyboard(t *testing.T) {
	b := newBench(t)
	b.now = time.Now() // the browser has a clock of its own
	b.configure()
	p := b.browse(t, b.user(core.Marketer))
	p.open(interceptURL("demo", "stuck"))
	p.JS(`document.querySelectorAll('.revisions summary')[1].focus()`)
	p.Keys(kb.Enter)
	p.looks(t, "restore")
	p.Keys(kb.Tab) // the changes, which scroll
	p.Keys(kb.Tab) // the button
	p.Keys(kb.Enter)
	p.Until(`document.querySelector('.revisions summary')?.textContent.includes('Revision 3')`)
	p.Want(`document.querySelector('#revisions ~ [role=status]').textContent`, "What revision 1 said is in force again.")
	p.open(interceptURL("demo", "stuck") + "?restored=2") // which is not
	p.Want(`document.querySelector('#revisions ~ [role=status]')`, nil)
}
