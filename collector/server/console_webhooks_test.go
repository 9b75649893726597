package server

import (
	"fmt"
	"net/http"
	"slices"
	"strings"
	"testing"
	"time"

	"heed/collector/core"
)

// failing adds a webhook that was disabled, and gives crm and it deliveries in every state.
func (b *bench) failing() {
	b.t.Helper()
	b.save(core.KindWebhook, "ops", core.Webhook{Site: "demo", Name: "ops", URL: "https://hooks.slack.example/services/T0/B0/9f", Format: core.FormatSlack})
	since := b.now.Add(-73 * time.Hour)
	down := core.WebhookState{FailingSince: &since, Disabled: &b.now, DisabledWhy: "It has taken nothing since 18 November 2026, 13:03 UTC. " +
		"Mend the receiver or the address, then enable it. The last attempt: It answered 5xx."}
	for n, state := range []core.DeliveryState{core.DeliverySent, core.DeliveryDead, core.DeliverySent} {
		d := b.told(fmt.Sprint("told-", n, "/what-happened"))
		tried := b.now
		d.State, d.Attempts, d.Tried = state, 1, &tried
		if state == core.DeliveryDead {
			d.Attempts, d.Reason = 21, "It answered 5xx."
		}
		if err := b.store.SaveAttempt(b.t.Context(), d, core.WebhookState{}); err != nil {
			b.t.Fatal(err)
		}
	}
	b.told("told-3/what-happened")
	d, err := b.notify.Test(b.t.Context(), "demo", "ops")
	if err != nil {
		b.t.Fatal(err)
	}
	d.Attempts, d.Due, d.Tried, d.Reason = 3, b.now.Add(time.Minute), &since, "It could not be reached; the collector's log says why."
	if err := b.store.SaveAttempt(b.t.Context(), d, down); err != nil {
		b.t.Fatal(err)
	}
}

// TestConsoleWebhooks: a marketer sees how they fare and lets a delivery be sent again; the address and the secret are an admin's.
func TestConsoleWebhooks(t *testing.T) {
	b := newBench(t)
	b.configure()
	b.failing()
	marketer, admin := b.user(core.Marketer), b.user(core.Admin)
	crm, ops := webhookURL("demo", "crm"), webhookURL("demo", "ops")
	for _, c := range []struct {
		who     *http.Cookie
		address string
		has     []string
		lacks   []string
	}{
		{marketer, "/console/webhooks", []string{"crm.example", "hooks.slack.example", "Disabled since", "Finished response"}, []string{"/4f1c", "/B0/9f"}},
		{marketer, crm, []string{"the rest is for admins", "It answered 5xx.", "21 attempts", "Send again", "Try now", "Send a test", "never shown"},
			[]string{"/4f1c", "Make a new secret", "As configuration"}},
		{admin, crm, []string{"https://crm.example/hooks/4f1c", "Make a new secret", "As configuration"}, nil},
		{admin, ops, []string{"Enable it", "could not be reached", "a text, as Slack takes it"}, []string{"Send a test"}},
	} {
		w := b.get(c.who, c.address)
		body := w.Body.String()
		for _, words := range c.has {
			if w.Code != http.StatusOK || !strings.Contains(body, words) {
				t.Errorf("%s: %d, lacks %q", c.address, w.Code, words)
			}
		}
		for _, words := range c.lacks {
			if strings.Contains(body, words) {
				t.Errorf("%s: has %q", c.address, words)
			}
		}
	}
	if w := b.post(marketer, crm+"/rotate"); w.Code != http.StatusForbidden {
		t.Errorf("a marketer makes a secret: %d", w.Code)
	}
	first := b.post(admin, crm+"/rotate")
	if first.Code != http.StatusOK || strings.Count(first.Body.String(), "whsec_") != 1 || first.Header().Get("Cache-Control") != "no-store" {
		t.Errorf("the secret: %d", first.Code)
	}
	if strings.Contains(b.get(admin, crm).Body.String(), "whsec_") {
		t.Error("the secret is shown again")
	}
	dead, _, err := b.notify.Deliveries(t.Context(), core.Query{Site: "demo", Name: "crm", Outcome: string(core.DeliveryDead)})
	if err != nil || len(dead) != 1 {
		t.Fatalf("%+v, %v", dead, err)
	}
	for _, address := range []string{crm + "/deliveries/" + dead[0].ID + "/retry", crm + "/test", ops + "/enable"} {
		if w := b.post(marketer, address); w.Code != http.StatusSeeOther || !strings.HasPrefix(w.Header().Get("Location"), "/console/webhooks/demo/") {
			t.Errorf("%s: %d %s", address, w.Code, w.Header().Get("Location"))
		}
	}
	again, err := b.store.Delivery(t.Context(), dead[0].ID)
	if err != nil || again.State != core.DeliveryWaiting {
		t.Errorf("sent again: %+v, %v", again, err)
	}
	if s, err := b.store.WebhookState(t.Context(), "demo", "ops"); err != nil || s.Disabled != nil {
		t.Errorf("enabled: %+v, %v", s, err)
	}
}

// TestConsoleAddsWebhook: an admin adds one in a form; what is wrong stands beside its field with what was typed, and no form overwrites
// another webhook.
func TestConsoleAddsWebhook(t *testing.T) {
	b := newBench(t)
	b.configure()
	marketer, admin := b.user(core.Marketer), b.user(core.Admin)
	if body := b.get(marketer, "/console/webhooks").Body.String(); strings.Contains(body, "Add a webhook") {
		t.Error("a marketer is shown a form that is not theirs")
	}
	if body := b.get(admin, "/console/webhooks").Body.String(); !strings.Contains(body, "Add a webhook") {
		t.Errorf("an admin is shown no form: %s", body)
	}
	good := []string{"site", "demo", "name", "chat", "url", "https://chat.example/hooks/1", "format", "slack", "events", core.EventConversation}
	if w := b.post(marketer, "/console/webhooks", good...); w.Code != http.StatusForbidden {
		t.Errorf("a marketer adds one: %d", w.Code)
	}
	with := func(name, value string) []string {
		out := append([]string(nil), good...)
		for i := 0; i < len(out); i += 2 {
			if out[i] == name {
				out[i+1] = value
			}
		}
		return out
	}
	// One that another program has made since: what this collector has in force does not know it yet.
	fresh := core.Document{Kind: core.KindWebhook, Site: "demo", Name: "fresh", Body: []byte(`{"site":"demo","name":"fresh","url":"https://fresh.example/"}`), At: b.now}
	if _, err := b.store.SaveDocuments(t.Context(), []core.Document{fresh}); err != nil {
		t.Fatal(err)
	}
	const belowIt = "It was not added; see what is wrong below."
	for _, c := range []struct{ field, value, says string }{
		{"name", "crm", "Name is taken by another webhook"},
		{"name", "crm", belowIt},
		{"name", "fresh", "There is already a webhook &#34;fresh&#34;"},
		{"site", "nowhere", "Site names site &#34;nowhere&#34;, which does not exist"},
		{"format", "morse", "Format &#34;morse&#34; is neither json nor slack"},
	} {
		w := b.post(admin, "/console/webhooks", with(c.field, c.value)...)
		body := w.Body.String()
		if w.Code != http.StatusBadRequest || !strings.Contains(body, c.says) || !strings.Contains(body, "https://chat.example/hooks/1") ||
			!strings.Contains(body, `value="`+core.EventConversation+`" checked`) {
			t.Errorf("%s %s: %d, want %q and what was typed", c.field, c.value, w.Code, c.says)
		}
		if alone := strings.Contains(body, belowIt); alone != (c.value == "crm") {
			t.Errorf("%s %s: sent below for what is wrong: %v", c.field, c.value, alone)
		}
		if e := b.audits()[0]; e.Action != "webhook.save" || e.Outcome != core.AuditRefused {
			t.Errorf("%s %s: entry %+v", c.field, c.value, e)
		}
	}
	w := b.post(admin, "/console/webhooks", with("name", " chat ")...)
	if w.Code != http.StatusSeeOther || w.Header().Get("Location") != webhookURL("demo", "chat") {
		t.Fatalf("added: %d %s", w.Code, w.Body)
	}
	catalog, err := core.InForce(t.Context(), b.store)
	want := core.Webhook{Site: "demo", Name: "chat", Status: core.Live, URL: "https://chat.example/hooks/1", Format: core.FormatSlack, Events: []string{core.EventConversation}}
	if got := catalog.Webhooks["demo"]["chat"]; err != nil || got.Revision != 1 || got.Status != want.Status || got.URL != want.URL || got.Format != want.Format || !slices.Equal(got.Events, want.Events) {
		t.Errorf("stored %+v, %v", got, err)
	}
	if e := b.audits()[0]; e.Outcome != core.AuditDone || e.Detail != "webhook chat of site demo" {
		t.Errorf("entry %+v", e)
	}
	b.save(core.KindSite, "second", core.Site{Name: "second", Origins: []string{"https://second.example"}})
	_, form, _ := strings.Cut(b.get(admin, "/console/webhooks?site=second").Body.String(), `id="w-site"`)
	if sites, _, _ := strings.Cut(form, "</select>"); !strings.Contains(sites, `<option value="second" selected>`) {
		t.Error("the site that is chosen is not chosen in the form")
	}
	empty := newBench(t)
	if body := empty.get(empty.user(core.Admin), "/console/webhooks").Body.String(); strings.Contains(body, "Add a webhook") {
		t.Error("a form is shown without a site to choose")
	}
}
