package app

import (
	"encoding/json"
	"io"
	"math"
	"net/http"
	"strconv"
	"strings"
	"testing"
	"time"

	"heed/collector/config"
	"heed/collector/core"
)

const upsetShop = `
kind: site
name: shop
origins: ["https://shop.example"]
precision: {sample: 0}
frustration: {weights: {"custom:voucher_refused": 0.5}, half_life: 10m, leak: 0}
---
kind: intercept
name: upset
site: shop
status: live
owner: maya@example.com
hypothesis: A refused voucher hurts.
metric: {event: purchase}
when: {any: [{frustration: 0.5}]}
action: {type: message, text: {en: "Can we help?"}}
`

// TestFrustrationIsTheSitesOwn applies a site whose weights differ and an intercept that waits for frustration alone. A signal of the
// site's own then makes it act; the score is stored, the gate says what it wanted, and the page was told of no weights.
func TestFrustrationIsTheSitesOwn(t *testing.T) {
	folder := config.Data{Data: t.TempDir()}
	err := apply(t.Context(), config.Apply{Data: folder, Files: []string{"-"}}, Process{In: strings.NewReader(upsetShop), Out: io.Discard})
	if err != nil {
		t.Fatal(err)
	}
	a := open(t, func(c *config.Serve) { c.Data, c.Demo = folder, false })
	id := NewID()
	status, _, answer := post(t, a, "/v1/batch?site=shop", "https://shop.example", "application/json",
		`{"hello":{"visitor":"ann","session":"s","page":{"path":"/cart"}},"items":[{"t":"signal","id":"`+id+
			`","kind":"custom:voucher_refused","score":1,"at":`+strconv.FormatInt(time.Now().UnixMilli(), 10)+`}]}`)
	var reply struct {
		Acts    []core.Act
		Welcome struct{ Settings map[string]any }
	}
	if err := json.Unmarshal([]byte(answer), &reply); err != nil || status != http.StatusOK || len(reply.Acts) != 1 {
		t.Fatalf("%d %s: %v", status, answer, err)
	}
	if agent, ok := reply.Welcome.Settings["agent"].([]any); !ok || len(agent) != 0 || len(reply.Welcome.Settings) != 1 {
		t.Errorf("the page is told %v", reply.Welcome.Settings)
	}
	list, _, err := a.store.ListSignals(t.Context(), core.Query{Site: "shop", Visitor: "ann"})
	if err != nil || len(list) != 1 || math.Abs(list[0].Frustration-0.5) > 1e-12 {
		t.Errorf("stored %+v, %v", list, err)
	}
	d, err := a.store.DecisionOfSignal(t.Context(), id)
	if err != nil || len(d.Considered.Evaluations()) != 1 {
		t.Fatalf("decided %+v, %v", d, err)
	}
	if g := d.Considered.Evaluations()[0].Gates[0]; !g.Pass || g.Want.String() != "any signal with frustration ≥ 0.5" {
		t.Errorf("the gate %+v", g)
	}
}
