package app

import (
	"encoding/json"
	"fmt"
	"io"
	"net/http"
	"net/http/httptest"
	"strings"
	"testing"

	"heed/collector/config"
	"heed/collector/core"
	"heed/collector/manifest"
)

// tellingShop has a webhook that a follow-up tells, beside what it shows, and one that hears of all that is finished and of chats.
const tellingShop = `
kind: site
name: shop
origins: ["https://shop.example"]
budget: {contacts: 9, every: 1d}
---
kind: webhook
name: crm
site: shop
url: %[1]s/crm
---
kind: webhook
name: log
site: shop
url: %[1]s/log
events: [response.done, conversation.opened]
format: slack
---
kind: survey
name: why
site: shop
questions: [{id: help, type: choice, text: {en: "Help?"}, options: [yes, no]}, {id: more, type: text, text: {en: "More?"}, optional: true}]
---
kind: intercept
name: ask
site: shop
status: live
owner: maya@example.com
hypothesis: Who is stuck wants help.
metric: {event: purchase}
when: {any: [{signal: "custom:stuck"}]}
action: {type: survey, survey: why}
then:
  - {if: 'answer.help == "yes"', do: {type: webhook, webhook: crm}}
  - {if: 'answer.help == "yes"', do: {type: chat}}
  - {if: 'answer.help == "no"', do: {type: webhook, webhook: log}}
`

// heard is what a receiver got.
type heard struct {
	path string
	body string
}

// receive starts a receiver that hands on what it gets.
func receive(t *testing.T) (address string, got chan heard) {
	t.Helper()
	got = make(chan heard, 100)
	server := httptest.NewServer(http.HandlerFunc(func(_ http.ResponseWriter, r *http.Request) {
		body, _ := io.ReadAll(r.Body)
		got <- heard{r.URL.Path, string(body)}
	}))
	t.Cleanup(server.Close)
	return server.URL, got
}

// TestWebhooks: a visitor's answer reaches the webhooks that want it, through the whole collector, and the visitor still gets the chat.
func TestWebhooks(t *testing.T) {
	address, got := receive(t)
	s := openShopWith(t, fmt.Sprintf(tellingShop, address), func(c *config.Serve) { c.WebhookTargets = []string{"127.0.0.1"} })
	d := s.stuck("anna", "s1")
	if d.Outcome != core.Acted {
		t.Fatalf("%+v", d)
	}
	answer := func(id, question, value string, done bool) []core.Act {
		return s.send("anna", "s1", fmt.Sprintf(`"t":"answer","id":%q,"decision":%q,"survey":"why","question":%q,"value":%s,"done":%v`, id, d.ID, question, value, done))
	}
	first := NewID()
	for range 2 { // the page sends it again
		if acts := answer(first, "help", `"yes"`, false); len(acts) == 0 || !strings.Contains(string(acts[0].Action), `"chat"`) {
			t.Fatalf("acts %+v", acts)
		}
	}
	answer(NewID(), "more", `"<b>late</b>"`, true)
	told := map[string]int{}
	for range 3 {
		h := <-got
		told[h.path+" "+kindOf(t, h)]++
	}
	if told["/crm answer.given"] != 1 || told["/log opened a chat"] != 1 || told["/log why was answered"] != 1 {
		t.Errorf("told %v", told)
	}
	list, _, err := s.store.ListDeliveries(t.Context(), core.Query{Site: "shop"})
	if err != nil || len(list) != 3 {
		t.Errorf("%d deliveries, %v", len(list), err)
	}
	// While the site is stopped a follow-up that shows nothing is done all the same; changed answers of one visitor do not crowd out others'.
	if err := (configurer{s.App}).Stop(t.Context(), "shop", true, core.Principal{Name: "maya"}); err != nil {
		t.Fatal(err)
	}
	if err := s.reload(t.Context()); err != nil {
		t.Fatal(err)
	}
	for range 51 {
		answer(NewID(), "help", `"yes"`, false)
	}
	list, _, err = s.store.ListDeliveries(t.Context(), core.Query{Site: "shop", Name: "crm"})
	if state, failed := s.store.WebhookState(t.Context(), "shop", "crm"); err != nil || failed != nil || len(list) != core.MaxOfGroup || state.Shed != 52-core.MaxOfGroup {
		t.Errorf("stopped: %d deliveries, %+v, %v, %v", len(list), state, err, failed)
	}
}

// TestWebhooksByLink: who answers by link is heard too, once, when all is answered.
func TestWebhooksByLink(t *testing.T) {
	address, got := receive(t)
	s := openShopWith(t, fmt.Sprintf(tellingShop, address), func(c *config.Serve) { c.WebhookTargets = []string{"127.0.0.1"} })
	v := s.visit("en").get("/s/why?site=shop").send("value", "no").send("value", "Nothing")
	v.says(http.StatusOK, "Thank you")
	if h := <-got; h.path != "/log" || !strings.Contains(h.body, "why was answered") {
		t.Errorf("heard %+v", h)
	}
}

// TestWebhooksStayHome: without the setting nothing on this machine is called, and what waits says only that it could not be reached.
func TestWebhooksStayHome(t *testing.T) {
	address, got := receive(t)
	s := openShopWith(t, fmt.Sprintf(tellingShop, address), func(*config.Serve) {})
	d, err := s.notify.Test(t.Context(), "shop", "crm")
	if err != nil {
		t.Fatal(err)
	}
	for d.Attempts == 0 {
		if d, err = s.store.Delivery(t.Context(), d.ID); err != nil {
			t.Fatal(err)
		}
	}
	if d.State != core.DeliveryWaiting || !strings.Contains(d.Reason, "could not be reached") || len(got) > 0 {
		t.Errorf("%+v, called %d times", d, len(got))
	}
	bad := config.Serve{Data: config.Data{Data: t.TempDir()}, Addr: "127.0.0.1:0", WebhookTargets: []string{"everything"}}
	if _, err := Open(t.Context(), bad, s.log); core.AsError(err).Code != "bad_targets" {
		t.Errorf("a target that is none: %v", err)
	}
}

// TestWebhooksThatWouldNotBeCalled: a running collector refuses a private address that is written or brought back into a webhook, unless its
// network was named. One that `heed apply` has put into the folder, or that was saved before it was refused, goes through export and apply
// as it is and with something else changed; the lint says that it is not called.
func TestWebhooksThatWouldNotBeCalled(t *testing.T) {
	const private = "url: http://127.0.0.1:9000/in\n"
	admin := core.Principal{Name: "x", Can: []core.Permission{core.CanAdmin}}
	for _, targets := range [][]string{nil, {"127.0.0.0/8"}} {
		s := openShopWith(t, fmt.Sprintf(tellingShop, "http://127.0.0.1:9000"), func(c *config.Serve) { c.WebhookTargets = targets })
		write := configurer{s.App}
		found := func(list []core.Finding) (n int) {
			for _, f := range list {
				if f.Code == "uncalled_webhook" && f.Path == "url" && f.Severity == core.Doubtful && strings.Contains(f.Message, "--webhook-targets") && f.Line > 0 {
					n++
				}
			}
			return n
		}
		refused := func(err error) bool {
			e := core.AsError(err)
			return err != nil && e.Code == "invalid_config" && e.Fields[0].Path == "url" && strings.Contains(e.Message, "--webhook-targets")
		}
		exported, err := manifest.Export(t.Context(), s.store, "shop", nil, nil)
		if err != nil {
			t.Fatal(err)
		}
		applied, err := write.Apply(t.Context(), "f", []byte(exported), admin, false)
		if err != nil {
			t.Fatalf("what was exported: %v", err)
		}
		uncalled := 0
		for _, a := range applied {
			if uncalled += found(a.Findings); a.What != manifest.Unchanged {
				t.Errorf("what was exported changes %+v", a)
			}
		}
		linted, err := write.Lint(t.Context(), "f", []byte(exported))
		if want := map[bool]int{true: 2}[targets == nil]; uncalled != want || found(linted) != want || err != nil {
			t.Errorf("targets %v: %d uncalled of what is applied, %d of what is linted, want %d, %v", targets, uncalled, found(linted), want, err)
		}
		if _, err := write.Apply(t.Context(), "f", []byte(strings.ReplaceAll(exported, "format: slack", "format: slack\nstatus: paused")), admin, false); err != nil {
			t.Errorf("paused: %v", err)
		}
		_, changed := write.Apply(t.Context(), "f", []byte("kind: webhook\nname: crm\nsite: shop\n"+private), admin, false)
		_, added := write.Replace(t.Context(), "f", []byte("kind: webhook\nname: new\nsite: shop\n"+private), admin, 0)
		public := "kind: webhook\nname: log\nsite: shop\nurl: https://log.example/\n"
		if _, err := write.Apply(t.Context(), "f", []byte(public), admin, false); err != nil {
			t.Fatal(err)
		}
		_, restored := write.Restore(t.Context(), core.KindWebhook, "shop", "log", 1, admin)
		for what, err := range map[string]error{"changed": changed, "added": added, "restored": restored} {
			if targets == nil && !refused(err) || targets != nil && err != nil {
				t.Errorf("targets %v, %s: %v", targets, what, err)
			}
		}
		if linted, err := write.Lint(t.Context(), "f", []byte("kind: webhook\nname: crm\nsite: shop\n"+private)); targets == nil && (len(linted) != 1 || linted[0].Severity != core.Wrong) || err != nil {
			t.Errorf("targets %v: lint says %+v, %v", targets, linted, err)
		}
	}
}

// followingShop has an intercept whose answer leads to a tag, a webhook and a chat.
const followingShop = `
kind: site
name: shop
origins: ["https://shop.example"]
budget: {contacts: 9, every: 1d}
---
kind: webhook
name: crm
site: shop
url: %s/crm
---
kind: survey
name: why
site: shop
questions: [{id: help, type: choice, text: {en: "Help?"}, options: [yes, no]}]
---
kind: intercept
name: ask
site: shop
status: live
owner: maya@example.com
hypothesis: Who is stuck wants help.
metric: {event: purchase}
when: {any: [{signal: "custom:stuck"}]}
action: {type: survey, survey: why}
then:
  - {if: 'answer.help == "yes"', do: {type: tag, tag: wants-help}}
  - {if: 'answer.help == "yes"', do: {type: webhook, webhook: crm}}
  - {if: 'answer.help == "yes"', do: {type: chat}}
`

// done says what came of the follow-ups that show nothing: how much is told, and anna's tags.
func (s shop) done() (told int, tags []string) {
	s.t.Helper()
	deliveries, _, err := s.store.ListDeliveries(s.t.Context(), core.Query{Site: "shop"})
	if err != nil {
		s.t.Fatal(err)
	}
	v, err := s.store.Visitor(s.t.Context(), "shop", "anna")
	if err != nil {
		s.t.Fatal(err)
	}
	return len(deliveries), v.Tags
}

// TestFollowUpsThatShowNothing: a preview and a backtest neither tag nor tell; a real answer does both, though the site was stopped
// since, when the chat is not opened.
func TestFollowUpsThatShowNothing(t *testing.T) {
	address, got := receive(t)
	s := openShopWith(t, fmt.Sprintf(followingShop, address), func(c *config.Serve) { c.WebhookTargets = []string{"127.0.0.1"} })
	d := s.stuck("anna", "s1")
	if d.Outcome != core.Acted {
		t.Fatalf("%+v", d)
	}
	before := everything(t, s.App)
	_, text := signedIn(t, s.App).pass("/console/intercepts/shop/ask/preview?page=https://shop.example/cart")
	_, _, seen := ask(t, s.App, "https://shop.example", map[string]any{"pass": text, "lang": "en", "visitor": "anna",
		"given": []any{map[string]any{"survey": "why", "question": "help", "value": "yes"}}})
	if seen.Preview == nil || len(seen.Preview.Acts) != 1 || seen.Preview.Acts[0].Action.Type != core.ActChat {
		t.Errorf("the preview shows %+v", seen.Preview)
	}
	w := newProgram(t, s.App, core.CanWrite).call(http.MethodPost, "/api/v1/backtests", `{"site":"shop","name":"ask"}`, "Content-Type", "application/json")
	if w.Code != http.StatusOK || !strings.Contains(w.Body.String(), `"moments":1`) {
		t.Errorf("backtest: %d %s", w.Code, w.Body)
	}
	if told, tags := s.done(); told != 0 || len(tags) != 0 || len(got) != 0 || everything(t, s.App) != before {
		t.Errorf("after a preview and a backtest: %d deliveries, tags %q, called %d times", told, tags, len(got))
	}
	if err := (configurer{s.App}).Stop(t.Context(), "shop", true, core.Principal{Name: "maya"}); err != nil {
		t.Fatal(err)
	}
	if err := s.reload(t.Context()); err != nil {
		t.Fatal(err)
	}
	acts := s.send("anna", "s1", fmt.Sprintf(`"t":"answer","id":%q,"decision":%q,"survey":"why","question":"help","value":"yes"`, NewID(), d.ID))
	if told, tags := s.done(); len(acts) != 0 || told != 1 || len(tags) != 1 || tags[0] != "wants-help" {
		t.Errorf("stopped: acts %+v, %d deliveries, tags %q", acts, told, tags)
	}
	if h := <-got; h.path != "/crm" {
		t.Errorf("heard %+v", h)
	}
}

// TestWebhooksAreForAdmins: a marketer neither changes where answers go nor reads it.
func TestWebhooksAreForAdmins(t *testing.T) {
	s := openShopWith(t, fmt.Sprintf(tellingShop, "https://crm.example/4f1c"), func(*config.Serve) {})
	yaml := "kind: webhook\nname: crm\nsite: shop\nurl: https://evil.example/\n"
	for can, code := range map[core.Permission]string{core.CanWrite: "not_allowed", core.CanAdmin: ""} {
		_, err := configurer{s.App}.Apply(t.Context(), "f", []byte(yaml), core.Principal{Name: "x", Can: []core.Permission{can}}, true)
		if got := map[bool]string{true: core.AsError(err).Code}[err != nil]; got != code {
			t.Errorf("%s: %v", can, err)
		}
	}
	text, err := manifest.Export(t.Context(), s.store, "shop", nil, nil)
	if err != nil {
		t.Fatal(err)
	}
	applied, err := configurer{s.App}.Apply(t.Context(), "f", []byte(text), core.Principal{Name: "x", Can: []core.Permission{core.CanAdmin}}, false)
	for _, a := range applied {
		if a.What != manifest.Unchanged || err != nil {
			t.Errorf("what was exported changes %+v, %v", a, err)
		}
	}
}

// kindOf is the event of a request, or what its text says.
func kindOf(t *testing.T, h heard) string {
	t.Helper()
	var body struct{ Type, Text string }
	if err := json.Unmarshal([]byte(h.body), &body); err != nil {
		t.Fatal(err)
	}
	for _, words := range []string{"opened a chat", "why was answered"} {
		if strings.Contains(body.Text, words) {
			return words
		}
	}
	return body.Type
}
