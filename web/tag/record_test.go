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
		"ADDRESS": int(agent.RecAddress), "SWIPE": int(agent.RecSwipe), "FIELD": int(agent.RecField),
		"SUBMIT": int(agent.RecSubmit), "INVALID": int(agent.RecInvalid), "HOVER": int(agent.RecHover), "FLIP": int(agent.RecFlip),
		"KEYBOARD": int(agent.Keyboard), "TOUCH": int(agent.Touch), "BUTTONS": int(agent.Buttons), "SURFACE": int(agent.Surface),
		"TEXT_FIELD": int(agent.TextField), "POPUP": int(agent.Popup), "UNLOAD": int(agent.Unload), "EXCUSED": int(agent.Excused),
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
// numbers.
func TestSignalsMirrorTheAgent(t *testing.T) {
	t.Parallel()
	text, err := os.ReadFile("record.js")
	if err != nil {
		t.Fatal(err)
	}
	b := newTab(t)
	signals := b.value(`(() => { ` + strings.ReplaceAll(string(text), "export const", "var") + `; return SIGNALS })()`).([]any)
	kind := agent.Kind(1)
	for ; kind.String() != ""; kind++ {
		want := []any{kind.String()}
		for _, field := range kind.Fields() {
			if field != "" {
				want = append(want, field)
			}
		}
		if int(kind) >= len(signals) || !slices.Equal(want, signals[kind].([]any)) {
			t.Errorf("kind %d is %v in the agent, record.js has %v", kind, want, signals)
		}
	}
	if len(signals) != int(kind) {
		t.Errorf("record.js has %d kinds, the agent %d", len(signals), kind)
	}
}
