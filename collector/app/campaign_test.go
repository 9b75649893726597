package app

import (
	"encoding/json"
	"fmt"
	"net/http"
	"strings"
	"testing"
	"time"

	"heed/collector/core"
)

const campaignShop = `
kind: site
name: shop
origins: ["https://shop.example"]
precision: {sample: 0}
budget: {contacts: 400, every: 1s}
query: [utm_source]
---
kind: survey
name: why
site: shop
questions: [{id: help, type: choice, text: {en: "Help?"}, options: [yes, no]}]
---
kind: intercept
name: mailed
site: shop
status: live
owner: maya@example.com
hypothesis: Who comes from the mail needs the banner.
metric: {event: purchase}
when: {any: [{signal: "custom:mailed"}]}
who: query.utm_source == "mail"
action: {type: event, event: show-banner}
---
kind: intercept
name: asked
site: shop
status: live
owner: maya@example.com
hypothesis: A question helps.
metric: {event: purchase}
when: {any: [{signal: "custom:asked"}]}
action: {type: survey, survey: why}
then:
  - {if: 'answer.help == "yes"', do: {type: link, text: {en: "Talk to us"}, cta: {text: {en: "Book a call"}, url: "https://cal.example/"}}}
  - {if: 'answer.help == "yes"', do: {type: tag, tag: needs-help}}
---
kind: intercept
name: helped
site: shop
status: live
owner: maya@example.com
hypothesis: Who wanted help wants to be asked again.
metric: {event: purchase}
when: {any: [{signal: "custom:helped"}]}
who: answers.why.help == "yes" && "needs-help" in visitor.tags
action: {type: message, text: {en: "Still there?"}}
`

// hello posts a signal from a page whose address asked for that, and gives the acts.
func (s shop) hello(visitor, session, query, kind string) []core.Act {
	s.t.Helper()
	status, _, answer := post(s.t, s.App, "/v1/batch?site=shop", "https://shop.example", "application/json", fmt.Sprintf(
		`{"hello":{"visitor":%q,"session":%q,"page":{"path":"/","query":%s}},"items":[{"at":%d,"t":"signal","id":%q,"kind":"custom:%s","score":1}]}`,
		visitor, session, query, time.Now().UnixMilli(), NewID(), kind))
	var reply struct{ Acts []core.Act }
	if err := json.Unmarshal([]byte(answer), &reply); err != nil || status != http.StatusOK {
		s.t.Fatalf("%d %s: %v", status, answer, err)
	}
	return reply.Acts
}

// TestCampaign: what the site allows of the query stays with the visit, and nothing else is kept; an event is the page's to act on.
func TestCampaign(t *testing.T) {
	s := openShop(t, campaignShop)
	if acts := s.hello("ann", "one", `{"utm_source":"mail","email":"ann@example.com"}`, "mailed"); len(acts) != 1 ||
		!strings.Contains(string(acts[0].Action), `"type":"event"`) || !strings.Contains(string(acts[0].Action), `"event":"show-banner"`) {
		t.Fatalf("acts %+v", acts)
	}
	v, err := s.store.Visitor(t.Context(), "shop", "ann")
	if err != nil || len(v.Query) != 1 || v.Query["utm_source"] != "mail" {
		t.Errorf("kept %v, %v", v.Query, err)
	}
	for _, row := range []struct {
		visitor, session, query string
		kept                    string
	}{
		{"ann", "one", `{}`, "mail"},                // the next page of the visit
		{"ann", "one", `{"utm_source":"ad"}`, "ad"}, // another link
		{"ann", "two", `{}`, ""},                    // another visit
		{"bob", "one", `{"utm_medium":"mail"}`, ""}, // not allowed
		{"bob", "one", `{"utm_source":""}`, ""},     // nothing said
		{"bob", "one", `null`, ""},                  // as the tag sends it today
		{"cat", "one", `{"utm_source":"m\u00e4il"}`, "mäil"},
	} {
		s.hello(row.visitor, row.session, row.query, "mailed")
		v, err := s.store.Visitor(t.Context(), "shop", row.visitor)
		if err != nil || v.Query["utm_source"] != row.kept {
			t.Errorf("%+v: kept %v, %v", row, v.Query, err)
		}
	}
}

// TestAnswersAndTags: an answer tags the visitor and shows a link; both are what later decisions look at, also after the visitor was
// loaded again.
func TestAnswersAndTags(t *testing.T) {
	s := openShop(t, campaignShop)
	for visitor, said := range map[string]string{"ann": "yes", "bob": "no"} {
		asked := s.hello(visitor, "one", `{}`, "asked")
		if len(asked) != 1 {
			t.Fatalf("%s: acts %+v", visitor, asked)
		}
		follow := s.send(visitor, "one", fmt.Sprintf(`"t":"answer","id":%q,"decision":%q,"survey":"why","question":"help","value":%q`,
			NewID(), asked[0].Decision, said))
		v, err := s.store.Visitor(t.Context(), "shop", visitor)
		if err != nil {
			t.Fatal(err)
		}
		if said == "no" {
			if len(follow) > 0 || len(v.Tags) > 0 || len(s.hello(visitor, "one", `{}`, "helped")) > 0 {
				t.Errorf("%s said no: acts %+v, tags %v", visitor, follow, v.Tags)
			}
			continue
		}
		if len(follow) != 1 || !strings.Contains(string(follow[0].Action), `"type":"message"`) || !strings.Contains(string(follow[0].Action), "https://cal.example/") {
			t.Errorf("acts %+v", follow)
		}
		if len(v.Tags) != 1 || v.Tags[0] != "needs-help" {
			t.Errorf("tags %v", v.Tags)
		}
		h, err := s.store.History(t.Context(), "shop", visitor)
		if err != nil || h.Answers["why"]["help"] != "yes" || h.Visitor.Tags[0] != "needs-help" {
			t.Errorf("stored %v, %v, %v", h.Answers, h.Visitor.Tags, err)
		}
		if acts := s.hello(visitor, "one", `{}`, "helped"); len(acts) != 1 {
			t.Errorf("later acts %+v", acts)
		}
	}
}
