package survey

import (
	"testing"
	"time"

	"heed/collector/core"
)

// TestLength holds the estimate against the sum done by hand.
func TestLength(t *testing.T) {
	choice := core.Question{ID: "why", Type: core.Choice, Text: core.Text{"en": "What held you back today?"}, Options: []core.Option{
		{ID: "price", Text: core.Text{"en": "The price"}}, {ID: "later", Text: core.Text{"en": "Only looking"}}}}
	more := core.Question{ID: "more", Type: core.FreeText, Optional: true, Text: core.Text{"en": "Anything else?"}}
	for _, test := range []struct {
		name        string
		questions   []core.Question
		short, long time.Duration
	}{
		// 9 words at 238 a minute are 2.27 s; to decide, point and press 2.65 s; to go on 1.3 s.
		{"a choice", []core.Question{choice}, 6 * time.Second, 6 * time.Second},
		// 2 words are 0.5 s; passed over, 1.35 s to decide and 1.3 s to go on; written, 2.65 + 10 words at 36.2 a minute + 1.3 s.
		{"an optional text", []core.Question{choice, more}, 9 * time.Second, 27 * time.Second},
		{"under a condition", []core.Question{choice, {ID: "help", Type: core.Thumbs, Text: core.Text{"en": "Good?"}, ShowIf: `answer.why == "price"`}},
			6 * time.Second, 10 * time.Second},
	} {
		got := LengthOf(core.Survey{Languages: []string{"en"}, Questions: test.questions})
		if got.Shortest != test.short || got.Longest != test.long {
			t.Errorf("%s: %v to %v, want %v to %v", test.name, got.Shortest, got.Longest, test.short, test.long)
		}
	}
}

// TestLengthCountsWhatIsAsked: the standard wording is read, and so is the question that an NPS brings, also where words have no spaces.
func TestLengthCountsWhatIsAsked(t *testing.T) {
	nps := func(lang string) core.Survey {
		return core.Survey{Languages: []string{lang}, Questions: []core.Question{{ID: "nps", Type: core.NPS}}}
	}
	english, chinese := LengthOf(nps("en")), LengthOf(nps("zh"))
	if english.Shortest < 7*time.Second || english.Longest < 25*time.Second {
		t.Errorf("the standard NPS takes %+v", english)
	}
	if d := english.Longest - chinese.Longest; d < -2*time.Second || d > 2*time.Second {
		t.Errorf("in Chinese it takes %v, in English %v", chinese.Longest, english.Longest)
	}
}
