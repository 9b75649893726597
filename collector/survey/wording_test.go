package survey

import (
	"maps"
	"os"
	"slices"
	"strings"
	"testing"
	"unicode/utf8"

	"github.com/google/go-cmp/cmp"

	"heed/collector/core"
)

// longest bounds our texts, in characters, by the last part of their keys: what stands on a button, at the end of a scale, in a row, and
// on the card. A heading may take four lines of a phone.
var longest = map[string]int{
	"yes": 12, "no": 12, "low": 30, "high": 30, "soon": 30, "afternoon": 30, "tomorrow": 30, "thanks": 44,
}

const longestHeading = 92

// TestEveryLanguageHasEveryText: no text is missing in a language, empty, or too long for the card.
func TestEveryLanguageHasEveryText(t *testing.T) {
	v, err := readWords()
	if err != nil {
		t.Fatal(err)
	}
	if len(v.languages) < 14 || v.languages[0] != "en" || len(v.texts) == 0 {
		t.Fatalf("%d texts in %v", len(v.texts), v.languages)
	}
	want := slices.Sorted(slices.Values(v.languages))
	for key, text := range v.texts {
		if got := slices.Sorted(maps.Keys(text)); !slices.Equal(got, want) {
			t.Errorf("%s is said in %v, want %v", key, got, want)
		}
		limit := longestHeading
		if bound, ok := longest[key[strings.LastIndex(key, ".")+1:]]; ok {
			limit = bound
		}
		for lang, words := range text {
			if n := utf8.RuneCountInString(words); n == 0 || n > limit || strings.TrimSpace(words) != words {
				t.Errorf("%s in %s has %d characters, want 1 to %d and no space around: %q", key, lang, n, limit, words)
			}
			if lang != "en" && len(words) > 12 && words == text["en"] {
				t.Errorf("%s in %s is English: %q", key, lang, words)
			}
		}
	}
}

// TestStandardWording: a question without words asks in those of its method, in every language, with its ends named.
func TestStandardWording(t *testing.T) {
	for kind, want := range map[string]string{
		core.NPS:    "How likely are you to recommend us to a friend or colleague?",
		core.CES:    "This website made it easy for me to do what I came for.",
		core.CSAT:   "How satisfied are you with your visit today?",
		core.Rating: "How would you rate your visit today?",
		core.Thumbs: "Was this page helpful?",
	} {
		s := core.Survey{Name: "x", Languages: languages(), Questions: []core.Question{{ID: "q", Type: kind}}}
		if wrong := Check(s); len(wrong) > 0 {
			t.Errorf("%s: %+v", kind, wrong)
		}
		if found := Lint(core.Site{Languages: languages()}, s); len(found) > 0 {
			t.Errorf("%s: %+v", kind, found)
		}
		q := Complete(s).Questions[0]
		if q.Text["en"] != want {
			t.Errorf("%s asks %q, want %q", kind, q.Text["en"], want)
		}
		if named := len(q.Low) > 0 && len(q.High) > 0; named != (kind != core.Thumbs) {
			t.Errorf("%s: its ends are %v and %v", kind, q.Low, q.High)
		}
	}
}

// TestOwnWordingIsKept: and the ends that come with it suit a question, not the standard statement.
func TestOwnWordingIsKept(t *testing.T) {
	own := core.Text{"en": "Well?"}
	for kind, low := range map[string]string{core.NPS: "Not at all likely", core.CSAT: "Very dissatisfied", core.CES: "Very difficult", core.Rating: "", core.Thumbs: ""} {
		q := Complete(core.Survey{Questions: []core.Question{{ID: "q", Type: kind, Text: own}}}).Questions[0]
		if q.Text["en"] != "Well?" || q.Low["en"] != low {
			t.Errorf("%s asks %q from %q, want its own words and %q", kind, q.Text["en"], q.Low["en"], low)
		}
	}
}

// TestNPSAsksWhy: after the standard wording, unless the survey says otherwise or asks itself.
func TestNPSAsksWhy(t *testing.T) {
	for name, one := range map[string]struct {
		questions string
		want      []string
	}{
		"standard":                    {`{"id": "n", "type": "nps"}, {"id": "z", "type": "thumbs"}`, []string{"n", "n_why", "z"}},
		"the last question":           {`{"id": "z", "type": "thumbs"}, {"id": "n", "type": "nps"}`, []string{"z", "n", "n_why"}},
		"not wanted":                  {`{"id": "n", "type": "nps", "why": false}`, []string{"n"}},
		"own words":                   {`{"id": "n", "type": "nps", "text": "Well?"}`, []string{"n"}},
		"own words, wanted":           {`{"id": "n", "type": "nps", "text": "Well?", "why": true}`, []string{"n", "n_why"}},
		"an open question comes next": {`{"id": "n", "type": "nps"}, {"id": "t", "type": "text", "text": "Why?"}`, []string{"n", "t"}},
		"its name is taken":           {`{"id": "n_why", "type": "text", "text": "?"}, {"id": "n", "type": "nps", "why": true}`, []string{"n_why", "n"}},
		"another score":               {`{"id": "n", "type": "csat"}`, []string{"n"}},
	} {
		t.Run(name, func(t *testing.T) {
			s := decode(t, `{"name": "x", "questions": [`+one.questions+`]}`)
			if wrong := Check(s); len(wrong) > 0 {
				t.Fatalf("%+v", wrong)
			}
			whole := Complete(s)
			var got []string
			for _, q := range whole.Questions {
				got = append(got, q.ID)
			}
			if !slices.Equal(got, one.want) {
				t.Errorf("asks %v, want %v", got, one.want)
			}
			if diff := cmp.Diff(whole, Complete(whole)); diff != "" {
				t.Errorf("completed twice it is another: %s", diff)
			}
		})
	}
}

// TestTheReasonIsTakenAndCounted: the question that the survey does not hold is one like any other.
func TestTheReasonIsTakenAndCounted(t *testing.T) {
	s := decode(t, `{"site": "demo", "name": "x", "questions": [{"id": "a b", "type": "nps"}]}`)
	c, err := compile(s)
	if err != nil {
		t.Fatal(err)
	}
	if !c.showIf[1].holds(map[string]any{"a b": 0.0}) || c.showIf[1].holds(map[string]any{}) {
		t.Error("the reason is to be asked of who gave a score, 0 too, and of nobody else")
	}
	if _, err := c.answer(core.Given{Question: "a b_why", Value: []byte(`"The price"`)}); err != nil {
		t.Error(err)
	}
	sum := Summarize(s, core.Tally{Counts: []core.Count{{Question: "a b_why", Type: core.FreeText, N: 1, People: 1}}})
	if len(sum.Questions) != 2 || sum.Questions[1].Gone || sum.Questions[1].N != 1 {
		t.Errorf("summary %+v", sum.Questions)
	}
}

// TestTheWidgetSpeaksTheSameLanguages: a card whose questions are in one language and whose buttons are in another would be neither.
func TestTheWidgetSpeaksTheSameLanguages(t *testing.T) {
	files, err := os.ReadDir("../../web/widget/texts")
	if err != nil {
		t.Fatal(err)
	}
	var want []string
	for _, file := range files {
		want = append(want, strings.TrimSuffix(file.Name(), ".js"))
	}
	if got := slices.Sorted(slices.Values(languages())); !slices.Equal(got, slices.Sorted(slices.Values(want))) {
		t.Errorf("the standard questions speak %v, the widget %v", got, want)
	}
}
