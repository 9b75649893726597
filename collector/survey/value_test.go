package survey

import (
	"encoding/json"
	"strings"
	"testing"

	"heed/collector/core"
)

func TestAccept(t *testing.T) {
	ab := []core.Option{{ID: "a"}, {ID: "b"}}
	var (
		nps     = core.Question{Type: core.NPS}
		csat    = core.Question{Type: core.CSAT}
		ces     = core.Question{Type: core.CES}
		rating  = core.Question{Type: core.Rating}
		thumbs  = core.Question{Type: core.Thumbs}
		choice  = core.Question{Type: core.Choice, Options: ab}
		own     = core.Question{Type: core.Choice, Options: ab, Other: true}
		choices = core.Question{Type: core.Choices, Options: ab, Other: true}
		text    = core.Question{Type: core.FreeText}
		maybe   = core.Question{Type: core.FreeText, Optional: true}
		email   = core.Question{Type: core.Email}
		phone   = core.Question{Type: core.Phone}
		agree   = core.Question{Type: core.Agree}
	)
	for _, test := range []struct {
		q     core.Question
		value string
		want  string // what is stored; empty when it is refused
	}{
		{nps, `0`, `0`}, {nps, `10`, `10`}, {nps, `11`, ``}, {nps, `-1`, ``}, {nps, `7.5`, ``}, {nps, `"7"`, ``},
		{csat, `1`, `1`}, {csat, `5`, `5`}, {csat, `0`, ``}, {csat, `6`, ``},
		{ces, `1`, `1`}, {ces, `7`, `7`}, {ces, `8`, ``}, {ces, `0`, ``},
		{rating, `5`, `5`}, {rating, `6`, ``}, {rating, `true`, ``}, {rating, `1e400`, ``},
		{thumbs, `"up"`, `"up"`}, {thumbs, `"down"`, `"down"`}, {thumbs, `"sideways"`, ``}, {thumbs, `[]`, ``}, {thumbs, `{}`, ``},
		{choice, `"a"`, `"a"`}, {choice, `"c"`, ``}, {choice, `{"other":"x"}`, ``}, {choice, `["a"]`, ``}, {choice, `1`, ``},
		{own, `{"other":" too slow "}`, `{"other":"too slow"}`}, {own, `{"other":1}`, ``}, {own, `"other"`, ``},
		{own, `{"other":"x","a":1}`, ``}, {own, `{"other":"` + strings.Repeat("ä", maxText) + `"}`, `{"other":"` + strings.Repeat("ä", maxText) + `"}`},
		{own, `{"other":"` + strings.Repeat("ä", maxText+1) + `"}`, ``},
		{choices, `["b","a"]`, `["b","a"]`}, {choices, `["a",{"other":"x"}]`, `["a",{"other":"x"}]`},
		{choices, `["a","a"]`, ``}, {choices, `[{"other":"x"},{"other":"y"}]`, ``}, {choices, `"a"`, ``}, {choices, `[]`, ``},
		{choices, `[["a"]]`, ``}, {choices, `[null]`, ``},
		{text, `" hello\n"`, `"hello"`}, {text, `" "`, ``}, {text, `null`, ``}, {text, `5`, ``},
		{text, `"` + strings.Repeat("ä", maxText) + `"`, `"` + strings.Repeat("ä", maxText) + `"`},
		{text, `"` + strings.Repeat("ä", maxText+1) + `"`, ``},
		{maybe, `null`, `null`}, {maybe, `""`, `null`}, {maybe, `"x"`, `"x"`}, {maybe, `5`, ``},
		{email, `"a@b.example"`, `"a@b.example"`}, {email, `"A <a@b.example>"`, ``}, {email, `"a@"`, ``}, {email, `"a b"`, ``},
		{email, `"` + strings.Repeat("a", 60) + `@` + strings.Repeat("b.", 100) + `example"`, ``},
		{phone, `"+49 (30) 123-45.67"`, `"+49 (30) 123-45.67"`}, {phone, `"٠١٢٣٤٥٦"`, `"٠١٢٣٤٥٦"`}, {phone, `"12345"`, `"12345"`},
		{phone, `"1234"`, ``}, {phone, `"` + strings.Repeat("1", 21) + `"`, ``}, {phone, `"call me on 12345"`, ``},
		{phone, `"12345` + strings.Repeat(" ", 40) + `6"`, ``},
		{agree, `true`, `true`}, {agree, `false`, `false`}, {agree, `"yes"`, ``}, {agree, `null`, ``},
		{core.Question{Type: "guess"}, `1`, ``}, {nps, ``, ``}, {nps, `{`, ``},
	} {
		value, err := accept(test.q, json.RawMessage(test.value))
		if test.want == "" {
			if err == nil {
				t.Errorf("%s took %.60s", test.q.Type, test.value)
			}
			continue
		}
		got, _ := json.Marshal(value)
		if err != nil || string(got) != test.want {
			t.Errorf("%s made %.60s of %.60s (%v), want %.60s", test.q.Type, got, test.value, err, test.want)
		}
	}
}

// TestAcceptTellsNothingFromNonsense: a frame that leaves the value out is told so, also where the question may be passed over.
func TestAcceptTellsNothingFromNonsense(t *testing.T) {
	for value, want := range map[string]string{"": "has no value", "{": "is not JSON"} {
		for _, optional := range []bool{false, true} {
			if _, err := accept(core.Question{Type: core.NPS, Optional: optional}, json.RawMessage(value)); err == nil || !strings.Contains(err.Error(), want) {
				t.Errorf("of %q it says %v, want %q", value, err, want)
			}
		}
	}
}

// What was stored is accepted again, unchanged.
func FuzzAccept(f *testing.F) {
	for _, seed := range []string{`7`, `"up"`, `{"other":"x"}`, `["a",{"other":" y"}]`, `" text "`, `"a@b.example"`, `null`, `[[]]`} {
		f.Add([]byte(seed))
	}
	f.Fuzz(func(t *testing.T, raw []byte) {
		for _, questionType := range types() {
			q := core.Question{Type: questionType, Optional: true, Other: true, Options: []core.Option{{ID: "a"}, {ID: "up"}}}
			value, err := accept(q, raw)
			if err != nil {
				continue
			}
			stored, err := json.Marshal(value)
			if err != nil {
				t.Fatalf("%s cannot be stored: %v", questionType, err)
			}
			again, err := accept(q, stored)
			if err != nil {
				t.Fatalf("%s refuses its own %s: %v", questionType, stored, err)
			}
			if twice, _ := json.Marshal(again); string(twice) != string(stored) {
				t.Fatalf("%s makes %s of %s", questionType, twice, stored)
			}
			seen(stored)
		}
	})
}
