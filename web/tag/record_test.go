package tag_test

import (
	"os"
	"regexp"
	"slices"
	"strconv"
	"strings"
	"testing"

	"heed/agent"
)

// TestRecordMirrorsTheAgent compares record.js with the agent's constants, name by name.
func TestRecordMirrorsTheAgent(t *testing.T) {
	text, err := os.ReadFile("record.js")
	if err != nil {
		t.Fatal(err)
	}
	got := map[string]int{}
	for _, match := range regexp.MustCompile(`export const ([A-Z_]+) = (\d+)`).FindAllStringSubmatch(string(text), -1) {
		got[match[1]], _ = strconv.Atoi(match[2])
	}
	want := map[string]int{
		"TICK": int(agent.RecTick), "PRESS": int(agent.RecPress), "ANSWER": int(agent.RecAnswer),
		"MUTATION": int(agent.RecMutation), "INPUT": int(agent.RecInput), "REQUEST": int(agent.RecRequest),
		"ERROR": int(agent.RecError), "MOVE": int(agent.RecMove), "LEAVE": int(agent.RecLeave), "ENTER": int(agent.RecEnter),
		"SCROLL": int(agent.RecScroll), "HIDDEN": int(agent.RecHidden), "VISIBLE": int(agent.RecVisible),
		"NAVIGATE": int(agent.RecNavigate), "CART": int(agent.RecCart), "STAGE": int(agent.RecStage), "GOAL": int(agent.RecGoal),
		"ADDRESS":  int(agent.RecAddress),
		"KEYBOARD": int(agent.Keyboard), "TOUCH": int(agent.Touch), "BUTTONS": int(agent.Buttons), "SURFACE": int(agent.Surface),
		"TEXT_FIELD": int(agent.TextField), "POPUP": int(agent.Popup), "UNLOAD": int(agent.Unload),
	}
	for name, number := range want {
		if have, ok := got[name]; !ok || have != number {
			t.Errorf("%s is %d in record.js, %d in the agent", name, have, number)
		}
	}
	if len(got) != len(want) {
		t.Errorf("record.js has %d numbers, the agent %d", len(got), len(want))
	}
}

// TestSignalsMirrorTheAgent evaluates record.js in the browser and compares the signals' names and the names of their
// numbers. A signal that carries numbers in the agent must be there; no other may.
func TestSignalsMirrorTheAgent(t *testing.T) {
	text, err := os.ReadFile("record.js")
	if err != nil {
		t.Fatal(err)
	}
	b := newTab(t)
	signals := b.value(`(() => { ` + strings.ReplaceAll(string(text), "export const", "var") + `; return SIGNALS })()`).(map[string]any)
	for kind := agent.Kind(1); kind.String() != ""; kind++ {
		want := []any{kind.String()}
		for _, field := range kind.Fields() {
			if field != "" {
				want = append(want, field)
			}
		}
		key := strconv.Itoa(int(kind))
		got, _ := signals[key].([]any)
		delete(signals, key)
		if len(want) > 1 && !slices.Equal(want, got) || len(want) == 1 && got != nil {
			t.Errorf("kind %s: %v in the agent, %v in record.js", key, want, got)
		}
	}
	if len(signals) > 0 {
		t.Errorf("record.js has kinds that the agent has not: %v", signals)
	}
}
