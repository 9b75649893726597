package server

import (
	"encoding/json"
	"net/http"
	"strings"
	"testing"
	"time"

	"heed/collector/core"
	"heed/collector/notify"
)

// told queues what the webhook crm is told of a response that is finished, and gives the delivery.
func (b *bench) told(response string) core.Delivery {
	b.t.Helper()
	r := core.Response{ID: response, Site: "demo", Survey: "what-happened", Page: "/demo/cart", Done: true, Started: b.now, Updated: b.now, Answers: []core.Answer{
		{ID: "a", Question: "what", Type: core.Choice, Value: json.RawMessage(`{"other":"The picture would not turn"}`), At: b.now}}}
	list := b.notify.Of(core.Notice{Site: "demo", Response: &r})
	if len(list) != 1 {
		b.t.Fatalf("told %+v", list)
	}
	b.commit(core.Change{Deliveries: list})
	return list[0]
}

// TestAPIWebhooks: what a marketer may read and do, and what only an admin may; the address and the secret are for admins.
func TestAPIWebhooks(t *testing.T) {
	b := newBench(t)
	b.configure()
	d := b.told("d1/what-happened")
	write, admin := b.token(core.CanWrite), b.token(core.CanAdmin)
	for _, c := range []struct {
		do   func(method, address, body string) string
		sees bool
	}{
		{func(m, a, body string) string { return write(m, a, body).Body.String() }, false},
		{func(m, a, body string) string { return admin(m, a, body).Body.String() }, true},
	} {
		for _, address := range []string{"/api/v1/webhooks", "/api/v1/webhooks/crm", "/api/v1/export", "/api/v1/webhooks/crm/revisions"} {
			if body := c.do("GET", address, ""); strings.Contains(body, "/4f1c") != c.sees {
				t.Errorf("%s, to be seen %v: %s", address, c.sees, body)
			}
		}
	}
	var l list[webhookView]
	if w := write("GET", "/api/v1/webhooks?site=demo", ""); json.Unmarshal(w.Body.Bytes(), &l) != nil || len(l.Items) != 1 || l.Items[0].Host != "crm.example" ||
		l.Items[0].Revision != 1 || l.Items[0].Format != core.FormatJSON {
		t.Errorf("%d %s", w.Code, w.Body)
	}
	var deliveries list[core.Delivery]
	for query, want := range map[string]int{"": 1, "?state=waiting&event=response.done": 1, "?state=dead": 0, "?event=webhook.test": 0, "?site=demo&limit=1": 1} {
		if w := write("GET", "/api/v1/webhooks/crm/deliveries"+query, ""); json.Unmarshal(w.Body.Bytes(), &deliveries) != nil || len(deliveries.Items) != want {
			t.Errorf("%s: %d %s", query, w.Code, w.Body)
		}
	}
	var secret notify.Secret
	w := admin("POST", "/api/v1/webhooks/crm/rotate?site=demo", "")
	if json.Unmarshal(w.Body.Bytes(), &secret) != nil || !strings.HasPrefix(secret.Secret, "whsec_") || !secret.OldUntil.Equal(b.now.Add(24*time.Hour)) {
		t.Errorf("rotate: %d %s", w.Code, w.Body)
	}
	for _, e := range b.audits() {
		if strings.Contains(e.Detail, "whsec") || e.Action == "webhook.rotate" && !strings.Contains(e.Detail, "signs too until") {
			t.Errorf("the audit log says %+v", e)
		}
	}
	for _, c := range []struct {
		address string
		status  int
		code    string
	}{
		{"/api/v1/webhooks/crm/test", http.StatusAccepted, ""},
		{"/api/v1/webhooks/crm/deliveries/" + d.ID + "/retry", http.StatusAccepted, ""},
		{"/api/v1/webhooks/crm/enable", http.StatusNoContent, ""},
		{"/api/v1/webhooks/crm/rotate", http.StatusForbidden, "not_allowed"},
		{"/api/v1/webhooks/crm/deliveries/msg_x/retry", http.StatusNotFound, "unknown_delivery"},
		{"/api/v1/webhooks/none/test", http.StatusNotFound, "unknown_webhook"},
		{"/api/v1/webhooks/crm/test?site=other", http.StatusNotFound, "unknown_webhook"},
	} {
		w := write("POST", c.address, "")
		if w.Code != c.status || c.code != "" && problemOf(t, w).Code != c.code {
			t.Errorf("%s: %d %s, want %d %s", c.address, w.Code, w.Body, c.status, c.code)
		}
	}
}
