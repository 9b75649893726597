package app

import (
	"encoding/json"
	"fmt"
	"io"
	"net/http"
	"strings"
	"testing"
	"time"

	"heed/collector/config"
	"heed/collector/core"
)

const askingShop = `
kind: site
name: shop
origins: ["https://shop.example"]
precision: {sample: 0}
budget: {contacts: 400, every: 1s, after_dismissal: 14d, after_answer: 90d}
---
kind: survey
name: why
site: shop
questions: [{id: help, type: choice, text: {en: "Help?"}, options: [yes, no]}]
---
kind: intercept
name: stuck
site: shop
status: live
owner: maya@example.com
hypothesis: A question helps.
metric: {event: purchase}
when: {any: [{signal: "custom:stuck"}]}
action: {type: survey, survey: why}
then: [{if: 'answer.help == "yes"', do: {type: callback}}]
`

// shop is a collector with one site, configured by YAML, and a way to send it items of a visitor's page.
type shop struct {
	*App
	t *testing.T
}

func openShop(t *testing.T, yaml string) shop {
	t.Helper()
	return openShopWith(t, yaml, func(*config.Serve) {})
}

func openShopWith(t *testing.T, yaml string, change func(*config.Serve)) shop {
	t.Helper()
	folder := config.Data{Data: t.TempDir()}
	err := apply(t.Context(), config.Apply{Data: folder, Files: []string{"-"}}, Process{In: strings.NewReader(yaml), Out: io.Discard, Err: io.Discard})
	if err != nil {
		t.Fatal(err)
	}
	return shop{open(t, func(c *config.Serve) { c.Data, c.Demo = folder, false }, change), t}
}

// send posts one item of a visitor and gives the acts it leads to.
func (s shop) send(visitor, session, item string) []core.Act {
	s.t.Helper()
	status, _, answer := post(s.t, s.App, "/v1/batch?site=shop", "https://shop.example", "application/json",
		fmt.Sprintf(`{"hello":{"visitor":%q,"session":%q,"page":{"path":"/cart"}},"items":[{"at":%d,%s}]}`,
			visitor, session, time.Now().UnixMilli(), item))
	var reply struct {
		Acked    []string
		Acts     []core.Act
		Rejected []any
	}
	if err := json.Unmarshal([]byte(answer), &reply); err != nil || status != http.StatusOK || len(reply.Acked) != 1 {
		s.t.Fatalf("%d %s: %v", status, answer, err)
	}
	return reply.Acts
}

// stuck sends a signal and gives the decision on it.
func (s shop) stuck(visitor, session string) core.Decision {
	s.t.Helper()
	id := NewID()
	s.send(visitor, session, fmt.Sprintf(`"t":"signal","id":%q,"kind":"custom:stuck","score":1`, id))
	d, err := s.store.DecisionOfSignal(s.t.Context(), id)
	if err != nil {
		s.t.Fatal(err)
	}
	return d
}

// failed lists the gates that the first intercept did not pass.
func failed(d core.Decision) string {
	var out []string
	for _, g := range d.Considered.Evaluation(0).Gates {
		if !g.Pass {
			out = append(out, g.Name)
		}
	}
	return strings.Join(out, " ")
}

// TestStopTheSite stops a running collector's site through the API: decisions say so, and what an answer would lead to is not done
// either. A file that does not speak of it does not start the site again.
func TestStopTheSite(t *testing.T) {
	s := openShop(t, askingShop)
	call := func(scope core.Permission, address string) int {
		return newProgram(t, s.App, scope).call(http.MethodPost, address, "").Code
	}
	asked := s.stuck("ann", "one")
	if asked.Outcome != core.Acted {
		t.Fatalf("%s: %s", asked.Outcome, asked.Arbitration)
	}
	if code := call(core.CanRead, "/api/v1/sites/shop/stop"); code != http.StatusForbidden {
		t.Errorf("a reader stops the site: %d", code)
	}
	for range 2 {
		if code := call(core.CanWrite, "/api/v1/sites/shop/stop"); code != http.StatusOK {
			t.Fatalf("stop: %d", code)
		}
	}
	if d := s.stuck("bob", "one"); d.Outcome != core.Idle || failed(d) != "running" || !strings.Contains(d.Arbitration, "stopped") {
		t.Errorf("%s, failed %q: %s", d.Outcome, failed(d), d.Arbitration)
	}
	answer := `"t":"answer","id":%q,"decision":%q,"survey":"why","question":"help","value":"yes"`
	if acts := s.send("ann", "one", fmt.Sprintf(answer, NewID(), asked.ID)); len(acts) > 0 {
		t.Errorf("an answer led to %s", acts[0].Action)
	}
	again := apply(t.Context(), config.Apply{Data: s.cfg.Data, Files: []string{"-"}}, Process{In: strings.NewReader(askingShop), Out: io.Discard})
	if again != nil {
		t.Fatal(again)
	}
	s.poke()
	if d := s.stuck("cat", "one"); d.Outcome != core.Idle {
		t.Error("applying the same file again has started the site")
	}
	if code := call(core.CanWrite, "/api/v1/sites/shop/start"); code != http.StatusOK {
		t.Fatalf("start: %d", code)
	}
	if d := s.stuck("bob", "one"); d.Outcome != core.Acted {
		t.Errorf("%s: %s", d.Outcome, d.Arbitration)
	}
	if acts := s.send("ann", "one", fmt.Sprintf(answer, NewID(), asked.ID)); len(acts) != 1 {
		t.Errorf("an answer led to %d acts", len(acts))
	}
	if code := call(core.CanWrite, "/api/v1/sites/nowhere/stop"); code != http.StatusNotFound {
		t.Errorf("a site that is not there: %d", code)
	}
}

// TestCooldownComesFromThePage: what the page reports starts the cool-down, in memory and when the visitor is loaded again.
func TestCooldownComesFromThePage(t *testing.T) {
	s := openShop(t, askingShop)
	for visitor, ended := range map[string]string{
		"ann": `"t":"dismissed","id":%q,"decision":%q`,
		"bob": `"t":"answer","id":%q,"decision":%q,"survey":"why","question":"help","value":"no"`,
	} {
		d := s.stuck(visitor, "one")
		if d.Outcome != core.Acted {
			t.Fatalf("%s: %s", visitor, d.Arbitration)
		}
		if h, err := s.store.History(t.Context(), "shop", visitor); err != nil || !h.Contacts[0].Dismissed.IsZero() || !h.Contacts[0].Answered.IsZero() {
			t.Fatalf("%+v, %v", h.Contacts, err)
		}
		s.send(visitor, "one", fmt.Sprintf(ended, NewID(), d.ID))
		if d := s.stuck(visitor, "two"); !strings.Contains(failed(d), "cooldown") {
			t.Errorf("%s: failed %q", visitor, failed(d))
		}
		h, err := s.store.History(t.Context(), "shop", visitor)
		if err != nil || h.Contacts[0].Dismissed.IsZero() != (visitor == "bob") || h.Contacts[0].Answered.IsZero() != (visitor == "ann") {
			t.Errorf("%s: %+v, %v", visitor, h.Contacts, err)
		}
	}
}
