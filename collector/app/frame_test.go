package app

import (
	"encoding/json"
	"fmt"
	"net/http"
	"strings"
	"testing"
	"time"

	"github.com/gorilla/websocket"

	"heed/collector/core"
	"heed/collector/ingest"
	"heed/collector/look"
	"heed/collector/survey"
)

// fullest gives the largest n for which nothing is wrong, where nothing is wrong with 0.
func fullest(wrong func(n int) []core.FieldError) int {
	n := 0
	for step := 1 << 14; step > 0; step /= 2 {
		if len(wrong(n+step)) == 0 {
			n += step
		}
	}
	return n
}

// TestTheLargestActFitsItsFrame: with the largest survey, theme and selector that can be saved an act has at most the 16 KiB of the
// contract, and hardly less.
func TestTheLargestActFitsItsFrame(t *testing.T) {
	quotes := func(n int) string { return ".a{--x:" + strings.Repeat(`""`, n/2) + strings.Repeat("a", n%2) + "}" }
	theme := core.Theme{Accent: "#0f766e", Dark: core.Palette{Accent: "#2dd4bf"}, Font: strings.Repeat("a", 200)}
	style := fullest(func(n int) []core.FieldError {
		theme.CSS = quotes(n)
		return look.CheckSite(core.Site{Theme: theme})
	})
	asked := core.Survey{Site: "shop", Name: "long"}
	words := fullest(func(n int) []core.FieldError {
		asked.Questions = nil
		for i := 0; n > 0 || i == 0; i++ {
			text := strings.Repeat("a", min(max(n, 1), 2000))
			n -= len(text)
			asked.Questions = append(asked.Questions, core.Question{ID: fmt.Sprint(i), Type: core.FreeText, Text: core.Text{"en": text}})
		}
		return survey.Check(asked)
	})
	var questions []string
	for i, n := 0, words; n > 0; i, n = i+1, n-2000 {
		questions = append(questions, fmt.Sprintf(`{id: "%d", type: text, text: {en: %s}}`, i, strings.Repeat("a", min(n, 2000))))
	}
	worn := fmt.Sprintf(`theme: {accent: "#0f766e", dark: {accent: "#2dd4bf"}, font: %s, css: '%s'}`, theme.Font, quotes(style))
	for of, themes := range map[string][2]string{"the site": {worn, ""}, "the survey": {`theme: {accent: "#7c3aed"}`, worn}} {
		t.Run("the theme of "+of, func(t *testing.T) {
			largestAct(t, fmt.Sprintf(`
kind: site
name: shop
origins: ["https://shop.example"]
precision: {sample: 0}
%s
---
kind: survey
name: long
site: shop
questions: [%s]
%s
---
kind: intercept
name: stuck
site: shop
status: live
owner: maya@example.com
hypothesis: A question helps.
metric: {event: purchase}
when: {any: [{signal: "custom:stuck"}]}
action: {type: survey, survey: long, place: inline, into: '%s', expires: 1h}
`, themes[0], strings.Join(questions, ", "), themes[1], strings.Repeat(`[a=""]`, 33)))
		})
	}
}

// largestAct holds the act of that configuration against the contract's bound.
func largestAct(t *testing.T, configuration string) {
	t.Helper()
	s := openShop(t, configuration)
	dialer := websocket.Dialer{Subprotocols: []string{"heed.v1"}}
	conn, _, err := dialer.Dial(s.wsURL("shop"), http.Header{"Origin": {"https://shop.example"}})
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { conn.Close() })
	p := &page{t, conn}
	p.send(map[string]any{"t": "hello", "visitor": NewID(), "session": NewID(), "page": map[string]any{"path": "/cart"}})
	p.send(map[string]any{"t": "signal", "id": NewID(), "kind": "custom:stuck", "score": 1, "at": time.Now().UnixMilli()})
	for {
		if err := conn.SetReadDeadline(time.Now().Add(20 * time.Second)); err != nil {
			t.Fatal(err)
		}
		_, frame, err := conn.ReadMessage()
		if err != nil {
			t.Fatalf("no act came: %v", err)
		}
		var said struct{ T string }
		if err := json.Unmarshal(frame, &said); err != nil || said.T != "act" {
			continue
		}
		if n := len(frame); n > ingest.MaxFrame || n < ingest.MaxFrame-256 {
			t.Errorf("the act has %d bytes, want at most %d and few less", n, ingest.MaxFrame)
		}
		return
	}
}
