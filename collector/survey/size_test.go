package survey

import (
	"fmt"
	"strings"
	"testing"

	"heed/collector/core"
)

// TestSizeBounds: what could not be sent in one frame is refused, and what just fits is not.
func TestSizeBounds(t *testing.T) {
	made := func(questions, characters int, letter string) core.Survey {
		s := core.Survey{Name: "x", Languages: []string{"en", "de"}}
		for n := range questions {
			s.Questions = append(s.Questions, core.Question{ID: fmt.Sprint("q", n), Type: core.FreeText,
				Text: core.Text{"en": "Why?", "de": strings.Repeat(letter, characters)}})
		}
		return s
	}
	for _, test := range []struct {
		name string
		s    core.Survey
		path string
		want string
	}{
		{"a hundred questions", made(100, 20, "a"), "", ""},
		{"one more", made(101, 20, "a"), "questions", "at most 100"},
		{"a long text", made(1, 2000, "ä"), "", ""},
		{"a longer one", made(1, 2001, "ä"), "questions[0].text", `2001 characters in "de"`},
		{"much that fits", made(6, 1900, "a"), "", ""},
		{"too much in one language", made(7, 1900, "a"), "questions", `bytes in "de"`},
		{"too much in bytes", made(4, 1900, "何"), "questions", `bytes in "de"`},
	} {
		wrong := Check(test.s)
		switch {
		case test.want == "" && len(wrong) > 0, test.want != "" && len(wrong) != 1:
			t.Errorf("%s: %v", test.name, wrong)
		case test.want != "" && (wrong[0].Path != test.path || !strings.Contains(wrong[0].Message, test.want)):
			t.Errorf("%s: %v, want %s %s", test.name, wrong, test.path, test.want)
		}
	}
}
