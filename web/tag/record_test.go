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

// TestKindsMirrorTheAgent evaluates record.js in the browser and compares the signals' names and the names of their numbers.
func TestKindsMirrorTheAgent(t *testing.T) {
	text, err := os.ReadFile("record.js")
	if err != nil {
		t.Fatal(err)
	}
	b := newTab(t)
	script := strings.ReplaceAll(string(text), "export const", "var")
	kinds := strings.Split(b.js(`(() => { `+script+`; return KINDS.join() })()`).(string), ",")
	fields := b.js(`(() => { ` + script + `; return FIELDS })()`).(map[string]any)
	for number := agent.Kind(1); number.String() != ""; number++ {
		name := number.String()
		if int(number) >= len(kinds) || kinds[number] != name {
			t.Errorf("kind %d is %s in the agent, record.js has %v", number, name, kinds)
			continue
		}
		var want, have []string
		for _, field := range number.Fields() {
			if field != "" {
				want = append(want, field)
			}
		}
		list, _ := fields[name].([]any)
		for _, one := range list {
			have = append(have, one.(string))
		}
		if !slices.Equal(want, have) {
			t.Errorf("%s: %v in the agent, %v in record.js", name, want, have)
		}
	}
	if last := agent.Kind(len(kinds)); last.String() != "" || agent.Kind(len(kinds)-1).String() == "" {
		t.Errorf("record.js has %d kinds, the agent another number", len(kinds)-1)
	}
}
